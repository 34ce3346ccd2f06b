import { allowing, on, type Place, type Row, row, type Specification } from '../../specification';
import { every, is, notTrue } from '../../terms';
import { KEY, requestTag, resourceTag } from '../keys';
import { privateSpaces } from '../studio';
import { ofTypes, passingRole, readingLogs, taggingOnCreate, watching } from './common';

const URL = 'CreatePresignedDomainUrl';
const throughEndpoints = is(KEY.sourceVpce, 'vpce-api', 'vpce-studio');

/** What is created with the tag of the domain, and used later because it has the tag. */
const IN_DOMAIN: Readonly<Record<string, { readonly create: string; readonly verbs: readonly string[] }>> = {
  'automl-job': { create: 'AutoMLJobV2', verbs: ['Describe'] },
  endpoint: { create: 'Endpoint', verbs: ['Delete', 'Describe', 'Update'] },
  'endpoint-config': { create: 'EndpointConfig', verbs: ['Delete', 'Describe'] },
  'hyper-parameter-tuning-job': { create: 'HyperParameterTuningJob', verbs: ['Delete', 'Describe', 'Stop'] },
  model: { create: 'Model', verbs: ['Delete', 'Describe'] },
  pipeline: { create: 'Pipeline', verbs: ['Delete', 'Describe', 'Update'] },
  'processing-job': { create: 'ProcessingJob', verbs: ['Delete', 'Describe', 'Stop'] },
  'training-job': { create: 'TrainingJob', verbs: ['Delete', 'Describe', 'Stop'] },
  'transform-job': { create: 'TransformJob', verbs: ['Describe', 'Stop'] },
};

/** Further calls about resources with the tag. */
const MORE = [
  ...['BatchGetMetrics', 'DescribePipelineDefinitionForExecution', 'DescribePipelineExecution'],
  ...['ListPipelineExecutionSteps', 'ListPipelineExecutions', 'ListPipelineParametersForExecution'],
  ...['ListTrainingJobsForHyperParameterTuningJob', 'RetryPipelineExecution', 'StartPipelineExecution'],
  ...['StopPipelineExecution', 'UpdateEndpointWeightsAndCapacities'],
];

const LISTS = [
  ...['AutoMLJobs', 'CandidatesForAutoMLJob', 'EndpointConfigs', 'Endpoints', 'HyperParameterTuningJobs', 'Models'],
  ...['Pipelines', 'ProcessingJobs', 'TrainingJobs', 'TransformJobs'],
];

function inDomain(at: Place): Row[] {
  const domain = at.own('domain/d-abc');
  const [given, existing] = [requestTag, resourceTag].map((tag) => is(tag('sagemaker:domain-arn'), domain));
  const types = ofTypes(at, ...Object.keys(IN_DOMAIN));
  const created = [...types, ...ofTypes(at, 'reserved-capacity', 'training-plan')];
  const used = [...types, ...ofTypes(at, 'experiment-trial-component', 'pipeline-execution')];
  const creates = Object.values(IN_DOMAIN).map(({ create }) => `Create${create}`);
  const uses = Object.values(IN_DOMAIN).flatMap(({ create, verbs }) => verbs.map((verb) => verb + create));
  return [
    passingRole(at),
    watching(...LISTS.map((list) => `List${list}`)),
    readingLogs(at, 'Endpoints/*', 'ProcessingJobs', 'TrainingJobs', 'TransformJobs'),
    on(created, row(creates, given)),
    ...taggingOnCreate(created, creates, given),
    on(used, row([...uses, ...MORE], existing)),
    on(ofTypes(at, 'training-job'), row(['UpdateTrainingJob'], existing, notTrue(KEY.remoteDebug))),
  ];
}

export function studio(at: Place): Record<string, Specification> {
  const calls = ['DescribeUserProfile'];
  const profile = (name: string) => [at.own(`user-profile/d-abc/${name}`)];
  const byTag = profile('${aws:PrincipalTag/StudioUserProfile}');
  const own = (name: string) => allowing(on(profile(name), row([URL, ...calls])));
  const ownProfile = at.own('user-profile/${sagemaker:DomainId}/${sagemaker:UserProfileName}');
  return {
    ownStudioProfile: own('${aws:PrincipalTag/StudioUserProfile}'),
    'ownStudioProfile by user name': own('${aws:username}'),
    'ownStudioProfile by source identity': own('${aws:SourceIdentity}'),
    'ownStudioProfile through endpoints': allowing(on(byTag, row([URL], throughEndpoints)), on(byTag, row(calls))),
    privateSpaces: allowing(...privateSpaces(at)),
    'privateSpaces with URLs': allowing(...privateSpaces(at), on([ownProfile], row([URL], throughEndpoints))),
    createInDomain: allowing(...inDomain(at)),
  };
}

const VISIBLE = 'sagemaker:SearchVisibilityCondition/Tags.Project/EqualsIfExists';

export function tags(at: Place): Record<string, Specification> {
  return {
    tagOnCreate: allowing(
      on([at.own('*')], row(['AddTags'], is(KEY.taggingAction, 'CreateModel', 'CreateTrainingJob'))),
    ),
    'tagOnCreate with demands': allowing(
      on(
        [at.own('*')],
        row(
          ['AddTags'],
          is(KEY.taggingAction, 'CreateTrainingJob'),
          is(requestTag('Project'), 'A'),
          every(KEY.tagKeys, 'Project', 'Cost'),
        ),
      ),
    ),
    searchVisible: allowing(row(['Search'], is(VISIBLE, 'A', 'B'))),
    union: allowing(row(['Search'], is(VISIBLE, 'churn', 'pricing'))),
  };
}
