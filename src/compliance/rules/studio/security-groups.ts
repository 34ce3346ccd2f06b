import type { TemplateResource } from '../../templates/resource';
import { every, opposite, type Truth, truthOf } from '../../templates/truth';
import { itemsOf, type TemplateValue } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import { forEachItem, type Subject, shown } from '../expectations';
import { ingressOf, isSame, takesInPorts } from '../ingress';
import { DOMAIN, settingsPaths, USER_PROFILE } from '../studio-settings';

/** The TCP ports that applications of Studio listen on. */
const FIRST_PORT = 8192;
const LAST_PORT = 65535;
/** Who has security groups for users, and where. */
const HOLDERS = [
  [USER_PROFILE, 'UserSettings.SecurityGroups'],
  [DOMAIN, 'DefaultUserSettings.SecurityGroups'],
] as const;
const URL = 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html';

export const domainSecurityGroups: RuleDefinition = {
  id: 'domain-security-groups',
  severity: Severity.ERROR,
  title: 'Security groups shared by all users of a domain must not open application ports',
  rationale:
    'Applications of Studio do not ask who connects to them. A shared group that lets itself in opens the notebooks of each user to all others.',
  remediation:
    'Take the rules for TCP 8192-65535 out of the security groups of the domain, and give each user profile a group of its own that lets itself in. Clusters that call back to a notebook need a rule in the group of that user.',
  url: URL,
  controls: {},
  types: [DOMAIN],
  check: (domain, context) =>
    settingsPaths(domain).flatMap((settings) =>
      forEachItem(domain, `${settings}.SecurityGroups`, (group) =>
        judgeGroup(group, context, () => 'yes', 'all users of the domain share it'),
      ),
    ),
};

export const userProfileSecurityGroups: RuleDefinition = {
  id: 'user-profile-security-groups',
  severity: Severity.ERROR,
  title: 'Security groups of a user profile must not open application ports to other users',
  rationale: 'Applications of Studio do not ask who connects to them, so whoever may connect acts as their user.',
  remediation:
    'Give each user profile a security group of its own, which lets in nothing but itself on TCP 8192-65535. Clusters that call back to a notebook need a rule, which is then accepted by acknowledgement.',
  url: URL,
  controls: {},
  types: [USER_PROFILE],
  check: (profile, context) => {
    const shared = (group: TemplateValue) => sharedWithOthers(group, profile, context);
    return forEachItem(profile, 'UserSettings.SecurityGroups', (group) =>
      judgeGroup(group, context, shared, 'other users have it as well'),
    );
  },
};

/** A rule for the group itself is one for others where others have the group. */
function judgeGroup(
  item: Subject,
  context: RuleContext,
  shared: (group: TemplateValue) => Truth,
  why: string,
): Verdict[] {
  const group = item.get('');
  const place = item.place ?? '';
  const { rules, unknown } = ingressOf(group, context);
  const openings = rules.map((rule) => opening(rule, group, shared, why)).filter(({ open }) => open !== 'no');
  const sure = openings.find(({ open }) => open === 'yes');
  if (sure) {
    return [
      fail(
        place,
        `${place} must let nobody else connect to applications on TCP ${FIRST_PORT}-${LAST_PORT}, got a rule for ${sure.what}`,
      ),
    ];
  }
  const doubt =
    unknown ?? (openings.length ? `a rule for ${openings[0].what} is only known when it is deployed` : undefined);
  return [
    doubt
      ? cannotTell(place, `whether ${place} lets others connect to applications cannot be told: ${doubt}`)
      : pass(place),
  ];
}

interface Opening {
  readonly open: Truth;
  readonly what: string;
}

function opening(rule: Subject, group: TemplateValue, shared: (group: TemplateValue) => Truth, why: string): Opening {
  const ports = takesInPorts(rule, FIRST_PORT, LAST_PORT);
  const source = rule.get('SourceSecurityGroupId');
  const self = source.kind === 'absent' ? 'no' : isSame(source, group);
  if (self === 'yes') {
    return { open: every([ports, shared(group)]), what: `the group itself, and ${why}` };
  }
  return { open: every([ports, opposite(self)]), what: sourceOf(rule) };
}

function sourceOf(rule: Subject): string {
  const paths = ['CidrIp', 'CidrIpv6', 'SourceSecurityGroupId', 'SourceSecurityGroupName', 'SourcePrefixListId'];
  const source = paths.map((path) => rule.get(path)).find(({ kind }) => kind !== 'absent');
  return source ? shown(source) : 'what is not said';
}

function sharedWithOthers(group: TemplateValue, profile: TemplateResource, context: RuleContext): Truth {
  const resource = context.referredTo(group);
  const holders = resource
    ? HOLDERS.flatMap(([type, path]) => context.referrersOf(resource, type, path))
    : holdersById(group, context);
  return truthOf(holders.some(({ declaration }) => declaration !== profile.declaration));
}

function holdersById(group: TemplateValue, context: RuleContext): TemplateResource[] {
  const has = (holder: TemplateResource, path: string) =>
    itemsOf(holder.get(path)).some((other) => isSame(other, group) === 'yes');
  return HOLDERS.flatMap(([type, path]) => context.resources(type).filter((holder) => has(holder, path)));
}
