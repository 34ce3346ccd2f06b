import type { IConstruct } from 'constructs';
import { checkFormat, checkPattern } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { PARTITION } from '../../private/formats';
import { rowOf } from '../../private/tables';
import { dnsPlaceOf, NO_KNOWN_HOSTS } from '../dns/hosts';
import type { EndpointRow, PolicyKind } from './row';
import { ENDPOINT_TABLE, type EndpointId } from './table';

/**
 * How an endpoint connects a VPC to a service.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 */
export enum EndpointType {
  /** Network interfaces in subnets, with security groups, reachable from other networks too. Billed per availability zone and hour. */
  INTERFACE = 'Interface',
  /** Routes in route tables, reachable from the VPC alone. Free of charge. */
  GATEWAY = 'Gateway',
}

/**
 * What an endpoint is billed by.
 *
 * @see https://aws.amazon.com/privatelink/pricing/
 */
export enum EndpointPricing {
  /** Nothing is billed. */
  FREE = 'free',
  /** Each availability zone is billed by the hour, and the data by the gigabyte, whether or not the endpoint is used. */
  PER_ZONE_AND_HOUR = 'per-zone-and-hour',
}

/**
 * An endpoint service that is not in the table of this library.
 */
export interface CustomEndpointServiceOptions {
  /**
   * What follows the region in the name of the service, such as `bedrock-agent-runtime`.
   */
  readonly name: string;

  /**
   * What it is needed for, in the words of your documentation.
   */
  readonly purpose: string;

  /**
   * What stands before the region in the name of the service, such as `aws.sagemaker`.
   *
   * @default - `com.amazonaws`, or what the partition has in place of it as far as CDK knows
   */
  readonly prefix?: string;

  /**
   * The type of the endpoint.
   *
   * @default `EndpointType.INTERFACE` - network interfaces in the subnets
   */
  readonly type?: EndpointType;

  /**
   * The partitions in which the service exists, such as `aws-us-gov`.
   *
   * @default - not known, so that none is refused
   */
  readonly partitions?: string[];

  /**
   * Whether the service takes endpoint policies. One that does not would fail to deploy with a policy.
   *
   * @default true - the endpoint gets the policy for principals and resources of one's own
   */
  readonly policySupported?: boolean;
}

const NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/**
 * An AWS service that a VPC reaches through an endpoint.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export class EndpointService {
  /** `sagemaker.api`: the SageMaker API, which Studio, notebooks and the SDK call for everything but inference. */
  public static readonly SAGEMAKER_API = EndpointService.inTable('SAGEMAKER_API');
  /** `sagemaker.api-fips`: the SageMaker API with FIPS 140 validated cryptography. */
  public static readonly SAGEMAKER_API_FIPS = EndpointService.inTable('SAGEMAKER_API_FIPS');
  /** `sagemaker.runtime`: inference: calls of model endpoints. */
  public static readonly SAGEMAKER_RUNTIME = EndpointService.inTable('SAGEMAKER_RUNTIME');
  /** `sagemaker.runtime-fips`: inference with FIPS 140 validated cryptography. */
  public static readonly SAGEMAKER_RUNTIME_FIPS = EndpointService.inTable('SAGEMAKER_RUNTIME_FIPS');
  /** `aws.sagemaker.studio`: Studio in the browser, which opens presigned URLs. */
  public static readonly SAGEMAKER_STUDIO = EndpointService.inTable('SAGEMAKER_STUDIO');
  /** `aws.sagemaker.notebook`: notebook instances in the browser. */
  public static readonly SAGEMAKER_NOTEBOOK = EndpointService.inTable('SAGEMAKER_NOTEBOOK');
  /** `aws.sagemaker.experiments`: MLflow tracking servers. */
  public static readonly SAGEMAKER_EXPERIMENTS = EndpointService.inTable('SAGEMAKER_EXPERIMENTS');
  /** `aws.sagemaker.partner-app`: partner AI apps. */
  public static readonly SAGEMAKER_PARTNER_APP = EndpointService.inTable('SAGEMAKER_PARTNER_APP');
  /** `sagemaker.featurestore-runtime`: records of the feature store. */
  public static readonly SAGEMAKER_FEATURESTORE_RUNTIME = EndpointService.inTable('SAGEMAKER_FEATURESTORE_RUNTIME');
  /** `sagemaker.featurestore-runtime-fips`: records of the feature store with FIPS 140 validated cryptography. */
  public static readonly SAGEMAKER_FEATURESTORE_RUNTIME_FIPS = EndpointService.inTable(
    'SAGEMAKER_FEATURESTORE_RUNTIME_FIPS',
  );
  /** `sagemaker.metrics`: metrics of training jobs and experiments. */
  public static readonly SAGEMAKER_METRICS = EndpointService.inTable('SAGEMAKER_METRICS');
  /** `sagemaker-data-science-assistant`: Amazon Q in Canvas. */
  public static readonly SAGEMAKER_DATA_SCIENCE_ASSISTANT = EndpointService.inTable('SAGEMAKER_DATA_SCIENCE_ASSISTANT');
  /** `s3`: data, models, container layers and JumpStart, for what runs in the VPC. */
  public static readonly S3 = EndpointService.inTable('S3');
  /** `s3`: S3 for clients outside of the VPC, which a gateway endpoint does not serve. */
  public static readonly S3_INTERFACE = EndpointService.inTable('S3_INTERFACE');
  /** `dynamodb`: tables, such as the directory of users of a presigned URL service. */
  public static readonly DYNAMODB = EndpointService.inTable('DYNAMODB');
  /** `sts`: credentials, and the identity that the SDK asks for before it starts jobs. */
  public static readonly STS = EndpointService.inTable('STS');
  /** `sts-fips`: credentials with FIPS 140 validated cryptography. */
  public static readonly STS_FIPS = EndpointService.inTable('STS_FIPS');
  /** `logs`: logs of jobs and apps, which the SDK waits for. */
  public static readonly CLOUDWATCH_LOGS = EndpointService.inTable('CLOUDWATCH_LOGS');
  /** `monitoring`: metrics. */
  public static readonly CLOUDWATCH_MONITORING = EndpointService.inTable('CLOUDWATCH_MONITORING');
  /** `kms`: encryption by code of your own, not by AWS services, which reach KMS without it. */
  public static readonly KMS = EndpointService.inTable('KMS');
  /** `kms-fips`: encryption by code of your own, with FIPS 140 validated cryptography. */
  public static readonly KMS_FIPS = EndpointService.inTable('KMS_FIPS');
  /** `ecr.api`: finding container images that code of your own pulls. */
  public static readonly ECR_API = EndpointService.inTable('ECR_API');
  /** `ecr.dkr`: pulling container images by code of your own. */
  public static readonly ECR_DOCKER = EndpointService.inTable('ECR_DOCKER');
  /** `servicecatalog`: project templates. */
  public static readonly SERVICE_CATALOG = EndpointService.inTable('SERVICE_CATALOG');
  /** `ec2`: network choices in Studio and Canvas. */
  public static readonly EC2 = EndpointService.inTable('EC2');
  /** `elasticfilesystem`: the API of EFS, not its files, which go through mount targets. */
  public static readonly ELASTIC_FILE_SYSTEM = EndpointService.inTable('ELASTIC_FILE_SYSTEM');
  /** `license-manager`: RStudio. */
  public static readonly LICENSE_MANAGER = EndpointService.inTable('LICENSE_MANAGER');
  /** `ssm`: parameters, and remote access to spaces from an IDE. */
  public static readonly SSM = EndpointService.inTable('SSM');
  /** `ssmmessages`: remote access to spaces from an IDE. */
  public static readonly SSM_MESSAGES = EndpointService.inTable('SSM_MESSAGES');
  /** `secretsmanager`: credentials of data sources and repositories. */
  public static readonly SECRETS_MANAGER = EndpointService.inTable('SECRETS_MANAGER');
  /** `athena`: queries of data in S3. */
  public static readonly ATHENA = EndpointService.inTable('ATHENA');
  /** `glue`: the data catalog and Spark sessions. */
  public static readonly GLUE = EndpointService.inTable('GLUE');
  /** `lakeformation`: permissions on the data catalog. */
  public static readonly LAKE_FORMATION = EndpointService.inTable('LAKE_FORMATION');
  /** `redshift-data`: queries of Redshift. */
  public static readonly REDSHIFT_DATA = EndpointService.inTable('REDSHIFT_DATA');
  /** `elasticmapreduce`: Spark on EMR clusters. */
  public static readonly EMR = EndpointService.inTable('EMR');
  /** `emr-serverless`: Spark on EMR Serverless. */
  public static readonly EMR_SERVERLESS = EndpointService.inTable('EMR_SERVERLESS');
  /** `forecast`: forecasts in Canvas. */
  public static readonly FORECAST = EndpointService.inTable('FORECAST');
  /** `forecastquery`: forecasts in Canvas. */
  public static readonly FORECAST_QUERY = EndpointService.inTable('FORECAST_QUERY');
  /** `bedrock-runtime`: foundation models of Amazon Bedrock. */
  public static readonly BEDROCK_RUNTIME = EndpointService.inTable('BEDROCK_RUNTIME');
  /** `bedrock`: the list of foundation models of Amazon Bedrock, not their calls. */
  public static readonly BEDROCK = EndpointService.inTable('BEDROCK');
  /** `codeartifact.api`: package repositories, so that pip works without internet. */
  public static readonly CODEARTIFACT_API = EndpointService.inTable('CODEARTIFACT_API');
  /** `codeartifact.repositories`: packages themselves. */
  public static readonly CODEARTIFACT_REPOSITORIES = EndpointService.inTable('CODEARTIFACT_REPOSITORIES');
  /** `git-codecommit`: Git repositories of CodeCommit. */
  public static readonly CODECOMMIT_GIT = EndpointService.inTable('CODECOMMIT_GIT');
  /** `codebuild`: builds of container images. */
  public static readonly CODEBUILD = EndpointService.inTable('CODEBUILD');
  /** `codepipeline`: delivery pipelines. */
  public static readonly CODEPIPELINE = EndpointService.inTable('CODEPIPELINE');
  /** `events`: events. */
  public static readonly EVENTBRIDGE = EndpointService.inTable('EVENTBRIDGE');
  /** `sns`: notifications. */
  public static readonly SNS = EndpointService.inTable('SNS');
  /** `sqs`: queues. */
  public static readonly SQS = EndpointService.inTable('SQS');
  /** `states`: workflows of jobs. */
  public static readonly STEP_FUNCTIONS = EndpointService.inTable('STEP_FUNCTIONS');
  /** `execute-api`: private APIs of API Gateway. */
  public static readonly EXECUTE_API = EndpointService.inTable('EXECUTE_API');
  /** `lambda`: calls of functions by code in the VPC, not by API Gateway, which reaches them without it. */
  public static readonly AWS_LAMBDA = EndpointService.inTable('AWS_LAMBDA');
  /** `console`: the AWS console from networks without internet, though Studio cannot be opened from it. */
  public static readonly CONSOLE = EndpointService.inTable('CONSOLE');
  /** `signin`: signing in to the AWS console from networks without internet. */
  public static readonly SIGNIN = EndpointService.inTable('SIGNIN');

  /** A service that is not in the table. */
  public static of(props: CustomEndpointServiceOptions): EndpointService {
    SecureSageMakerError.throwIfAny(undefined, customFaults(props));
    const { name, purpose, prefix, partitions, type, policySupported = true } = props;
    const policy: PolicyKind = policySupported ? 'perimeter' : 'none';
    const known = Object.values<EndpointRow>(ENDPOINT_TABLE).find(({ service }) => service === name);
    return new EndpointService(prefix ? `${prefix}.${name}` : name, {
      service: name,
      hosts: known?.hosts ?? NO_KNOWN_HOSTS,
      forPeople: known?.forPeople,
      purpose,
      prefix,
      partitions,
      gateway: type === EndpointType.GATEWAY,
      policy,
      link: '',
    });
  }

  private static inTable(id: EndpointId): EndpointService {
    return new EndpointService(id, rowOf(ENDPOINT_TABLE, id, 'src/network/endpoints/table.ts'));
  }

  private constructor(
    /** What tells the service from all others: the name of its constant, or the name that was given. */
    public readonly id: string,
    private readonly row: EndpointRow,
  ) {}

  /** What follows the region in the name of the endpoint service, such as `sagemaker.api`. */
  public get name(): string {
    return this.row.service;
  }

  /** What the service is needed for. */
  public get purpose(): string {
    return this.row.purpose;
  }

  /** Whether the endpoint is made of network interfaces or of routes. */
  public get type(): EndpointType {
    return this.row.gateway ? EndpointType.GATEWAY : EndpointType.INTERFACE;
  }

  /** What the endpoint is billed by. */
  public get pricing(): EndpointPricing {
    return this.row.gateway ? EndpointPricing.FREE : EndpointPricing.PER_ZONE_AND_HOUR;
  }

  /** Whether AWS documents that the service takes endpoint policies. */
  public get policySupported(): boolean {
    return this.row.policy !== 'none';
  }

  /** The variant of the service with FIPS 140 validated cryptography, where there is one. */
  public get fipsVariant(): EndpointService | undefined {
    return this.row.fips === undefined ? undefined : EndpointService.inTable(this.row.fips as EndpointId);
  }

  /** Whether the service exists in a partition such as `aws-cn`, as far as is known. */
  public existsIn(partition: string): boolean {
    return this.row.partitions?.includes(partition) ?? true;
  }

  /**
   * The DNS zones whose names lead to the endpoint, such as `studio.<region>.sagemaker.aws`, in the region of the
   * scope's stack; none of a service whose names are not known.
   */
  public dnsZones(scope: IConstruct): string[] {
    return this.row.hosts.zonesIn(dnsPlaceOf(scope)).map(({ name }) => name);
  }

  /** @internal */
  public get _row(): EndpointRow {
    return this.row;
  }

  /** Whether it is the same service, whichever object stands for it. @internal */
  public _is(other: EndpointService): boolean {
    return this.id === other.id;
  }
}

function customFaults({ name, prefix, purpose, partitions = [] }: CustomEndpointServiceOptions): Fault[] {
  const expected = 'lower-case letters, digits, dots and hyphens such as bedrock-runtime';
  return [
    ...faultsOf('InvalidEndpointService', [
      ...checkPattern('the name of an endpoint service', name, NAME, expected),
      ...checkPattern('the prefix of an endpoint service', prefix, NAME, expected),
      ...partitions.flatMap((partition) => checkFormat('a partition of an endpoint service', partition, PARTITION)),
    ]),
    ...check(
      purpose.trim() !== '',
      'InvalidEndpointService',
      `the purpose of the endpoint service ${name} must say what it is needed for, got nothing`,
    ),
  ];
}
