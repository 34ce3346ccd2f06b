import type { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { access, compliance, conditions, guardrails, network, notebook, permissions, studio, trust } from '../../src';
import { endpointsIn } from './subnet-constructs';

type Named = (stack: Stack, id: string) => unknown;
type Listed = (stack: Stack) => unknown;

const NAME = 'research';
const DOMAIN_ID = 'd-a1b2c3d4e5f6';
const RULE = { zone: 'corp.example.com', target: network.ForwardingTarget.servers({ ip: '10.1.0.2' }) };

/** Two constructs that import one VPC are one VPC. */
export function vpcIn(stack: Stack, vpcId = 'vpc-0', id = vpcId): ec2.IVpc {
  const made = stack.node.tryFindChild(id) as ec2.IVpc | undefined;
  const privateSubnetIds = ['a', 'b'].map((zone) => `subnet-${zone}`);
  const privateSubnetRouteTableIds = ['a', 'b'].map((zone) => `rtb-${zone}`);
  const ids = { privateSubnetIds, privateSubnetRouteTableIds };
  return made ?? ec2.Vpc.fromVpcAttributes(stack, id, { vpcId, availabilityZones: ['a', 'b'], ...ids });
}

function twice(stack: Stack): ec2.IVpc[] {
  return [vpcIn(stack), vpcIn(stack, 'vpc-0', 'Again')];
}

/** Each construct imports the domain, as a team does that does not own it. */
function imported(stack: Stack, id: string, authMode?: conditions.AuthMode): studio.IDomain {
  return studio.Domain.fromDomainAttributes(stack, `${id}Domain`, { domainId: DOMAIN_ID, vpc: vpcIn(stack), authMode });
}

function urls(stack: Stack, id: string, props: Partial<access.PresignedUrlFunctionProps>): unknown {
  const endpoints =
    (stack.node.tryFindChild('Endpoints') as network.PrivateEndpoints | undefined) ?? endpointsIn(stack);
  return new access.PresignedUrlFunction(stack, id, {
    vpc: vpcIn(stack),
    endpoints,
    users: access.UserDirectory.fromUsers([], { removals: access.ListRemovals.UNLIMITED }),
    domains: [imported(stack, id)],
    dynamoDbPrefixListId: 'pl-02cd2c6b',
    ...props,
  });
}

/** A list in a table of another app. */
function listElsewhere(stack: Stack, owner: string): access.UserDirectory {
  return access.UserDirectory.fromUsers([{ subject: '1', domainId: DOMAIN_ID, userProfileName: NAME }], {
    issuer: 'https://idp.example.com/',
    table: access.DirectoryTable.fromTableAttributes(stack, `${owner}Table`, { tableName: 'users' }),
    owner,
    reconcilerRoleName: NAME,
  });
}

function version(stack: Stack, id: string, aliases: string[]): unknown {
  const image = studio.Image.fromImageName(stack, `${id}Image`, NAME);
  const repository = ecr.Repository.fromRepositoryName(stack, `${id}Repository`, NAME);
  return image.addVersion('Version', { repository, digest: `sha256:${'a'.repeat(64)}`, aliases });
}

function accessRole(stack: Stack, id: string): unknown {
  const endpoints =
    (stack.node.tryFindChild('Endpoints') as network.PrivateEndpoints | undefined) ?? endpointsIn(stack);
  const urlFunctionRoleArn = 'arn:aws:iam::111122223333:role/Urls';
  return new access.StudioAccessRole(stack, id, {
    roleName: NAME,
    endpoints,
    domains: [imported(stack, id)],
    urlFunctionRoleArn,
  });
}

const guardrailsOf = () => [guardrails.Guardrail.imdsV2Notebooks()];

/** Props whose value only one resource can have, in its account or parent. */
export const UNIQUE_NAMES: Readonly<Record<string, Named>> = {
  'access.DirectoryListOptions.reconcilerRoleName': (stack, id) => urls(stack, id, { users: listElsewhere(stack, id) }),
  'access.DirectoryTableProps.tableName': (stack, id) => new access.DirectoryTable(stack, id, { tableName: NAME }),
  'access.PresignedUrlFunctionOptions.roleName': (stack, id) => urls(stack, id, { roleName: NAME }),
  'access.StudioAccessRoleProps.roleName': accessRole,
  'compliance.GuardConfigRuleProps.configRuleName': (stack, id) =>
    new compliance.GuardConfigRule(stack, id, { configRuleName: NAME }),
  'compliance.GuardHookProps.alias': (stack, id) =>
    new compliance.GuardHook(stack, id, { alias: 'Acme::Guard::SageMaker' }),
  'guardrails.GuardrailPolicyProps.policyName': (stack, id) =>
    new guardrails.GuardrailPolicy(stack, id, { guardrails: guardrailsOf(), policyName: NAME }),
  'guardrails.OrganizationPolicyProps.policyName': (stack, id) =>
    new guardrails.ServiceControlPolicy(stack, id, { guardrails: guardrailsOf(), policyName: NAME }),
  'guardrails.PermissionsBoundaryPolicyProps.policyName': (stack, id) =>
    new guardrails.PermissionsBoundaryPolicy(stack, id, { guardrails: guardrailsOf(), policyName: NAME }),
  'network.ResolverQueryLogOptions.logGroupName': (stack, id) =>
    new network.ResolverQueryLog(stack, id, { vpcs: [vpcIn(stack)], logGroupName: `/aws/route53/${NAME}` }),
  'notebook.LifecycleConfigProps.lifecycleConfigName': (stack, id) =>
    new notebook.LifecycleConfig(stack, id, {
      lifecycleConfigName: NAME,
      onStart: notebook.LifecycleScript.fromInline('#!/bin/bash\n'),
    }),
  'notebook.NotebookInstanceProps.notebookInstanceName': (stack, id) =>
    new notebook.NotebookInstance(stack, id, { vpc: vpcIn(stack), notebookInstanceName: NAME }),
  'permissions.PermissionPolicyProps.policyName': (stack, id) =>
    new permissions.PermissionPolicy(stack, id, {
      permissions: [permissions.Permission.privateSpaces()],
      policyName: NAME,
    }),
  'studio.AppImageConfigProps.appImageConfigName': (stack, id) =>
    new studio.JupyterLabImageConfig(stack, id, { appImageConfigName: NAME }),
  'studio.DomainProps.domainName': (stack, id) => new studio.Domain(stack, id, { vpc: vpcIn(stack), domainName: NAME }),
  'studio.ImageProps.imageName': (stack, id) => new studio.Image(stack, id, { imageName: NAME }),
  'studio.ImageVersionOptions.aliases': (stack, id) => version(stack, id, ['stable']),
  'studio.PosixUser.uid': (stack, id) =>
    new studio.UserProfile(stack, id, { domain: imported(stack, id), posixUser: { uid: 10_000, gid: 1001 } }),
  'studio.SpaceProps.spaceName': (stack, id) => {
    const domain = imported(stack, id);
    const owner = studio.UserProfile.fromUserProfileAttributes(stack, `${id}Owner`, { domain, userProfileName: id });
    return new studio.Space(stack, id, { domain, owner, spaceName: NAME });
  },
  'studio.StudioLifecycleConfigProps.namePrefix': (stack, id) =>
    new studio.StudioLifecycleConfig(stack, id, {
      namePrefix: NAME,
      appType: studio.StudioAppType.JUPYTER_LAB,
      script: studio.StudioLifecycleScript.fromInline('#!/bin/bash\n'),
    }),
  'studio.UserProfileOptions.singleSignOnUserName': (stack, id) =>
    new studio.UserProfile(stack, id, {
      domain: imported(stack, id, conditions.AuthMode.SSO),
      singleSignOnUserName: NAME,
    }),
  'studio.UserProfileProps.userProfileName': (stack, id) =>
    new studio.UserProfile(stack, id, { domain: imported(stack, id), userProfileName: NAME }),
  'trust.ExecutionRoleProps.roleName': (stack, id) =>
    new trust.ExecutionRole(stack, id, { features: [trust.Feature.TRAINING], roleName: NAME }),
};

/** Lists that must not have an item twice. */
export const LISTS_OF_UNIQUE: Readonly<Record<string, Listed>> = {
  'guardrails.OrganizationPolicyProps.targetIds': (stack) =>
    new guardrails.ServiceControlPolicy(stack, 'Scp', { guardrails: guardrailsOf(), targetIds: ['r-ab12', 'r-ab12'] }),
  'network.ForwardingRule.ruleId': (stack) =>
    new network.OutboundForwarding(stack, 'Forwarding', {
      vpc: vpcIn(stack),
      rules: [RULE, { ...RULE, zone: 'lab.example.com' }].map((rule) => ({ ...rule, ruleId: 'corp' })),
    }),
  'network.OutboundForwardingProps.associatedVpcs': (stack) =>
    new network.OutboundForwarding(stack, 'Forwarding', {
      vpc: vpcIn(stack),
      rules: [RULE],
      associatedVpcs: twice(stack),
    }),
  'network.OutboundForwardingProps.sharedWith': (stack) =>
    new network.OutboundForwarding(stack, 'Forwarding', {
      vpc: vpcIn(stack),
      rules: [RULE],
      sharedWith: ['222233334444', '222233334444'],
    }),
  'network.PrivateDnsProps.spokeVpcs': (stack) => {
    const [vpc, ...spokeVpcs] = twice(stack);
    const attributes = { service: network.EndpointService.STS, dnsName: 'vpce.example.com', hostedZoneId: 'Z2' };
    const targets = [network.PrivateDnsTarget.attributes(attributes)];
    return new network.PrivateDns(stack, 'Dns', { vpc, spokeVpcs, targets });
  },
  'network.ResolverQueryLogProps.vpcs': (stack) => new network.ResolverQueryLog(stack, 'Log', { vpcs: twice(stack) }),
  'studio.ImageVersionOptions.aliases': (stack) => version(stack, 'One', ['stable', 'stable']),
};
