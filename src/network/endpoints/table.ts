import {
  apiHost,
  apiHosts,
  apiHostsBelow,
  browserHosts,
  browserHostsOfRegion,
  NO_KNOWN_HOSTS,
  type ServiceHosts,
} from '../dns/hosts';
import { browserFacing, type EndpointRow, FIPS_REGIONS, fips, NOT_CHINA, NOT_ISOLATED, row } from './row';

const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg';
const STUDIO_IN_VPC = `${GUIDE}/studio-updated-and-internet-access.html`;
const CANVAS_IN_VPC = `${GUIDE}/canvas-vpc.html`;

/** The two endpoints of S3 answer to the same names. */
const S3_HOSTS: ServiceHosts = { ...apiHosts('s3'), noAlias: true };

/**
 * All that is known of each service, in one row per service: a new one takes a row here and a constant of `EndpointService`.
 * No policy is written where AWS does not document that the service takes one: an endpoint with a
 * policy that its service does not take fails to deploy.
 */
export const ENDPOINT_TABLE = {
  SAGEMAKER_API: row(
    'sagemaker.api',
    apiHost('api.sagemaker'),
    'the SageMaker API, which Studio, notebooks and the SDK call for everything but inference',
    {
      forPeople: true,
      policy: 'sagemaker',
      fips: 'SAGEMAKER_API_FIPS',
      link: `${GUIDE}/interface-vpc-endpoint.html`,
    },
  ),
  SAGEMAKER_API_FIPS: fips(
    'sagemaker.api-fips',
    apiHost('api-fips.sagemaker'),
    'the SageMaker API with FIPS 140 validated cryptography',
    {
      forPeople: true,
      policy: 'sagemaker',
    },
  ),
  SAGEMAKER_RUNTIME: row('sagemaker.runtime', apiHost('runtime.sagemaker'), 'inference: calls of model endpoints', {
    forPeople: true,
    fips: 'SAGEMAKER_RUNTIME_FIPS',
    link: `${GUIDE}/interface-vpc-endpoint.html`,
  }),
  SAGEMAKER_RUNTIME_FIPS: fips(
    'sagemaker.runtime-fips',
    apiHost('runtime-fips.sagemaker', { 'us-gov-west-1': 'runtime.sagemaker' }),
    'inference with FIPS 140 validated cryptography',
    {
      forPeople: true,
      policy: 'none',
      link: `${GUIDE}/interface-vpc-endpoint.html`,
    },
  ),
  SAGEMAKER_STUDIO: browserFacing(
    'studio',
    browserHosts('studio', ({ partition }) => partition === 'aws-us-gov'),
    'Studio in the browser, which opens presigned URLs',
    {
      forPeople: true,
      policy: 'studio',
      link: `${GUIDE}/studio-interface-endpoint.html`,
    },
  ),
  SAGEMAKER_NOTEBOOK: browserFacing(
    'notebook',
    browserHosts('notebook', ({ region }) => FIPS_REGIONS.includes(region)),
    'notebook instances in the browser',
    {
      forPeople: true,
      policy: 'notebook',
      link: `${GUIDE}/notebook-interface-endpoint.html`,
    },
  ),
  SAGEMAKER_EXPERIMENTS: browserFacing('experiments', browserHostsOfRegion('experiments'), 'MLflow tracking servers', {
    forPeople: true,
    policy: 'mlflow',
    partitions: NOT_CHINA,
    link: `${GUIDE}/mlflow-private-link-policy.html`,
  }),
  SAGEMAKER_PARTNER_APP: browserFacing('partner-app', NO_KNOWN_HOSTS, 'partner AI apps', {
    policy: 'none',
    partitions: NOT_CHINA,
    link: `${GUIDE}/partner-apps.html`,
  }),
  SAGEMAKER_FEATURESTORE_RUNTIME: row(
    'sagemaker.featurestore-runtime',
    apiHost('featurestore-runtime.sagemaker'),
    'records of the feature store',
    {
      partitions: NOT_ISOLATED,
      fips: 'SAGEMAKER_FEATURESTORE_RUNTIME_FIPS',
    },
  ),
  SAGEMAKER_FEATURESTORE_RUNTIME_FIPS: fips(
    'sagemaker.featurestore-runtime-fips',
    NO_KNOWN_HOSTS,
    'records of the feature store with FIPS 140 validated cryptography',
  ),
  SAGEMAKER_METRICS: row(
    'sagemaker.metrics',
    apiHost('metrics.sagemaker'),
    'metrics of training jobs and experiments',
    {
      policy: 'none',
      partitions: NOT_CHINA,
    },
  ),
  SAGEMAKER_DATA_SCIENCE_ASSISTANT: row('sagemaker-data-science-assistant', NO_KNOWN_HOSTS, 'Amazon Q in Canvas', {
    policy: 'none',
    partitions: NOT_CHINA,
    link: CANVAS_IN_VPC,
  }),

  S3: row('s3', S3_HOSTS, 'data, models, container layers and JumpStart, for what runs in the VPC', {
    policy: 's3',
    gateway: true,
    link: STUDIO_IN_VPC,
  }),
  S3_INTERFACE: row('s3', S3_HOSTS, 'S3 for clients outside of the VPC, which a gateway endpoint does not serve', {
    policy: 's3',
    link: STUDIO_IN_VPC,
  }),
  DYNAMODB: row('dynamodb', NO_KNOWN_HOSTS, 'tables, such as the directory of users of a presigned URL service', {
    gateway: true,
  }),
  STS: row('sts', apiHost('sts'), 'credentials, and the identity that the SDK asks for before it starts jobs', {
    fips: 'STS_FIPS',
    link: STUDIO_IN_VPC,
  }),
  STS_FIPS: fips('sts-fips', apiHost('sts-fips'), 'credentials with FIPS 140 validated cryptography'),
  CLOUDWATCH_LOGS: row('logs', apiHost('logs'), 'logs of jobs and apps, which the SDK waits for', {
    link: STUDIO_IN_VPC,
  }),
  CLOUDWATCH_MONITORING: row('monitoring', apiHost('monitoring'), 'metrics'),
  KMS: row('kms', apiHost('kms'), 'encryption by code of your own, not by AWS services, which reach KMS without it', {
    fips: 'KMS_FIPS',
  }),
  KMS_FIPS: fips(
    'kms-fips',
    apiHost('kms-fips'),
    'encryption by code of your own, with FIPS 140 validated cryptography',
  ),
  ECR_API: row('ecr.api', apiHost('api.ecr'), 'finding container images that code of your own pulls', {
    policy: 'images',
  }),
  ECR_DOCKER: row('ecr.dkr', apiHosts('dkr.ecr'), 'pulling container images by code of your own', { policy: 'images' }),
  SERVICE_CATALOG: row('servicecatalog', apiHost('servicecatalog'), 'project templates', {
    policy: 'none',
    partitions: NOT_ISOLATED,
    link: STUDIO_IN_VPC,
  }),
  EC2: row('ec2', apiHost('ec2'), 'network choices in Studio and Canvas'),
  ELASTIC_FILE_SYSTEM: row(
    'elasticfilesystem',
    apiHost('elasticfilesystem'),
    'the API of EFS, not its files, which go through mount targets',
  ),
  LICENSE_MANAGER: row('license-manager', apiHost('license-manager'), 'RStudio', {
    policy: 'none',
    partitions: NOT_ISOLATED,
  }),
  SSM: row('ssm', apiHost('ssm'), 'parameters, and remote access to spaces from an IDE'),
  SSM_MESSAGES: row('ssmmessages', apiHost('ssmmessages'), 'remote access to spaces from an IDE'),
  SECRETS_MANAGER: row('secretsmanager', apiHost('secretsmanager'), 'credentials of data sources and repositories'),

  ATHENA: row('athena', apiHost('athena'), 'queries of data in S3', { link: CANVAS_IN_VPC }),
  GLUE: row('glue', apiHost('glue'), 'the data catalog and Spark sessions'),
  LAKE_FORMATION: row('lakeformation', apiHost('lakeformation'), 'permissions on the data catalog'),
  REDSHIFT_DATA: row('redshift-data', apiHost('redshift-data'), 'queries of Redshift', { link: CANVAS_IN_VPC }),
  EMR: row('elasticmapreduce', apiHost('elasticmapreduce'), 'Spark on EMR clusters'),
  EMR_SERVERLESS: row('emr-serverless', apiHost('emr-serverless'), 'Spark on EMR Serverless', {
    partitions: NOT_ISOLATED,
  }),
  FORECAST: row('forecast', apiHost('forecast'), 'forecasts in Canvas', { partitions: ['aws'], link: CANVAS_IN_VPC }),
  FORECAST_QUERY: row('forecastquery', apiHost('forecastquery'), 'forecasts in Canvas', {
    partitions: ['aws'],
    link: CANVAS_IN_VPC,
  }),
  BEDROCK_RUNTIME: row('bedrock-runtime', apiHost('bedrock-runtime'), 'foundation models of Amazon Bedrock', {
    partitions: NOT_CHINA,
  }),
  BEDROCK: row('bedrock', apiHost('bedrock'), 'the list of foundation models of Amazon Bedrock, not their calls', {
    partitions: NOT_CHINA,
  }),

  CODEARTIFACT_API: row(
    'codeartifact.api',
    apiHost('codeartifact'),
    'package repositories, so that pip works without internet',
    {
      partitions: ['aws'],
    },
  ),
  CODEARTIFACT_REPOSITORIES: row('codeartifact.repositories', apiHostsBelow('d.codeartifact'), 'packages themselves', {
    partitions: ['aws'],
  }),
  CODECOMMIT_GIT: row('git-codecommit', apiHost('git-codecommit'), 'Git repositories of CodeCommit', {
    partitions: NOT_ISOLATED,
  }),
  CODEBUILD: row('codebuild', apiHost('codebuild'), 'builds of container images', { partitions: NOT_ISOLATED }),
  CODEPIPELINE: row('codepipeline', apiHost('codepipeline'), 'delivery pipelines', { partitions: NOT_ISOLATED }),
  EVENTBRIDGE: row('events', apiHost('events'), 'events'),
  SNS: row('sns', apiHost('sns'), 'notifications'),
  SQS: row('sqs', apiHost('sqs'), 'queues'),
  STEP_FUNCTIONS: row('states', apiHost('states'), 'workflows of jobs'),

  EXECUTE_API: row('execute-api', apiHostsBelow('execute-api'), 'private APIs of API Gateway', {
    policy: 'executeApi',
    publicNames: true,
    link: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
  }),
  AWS_LAMBDA: row(
    'lambda',
    apiHost('lambda'),
    'calls of functions by code in the VPC, not by API Gateway, which reaches them without it',
  ),
  CONSOLE: row(
    'console',
    NO_KNOWN_HOSTS,
    'the AWS console from networks without internet, though Studio cannot be opened from it',
    {
      policy: 'browserLogin',
      partitions: ['aws'],
    },
  ),
  SIGNIN: row('signin', NO_KNOWN_HOSTS, 'signing in to the AWS console from networks without internet', {
    policy: 'browserLogin',
    partitions: ['aws'],
  }),
} as const satisfies Readonly<Record<string, EndpointRow>>;

/** The names of the constants of services. */
export type EndpointId = keyof typeof ENDPOINT_TABLE;
