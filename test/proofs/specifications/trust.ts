import {
  allowing,
  by,
  on,
  type Place,
  type Principal,
  type Row,
  row,
  type Specification,
  type Specifications,
} from '../specification';
import { arnLike, is, isTrue, some, type Term } from '../terms';
import { KEY } from './keys';

export function service(id: string): Principal {
  return { kind: 'Service', id };
}

export function arnPrincipal(id: string): Principal {
  return { kind: 'AWS', id };
}

const SAGEMAKER = [service('sagemaker.amazonaws.com')];
const ASSUME = 'sts:AssumeRole';

/** SageMaker assumes the role where all terms hold. */
function assuming(names: readonly string[], ...when: Term[]): Specification {
  return allowing(by(SAGEMAKER, row(names, ...when)));
}

/** SageMaker assumes the role for resources of the account and the region that are like one of the patterns. */
function assumedFor(at: Place, patterns: readonly string[], ...more: string[]): Specification {
  const { account } = at.environment;
  const arns = patterns.map((pattern) => at.own(pattern));
  return assuming([ASSUME, ...more], is(KEY.sourceAccount, account), arnLike(KEY.sourceArn, ...arns));
}

/** The resources of features whose source ARN AWS documents as narrower than the account. */
const NARROW: Readonly<Record<string, readonly string[]>> = {
  IMAGES: ['image', 'image/*', 'image-version', 'image-version/*'],
  TRAINING: ['training-job/*'],
  PROCESSING: ['processing-job/*'],
  TRANSFORM: ['transform-job/*'],
  COMPILATION: ['compilation-job/*'],
  PIPELINES: ['pipeline/*'],
  "trainingJob('Tr1')": ['training-job/Tr1', 'training-job/tr1'],
  "processingJob('Tr1')": ['processing-job/Tr1', 'processing-job/tr1'],
  "transformJob('Tr1')": ['transform-job/Tr1', 'transform-job/tr1'],
  "compilationJob('Tr1')": ['compilation-job/Tr1', 'compilation-job/tr1'],
  "edgePackagingJob('Tr1')": ['edge-packaging-job/Tr1', 'edge-packaging-job/tr1'],
  "notebookInstance('Tr1')": ['notebook-instance/Tr1', 'notebook-instance/tr1'],
  "pipeline('Churn')": ['pipeline/Churn/*', 'pipeline/churn/*'],
  "resource('feature-group', 'My_Group')": ['feature-group/My_Group', 'feature-group/my_group'],
  "fromArn('…:training-job/Tr1')": ['training-job/Tr1', 'training-job/tr1'],
};

/** Features for which AWS documents the account, or nothing. */
const ACCOUNT_WIDE = [
  ...['STUDIO', 'INFERENCE', 'MARKETPLACE', 'EDGE_PACKAGING', 'NOTEBOOK_INSTANCE', 'HYPERPOD', 'HYPERPARAMETER_TUNING'],
  ...['AUTOML', 'MONITORING', 'LABELING', 'HUMAN_REVIEW', 'FEATURE_STORE', 'INFERENCE_RECOMMENDER'],
  ...['INFERENCE_EXPERIMENT', 'OPTIMIZATION', 'BENCHMARK', 'MODEL_CUSTOMIZATION', 'MLFLOW', 'PARTNER_APP', 'RSTUDIO'],
];

/** What sessions of Studio do when they begin. */
const SESSION_ACTIONS = {
  STUDIO_SOURCE_IDENTITY: 'sts:SetSourceIdentity',
  STUDIO_IDENTITY_PROPAGATION: 'sts:SetContext',
  STUDIO_PARTNER_APPS: 'sts:TagSession',
};

const RESOURCE_TYPES = [
  ...['ai-benchmark-job', 'ai-recommendation-job', 'automl-job', 'cluster', 'compilation-job', 'edge-packaging-job'],
  ...['feature-group', 'flow-definition', 'hyper-parameter-tuning-job', 'inference-experiment'],
  ...['inference-recommendations-job', 'job', 'labeling-job', 'mlflow-app', 'mlflow-tracking-server'],
  ...['monitoring-schedule', 'notebook-instance', 'optimization-job', 'partner-app', 'pipeline', 'processing-job'],
  ...['training-job', 'transform-job', 'workteam'],
];

function features(at: Place): Record<string, Specification> {
  const named = <T>(items: readonly T[], each: (item: T) => [string, Specification]) =>
    Object.fromEntries(items.map(each));
  return {
    ...named(Object.entries(NARROW), ([name, patterns]) => [`Feature.${name}`, assumedFor(at, patterns)]),
    ...named(ACCOUNT_WIDE, (name) => [`Feature.${name}`, assumedFor(at, ['*'])]),
    ...named(Object.entries(SESSION_ACTIONS), ([name, action]) => [`Feature.${name}`, assumedFor(at, ['*'], action)]),
    ...named(RESOURCE_TYPES, (type) => [`Feature.resourcesOf('${type}')`, assumedFor(at, [`${type}/*`])]),
    'Feature.of a documented narrow pattern': assumedFor(at, ['job/AgentRFT/*']),
    'pipeline with the steps it runs': assumedFor(at, [
      'pipeline/Churn/*',
      'pipeline/churn/*',
      'training-job/*',
      'processing-job/*',
    ]),
    'training and image builds': assumedFor(at, ['training-job/*', ...NARROW.IMAGES]),
    'training beside Studio': assumedFor(at, ['*'], 'sts:SetSourceIdentity'),
  };
}

const ORGANIZATION = 'o-a1b2c3d4e5';

function sources({ environment: { partition, region, account } }: Place): Record<string, Specification> {
  const training = (place: string) => `arn:${partition}:sagemaker:${place}:training-job/*`;
  const second = '444455556666';
  const inOrganization = [is(KEY.sourceOrganization, ORGANIZATION), arnLike(KEY.sourceArn, training(`${region}:*`))];
  const paths = [`${ORGANIZATION}/r-ab12/ou-ab12-11111111/*`, `${ORGANIZATION}/r-ab12/ou-ab12-22222222/`];
  const fromAccount = is(KEY.sourceAccount, account);
  return {
    'SourceScope.accounts': assuming(
      [ASSUME],
      is(KEY.sourceAccount, account, second),
      arnLike(KEY.sourceArn, training(`${region}:${account}`), training(`${region}:${second}`)),
    ),
    'SourceScope.organization': assuming([ASSUME], ...inOrganization),
    'SourceScope.organizationPaths': assuming([ASSUME], ...inOrganization, some('aws:SourceOrgPaths', ...paths)),
    'SourceRegion.ANY': assuming([ASSUME], fromAccount, arnLike(KEY.sourceArn, training(`*:${account}`))),
    "SourceRegion.of('eu-west-1')": assuming(
      [ASSUME],
      fromAccount,
      arnLike(KEY.sourceArn, training(`eu-west-1:${account}`)),
    ),
  };
}

function modes(at: Place): Record<string, Specification> {
  const fromAccount = is(KEY.sourceAccount, at.environment.account);
  const fromStudio = [fromAccount, arnLike(KEY.sourceArn, at.own('*'))];
  const fromTraining = [fromAccount, arnLike(KEY.sourceArn, at.own('training-job/*'))];
  return {
    'SageMakerPrincipal.accountOnly': assuming([ASSUME], fromAccount),
    'SageMakerPrincipal.unrestricted': assuming([ASSUME]),
    // Requests to set a source identity have no session name; the session does not start without sts:AssumeRole.
    'withConditions on a source identity feature': allowing(
      by(SAGEMAKER, row([ASSUME], ...fromStudio, is('sts:RoleSessionName', 'SageMaker'))),
      by(SAGEMAKER, row(['sts:SetSourceIdentity'], ...fromStudio)),
    ),
    'another service beside SageMaker': allowing(
      by(SAGEMAKER, row([ASSUME], ...fromTraining)),
      by([service('scheduler.amazonaws.com')], row([ASSUME], is(KEY.sourceAccount, '111122223333'))),
    ),
  };
}

/** What a role may do with a key of volumes, only through the services that encrypt with it. */
export function volumeKeyUse({ environment: { region, urlSuffix } }: Place): Row[] {
  const via = is('kms:ViaService', `ec2.${region}.${urlSuffix}`, `sagemaker.${region}.${urlSuffix}`);
  return [
    row(['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'], via),
    row(['kms:CreateGrant'], via, isTrue('kms:GrantIsForAWSResource')),
  ];
}

function statements(at: Place): Record<string, Specification> {
  const { partition, account } = at.environment;
  const fromAccount = is(KEY.sourceAccount, account);
  const forService = (resources: readonly string[], names: readonly string[], source: string) =>
    allowing(by(SAGEMAKER, on(resources, row(names, fromAccount, arnLike(KEY.sourceArn, at.own(source))))));
  const pulls = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  const execution = at.iam('role/execution');
  return {
    'ServiceStatement.workteamNotifications': forService([at.arn('sns', 'work')], ['sns:Publish'], 'workteam/*'),
    'ServiceStatement.bucketObjects': forService(
      [`arn:${partition}:s3:::data/*`],
      ['s3:GetObject', 's3:PutObject'],
      'training-job/*',
    ),
    'ServiceStatement.imagePull': forService(['*'], pulls, '*'),
    'ServiceStatement.volumeKeyUse': allowing(...volumeKeyUse(at).map((each) => by([arnPrincipal(execution)], each))),
    'ExecutionRole.grants.passRole': allowing(
      on([execution], row(['iam:PassRole'], is(KEY.passedTo, 'sagemaker.amazonaws.com'))),
    ),
    'ExecutionRole.grants.read': allowing(on([execution], row(['iam:GetRole']))),
  };
}

export const TRUST: Specifications = (at) => ({ ...features(at), ...sources(at), ...modes(at), ...statements(at) });
