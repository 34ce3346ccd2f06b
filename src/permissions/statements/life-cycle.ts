import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, Requirement, WhenAbsent } from '../../conditions';
import { ACTIONS, RESOURCE_TYPE_ACTIONS } from '../../conditions/catalogue';
import type { LifeCycleOptions } from '../options/life-cycle';
import type { TagMatch } from '../tag-match';
import { allowed, allowedIfAny } from './allowed';
import { everyOf, ownArn, sageMaker } from './definition';
import { passRole } from './pass-role';

const ADD_TAGS = 'sagemaker:AddTags';
const LIST_TAGS = 'sagemaker:ListTags';
const UPDATE_TRAINING = 'UpdateTrainingJob';

/** Operations and logs of a created resource that do not follow from its name. */
interface Companions {
  /** Operations on the resource. */
  readonly uses?: readonly string[];
  /** Operations whose names are not the plural of the resource. */
  readonly lists?: readonly string[];
  /** The log groups of SageMaker that its containers write to. */
  readonly logs?: readonly string[];
}

/** @see https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html */
const COMPANIONS: Readonly<Record<string, Companions>> = {
  CreateAutoMLJob: { logs: ['TrainingJobs', 'ProcessingJobs', 'TransformJobs'], lists: ['ListCandidatesForAutoMLJob'] },
  CreateAutoMLJobV2: {
    logs: ['TrainingJobs', 'ProcessingJobs', 'TransformJobs'],
    lists: ['ListAutoMLJobs', 'ListCandidatesForAutoMLJob'],
  },
  CreateEndpoint: { logs: ['Endpoints/*'], uses: ['UpdateEndpointWeightsAndCapacities'] },
  CreateHyperParameterTuningJob: { logs: ['TrainingJobs'], uses: ['ListTrainingJobsForHyperParameterTuningJob'] },
  CreateLabelingJob: { logs: ['LabelingJobs'] },
  CreateNotebookInstance: { logs: ['NotebookInstances'], uses: ['StartNotebookInstance'] },
  CreatePipeline: {
    uses: [
      'DescribeDefinitionForExecution',
      'DescribePipelineDefinitionForExecution',
      'DescribePipelineExecution',
      'ListPipelineExecutionSteps',
      'ListPipelineExecutions',
      'ListPipelineParametersForExecution',
      'RetryPipelineExecution',
      'StartPipelineExecution',
      'StopPipelineExecution',
    ],
  },
  CreateProcessingJob: { logs: ['ProcessingJobs'] },
  CreateTrainingJob: { logs: ['TrainingJobs'], uses: ['BatchGetMetrics'] },
  CreateTransformJob: { logs: ['TransformJobs'] },
};

export interface CreatedResources extends LifeCycleOptions {
  /** The operations that create the resources, such as `CreateTrainingJob`. */
  readonly operations: readonly string[];
  /** What an update must meet besides the tag, where not every update is allowed. */
  readonly updates?: readonly Requirement[];
  /** Operations that separate statements of the permission allow. */
  readonly without?: readonly string[];
}

/**
 * Statements for the life cycle of created resources: describing, listing, stopping, updating, and deleting them, their tags, logs,
 * and metrics, and passing their execution roles.
 */
export function lifeCycle(created: CreatedResources): iam.PolicyStatement[] {
  const { operations, tag } = created;
  return [
    ...uses(created),
    ...tagging(operations, tag),
    ...lists(operations),
    ...observation(operations),
    ...passRole(created),
  ];
}

/** The condition on a request that creates a resource. */
export function requestedTag({ tag }: LifeCycleOptions): Requirement[] {
  return tag ? [tag._requested()] : [];
}

/** Every type of resource on which one of the actions is authorized, such as that of the configuration of an endpoint. */
export function typesOf(actions: readonly string[]): string[] {
  const names = actions.map((action) => action.replace(/^sagemaker:/, ''));
  const types = Object.entries(RESOURCE_TYPE_ACTIONS).filter(([, authorized]) =>
    names.some((name) => authorized.includes(name)),
  );
  return everyOf(...types.map(([type]) => type));
}

/** Operations on existing resources. */
function uses({ operations, tag, updates = [], without = [] }: CreatedResources): iam.PolicyStatement[] {
  const names = useNames(operations, tag !== undefined).filter((name) => !without.includes(name));
  const own = tag ? [tag._existing()] : [];
  const updating = names.filter((name) => name === UPDATE_TRAINING);
  const others = sageMaker(...names.filter((name) => name !== UPDATE_TRAINING));
  return [
    ...allowedIfAny({ actions: others, resources: typesOf(others), requirements: own }),
    ...allowedIfAny({
      actions: sageMaker(...updating),
      resources: typesOf(updating),
      requirements: [...own, ...(updating.length > 0 ? [...updates, withoutRemoteDebug()] : [])],
    }),
  ];
}

/** Remote debugging opens a shell in the container. */
function withoutRemoteDebug(): Requirement {
  const options = { actions: [UPDATE_TRAINING], whenAbsent: WhenAbsent.ALLOW };
  return Requirement.isFalse(ConditionKey.ENABLE_REMOTE_DEBUG, options);
}

/** The operations on the created resources. Deleting requires a tag. */
function useNames(operations: readonly string[], deletes: boolean): string[] {
  const known = new Set(Object.values(RESOURCE_TYPE_ACTIONS).flat());
  const verbs = ['Describe', 'Stop', 'Update', ...(deletes ? ['Delete'] : [])];
  const wanted = operations.flatMap((operation) => [
    ...verbs.map((verb) => `${verb}${nounOf(operation)}`),
    ...(COMPANIONS[operation]?.uses ?? []),
  ]);
  return [...new Set(wanted.filter((name) => known.has(name)))];
}

function nounOf(operation: string): string {
  return operation.replace(/^Create/, '');
}

/** Tagging while the resources are created, and seeing their tags. */
export function tagging(operations: readonly string[], tag?: TagMatch): iam.PolicyStatement[] {
  const resources = typesOf(operations);
  const onCreate = Requirement.isOneOf(ConditionKey.TAGGING_ACTION, [...operations]);
  return [
    allowed({ actions: [ADD_TAGS], resources, requirements: [onCreate, ...requestedTag({ tag })] }),
    allowed({ actions: [LIST_TAGS], resources }),
  ];
}

/** Lists take no resource, and no tag limits them. */
function lists(operations: readonly string[]): iam.PolicyStatement[] {
  const names = operations.flatMap((operation) => [
    `List${nounOf(operation)}s`,
    `List${nounOf(operation).replace(/y$/, 'ie')}s`,
    ...(COMPANIONS[operation]?.lists ?? []),
  ]);
  const known = [...new Set(names.filter((name) => ACTIONS.includes(name)))];
  return allowedIfAny({ actions: sageMaker(...known), resources: known.length > 0 ? ['*'] : [] });
}

/** The logs and metrics of what runs. Metrics have no ARN. */
function observation(operations: readonly string[]): iam.PolicyStatement[] {
  const groups = [...new Set(operations.flatMap((operation) => COMPANIONS[operation]?.logs ?? []))];
  if (groups.length === 0) {
    return [];
  }
  return [
    allowed({
      actions: ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'],
      resources: groups.map((group) => ownArn('logs', `log-group:/aws/sagemaker/${group}:*`)),
    }),
    allowed({
      actions: ['cloudwatch:GetMetricData', 'cloudwatch:GetMetricStatistics', 'cloudwatch:ListMetrics'],
      resources: ['*'],
    }),
  ];
}
