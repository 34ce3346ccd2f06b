import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { EndpointService } from '../../network/endpoints/service';
import { faultText, SecureSageMakerError } from '../../private/errors';
import { BundledFunction } from '../../private/lambda/function';
import { logOptionsFor } from '../../private/lambda/log-group';
import { inOrder } from '../../private/order';
import { warn } from '../../private/warnings';
import type { IDomain } from '../../studio/domain/idomain';
import type { DirectoryBinding } from '../directory/binding';
import { readStatement } from '../directory/grants';
import type { IDirectoryTable } from '../directory/idirectory-table';
import type { DirectoryReconciler } from '../directory/reconciler';
import { ACCESS_METRICS } from '../shared/metrics';
import type { RequestOutcome } from '../shared/request-outcome';
import { URL_FUNCTION_VARIABLES } from '../shared/url-function';
import { StudioAccessRole } from './access-role';
import { foreignFunctionFaults, targetFaults, unopenedDomainFaults, urlFunctionFaults } from './checks';
import { apiServices, idsOf, stsServices } from './endpoints';
import { otherEndpointFaults, perimeterFaults } from './foreign-roles';
import { type FunctionPlace, functionNetwork } from './network';
import type { PresignedUrlFunctionProps } from './props';

/** Below the 29 seconds of API Gateway, so that callers get a response and operators a record. */
const TIMEOUT = Duration.seconds(25);

interface WatchedParts {
  readonly tableName: string;
  /** The function that writes the table, unless other means fill it. */
  readonly reconciler?: DirectoryReconciler;
  readonly domains: readonly IDomain[];
  readonly place: FunctionPlace;
}

/**
 * A function that creates a presigned URL of Studio for an authenticated user. It looks the user up in the directory, assumes the
 * access role with the user as source identity, and creates the URL. All of its calls go through VPC endpoints.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
 */
export class PresignedUrlFunction extends Construct implements ec2.IConnectable {
  /** The function, for the integration of a private REST API. */
  public readonly handler: lambda.IFunction;

  /** The role of the function, which access roles of other accounts trust. */
  public readonly role: iam.IRole;

  /** The role that creates URLs for the domains of this account. Undefined if there are no domains. */
  public readonly accessRole?: StudioAccessRole;

  /** The log with a record of each request, without tokens and URLs. */
  public readonly logGroup: logs.ILogGroup;

  /** The function can connect to the endpoints and to DynamoDB. Nothing can connect to the function. */
  public readonly connections: ec2.Connections;

  /** What operators watch: the table, the domains of this account, and the place of the function. @internal */
  public readonly _watched: WatchedParts;

  private readonly bundledHandler: lambda.Function;
  /** The table of users. Undefined if other means fill it. */
  public readonly directoryTable?: IDirectoryTable;

  private readonly directory: DirectoryBinding;
  private readonly callerRoleArns: string[];
  private readonly origins: string[] = [];

  constructor(scope: Construct, id: string, props: PresignedUrlFunctionProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, [...urlFunctionFaults(props), ...foreignFunctionFaults(this, props)]);
    const { endpoints, users, identityProvider } = props;
    const directory = users._bind(this, { issuer: identityProvider });
    const accessRoleArns = inOrder(this, union(directory.accessRoleArns, props.accessRoleArns));
    const domains = union(directory.domains, props.domains);
    SecureSageMakerError.throwIfAny(this, targetFaults(this, domains, accessRoleArns));
    SecureSageMakerError.throwIfAny(this, [
      ...unopenedDomainFaults(domains, directory.domainIds),
      ...perimeterFaults({ accessRoleArns, endpoints }),
    ]);
    // Access roles may be created later.
    this.node.addValidation({
      validate: () => otherEndpointFaults(this, { accessRoleArns, endpoints }).map(faultText),
    });
    this.directory = directory;
    this.directoryTable = directory.table;

    const { handler, role, logGroup, securityGroup } = this.createFunction(props);
    this.handler = handler;
    this.bundledHandler = handler;
    this.role = role;
    this.logGroup = logGroup;
    this.connections = new ec2.Connections({ securityGroups: [securityGroup!] });
    const { vpc, vpcSubnets } = props;
    const { tableName, reconciler } = directory;
    this._watched = { tableName, reconciler, domains, place: { endpoints, vpc, vpcSubnets } };
    this.callerRoleArns = union(props.callerRoleArns);
    if (domains.length > 0) {
      this.accessRole = new StudioAccessRole(this, 'AccessRole', {
        domains,
        endpoints,
        urlFunctionRoleArn: role.roleArn,
      });
    }
    this.configure(handler, directory.tableName, accessRoleArns, props);
    this.allow(role, directory, accessRoleArns, props);
    this.connect(securityGroup!, props);
  }

  /** The number of requests with an outcome. The default is the sum over five minutes. */
  public metricRequests(outcome: RequestOutcome, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    const { namespace, requests: metricName, functionDimension, outcomeDimension } = ACCESS_METRICS;
    const dimensionsMap = { [functionDimension]: this.handler.functionName, [outcomeDimension]: outcome };
    return new cloudwatch.Metric({ namespace, metricName, dimensionsMap, statistic: 'Sum', ...options }).attachTo(this);
  }

  /** Creates alarms for the list of users. @internal */
  public _createDirectoryAlarms(): cloudwatch.Alarm[] {
    return this.directory.createAlarms?.() ?? [];
  }

  /** Lets these roles request URLs for users. @internal */
  public _addCallers(roleArns: readonly string[]): void {
    this.callerRoleArns.push(...roleArns);
  }

  /** Adds files that the function reads. @internal */
  public _addLayer(layer: lambda.ILayerVersion): void {
    this.bundledHandler.addLayers(layer);
  }

  /** Lets pages of these origins read responses. @internal */
  public _addOrigins(origins: readonly string[]): void {
    this.origins.push(...origins);
  }

  private createFunction(props: PresignedUrlFunctionProps): BundledFunction {
    const { roleName } = props;
    const network = functionNetwork(this, props);
    return new BundledFunction(this, 'Function', {
      bundle: 'access/url-function',
      description: 'Makes presigned URLs of Studio',
      roleName,
      timeout: TIMEOUT,
      memorySize: 512,
      reservedConcurrentExecutions: props.reservedConcurrentExecutions,
      ...logOptionsFor(this, props, 'Log of presigned URLs'),
      network,
    });
  }

  /** Callers and origins are lazy, because an API may add them later. */
  private configure(
    handler: lambda.Function,
    tableName: string,
    accessRoleArns: readonly string[],
    props: PresignedUrlFunctionProps,
  ): void {
    const { urlExpiry = Duration.seconds(20), sessionDuration = Duration.hours(8) } = props;
    const values: Record<keyof typeof URL_FUNCTION_VARIABLES, string | undefined> = {
      tableName,
      accessRoleArn: this.accessRole?.roleArn,
      foreignAccessRoleArns: accessRoleArns.join(' '),
      callerRoleArns: spaceSeparated(this, this.callerRoleArns),
      revokedProfiles: Lazy.string({ produce: () => this.revokedProfiles() }),
      allowedOrigins: spaceSeparated(this, this.origins),
      urlExpirySeconds: String(urlExpiry.toSeconds()),
      sessionSeconds: String(sessionDuration.toSeconds()),
      fipsServices: fipsServices(props).join(' '),
    };
    for (const [name, variable] of Object.entries(URL_FUNCTION_VARIABLES)) {
      const value = values[name as keyof typeof URL_FUNCTION_VARIABLES];
      if (value) {
        handler.addEnvironment(variable, value);
      }
    }
  }

  /** Allows reading the entries of one user at a time and assuming the access roles, each through its endpoint. */
  private allow(
    role: iam.IRole,
    directory: DirectoryBinding,
    accessRoleArns: readonly string[],
    { endpoints }: PresignedUrlFunctionProps,
  ): void {
    const through = (ids: string[]) => ({ StringEquals: { 'aws:SourceVpce': ids } });
    role.addToPrincipalPolicy(readStatement(directory, endpoints.endpointId(EndpointService.DYNAMODB)));
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'AccessRoles',
        actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        resources: [this.accessRole?.roleArn, ...accessRoleArns].filter((arn) => arn !== undefined),
        conditions: through(idsOf(endpoints, stsServices(endpoints))),
      }),
    );
    if (directory.encryptionKey) {
      role.addToPrincipalPolicy(keyStatement(this, directory.encryptionKey));
    }
  }

  /** CloudFormation omits the variable where nobody is revoked. */
  private revokedProfiles(): string | undefined {
    const revoked = this.accessRole?._revokedProfiles ?? [];
    return revoked.length > 0 ? inOrder(this, revoked).join(' ') : undefined;
  }

  private connect(
    securityGroup: ec2.ISecurityGroup,
    { endpoints, dynamoDbPrefixListId }: PresignedUrlFunctionProps,
  ): void {
    this.connections.allowTo(endpoints, ec2.Port.tcp(443), 'Endpoints of AWS services');
    const directory = dynamoDbPrefixListId ? ec2.Peer.prefixList(dynamoDbPrefixListId) : ec2.Peer.anyIpv4();
    securityGroup.addEgressRule(directory, ec2.Port.tcp(443), 'Directory, through the gateway endpoint of DynamoDB');
    if (!dynamoDbPrefixListId) {
      warn(
        this,
        'access.openEgress',
        'Give dynamoDbPrefixListId, which "aws ec2 describe-managed-prefix-lists" finds.',
      );
    }
  }
}

function union<T>(...lists: (readonly T[] | undefined)[]): T[] {
  return [...new Set(lists.flatMap((list) => list ?? []))];
}

/** CloudFormation omits a variable that resolves to undefined. */
function spaceSeparated(scope: Construct, texts: readonly string[]): string {
  return Lazy.string({ produce: () => (texts.length ? inOrder(scope, texts).join(' ') : undefined) });
}

/** The services that only have a FIPS endpoint, which the function then calls. */
function fipsServices({ endpoints }: PresignedUrlFunctionProps): string[] {
  const [api] = apiServices(endpoints);
  const [sts] = stsServices(endpoints);
  const services = { sagemaker: api, sts };
  return Object.entries(services)
    .filter(([, { fipsVariant }]) => fipsVariant === undefined)
    .map(([name]) => name);
}

/** DynamoDB decrypts with the permissions of the reader. */
function keyStatement(scope: Construct, key: kms.IKey): iam.PolicyStatement {
  const { region, urlSuffix } = Stack.of(scope);
  return new iam.PolicyStatement({
    sid: 'DirectoryKey',
    actions: ['kms:Decrypt'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.${urlSuffix}` } },
  });
}
