import type { TemplateResource } from '../../templates/resource';
import type { Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectTrue, type Subject } from '../expectations';
import { expectEncryptedTraffic, expectOutputKey, expectVolumeKey } from './instances';
import { judgeSteps } from './pipeline-steps';

const COMMON = {
  controls: {},
  types: ['AWS::SageMaker::Pipeline'],
};

/** Where the jobs of a type of step have what is asked of them. */
interface JobShape {
  /** Before the settings of the network. */
  readonly network: string;
  /** What says on which instances it runs. */
  readonly resources: string;
  readonly output: string;
}

const SHAPES: Readonly<Partial<Record<string, JobShape>>> = {
  Processing: {
    network: 'NetworkConfig.',
    resources: 'ProcessingResources.ClusterConfig',
    output: 'ProcessingOutputConfig',
  },
  Training: { network: '', resources: 'ResourceConfig', output: 'OutputDataConfig' },
};

export const pipelineNetworkIsolation: RuleDefinition = {
  ...COMMON,
  id: 'pipeline-job-network-isolation',
  severity: Severity.WARNING,
  title: 'Pipeline jobs must run in network isolation',
  rationale: 'A container that cannot call out can neither leak what it reads nor fetch what to do.',
  remediation:
    'Set EnableNetworkIsolation of training and processing steps to true. This breaks containers that call other services.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html',
  check: (pipeline) => judgeJobs(pipeline, (job, { network }) => expectTrue(job, `${network}EnableNetworkIsolation`)),
};

export const pipelineTrafficEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'pipeline-job-traffic-encrypted',
  severity: Severity.ERROR,
  title: 'Pipeline jobs must encrypt traffic between instances',
  rationale: 'What the instances of a job send one another is the data that they work on.',
  remediation:
    'Set EnableInterContainerTrafficEncryption of training and processing steps to true. Jobs with several instances may take longer.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html',
  check: (pipeline) =>
    judgeJobs(pipeline, (job, { network, resources }) =>
      expectEncryptedTraffic(job, `${network}EnableInterContainerTrafficEncryption`, resources),
    ),
};

export const pipelineEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'pipeline-job-encrypted',
  severity: Severity.ERROR,
  title: 'Pipeline jobs must encrypt volumes and output with customer managed keys',
  rationale:
    'Only a key of yours lets you say who may decrypt what a job reads and writes, see who does, and take it away.',
  remediation:
    'Set the KMS keys of volumes and outputs of training and processing steps to customer managed keys that their roles may use.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-nbi.html',
  check: (pipeline) =>
    judgeJobs(pipeline, (job, { resources, output }) => [
      ...expectVolumeKey(job, resources),
      ...expectOutputKey(job, output),
    ]),
};

function judgeJobs(pipeline: TemplateResource, check: (job: Subject, shape: JobShape) => Verdict[]): Verdict[] {
  return judgeSteps(pipeline, ({ type, job }) => {
    const shape = SHAPES[type];
    return shape ? check(job, shape).map((verdict) => ({ ...verdict, path: 'PipelineDefinition' })) : [];
  });
}
