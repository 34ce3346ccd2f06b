const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg';
const STUDIO_IN_VPC = `${GUIDE}/studio-updated-and-internet-access.html`;
const CANVAS_IN_VPC = `${GUIDE}/canvas-vpc.html`;
const PRIVATELINK_SERVICES = 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html';

/** Which default policy an endpoint gets; `none` where AWS documents no support of policies, or none that is complete. */
export type PolicyKind =
  | 'browserLogin'
  | 'executeApi'
  | 'images'
  | 'mlflow'
  | 'none'
  | 'notebook'
  | 'perimeter'
  | 's3'
  | 'sagemaker'
  | 'studio';

export interface EndpointRow {
  /** What follows the region in the name of the endpoint service. */
  readonly service: string;
  /** What stands before the region, where it is not that of most AWS services. */
  readonly prefix?: string;
  readonly gateway?: boolean;
  /** What it is needed for. */
  readonly purpose: string;
  readonly policy: PolicyKind;
  /** Whether the usual host names are captured by default, in the whole VPC. */
  readonly publicNames?: boolean;
  /** Where the service exists, if not everywhere. */
  readonly partitions?: readonly string[];
  readonly regions?: readonly string[];
  /** The FIPS variant of the service, as an id of this table. */
  readonly fips?: string;
  /** The AWS page that the row rests on. */
  readonly link: string;
}

/** Sovereign and isolated regions have few of the SageMaker features; China has fewer than the others. */
const NOT_ISOLATED = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'];
const NOT_CHINA = ['aws', 'aws-us-gov', 'aws-eusc'];

/** @see https://docs.aws.amazon.com/general/latest/gr/sagemaker.html (FIPS endpoints) */
const FIPS_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'ca-west-1',
  'us-gov-east-1',
  'us-gov-west-1',
];

type Details = Partial<Omit<EndpointRow, 'service' | 'purpose'>>;

function row(service: string, purpose: string, details: Details = {}): EndpointRow {
  return { policy: 'perimeter', link: PRIVATELINK_SERVICES, ...details, service, purpose };
}

/** Of SageMaker itself, below the name that AWS gives to its browser-facing services. */
function browserFacing(service: string, purpose: string, details: Details): EndpointRow {
  return row(service, purpose, { prefix: 'aws.sagemaker', partitions: NOT_ISOLATED, ...details });
}

function fips(service: string, purpose: string, details: Details = {}): EndpointRow {
  return row(service, purpose, { partitions: NOT_CHINA, regions: FIPS_REGIONS, ...details });
}

/**
 * One row per service. No policy is written where AWS does not document that the service takes one: an endpoint with a
 * policy that its service does not take fails to deploy.
 */
export const ENDPOINT_TABLE: Readonly<Record<string, EndpointRow>> = {
  SAGEMAKER_API: row(
    'sagemaker.api',
    'the SageMaker API, which Studio, notebooks and the SDK call for everything but inference',
    {
      policy: 'sagemaker',
      fips: 'SAGEMAKER_API_FIPS',
      link: `${GUIDE}/interface-vpc-endpoint.html`,
    },
  ),
  SAGEMAKER_API_FIPS: fips('sagemaker.api-fips', 'the SageMaker API with FIPS 140 validated cryptography', {
    policy: 'sagemaker',
  }),
  SAGEMAKER_RUNTIME: row('sagemaker.runtime', 'inference: calls of model endpoints', {
    fips: 'SAGEMAKER_RUNTIME_FIPS',
    link: `${GUIDE}/interface-vpc-endpoint.html`,
  }),
  SAGEMAKER_RUNTIME_FIPS: fips('sagemaker.runtime-fips', 'inference with FIPS 140 validated cryptography', {
    policy: 'none',
    link: `${GUIDE}/interface-vpc-endpoint.html`,
  }),
  SAGEMAKER_STUDIO: browserFacing('studio', 'Studio in the browser, which opens presigned URLs', {
    policy: 'studio',
    link: `${GUIDE}/studio-interface-endpoint.html`,
  }),
  SAGEMAKER_NOTEBOOK: browserFacing('notebook', 'notebook instances in the browser', {
    policy: 'notebook',
    link: `${GUIDE}/notebook-interface-endpoint.html`,
  }),
  SAGEMAKER_EXPERIMENTS: browserFacing('experiments', 'MLflow tracking servers', {
    policy: 'mlflow',
    partitions: NOT_CHINA,
    link: `${GUIDE}/mlflow-private-link-policy.html`,
  }),
  SAGEMAKER_PARTNER_APP: browserFacing('partner-app', 'partner AI apps', {
    policy: 'none',
    partitions: NOT_CHINA,
    link: `${GUIDE}/partner-apps.html`,
  }),
  SAGEMAKER_FEATURESTORE_RUNTIME: row('sagemaker.featurestore-runtime', 'records of the feature store', {
    partitions: NOT_ISOLATED,
    fips: 'SAGEMAKER_FEATURESTORE_RUNTIME_FIPS',
  }),
  SAGEMAKER_FEATURESTORE_RUNTIME_FIPS: fips(
    'sagemaker.featurestore-runtime-fips',
    'records of the feature store with FIPS 140 validated cryptography',
  ),
  SAGEMAKER_METRICS: row('sagemaker.metrics', 'metrics of training jobs and experiments', {
    policy: 'none',
    partitions: NOT_CHINA,
  }),
  SAGEMAKER_DATA_SCIENCE_ASSISTANT: row('sagemaker-data-science-assistant', 'Amazon Q in Canvas', {
    policy: 'none',
    partitions: NOT_CHINA,
    link: CANVAS_IN_VPC,
  }),

  S3: row('s3', 'data, models, container layers and JumpStart, for what runs in the VPC', {
    policy: 's3',
    gateway: true,
    link: STUDIO_IN_VPC,
  }),
  S3_INTERFACE: row('s3', 'S3 for clients outside of the VPC, which a gateway endpoint does not serve', {
    policy: 's3',
    link: STUDIO_IN_VPC,
  }),
  DYNAMODB: row('dynamodb', 'tables, such as the directory of users of a presigned URL service', { gateway: true }),
  STS: row('sts', 'credentials, and the identity that the SDK asks for before it starts jobs', {
    fips: 'STS_FIPS',
    link: STUDIO_IN_VPC,
  }),
  STS_FIPS: fips('sts-fips', 'credentials with FIPS 140 validated cryptography'),
  CLOUDWATCH_LOGS: row('logs', 'logs of jobs and apps, which the SDK waits for', { link: STUDIO_IN_VPC }),
  CLOUDWATCH_MONITORING: row('monitoring', 'metrics'),
  KMS: row('kms', 'encryption by code of your own, not by AWS services, which reach KMS without it', {
    fips: 'KMS_FIPS',
  }),
  KMS_FIPS: fips('kms-fips', 'encryption by code of your own, with FIPS 140 validated cryptography'),
  ECR_API: row('ecr.api', 'finding container images that code of your own pulls', { policy: 'images' }),
  ECR_DOCKER: row('ecr.dkr', 'pulling container images by code of your own', { policy: 'images' }),
  SERVICE_CATALOG: row('servicecatalog', 'project templates', {
    policy: 'none',
    partitions: NOT_ISOLATED,
    link: STUDIO_IN_VPC,
  }),
  EC2: row('ec2', 'network choices in Studio and Canvas'),
  ELASTIC_FILE_SYSTEM: row('elasticfilesystem', 'the API of EFS, not its files, which go through mount targets'),
  LICENSE_MANAGER: row('license-manager', 'RStudio', { policy: 'none', partitions: NOT_ISOLATED }),
  SSM: row('ssm', 'parameters, and remote access to spaces from an IDE'),
  SSM_MESSAGES: row('ssmmessages', 'remote access to spaces from an IDE'),
  SECRETS_MANAGER: row('secretsmanager', 'credentials of data sources and repositories'),

  ATHENA: row('athena', 'queries of data in S3', { link: CANVAS_IN_VPC }),
  GLUE: row('glue', 'the data catalog and Spark sessions'),
  LAKE_FORMATION: row('lakeformation', 'permissions on the data catalog'),
  REDSHIFT_DATA: row('redshift-data', 'queries of Redshift', { link: CANVAS_IN_VPC }),
  EMR: row('elasticmapreduce', 'Spark on EMR clusters'),
  EMR_SERVERLESS: row('emr-serverless', 'Spark on EMR Serverless', { partitions: NOT_ISOLATED }),
  FORECAST: row('forecast', 'forecasts in Canvas', { partitions: ['aws'], link: CANVAS_IN_VPC }),
  FORECAST_QUERY: row('forecastquery', 'forecasts in Canvas', { partitions: ['aws'], link: CANVAS_IN_VPC }),
  BEDROCK_RUNTIME: row('bedrock-runtime', 'foundation models of Amazon Bedrock', { partitions: NOT_CHINA }),

  CODEARTIFACT_API: row('codeartifact.api', 'package repositories, so that pip works without internet', {
    partitions: ['aws'],
  }),
  CODEARTIFACT_REPOSITORIES: row('codeartifact.repositories', 'packages themselves', { partitions: ['aws'] }),
  CODECOMMIT_GIT: row('git-codecommit', 'Git repositories of CodeCommit', { partitions: NOT_ISOLATED }),
  CODEBUILD: row('codebuild', 'builds of container images', { partitions: NOT_ISOLATED }),
  CODEPIPELINE: row('codepipeline', 'delivery pipelines', { partitions: NOT_ISOLATED }),
  EVENTBRIDGE: row('events', 'events'),
  SNS: row('sns', 'notifications'),
  SQS: row('sqs', 'queues'),

  EXECUTE_API: row('execute-api', 'private APIs of API Gateway', {
    policy: 'executeApi',
    publicNames: true,
    link: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
  }),
  AWS_LAMBDA: row('lambda', 'calls of functions by code in the VPC, not by API Gateway, which reaches them without it'),
  CONSOLE: row('console', 'the AWS console from networks without internet, though Studio cannot be opened from it', {
    policy: 'browserLogin',
    partitions: ['aws'],
  }),
  SIGNIN: row('signin', 'signing in to the AWS console from networks without internet', {
    policy: 'browserLogin',
    partitions: ['aws'],
  }),
};
