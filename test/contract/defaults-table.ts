import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { conditions, guardrails, network, notebook, trust } from '../../src';
import { ACCESS_DEFAULTS } from '../access/defaults';
import { testApp } from '../app';
import { CHECKS_DEFAULTS } from '../compliance/checks-defaults';
import { ENDPOINT_DEFAULTS } from '../network/endpoints/defaults';
import { FLEET_DEFAULTS } from '../notebook/fleet/defaults';
import { SPACE_DEFAULTS } from '../studio/spaces/defaults';
import type { DefaultRow } from './defaults';

/** One row per prop whose documentation states its default as code. */
export const DEFAULTS: Readonly<Record<string, DefaultRow>> = {
  'conditions.CustomConditionKeyOptions.multiValued': {
    observe: (multiValued) =>
      conditions.ConditionKey.of({
        name: 'sagemaker:New',
        type: conditions.ConditionKeyType.STRING,
        actions: ['sagemaker:CreateModel'],
        multiValued,
      }).multiValued,
    other: true,
  },
  'conditions.FileSystemAccess.accessMode': {
    observe: (accessMode) => fileSystemStatements({ accessMode }, {}),
    other: conditions.FileSystemAccessMode.READ_WRITE,
  },
  'conditions.RequirementOptions.whenAbsent': {
    observe: (whenAbsent) =>
      conditions.Requirement.isTrue(conditions.ConditionKey.NETWORK_ISOLATION, { whenAbsent }).allowCondition(),
    other: conditions.WhenAbsent.ALLOW,
  },

  'guardrails.FileSystemsOptions.required': {
    observe: (required) => fileSystemStatements({}, { required }),
    other: true,
  },
  'guardrails.GuardrailPolicyProps.maxPolicies': {
    observe: (maxPolicies) => enforcedLimit({ maxPolicies, maxPolicyLength: 300 }, /at most (\d+) policies/), // unanchored: within the message
    other: 2,
  },
  'guardrails.GuardrailPolicyProps.maxPolicyLength': {
    observe: (maxPolicyLength) => enforcedLimit({ maxPolicyLength, maxPolicies: 1 }, /policies of (\d+) characters/), // unanchored: within the message
    other: 5000,
  },
  'guardrails.GuardrailPolicyProps.path': {
    observe: (path) => guardrailPolicy({ path }).Path,
    other: '/team/',
  },
  'guardrails.PermissionsBoundaryPolicyProps.maxPolicyLength': {
    observe: (maxPolicyLength) => enforcedBoundary({ maxPolicyLength }),
    other: 5000,
  },
  'guardrails.PermissionsBoundaryPolicyProps.path': {
    observe: (path) => permissionsBoundary({ path }).Path,
    other: '/team/',
  },
  'guardrails.PolicyExportOptions.format': {
    observe: (format) => exportedNames({ format }),
    other: guardrails.PolicyFileFormat.TERRAFORM,
  },
  'guardrails.VolumeEncryptionOptions.labelingVolumes': {
    observe: (labelingVolumes) => {
      const keyArns = ['arn:aws:kms:*:111122223333:key/*'];
      return guardrails.Guardrail.volumeEncryption({ keyArns, labelingVolumes })
        .statements()
        .map((statement) => statement.toStatementJson());
    },
    other: guardrails.LabelingVolumes.KEY_REQUIRED,
  },

  ...ACCESS_DEFAULTS,

  ...CHECKS_DEFAULTS,

  ...ENDPOINT_DEFAULTS,

  'trust.SageMakerPrincipalOptions.source': {
    observe: (source) => trustConditions({ source }),
    other: trust.SourceScope.accounts('444455556666'),
  },
  'trust.SageMakerPrincipalOptions.trustPolicyQuota': {
    observe: (trustPolicyQuota) => enforcedQuota({ trustPolicyQuota }),
    other: 4096,
  },
  'trust.SageMakerPrincipalProps.sourceRegion': {
    observe: (sourceRegion) => trustConditions({ sourceRegion }),
    other: trust.SourceRegion.ANY,
  },
  'trust.ExecutionRoleProps.maxSessionDuration': {
    // IAM's own default is what holds where the template says nothing.
    observe: (maxSessionDuration) => executionRole({ maxSessionDuration }).Properties.MaxSessionDuration ?? 3600,
    other: Duration.hours(2),
  },
  'trust.ExecutionRoleProps.path': {
    // IAM's own default is what holds where the template says nothing.
    observe: (path) => executionRole({ path }).Properties.Path ?? '/',
    other: '/team/',
  },

  'notebook.NotebookHardeningProps.directInternetAccess': {
    observe: (directInternetAccess) => notebookInstance({ directInternetAccess }).Properties.DirectInternetAccess,
    other: notebook.DirectInternetAccess.ENABLED,
  },
  'notebook.NotebookHardeningProps.minimumMetadataServiceVersion': {
    observe: (minimumMetadataServiceVersion) =>
      notebookInstance({ minimumMetadataServiceVersion }).Properties.InstanceMetadataServiceConfiguration,
    other: notebook.MetadataServiceVersion.V1,
  },
  'notebook.NotebookHardeningProps.rootAccess': {
    observe: (rootAccess) => notebookInstance({ rootAccess }).Properties.RootAccess,
    other: notebook.RootAccess.ENABLED,
  },
  'notebook.NotebookInstanceProps.instanceType': {
    observe: (instanceType) => notebookInstance({ instanceType }).Properties.InstanceType,
    other: notebook.InstanceType.M5_XLARGE,
  },
  'notebook.NotebookInstanceProps.platform': {
    observe: (platform) => notebookInstance({ platform }).Properties.PlatformIdentifier,
    other: notebook.Platform.of('notebook-al2023-v2'),
  },
  'notebook.NotebookInstanceProps.volumeSize': {
    observe: (volumeSize) => notebookInstance({ volumeSize }).Properties.VolumeSizeInGB,
    other: Size.gibibytes(6),
  },
  'network.ResolverQueryLogOptions.removalPolicy': {
    observe: (removalPolicy) => queryLog(removalPolicy).DeletionPolicy,
    other: RemovalPolicy.DESTROY,
  },
  'notebook.NotebookInstanceProps.removalPolicy': {
    observe: (removalPolicy) => notebookInstance({ removalPolicy }).DeletionPolicy,
    other: RemovalPolicy.RETAIN,
  },

  ...FLEET_DEFAULTS,
  ...SPACE_DEFAULTS,
};

interface Resource {
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

const ENV = { account: '111122223333', region: 'eu-central-1' };

function stackOf(build: (stack: Stack) => void): Stack {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  build(stack);
  return stack;
}

function onlyResource(stack: Stack, type: string): Resource {
  const [resource] = Object.values(Template.fromStack(stack).findResources(type));
  return resource as Resource;
}

function queryLog(removalPolicy?: RemovalPolicy): Resource {
  const build = (stack: Stack) => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0a', availabilityZones: ['a'] });
    new network.ResolverQueryLog(stack, 'Log', { vpcs: [vpc], removalPolicy });
  };
  return onlyResource(stackOf(build), 'AWS::Logs::LogGroup');
}

function trustConditions(props: Partial<trust.SageMakerPrincipalProps>): unknown {
  const build = (stack: Stack) => {
    new iam.Role(stack, 'Role', {
      assumedBy: new trust.SageMakerPrincipal({ features: [trust.Feature.TRAINING], ...props }),
    });
  };
  const { AssumeRolePolicyDocument } = onlyResource(stackOf(build), 'AWS::IAM::Role').Properties;
  return (AssumeRolePolicyDocument as { Statement: { Condition: unknown }[] }).Statement[0].Condition;
}

/** The quota that is named when a trust policy exceeds every quota. */
function enforcedQuota(props: Partial<trust.SageMakerPrincipalProps>): unknown {
  const features = Array.from({ length: 200 }, (_, n) => trust.Feature.trainingJob(`job-number-${n}`));
  const stack = stackOf((scope) => {
    new iam.Role(scope, 'Role', { assumedBy: new trust.SageMakerPrincipal({ features, ...props }) });
  });
  try {
    Template.fromStack(stack);
  } catch (error) {
    return /^.*\[TrustPolicyTooLong\] .* at most (\d+) characters.*$/s.exec(String(error))?.[1];
  }
  return undefined;
}

function executionRole(props: Partial<trust.ExecutionRoleProps>): Resource {
  const build = (stack: Stack) => {
    new trust.ExecutionRole(stack, 'Role', { features: [trust.Feature.TRAINING], ...props });
  };
  return onlyResource(stackOf(build), 'AWS::IAM::Role');
}

function notebookInstance(props: Partial<notebook.NotebookInstanceProps>): Resource {
  const build = (stack: Stack) => {
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      natGateways: 0,
      subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    new notebook.NotebookInstance(stack, 'Notebook', { vpc, ...props });
  };
  return onlyResource(stackOf(build), 'AWS::SageMaker::NotebookInstance');
}

function fileSystemStatements(
  fileSystem: Partial<conditions.FileSystemAccess>,
  options: Partial<guardrails.FileSystemsOptions>,
): unknown {
  const approved = {
    id: 'fs-0123456789abcdef0',
    type: conditions.FileSystemType.EFS,
    directories: ['/train'],
    ...fileSystem,
  };
  const guardrail = guardrails.Guardrail.fileSystems({ fileSystems: [approved], ...options });
  return guardrail.statements().map((statement) => statement.toStatementJson());
}

/** Guardrails that are too many for any policy. */
function manyTags(): guardrails.Guardrail[] {
  return Array.from({ length: 20 }, (_, n) => guardrails.Guardrail.requireTags({ tags: [{ key: `Tag${n}` }] }));
}

/** The limit that is named when guardrails exceed it. */
function enforcedLimit(props: Partial<guardrails.GuardrailPolicyProps>, limit: RegExp): unknown {
  return limitIn(
    () => new guardrails.GuardrailPolicy(new Stack(testApp(), 'Stack'), 'Policy', { guardrails: manyTags(), ...props }),
    limit,
  );
}

function enforcedBoundary(props: Partial<guardrails.PermissionsBoundaryPolicyProps>): unknown {
  const make = () =>
    new guardrails.PermissionsBoundaryPolicy(new Stack(testApp(), 'Stack'), 'Boundary', {
      guardrails: manyTags(),
      ...props,
    });
  return limitIn(make, /policies of (\d+) characters/); // unanchored: within the message
}

function limitIn(act: () => unknown, limit: RegExp): unknown {
  try {
    act();
  } catch (error) {
    return Number(limit.exec(String(error))?.[1]);
  }
  return undefined;
}

function guardrailPolicy(props: Partial<guardrails.GuardrailPolicyProps>): Record<string, unknown> {
  const given = [guardrails.Guardrail.noRemoteDebug()];
  const build = (stack: Stack) => {
    new guardrails.GuardrailPolicy(stack, 'Policy', { guardrails: given, ...props });
  };
  return onlyResource(stackOf(build), 'AWS::IAM::ManagedPolicy').Properties;
}

function permissionsBoundary(props: Partial<guardrails.PermissionsBoundaryPolicyProps>): Record<string, unknown> {
  const given = [guardrails.Guardrail.noRemoteDebug()];
  const build = (stack: Stack) => {
    new guardrails.PermissionsBoundaryPolicy(stack, 'Boundary', { guardrails: given, ...props });
  };
  return onlyResource(stackOf(build), 'AWS::IAM::ManagedPolicy').Properties;
}

function exportedNames(options: Partial<guardrails.PolicyExportOptions>): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'export-'));
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const scp = new guardrails.ServiceControlPolicy(stack, 'Scp', {
    guardrails: [guardrails.Guardrail.noRemoteDebug()],
    targetIds: ['r-ab12'],
  });
  const names = scp.exportTo({ directory, ...options }).map((file) => basename(file));
  rmSync(directory, { recursive: true });
  return names;
}
