import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectTrue } from '../expectations';
import { expectEncryptedTraffic, expectOutputKey, expectVolumeKey } from './instances';

const COMMON = {
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateProcessingJob.html',
  controls: {},
  types: ['AWS::SageMaker::ProcessingJob'],
};

export const processingNetworkIsolation: RuleDefinition = {
  ...COMMON,
  id: 'processing-job-network-isolation',
  severity: Severity.WARNING,
  title: 'Processing jobs must run in network isolation',
  rationale: 'A container that cannot call out can neither leak what it reads nor fetch what to do.',
  remediation:
    'Set NetworkConfig.EnableNetworkIsolation to true. This makes another job, and breaks containers that call other services.',
  check: (job) => expectTrue(job, 'NetworkConfig.EnableNetworkIsolation'),
};

export const processingTrafficEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'processing-job-traffic-encrypted',
  severity: Severity.ERROR,
  title: 'Processing jobs must encrypt traffic between instances',
  rationale: 'What the instances of a job send one another is the data that they work on.',
  remediation:
    'Set NetworkConfig.EnableInterContainerTrafficEncryption to true. This makes another job, which may take longer.',
  check: (job) =>
    expectEncryptedTraffic(
      job,
      'NetworkConfig.EnableInterContainerTrafficEncryption',
      'ProcessingResources.ClusterConfig',
    ),
};

export const processingEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'processing-job-encrypted',
  severity: Severity.ERROR,
  title: 'Processing jobs must encrypt volumes and output with customer managed keys',
  rationale:
    'Only a key of yours lets you say who may decrypt what a job reads and writes, see who does, and take it away.',
  remediation:
    'Set VolumeKmsKeyId of ProcessingResources.ClusterConfig and KmsKeyId of ProcessingOutputConfig to customer managed keys. This makes another job.',
  check: (job) => [
    ...expectVolumeKey(job, 'ProcessingResources.ClusterConfig'),
    ...expectOutputKey(job, 'ProcessingOutputConfig'),
  ],
};
