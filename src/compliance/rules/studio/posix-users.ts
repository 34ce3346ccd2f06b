import type { TemplateResource } from '../../templates/resource';
import { literalOf, referredTo, type TemplateValue } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import { leftOpen } from '../expectations';
import { absent } from '../requirements';
import { DOMAIN, USER_PROFILE, userSettingsPath } from '../studio-settings';

const UID = 'CustomPosixUserConfig.Uid';

export const posixUsers: RuleDefinition = {
  id: 'studio-posix-users',
  severity: Severity.ERROR,
  title: 'User profiles of a domain must not share a POSIX user',
  rationale:
    'File systems tell users apart by their POSIX user id alone, so who has the id of another may read and change all that is theirs.',
  remediation:
    'Give each user profile that has a CustomPosixUserConfig a Uid of its own, and the defaults of the domain none.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CustomPosixUserConfig.html',
  controls: {},
  types: [DOMAIN, USER_PROFILE],
  check: (resource, context) => {
    const uid = resource.get(uidPath(resource));
    if (uid.kind === 'absent') {
      return [];
    }
    return resource.type === DOMAIN
      ? [fail(uidPath(resource), `${uidPath(resource)} must be left out: it would be that of all users`)]
      : judgeUid(resource, uid, context);
  },
  // Guard does not compare user profiles with each other.
  guard: (type) => (type === DOMAIN ? [absent(uidPath({ type })).clause] : []),
};

function uidPath({ type }: Pick<TemplateResource, 'type'>): string {
  return `${userSettingsPath({ type })}.${UID}`;
}

function judgeUid(profile: TemplateResource, value: TemplateValue, context: RuleContext): Verdict[] {
  const path = uidPath(profile);
  const uid = literalOf(value);
  if (uid === undefined) {
    return [cannotTell(path, `${path} must be that of no other user, but ${leftOpen(value) ?? 'it is no number'}`)];
  }
  const holders =
    context.remember(`profiles by ${path}`, () => byUid(context.resources(USER_PROFILE), path)).get(uid) ?? [];
  const other = holders.find((holder) => holder.declaration !== profile.declaration && sameDomain(holder, profile));
  return [
    other
      ? fail(path, `${path} must be that of no other user, got ${uid}, which ${other.logicalId} has as well`)
      : pass(path),
  ];
}

function byUid(profiles: readonly TemplateResource[], path: string): ReadonlyMap<string, readonly TemplateResource[]> {
  const holders = new Map<string, TemplateResource[]>();
  for (const profile of profiles) {
    const uid = literalOf(profile.get(path));
    if (uid !== undefined) {
      holders.set(uid, [...(holders.get(uid) ?? []), profile]);
    }
  }
  return holders;
}

function sameDomain(one: TemplateResource, other: TemplateResource): boolean {
  const [a, b] = [one, other].map((profile) => profile.get('DomainId'));
  const literal = literalOf(a);
  if (literal !== undefined) {
    return literal === literalOf(b);
  }
  const resource = referredTo(a);
  return resource !== undefined && resource === referredTo(b);
}
