import { type App, type Environment, RemovalPolicy, Stack, type Stage } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { access, guardrails, network, notebook, permissions, studio, trust } from '../../../src';
import { PREFIX_LIST } from '../../access/support/network';
import { jwt } from '../../access/support/private-access';
import { EVERY_GUARDRAIL, EVERY_RESOURCE_GUARDRAIL } from '../../guardrails/table';
import { SAMPLES } from '../../permissions/table';

/** Makes our constructs as they are where nothing is said that need not be. */
export type Build = (stack: Stack, env?: Environment) => void;

const SUBNETS = [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }];
const CLIENTS = [ec2.Peer.ipv4('10.0.0.0/8')];

function vpcIn(stack: Stack): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2, subnetConfiguration: SUBNETS });
}

function notebooks(stack: Stack): void {
  const lifecycleConfig = new notebook.LifecycleConfig(stack, 'Scripts', {
    onStart: notebook.LifecycleScript.fromInline('#!/bin/bash\nset -eu\ndate'),
  });
  const codeRepository = notebook.CodeRepository.fromUrl('https://git.example.com/team/notebooks.git');
  const vpc = vpcIn(stack);
  new notebook.NotebookInstance(stack, 'Plain', { vpc });
  new notebook.NotebookInstance(stack, 'Scripted', { vpc, lifecycleConfig, defaultCodeRepository: codeRepository });
}

/** One role for each feature, and one for all of them. */
function roles(stack: Stack): void {
  const features = Object.entries(trust.Feature).filter(
    (entry): entry is [string, trust.Feature] => entry[1] instanceof trust.Feature,
  );
  for (const [name, feature] of features) {
    new trust.ExecutionRole(stack, name, { features: [feature] });
  }
  new trust.ExecutionRole(stack, 'All', { features: features.map(([, feature]) => feature) });
  const narrowed = [
    trust.Feature.pipeline('Churn'),
    trust.Feature.trainingJob('churn'),
    trust.Feature.processingJob('churn'),
  ];
  new iam.Role(stack, 'Narrowed', { assumedBy: new trust.SageMakerPrincipal({ features: narrowed }) });
}

function domains(stack: Stack): void {
  const domain = new studio.Domain(stack, 'Domain', { vpc: vpcIn(stack) });
  const alice = domain.addUserProfile('alice');
  domain.addUserProfile('bob', { role: studio.ProfileRole.OWN, posixUser: { uid: 10_000, gid: 1001 } });
  new studio.Space(stack, 'Space', { domain, owner: alice });
  new studio.StudioLifecycleConfig(stack, 'Script', {
    appType: studio.StudioAppType.JUPYTER_LAB,
    script: studio.StudioLifecycleScript.fromInline('#!/bin/bash\nset -eu\ndate'),
  });
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'team');
  new studio.Image(stack, 'Image').addVersion('Version', { repository, digest: `sha256:${'a'.repeat(64)}` });
  new studio.JupyterLabImageConfig(stack, 'JupyterLab');
  new studio.CodeEditorImageConfig(stack, 'CodeEditor');
  new studio.UserRoster(stack, 'Roster', { domain, users: [{ userProfileName: 'carol' }] });
}

/** Every set of endpoints, in a VPC of its own. */
function endpoints(stack: Stack): void {
  const sets = Object.entries(network.EndpointSet).filter(
    (entry): entry is [string, network.EndpointSet] => entry[1] instanceof network.EndpointSet,
  );
  const vpcs = sets.map(([name, services]) => {
    const vpc = new ec2.Vpc(stack, `${name}Vpc`, { natGateways: 0, maxAzs: 2, subnetConfiguration: SUBNETS });
    new network.PrivateEndpoints(stack, name, { vpc, services, clients: CLIENTS });
    return vpc;
  });
  new network.InboundResolver(stack, 'Resolver', { vpc: vpcs[0], allowedDnsServers: ['10.16.0.2/32'] });
  new network.OutboundForwarding(stack, 'Outbound', {
    vpc: vpcs[0],
    rules: [{ zone: 'corp.example', target: network.ForwardingTarget.servers({ ip: '10.16.0.2' }) }],
  });
}

/** Private access to Studio with one of the ways to sign in. */
function privateAccess(authorization: (stack: Stack) => access.Authorization): Build {
  return (stack) => {
    const vpc = vpcIn(stack);
    const domain = new studio.Domain(stack, 'Domain', { vpc });
    const { endpoints, alice } = {
      endpoints: new network.PrivateEndpoints(stack, 'Endpoints', {
        vpc,
        services: network.EndpointSet.PRESIGNED_URL,
        clients: CLIENTS,
      }),
      alice: domain.addUserProfile('alice'),
    };
    const urlFunction = { dynamoDbPrefixListId: PREFIX_LIST };
    const users = access.UserDirectory.fromUsers([{ subject: '00u1', userProfile: alice }], {
      issuer: 'https://idp.example.com/',
    });
    new access.PrivateStudioAccess(stack, 'Access', {
      domain,
      endpoints,
      authorization: authorization(stack),
      users,
      urlFunction,
    }).addAlarms([]);
  };
}

/** A portal with a table of its own, whose URLs another role asks for. */
function tableAccess(stack: Stack): void {
  const vpc = vpcIn(stack);
  const domains = [new studio.Domain(stack, 'Domain', { vpc })];
  const partitionKey = { name: 'pk', type: dynamodb.AttributeType.STRING };
  const sortKey = { name: 'sk', type: dynamodb.AttributeType.STRING };
  const table = new dynamodb.Table(stack, 'Table', { partitionKey, sortKey, removalPolicy: RemovalPolicy.RETAIN });
  new access.PrivateStudioAccess(stack, 'Access', {
    endpoints: new network.PrivateEndpoints(stack, 'Endpoints', {
      vpc,
      services: network.EndpointSet.PRESIGNED_URL,
      clients: CLIENTS,
    }),
    authorization: jwt(),
    users: access.UserDirectory.fromTable(table, { domains }),
    urlFunction: { dynamoDbPrefixListId: PREFIX_LIST },
    api: { allowedOrigins: ['https://portal.example.com'] },
  });
}

function callers(stack: Stack): access.Authorization {
  return access.Authorization.iam({ callers: [iam.Role.fromRoleName(stack, 'Portal', 'Portal')] });
}

function userPool(stack: Stack): access.Authorization {
  return access.Authorization.cognito(new cognito.UserPool(stack, 'Pool'), { scopes: ['studio/open'] });
}

function organizationPolicies(stack: Stack): void {
  new guardrails.ServiceControlPolicy(stack, 'Scp', {
    guardrails: Object.values(EVERY_GUARDRAIL),
    targetIds: ['r-ab12'],
  });
  new guardrails.ResourceControlPolicy(stack, 'Rcp', {
    guardrails: Object.values(EVERY_RESOURCE_GUARDRAIL),
    targetIds: ['r-ab12'],
  });
}

/** Each guardrail in a policy of its own, and as the boundary of a role. */
function guardrailPolicies(stack: Stack): void {
  for (const [name, guardrail] of Object.entries(EVERY_GUARDRAIL)) {
    const role = new trust.ExecutionRole(stack, `${name}Role`, { features: [trust.Feature.TRAINING] });
    new guardrails.GuardrailPolicy(stack, name, { guardrails: [guardrail], roles: [role] });
    new guardrails.PermissionsBoundaryPolicy(stack, `${name}Boundary`, { guardrails: [guardrail] }).applyTo(role);
  }
}

function boundaryForOthers(stack: Stack): void {
  new guardrails.PermissionsBoundaryPolicy(stack, 'Boundary', {
    guardrails: [guardrails.Guardrail.imdsV2Notebooks()],
    policyName: 'SageMakerBoundary',
  });
}

/** Each permission in a policy and a stack of its own, since the samples name what they make alike. */
function permissionPolicies(stack: Stack, env?: Environment): void {
  for (const [name, sample] of Object.entries(SAMPLES)) {
    const own = new Stack(stack.node.scope, `${stack.node.id}${name.replaceAll(' ', '-')}`, { env });
    new permissions.PermissionPolicy(own, 'Permissions', { permissions: [sample(own)] });
  }
}

export const OWN_CONSTRUCTS: Readonly<Record<string, Build>> = {
  Notebooks: notebooks,
  Roles: roles,
  Domains: domains,
  Endpoints: endpoints,
  AccessByToken: privateAccess(jwt),
  AccessBySignature: privateAccess(callers),
  AccessByUserPool: privateAccess(userPool),
  AccessFromTable: tableAccess,
  OrganizationPolicies: organizationPolicies,
  GuardrailPolicies: guardrailPolicies,
  BoundaryForOthers: boundaryForOthers,
  PermissionPolicies: permissionPolicies,
};

export function stacksIn(scope: App | Stage, env?: Environment): Stack[] {
  for (const [name, build] of Object.entries(OWN_CONSTRUCTS)) {
    build(new Stack(scope, name, { env }), env);
  }
  return scope.node.findAll().filter(Stack.isStack);
}
