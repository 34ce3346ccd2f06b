import { type Environment, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { studio } from '../../src';
import { testApp } from '../app';
import { codesOf, errorOf } from '../faults';
import { isolatedVpc } from '../samples/sample';
import { ACCESS_ROWS } from './foreign/access';
import { IDENTITIES_ROWS } from './foreign/identities';
import { NETWORK_ROWS } from './foreign/network';
import type { ForeignRow, Reach } from './foreign/resources';
import { STUDIO_ROWS } from './foreign/studio';
import { membersTakingResources } from './resource-takers';
import { ENV } from './templates';

const { account: ACCOUNT = '', region: REGION = '' } = ENV;

/** Every prop and parameter whose resource must be somewhere. */
const FOREIGN_ROWS = { ...ACCESS_ROWS, ...IDENTITIES_ROWS, ...NETWORK_ROWS, ...STUDIO_ROWS };

/** What is given resources that can be anywhere, with the reason. */
const ANYWHERE: Readonly<Record<string, readonly RegExp[]>> = {
  'a policy can name resources of several accounts and regions': [
    /^guardrails\.\w+Options\./,
    /^guardrails\.Exemption\.principals$/,
    /^permissions\.\w+Options\./,
    /^trust\.ServiceStatement\./,
    /GrantOptions\.endpoints$/,
    /^studio\.PresignedDomainUrlOptions\.endpoints$/,
    /^studio\.DomainIsolation\.ofDomain$/,
    /^studio\.CustomFileSystem\.s3$/,
    /\.revokeUserProfile$/,
  ],
  'a role of another account leaves the warning trust.permissionNotGranted': [
    /\.attachToRole$/,
    /PolicyProps\.roles$/,
    /^trust\.RoleRequirements\.of$/,
  ],
  'API Gateway accepts user pools of other accounts and regions': [/^access\.Authorization\.cognito$/],
  'a space is a name in the domain of the user profile': [/^access\.DirectoryUser\.space$/],
  'a resolver is reached by its addresses': [/\.inboundResolver$/, /^network\.DnsForwarderConfigProps\.resolver$/],
  'a private hosted zone belongs to no region': [/^access\.PortalDomainOptions\.hostedZone$/],
  'evidence can be in a bucket of another account and region': [/^notebook\.FleetHardeningProps\.evidenceBucket$/],
  'an alias can lead to an endpoint of another region': [/^network\.PrivateDnsTarget\.endpoint$/],
  'it belongs to the VPC that is checked': [
    /^network\.DerivedIpAddressesOptions\.vpc$/,
    /^network\.ResolverIpAddress\.subnet$/,
  ],
  'a role can pull from repositories of other regions': [/^studio\.ImageProps\.repositories$/],
  'the security groups of the other side are checked where a rule of this library names them': [
    /^studio\.CustomFileSystem\.allowFrom$/,
    /^studio\.CustomFileSystemContext\./,
  ],
  'the policy of a bucket can admit other accounts and regions': [/^compliance\.GuardHookProps\.logBucket$/],
  'a cleanup in another stack is the fault CleanupOfForeignDomain': [/^studio\.DomainCleanupProps\.domain$/],
};

const FREE = Object.values(ANYWHERE).flat();

test('every prop and parameter with a resource has a row, or a reason for none', () => {
  const members = membersTakingResources();
  const free = members.filter((member) => FREE.some((pattern) => pattern.test(member)));
  expect([...Object.keys(FOREIGN_ROWS), ...free].sort()).toEqual(members);
  expect(FREE.filter((pattern) => !members.some((member) => pattern.test(member)))).toEqual([]);
});

const FOREIGN = ['ForeignResource', 'ForeignAccountVpc', 'ForeignImageRegion', 'ForeignOwner'];

/** The codes for a resource of a place, in a stack of a place. */
function codesFor({ use }: ForeignRow, away: Environment, env: Environment | undefined = ENV): string[] {
  const app = testApp();
  return codesOf(() => use(new Stack(app, 'Stack', { env }), new Stack(app, 'Away', { env: away })));
}

function isRejected(row: ForeignRow, away: Environment): boolean {
  const codes = codesFor(row, away);
  expect(codes.filter((code) => !FOREIGN.includes(code))).toEqual([]);
  return codes.length > 0;
}

const OTHER_REGION = { account: ACCOUNT, region: 'us-east-1' };
const OTHER_ACCOUNT = { account: '222233334444', region: REGION };
const REGIONAL: readonly Reach[] = ['region', 'both'];
const OWN: readonly Reach[] = ['account', 'both'];

/** Private zones can have VPCs of other regions, and nothing of an id tells the partition. */
const DNS_OF_SEVERAL_REGIONS = /^network\.PrivateDnsProps\./;

describe.each(Object.entries(FOREIGN_ROWS))('%s', (member, row) => {
  test('is accepted from the account and region of the stack', () => {
    expect(codesFor(row, ENV)).toEqual([]);
  });

  test(`is ${REGIONAL.includes(row.reach) ? 'rejected' : 'accepted'} from another region`, () => {
    expect(isRejected(row, OTHER_REGION)).toBe(REGIONAL.includes(row.reach));
  });

  test(`is ${OWN.includes(row.reach) ? 'rejected' : 'accepted'} from another account`, () => {
    expect(isRejected(row, OTHER_ACCOUNT)).toBe(OWN.includes(row.reach));
  });

  test('is rejected from another partition', () => {
    const inChina = { account: ACCOUNT, region: 'cn-north-1' };
    expect(isRejected(row, inChina)).toBe(!DNS_OF_SEVERAL_REGIONS.test(member));
  });
});

const KEY_ROW = FOREIGN_ROWS['studio.DomainIdentityProps.encryptionKey'];

test('nothing is rejected in a stack without account and region', () => {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  const away = new Stack(app, 'Away', { env: OTHER_REGION });
  expect(codesOf(() => KEY_ROW.use(stack, away))).toEqual([]);
});

describe('a foreign resource', () => {
  const messageOf = (props: (stack: Stack, away: Stack) => Partial<studio.DomainProps>) => {
    const app = testApp();
    const stack = new Stack(app, 'Stack', { env: ENV });
    const away = new Stack(app, 'Away', { env: OTHER_REGION });
    return errorOf(() => new studio.Domain(stack, 'Domain', { vpc: isolatedVpc(stack), ...props(stack, away) }))
      .message;
  };

  test('is named by its ARN', () => {
    const arn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/k`;
    expect(messageOf((stack) => ({ encryptionKey: kms.Key.fromKeyArn(stack, 'Key', arn) }))).toContain(
      `encryptionKey must be in the region ${REGION} of the stack, got ${arn}: use one of that region`,
    );
  });

  test('is named by its path if its id does not tell its region', () => {
    expect(messageOf((_, away) => ({ vpc: isolatedVpc(away) }))).toContain(
      `vpc must be in the region ${REGION} of the stack, got Away/Vpc of us-east-1: use one of that region, or deploy the stack there`,
    );
  });
});
