import type { Acknowledgement } from './acknowledgement';

/** A sample without a template in some regions. `.ci/cfn-lint` fails where it has one. */
export interface SkippedSample {
  readonly sample: string;
  readonly regions: readonly string[];
  /** Occurs in the error, or in what is said of a sample without resources. */
  readonly because: string;
  readonly reason: string;
}

const PATCHED =
  'the registry has the property, as the reference of CloudFormation does; a patch to the schemas of the linter takes it away. Without it, idle applications would run on';

/** What cfn-lint finds in the templates of the samples, the examples of the READMEs, and the examples. */
export const CFN_LINT: readonly Acknowledgement[] = [
  {
    rule: /^W3005$/,
    type: 'AWS::Lambda::Function',
    path: /^DependsOn\/\d+$/,
    reason:
      'the function waits for its role with all of its policies, which CDK spells as a dependency on everything in the role; one of these references is redundant',
  },
  {
    rule: /^E3002$/,
    type: 'AWS::SageMaker::Space',
    path: /^Properties\/SpaceSettings\/JupyterLabAppSettings\/AppLifecycleManagement$/,
    reason: PATCHED,
  },
  {
    rule: /^E3002$/,
    type: 'AWS::SageMaker::UserProfile',
    path: /^Properties\/UserSettings\/JupyterLabAppSettings\/AppLifecycleManagement$/,
    reason: PATCHED,
  },
  {
    rule: /^E3002$/,
    type: 'AWS::SageMaker::UserProfile',
    path: /^Properties\/UserSettings\/CodeEditorAppSettings\/AppLifecycleManagement$/,
    reason: PATCHED,
  },
  {
    rule: /^W6001$/,
    path: /^Outputs\/\w+\/Value\/Fn::Join\/1\/\d+\/Fn::ImportValue$/,
    reason: 'the address of an API has the id of its endpoint, which another stack of the same app may create',
  },
  {
    rule: /^W3005$/,
    type: 'AWS::SageMaker::Domain',
    path: /^DependsOn\/\d+$/,
    reason:
      'a domain waits for the versions of its images, which their names alone do not make it do; with the number of a version one of the references is redundant',
  },
  {
    rule: /^W3005$/,
    type: 'AWS::SageMaker::UserProfile',
    path: /^DependsOn\/\d+$/,
    reason:
      'a user profile waits for the versions of its images, which their names alone do not make it do; with the number of a version one of the references is redundant',
  },
];

export const SKIPPED_SAMPLES: readonly SkippedSample[] = [
  {
    sample: 'compliance.EvidenceReport',
    regions: ['us-west-2', 'cn-north-1', 'us-gov-west-1'],
    because: 'no template has resources',
    reason: 'it writes files at synthesis and creates no resources, and CloudFormation refuses templates without any',
  },
  ...['compliance.GuardHook', 'compliance README, Evaluate the rules at deployment, example 1'].map((sample) => ({
    sample,
    regions: ['cn-north-1', 'us-gov-west-1'],
    because: 'UnsupportedRegion' as const,
    reason: 'CloudFormation has no Guard hooks in the partitions aws-cn and aws-us-gov',
  })),
  {
    sample: 'studio.Space',
    regions: ['cn-north-1', 'us-gov-west-1'],
    because: 'UnsupportedRegion',
    reason: 'CloudFormation has spaces in the partition aws only',
  },
  {
    sample: 'studio README, Spaces, example 1',
    regions: ['cn-north-1', 'us-gov-west-1'],
    because: 'UnsupportedRegion',
    reason: 'CloudFormation has spaces in the partition aws only',
  },
  {
    sample: 'access README, Users, example 2',
    regions: ['cn-north-1', 'us-gov-west-1'],
    because: 'ForeignResource',
    reason: 'the example contains the ARN of a role in the partition aws',
  },
  ...[
    'adoption README, adoption, example 1',
    'notebook README, Bring existing notebook instances in line, example 1',
  ].map((sample) => ({
    sample,
    regions: ['cn-north-1', 'us-gov-west-1'],
    because: 'ForeignResource' as const,
    reason: 'the example contains the ARN of a role in the partition aws',
  })),
  {
    sample: 'access README, Several domains, and other accounts, example 1',
    regions: ['cn-north-1', 'us-gov-west-1'],
    because: 'ForeignResource',
    reason: 'the example contains the ARN of a role in the partition aws',
  },
  {
    sample: 'access README, Several domains, and other accounts, example 2',
    regions: ['cn-north-1', 'us-gov-west-1'],
    because: 'ForeignResource',
    reason: 'the example contains the ARN of a role in the partition aws',
  },
];
