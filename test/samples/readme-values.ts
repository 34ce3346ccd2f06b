import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { access, adoption, guardrails, network, notebook, studio } from '../../src';
import { isolatedVpc } from './sample';

const { NOTEBOOK, PRESIGNED_URL, STUDIO } = network.EndpointSet;

type Value = (scope: Construct) => unknown;

const JWT = {
  issuer: 'https://idp.example.com/',
  audiences: ['studio'],
  keys: access.JwtKeys.fromUri('https://idp.example.com/keys'),
};

/** What the examples of the READMEs declare, by name and type. */
export const DECLARED_VALUES: Readonly<Record<string, Value>> = {
  'app: App': ({ node }) => node.root,
  'authorization: access.Authorization': () => access.Authorization.jwt(JWT),
  'bucket: s3.Bucket': (scope) => new s3.Bucket(scope, 'Bucket'),
  'central: network.IInboundResolver': inboundResolver,
  'central: s3.IBucket': (scope) => s3.Bucket.fromBucketName(scope, 'Central', 'fleet-evidence'),
  'dataScienceDomain: studio.Domain': domain,
  'deployedState: adoption.DeployedState': deployedNotebook,
  'deployer: iam.Role': role,
  'domain: studio.Domain': domain,
  'endpoints: network.PrivateEndpoints': endpoints,
  'endpointSecurityGroup: ec2.SecurityGroup': (scope) =>
    new ec2.SecurityGroup(scope, 'Group', { vpc: isolatedVpc(scope) }),
  'executionRole: iam.IRole': role,
  'existing: sagemaker.CfnDomain': existingDomain,
  'existing: sagemaker.CfnNotebookInstance': existingNotebook,
  'fileSystem: efs.FileSystem': (scope) => new efs.FileSystem(scope, 'Efs', { vpc: isolatedVpc(scope) }),
  'grantee: iam.IGrantable': role,
  'instance: notebook.NotebookInstance': (scope) =>
    new notebook.NotebookInstance(scope, 'Instance', { vpc: isolatedVpc(scope) }),
  'key: kms.Key': (scope) => new kms.Key(scope, 'Key'),
  'notebookEndpoint: ec2.InterfaceVpcEndpoint': interfaceEndpoint('notebook'),
  'portalRole: iam.Role': role,
  'repository: ecr.Repository': (scope) => new ecr.Repository(scope, 'Repository'),
  'resolver: network.InboundResolver': inboundResolver,
  'responders: iam.Role': role,
  'roleArn: string': () => 'arn:aws:iam::111122223333:role/execution',
  'sagemakerApiEndpoint: ec2.InterfaceVpcEndpoint': interfaceEndpoint('sagemaker.api'),
  'scientists: iam.IRole': role,
  'scientists: iam.Role': role,
  'scp: guardrails.ServiceControlPolicy': (scope) =>
    new guardrails.ServiceControlPolicy(scope, 'Scp', {
      guardrails: [guardrails.Guardrail.imdsV2Notebooks()],
      targetIds: ['r-ab12'],
    }),
  'securityGroups: ec2.ISecurityGroup[]': (scope) => [
    new ec2.SecurityGroup(scope, 'Group', { vpc: isolatedVpc(scope) }),
  ],
  'securityTeam: sns.Topic': (scope) => new sns.Topic(scope, 'Topic'),
  'spokeVpc: ec2.IVpc': (scope) =>
    ec2.Vpc.fromVpcAttributes(scope, 'Spoke', {
      vpcId: 'vpc-0123456789abcdef1',
      availabilityZones: ['a', 'b'],
      isolatedSubnetIds: ['subnet-0000000000000001a', 'subnet-0000000000000001b'],
    }),
  'subnets: ec2.ISubnet[]': (scope) => isolatedVpc(scope).isolatedSubnets,
  'studioAccess: access.PrivateStudioAccess': (scope) =>
    new access.PrivateStudioAccess(scope, 'Access', {
      endpoints: endpoints(within(scope, 'Network')),
      authorization: access.Authorization.jwt(JWT),
      users: access.UserDirectory.fromUsers([
        { subject: '00u2', userProfile: domain(within(scope, 'Home')).addUserProfile('bob') },
      ]),
      urlFunction: { dynamoDbPrefixListId: 'pl-02cd2c6b' },
    }),
  'studioEndpoint: ec2.InterfaceVpcEndpoint': interfaceEndpoint('sagemaker.studio'),
  'topic: sns.Topic': (scope) => new sns.Topic(scope, 'Topic'),
  'user: iam.User': (scope) => new iam.User(scope, 'User'),
  'vpc: ec2.IVpc': isolatedVpc,
};

function deployedNotebook(): adoption.DeployedState {
  const path = join(mkdtempSync(join(tmpdir(), 'deployed-')), 'template.json');
  const Properties = { InstanceType: 'ml.t3.medium', RoleArn: 'arn:aws:iam::111122223333:role/execution' };
  const Resources = { ResearchNotebook: { Type: 'AWS::SageMaker::NotebookInstance', Properties } };
  writeFileSync(path, JSON.stringify({ Resources }));
  return adoption.DeployedState.fromTemplateFile(path, 'ResearchNotebook');
}

/** A scope of its own for a value, so that its ids meet no others. */
export function within(scope: Construct, id: string): Construct {
  return new Construct(scope, id);
}

function role(scope: Construct): iam.Role {
  return new iam.Role(scope, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
}

function domain(scope: Construct): studio.Domain {
  return new studio.Domain(scope, 'Domain', { vpc: isolatedVpc(scope) });
}

function endpoints(scope: Construct): network.PrivateEndpoints {
  return new network.PrivateEndpoints(scope, 'Endpoints', {
    vpc: isolatedVpc(scope),
    services: STUDIO.union(NOTEBOOK).union(PRESIGNED_URL),
    clients: [ec2.Peer.ipv4('10.0.0.0/8')],
  });
}

function inboundResolver(scope: Construct): network.InboundResolver {
  const vpc = isolatedVpc(scope);
  const ipAddresses = network.ResolverIpAddresses.derived({ vpc, hostNumber: 10 });
  return new network.InboundResolver(scope, 'Resolver', { vpc, allowedDnsServers: ['10.16.0.2/32'], ipAddresses });
}

function interfaceEndpoint(service: string): Value {
  return (scope) =>
    new ec2.InterfaceVpcEndpoint(scope, 'Endpoint', {
      vpc: isolatedVpc(scope),
      service: new ec2.InterfaceVpcEndpointService(`com.amazonaws.${Stack.of(scope).region}.${service}`),
    });
}

function existingDomain(scope: Construct): sagemaker.CfnDomain {
  const existing = new sagemaker.CfnDomain(scope, 'Existing', {
    authMode: 'IAM',
    domainName: 'existing',
    defaultUserSettings: { executionRole: role(scope).roleArn },
  });
  existing.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return existing;
}

function existingNotebook(scope: Construct): sagemaker.CfnNotebookInstance {
  return new sagemaker.CfnNotebookInstance(scope, 'Existing', {
    instanceType: 'ml.t3.medium',
    roleArn: role(scope).roleArn,
    subnetId: 'subnet-0000000000000000a',
  });
}
