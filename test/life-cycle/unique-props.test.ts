import * as spec from '@jsii/spec';
import { Stack } from 'aws-cdk-lib';
import { testApp } from '../app';
import { loadAssembly, localName, propsOf } from '../contract/assembly';
import { codesOf } from '../faults';
import { synthFaults } from '../trust/support';
import { ENV } from './templates';
import { LISTS_OF_UNIQUE, UNIQUE_NAMES } from './unique-rows';

/** Props that look like names, or like lists of what must not repeat, with the reason why several can be the same. */
const FREE: Readonly<Record<string, readonly RegExp[]>> = {
  'the account and the region follow it': [/^notebook\.FleetHardeningProps\.evidencePrefix$/],
  'it is no name of a resource': [
    /\.(displayName|serverName|prefix)$/,
    /^conditions\.CustomConditionKeyOptions\.name$/,
    /^trust\.CustomFeatureOptions\.name$/,
    /^network\.CustomEndpointServiceOptions\.name$/,
    /Options\.profileName$/,
  ],
  'the service takes a name several times': [/\.resolverEndpointName$/],
  'it refers to a resource': [
    /^access\.DirectoryUser\./,
    /^studio\.CustomImageProps\./,
    /^studio\.HiddenImageVersions\./,
    /^permissions\.NotebookUrlFromAddressesOptions\./,
    /^network\.DnsForwarderConfigProps\.apiNames$/,
  ],
  'a private custom domain name has an id besides its name': [/^access\.PortalDomainOptions\.domainName$/],
  'a zone that is given twice is reported with the targets': [/^network\.PrivateDnsZone\.zoneName$/],
  'each user of a roster becomes a user profile': [/^studio\.RosterUser\.userProfileName$/],
};

const NAME_LIKE = /(names?|prefix|alias|aliases|uid|ruleId)$/i;

function candidates(): string[] {
  const assembly = loadAssembly();
  return propsOf(assembly)
    .filter(({ fqn }) => !fqn.endsWith('Attributes'))
    .flatMap(({ fqn, properties = [] }) =>
      properties
        .filter(({ name, type }) => NAME_LIKE.test(name) || isListOfVpcs(type))
        .map(({ name }) => `${localName(assembly, fqn)}.${name}`),
    )
    .sort();
}

function isListOfVpcs(type: spec.TypeReference): boolean {
  return spec.isCollectionTypeReference(type) && JSON.stringify(type).includes('aws_ec2.IVpc');
}

test('every prop with a name, and every list of VPCs, has a row, or a reason for none', () => {
  const all = candidates();
  const patterns = Object.values(FREE).flat();
  const isFree = (member: string) => patterns.some((pattern) => pattern.test(member));
  const rows = [...Object.keys(UNIQUE_NAMES), ...Object.keys(LISTS_OF_UNIQUE)];
  expect(all.filter((member) => rows.includes(member) === isFree(member))).toEqual([]);
  expect(patterns.filter((pattern) => !all.some((member) => pattern.test(member)))).toEqual([]);
});

describe.each(Object.entries(UNIQUE_NAMES))('%s', (member, use) => {
  test('is reported at both constructs that have the same', () => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    use(stack, 'One');
    use(stack, 'Two');
    // A role claims its `roleName`, whatever the prop with it is called.
    const what = member
      .slice(member.lastIndexOf('.') + 1)
      .replace('aliases', 'an alias')
      .replace(/^.*RoleName$/, 'roleName');
    const reported = synthFaults(stack)
      .split('\n')
      .filter((line) => line.includes('[DuplicateName]'));
    expect(reported.filter((line) => line.includes(what))).not.toEqual([]);
    expect(reported.filter((line) => line.includes('as in Stack/One'))).not.toEqual([]);
    expect(reported.filter((line) => line.includes('as in Stack/Two'))).not.toEqual([]);
  });

  test('is not reported for a single construct', () => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    use(stack, 'One');
    expect(synthFaults(stack)).not.toContain('[DuplicateName]');
  });
});

describe.each(Object.entries(LISTS_OF_UNIQUE))('%s', (_, use) => {
  test('is reported if the same is given twice', () => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    expect(codesOf(() => use(stack))).toEqual(['ConflictingProps']);
  });
});

/** Names of IAM and AWS Organizations. */
const OF_ACCOUNTS = Object.entries(UNIQUE_NAMES).filter(([member]) => /\.(roleName|policyName)$/.test(member));

describe.each(OF_ACCOUNTS)('%s', (_, use) => {
  const faultsWith = (account: string) => {
    const app = testApp();
    const stack = new Stack(app, 'Stack', { env: ENV });
    use(stack, 'One');
    use(new Stack(app, 'Other', { env: { account, region: 'eu-west-1' } }), 'One');
    return synthFaults(stack);
  };

  test('is reported in another region of the account, and not in another account', () => {
    expect(faultsWith('111122223333')).toContain('must be unique in its account, got');
    expect(faultsWith('222233334444')).not.toContain('[DuplicateName]');
  });
});
