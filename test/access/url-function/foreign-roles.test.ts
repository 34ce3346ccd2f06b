import { type App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { access, network, studio } from '../../../src';
import { testApp } from '../../app';
import { codesOf } from '../../faults';
import { PREFIX_LIST } from '../support/network';

const HUB = { account: '111122223333', region: 'eu-west-1' };
const TEAM = { account: '444455556666', region: 'eu-west-1' };
const ACCESS_ROLE = `arn:aws:iam::${TEAM.account}:role/StudioAccess`;
const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS } = network.EndpointService;
const SERVICES = { SAGEMAKER_API, SAGEMAKER_STUDIO, STS };

type Ids = Partial<Record<keyof typeof SERVICES, string>>;

/** Endpoints that exist, of which some have other ids. */
function imported(scope: Stack, other: Ids = {}): network.IPrivateEndpoints {
  const names = Object.keys(SERVICES) as (keyof typeof SERVICES)[];
  return network.PrivateEndpoints.fromEndpointIds(scope, 'Endpoints', {
    endpointIds: [
      ...names.map((name, index) => ({
        service: SERVICES[name],
        endpointId: other[name] ?? `vpce-a000000000000000${index}`,
      })),
      { service: network.EndpointService.DYNAMODB, endpointId: 'vpce-a0000000000000009' },
    ],
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(scope, 'Group', 'sg-0123456789abcdef0')],
  });
}

function created(scope: Stack, id: string, options: Partial<network.PrivateEndpointsProps> = {}) {
  return new network.PrivateEndpoints(scope, id, {
    vpc: new ec2.Vpc(scope, `${id}Vpc`, { maxAzs: 2 }),
    services: network.EndpointSet.PRESIGNED_URL,
    clients: [ec2.Peer.ipv4('10.0.0.0/8')],
    ...options,
  });
}

function urlFunction(scope: Stack, endpoints: network.IPrivateEndpoints, accessRoleArns: string[]): void {
  const user = { subject: '00u1', domainId: 'd-abc', userProfileName: 'alice', accessRoleArn: accessRoleArns[0] };
  new access.PresignedUrlFunction(scope, 'Urls', {
    vpc: endpoints.vpc ?? new ec2.Vpc(scope, 'Vpc', { maxAzs: 2 }),
    endpoints,
    users: access.UserDirectory.fromUsers([user], { issuer: 'https://idp.example.com' }),
    accessRoleArns,
    dynamoDbPrefixListId: PREFIX_LIST,
  });
}

function accessRole(scope: Stack, endpoints: network.IPrivateEndpoints, roleName?: string): access.StudioAccessRole {
  return new access.StudioAccessRole(scope, 'Access', {
    domains: [studio.Domain.fromDomainAttributes(scope, 'Domain', { domainId: 'd-abc' })],
    endpoints,
    urlFunctionRoleArn: `arn:aws:iam::${HUB.account}:role/UrlFunction`,
    roleName,
  });
}

function stacks(): { app: App; hub: Stack; team: Stack } {
  const app = testApp();
  return { app, hub: new Stack(app, 'Hub', { env: HUB }), team: new Stack(app, 'Team', { env: TEAM }) };
}

/** What the synthesis of the function reports. */
function faultsIn(hub: Stack): string[] {
  return hub.node.findChild('Urls').node.validate();
}

describe('an access role whose conditions name other endpoints than those of the function', () => {
  test.each(['SAGEMAKER_API', 'SAGEMAKER_STUDIO', 'STS'] as const)('is refused for %s', (name) => {
    const { hub, team } = stacks();
    urlFunction(hub, imported(hub), [ACCESS_ROLE]);
    accessRole(team, imported(team, { [name]: 'vpce-b0000000000000001' }), 'StudioAccess');
    expect(faultsIn(hub)).toEqual([
      expect.stringContaining(
        `[ConflictingProps] the access role Team/Access must have the same endpoint of ${SERVICES[name].id} as the function, got Team/Endpoints instead of Hub/Endpoints`,
      ),
    ]);
  });

  test('is refused if both sets of endpoints are created by the app', () => {
    const { app, hub } = stacks();
    const other = new Stack(app, 'Other', { env: HUB });
    const role = accessRole(other, created(other, 'Own'), 'StudioAccess');
    urlFunction(hub, created(hub, 'Endpoints'), [role.roleArn]);
    expect(faultsIn(hub).filter((fault) => fault.includes('Other/Access'))).toHaveLength(3);
  });

  test('is accepted if they are the same, or if nobody knows', () => {
    const same = stacks();
    urlFunction(same.hub, imported(same.hub), [ACCESS_ROLE]);
    accessRole(same.team, imported(same.team), 'StudioAccess');
    expect(faultsIn(same.hub)).toEqual([]);

    const unknown = stacks();
    const perimeter = network.EndpointPerimeter.accounts(HUB.account, TEAM.account);
    urlFunction(unknown.hub, created(unknown.hub, 'Endpoints', { perimeter }), [ACCESS_ROLE]);
    accessRole(unknown.team, imported(unknown.team), 'StudioAccess');
    expect(faultsIn(unknown.hub)).toEqual([]);
  });

  test('is not confused with a role of another name or account', () => {
    const { hub, team } = stacks();
    urlFunction(hub, imported(hub), [ACCESS_ROLE, 'arn:aws:iam::777788889999:role/Other']);
    accessRole(team, imported(team, { STS: 'vpce-b0000000000000001' }), 'Other');
    expect(faultsIn(hub)).toEqual([]);
  });
});

describe('an access role in an account outside of the perimeter of the endpoints', () => {
  test.each<[string, Partial<network.PrivateEndpointsProps>]>([
    ['the default perimeter', {}],
    ['other accounts', { perimeter: network.EndpointPerimeter.accounts(HUB.account, '777788889999') }],
  ])('is refused with %s', (_, options) => {
    const { hub } = stacks();
    expect(codesOf(() => urlFunction(hub, created(hub, 'Endpoints', options), [ACCESS_ROLE]))).toEqual([
      'ConflictingProps',
    ]);
  });

  test.each<[string, Partial<network.PrivateEndpointsProps>]>([
    ['its account', { perimeter: network.EndpointPerimeter.accounts(HUB.account, TEAM.account) }],
    ['an organization', { perimeter: network.EndpointPerimeter.organization('o-a1b2c3d4e5') }],
    [
      'a policy of the caller',
      { customizations: [{ service: STS, policy: network.EndpointPolicy.unrestricted('The account decides') }] },
    ],
  ])('is accepted with %s', (_, options) => {
    const { hub } = stacks();
    expect(() => urlFunction(hub, created(hub, 'Endpoints', options), [ACCESS_ROLE])).not.toThrow();
  });

  test('is accepted if the account of the stack is not known', () => {
    const agnostic = new Stack(testApp(), 'Agnostic');
    expect(() => urlFunction(agnostic, created(agnostic, 'Endpoints'), [ACCESS_ROLE])).not.toThrow();
  });
});
