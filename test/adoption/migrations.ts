import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { formatDifferences, fullDiff, type TemplateDiff } from '@aws-cdk/cloudformation-diff';
import { Aspects, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { notebook, studio } from '../../src';
import { testApp } from '../app';
import { DeployedFiles } from './deployed';

type Content = Readonly<Record<string, unknown>>;
type Build = (stack: Stack, files: DeployedFiles) => void;

/** A step of the migration guide: what is deployed, and the code that changes it. */
export interface Migration {
  readonly before: Build;
  readonly after: Build;
  /** What CDK's offline data reports as a possible replacement, although the step is safe or meant to show one. */
  readonly replaced?: readonly string[];
}

const ENV = { account: '111122223333', region: 'eu-central-1' };
const ROLE = `arn:aws:iam::${ENV.account}:role/research`;
const SUBNET = 'subnet-0123456789abcdef0';
const GROUP = 'sg-0123456789abcdef0';
const VPC = 'vpc-0123456789abcdef0';

const INSTANCE = {
  instanceType: 'ml.t3.large',
  roleArn: ROLE,
  notebookInstanceName: 'research',
  subnetId: SUBNET,
  securityGroupIds: [GROUP],
  directInternetAccess: 'Disabled',
  volumeSizeInGb: 50,
};

/** The notebook instance of an L1, whose logical id is `ResearchNotebook`. */
function plainNotebook(stack: Stack, platformIdentifier = 'notebook-al2023-v1'): sagemaker.CfnNotebookInstance {
  return new sagemaker.CfnNotebookInstance(stack, 'ResearchNotebook', { ...INSTANCE, platformIdentifier });
}

const retainedOn =
  (platformIdentifier?: string): Build =>
  (stack) =>
    plainNotebook(stack, platformIdentifier).applyRemovalPolicy(RemovalPolicy.RETAIN);
const retained = retainedOn();

function templateOf(build: Build, files: DeployedFiles): ReturnType<typeof JSON.parse> {
  const stack = new Stack(testApp(), 'Research', { env: ENV });
  build(stack, files);
  return Template.fromStack(stack).toJSON();
}

/** The state of a resource of the template that a step begins with. */
function stateAfter(build: Build, files: DeployedFiles, logicalId: string): ReturnType<DeployedFiles['stateOf']> {
  return files.stateOf(templateOf(build, files), logicalId);
}

const WRITTEN = `
Parameters:
  Subnet: { Type: AWS::EC2::Subnet::Id }
Resources:
  ResearchNotebook:
    Type: AWS::SageMaker::NotebookInstance
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      InstanceType: ml.t3.large
      RoleArn: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/research
      SubnetId: !Ref Subnet
      SecurityGroupIds: [${GROUP}]
      DirectInternetAccess: Disabled
      PlatformIdentifier: notebook-al2023-v1
`;

function included(stack: Stack, files: DeployedFiles): CfnInclude {
  return new CfnInclude(stack, 'Template', { templateFile: files.write('template.yaml', WRITTEN) });
}

const DESCRIPTION: Content = {
  NotebookInstanceArn: `arn:aws:sagemaker:${ENV.region}:${ENV.account}:notebook-instance/research`,
  NotebookInstanceName: 'research',
  NotebookInstanceStatus: 'InService',
  SubnetId: SUBNET,
  SecurityGroups: [GROUP],
  InstanceType: 'ml.t3.large',
  RoleArn: ROLE,
  DirectInternetAccess: 'Disabled',
  VolumeSizeInGB: 50,
  RootAccess: 'Enabled',
  PlatformIdentifier: 'notebook-al2023-v1',
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
};

/** As it is, for the import. */
function imported(stack: Stack, files: DeployedFiles): void {
  new notebook.NotebookInstance(stack, 'Notebook', {
    deployedState: files.description(DESCRIPTION, 'ResearchNotebook'),
    rootAccess: notebook.RootAccess.ENABLED,
    minimumMetadataServiceVersion: notebook.MetadataServiceVersion.V1,
  });
}

const DOMAIN = {
  domainName: 'research',
  authMode: 'IAM',
  vpcId: VPC,
  subnetIds: [SUBNET, 'subnet-0123456789abcdef1'],
  domainSettings: { executionRoleIdentityConfig: 'DISABLED', dockerSettings: { enableDockerAccess: 'DISABLED' } },
  defaultUserSettings: { executionRole: ROLE, securityGroups: [GROUP] },
};

function plainDomain(stack: Stack): void {
  new sagemaker.CfnDomain(stack, 'ResearchDomain', DOMAIN).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}

/** A domain under the construct, with the network access that it has. */
function adoptedDomain(networkAccess?: studio.AppNetworkAccess): Build {
  return (stack, files) => {
    new studio.Domain(stack, 'Domain', {
      deployedState: stateAfter(plainDomain, files, 'ResearchDomain'),
      vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: VPC, availabilityZones: ['a', 'b'] }),
      role: iam.Role.fromRoleArn(stack, 'Role', ROLE, { mutable: false }),
      networkAccess,
    });
  };
}

const OLD = 'notebook-al2-v3';

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  'l1-retain': { before: (stack) => void plainNotebook(stack), after: retained },
  'l1-without-state': {
    before: retained,
    after: (stack) => {
      const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: VPC,
        availabilityZones: ['a'],
        isolatedSubnetIds: [SUBNET],
      });
      const resource = new notebook.NotebookInstance(stack, 'Notebook', {
        vpc,
        role: iam.Role.fromRoleArn(stack, 'Role', ROLE, { mutable: false }),
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', GROUP)],
        notebookInstanceName: 'research',
        removalPolicy: RemovalPolicy.RETAIN,
      }).node.defaultChild as sagemaker.CfnNotebookInstance;
      resource.overrideLogicalId('ResearchNotebook');
    },
    replaced: ['ResearchNotebook.KmsKeyId'],
  },
  'l1-to-l2': {
    before: retained,
    after: (stack, files) => {
      const deployedState = stateAfter(retained, files, 'ResearchNotebook');
      new notebook.NotebookInstance(stack, 'Notebook', { deployedState, removalPolicy: RemovalPolicy.RETAIN });
    },
  },
  'template-mixins': {
    before: (stack, files) => void included(stack, files),
    after: (stack, files) => {
      included(stack, files);
      Aspects.of(stack).add(new notebook.mixins.ImdsV2().asAspect());
      Aspects.of(stack).add(new notebook.mixins.NoRootAccess().asAspect());
    },
  },
  'import-as-is': { before: () => undefined, after: imported },
  'import-harden': {
    before: imported,
    after: (stack, files) => {
      const deployedState = files.description(DESCRIPTION, 'ResearchNotebook');
      new notebook.NotebookInstance(stack, 'Notebook', { deployedState });
    },
  },
  'platform-in-template': {
    before: retainedOn(OLD),
    after: retainedOn('notebook-al2023-v1'),
    replaced: ['ResearchNotebook.PlatformIdentifier'],
  },
  'platform-kept': {
    before: retainedOn(OLD),
    after: (stack, files) => {
      const deployedState = stateAfter(retainedOn(OLD), files, 'ResearchNotebook');
      new notebook.NotebookInstance(stack, 'Notebook', { deployedState, removalPolicy: RemovalPolicy.RETAIN });
    },
  },
  'imds-only': {
    before: retained,
    after: (stack, files) => {
      retained(stack, files);
      Aspects.of(stack).add(new notebook.mixins.ImdsV2().asAspect());
    },
  },
  'domain-adopted': { before: plainDomain, after: adoptedDomain(studio.AppNetworkAccess.PUBLIC_INTERNET) },
  'domain-vpc-only': {
    before: adoptedDomain(studio.AppNetworkAccess.PUBLIC_INTERNET),
    after: adoptedDomain(),
    replaced: ['ResearchDomain.AppNetworkAccessType'],
  },
};

/** The difference between what is deployed and what the code of a step renders. */
export function differenceOf({ before, after }: Migration): TemplateDiff {
  const files = new DeployedFiles();
  try {
    return fullDiff(templateOf(before, files), templateOf(after, files));
  } finally {
    files.delete();
  }
}

/** The resources of a difference as `cdk diff` prints them, without colors. */
export function printed(difference: TemplateDiff): string {
  let text = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += String(chunk);
      done();
    },
  });
  formatDifferences(stream as NodeJS.WritableStream, difference);
  const plain = stripVTControlCharacters(text);
  return plain.slice(plain.indexOf('Resources\n')).trim();
}
