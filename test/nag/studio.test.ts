import { Duration, RemovalPolicy, Size, type Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { studio, trust } from '../../src';
import { domainIn, endpoints, testStack } from '../studio/domain/setup';
import { testAcknowledgements } from './acknowledged';
import type { Acknowledgement } from './packs';

const SAGEMAKER = 'arn:<AWS::Partition>:sagemaker:<AWS::Region>:<AWS::AccountId>';

/** What is left to be said of every role that lets users manage their spaces. */
function spaces(path: string): Acknowledgement[] {
  return [
    {
      path,
      finding: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'IAM knows no resources for the listing of applications and spaces',
    },
    {
      path,
      finding: `AwsSolutions-IAM5[Resource::${SAGEMAKER}:app/<sagemaker:DomainId>/*]`,
      reason: 'Users name their applications themselves; a condition demands that they own them',
    },
    {
      path,
      finding: `AwsSolutions-IAM5[Resource::${SAGEMAKER}:space/<sagemaker:DomainId>/*]`,
      reason: 'Users name their spaces themselves; a condition demands that they own them',
    },
  ];
}

const MINIMAL = spaces('Domain/Role/Permissions/Resource');

const CUSTOMISED: readonly Acknowledgement[] = [
  ...spaces('Execution/Permissions/Resource'),
  ...spaces('Domain/Users/alice/Role/Permissions/Resource'),
  ...[
    'Domain/RolePolicy/Resource',
    'Domain/SharedSpacesPolicy/Resource',
    'Domain/Users/alice/RolePolicy/Resource',
  ].flatMap((path) => [
    {
      path,
      finding: `AwsSolutions-IAM5[Resource::${SAGEMAKER}:image-version/team/*]`,
      reason: 'The newest version of the image is attached, and versions have numbers',
    },
    {
      path,
      finding: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::shared/team/*]',
      reason: 'Studio names the objects of shared notebooks',
    },
  ]),
  {
    path: 'Portal/Resource',
    finding: `AwsSolutions-IAM5[Resource::${SAGEMAKER}:user-profile/<Domain66AC69E0>/*]`,
    reason: 'A portal opens Studio for every user of the domain',
  },
];

/** A rule of several packs, for the function of a cleanup. */
function cleaner(packs: readonly string[], rule: string, reason: string): Acknowledgement[] {
  const path = 'Domain/Cleanup/Function/Function/Resource';
  return packs.map((pack) => ({ path, finding: `${pack}-${rule}`, reason }));
}

/** What a cleanup may do to resources without literal ids. */
function wildcard(resource: string, reason: string): Acknowledgement {
  return { path: 'Domain/Cleanup/Permissions/Resource', finding: `AwsSolutions-IAM5[Resource::${resource}]`, reason };
}

const EC2 = 'arn:<AWS::Partition>:ec2:<AWS::Region>:<AWS::AccountId>';
const IN_DOMAIN = 'Whoever uses the domain creates them; the domain in the ARN is the only one';

const CLEANUP: readonly Acknowledgement[] = [
  ...MINIMAL,
  ...cleaner(
    ['HIPAA.Security', 'NIST.800.53.R5'],
    'LambdaConcurrency',
    'Only CloudFormation calls it, twice in the lifetime of a domain',
  ),
  ...cleaner(
    ['HIPAA.Security', 'NIST.800.53.R5'],
    'LambdaDLQ',
    'Events contain an address that is a secret; CloudFormation reports a missing response',
  ),
  ...cleaner(
    ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'],
    'LambdaInsideVPC',
    'The stack deletes the VPC and its endpoints at the same time',
  ),
  wildcard(
    '*',
    'IAM has no resource types for lists of Studio, and for reading security groups and network interfaces',
  ),
  ...['app', 'space', 'user-profile'].map((type) => wildcard(`${SAGEMAKER}:${type}/<Domain66AC69E0>/*`, IN_DOMAIN)),
  wildcard(
    `${EC2}:security-group/*`,
    'SageMaker creates the groups; conditions require the tag of the domain and its VPC',
  ),
  wildcard(`${EC2}:network-interface/*`, 'EFS requires it for deleting a mount target; a condition requires the VPC'),
];

function minimalDomain(): Stack {
  const stack = testStack();
  domainIn(stack).addUserProfile('alice');
  return stack;
}

/** A cleanup that may delete all it can. */
function cleanedDomain(): Stack {
  const stack = testStack();
  const domain = domainIn(stack, { removalPolicy: RemovalPolicy.DESTROY });
  domain.addCleanup({ homeFileSystem: studio.HomeFileSystemRemoval.DELETE });
  return stack;
}

/** Every prop that makes a policy or a security group, and every grant but the listing of user profiles. */
function customisedDomain(): Stack {
  const stack = testStack();
  const role = new trust.ExecutionRole(stack, 'Execution', { features: [trust.Feature.STUDIO_SOURCE_IDENTITY] });
  const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
  const through = { endpoints: endpoints(stack) };
  const domain = domainIn(stack, {
    role,
    encryptionKey,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    docker: studio.DockerAccess.enabled(),
    homeFileSystem: studio.HomeFileSystem.DISABLED,
    idleShutdown: studio.IdleShutdown.after(Duration.hours(2)),
    storage: { maximumSize: Size.gibibytes(50) },
    sharing: studio.NotebookOutputSharing.to({
      bucket: s3.Bucket.fromBucketName(stack, 'Bucket', 'shared'),
      encryptionKey,
      prefix: 'team',
    }),
    jupyterLab: { customImages: [new studio.CustomImage({ imageName: 'team', appImageConfigName: 'config' })] },
    sharedSpaces: { role: new trust.ExecutionRole(stack, 'Shared', { features: [trust.Feature.STUDIO] }) },
  });
  const alice = domain.addUserProfile('alice', { role: studio.ProfileRole.OWN, posixUser: { uid: 10_000, gid: 2000 } });
  const portal = new iam.ManagedPolicy(stack, 'Portal');
  domain.grants.presignedUrl(portal, through);
  domain.grants.describe(portal);
  domain.grants.ownAppUrl(alice, through);
  alice.grants.presignedUrl(portal, through);
  alice.grants.describe(portal);
  return stack;
}

describe.each<[string, () => Stack, readonly Acknowledgement[]]>([
  ['a domain with nothing but a VPC, and a user', minimalDomain, MINIMAL],
  ['a customised domain', customisedDomain, CUSTOMISED],
  ['a domain with a cleanup', cleanedDomain, CLEANUP],
])('the rule packs on %s', (_, make, acknowledgements) => {
  testAcknowledgements(make, acknowledgements);
});
