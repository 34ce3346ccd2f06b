import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Duration, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { EndpointService } from '../../network/endpoints/service';
import { checkNotBlank } from '../../private/checks';
import { check, faultsOf, SecureSageMakerError } from '../../private/errors';
import { BundledFunction } from '../../private/lambda/function';
import { logOptionsFor } from '../../private/lambda/log-group';
import { entriesInOrder, inOrder } from '../../private/order';
import { alarmDescription, Runbook } from '../../private/runbook';
import {
  CANARY_TARGET_VARIABLE,
  type CanaryClient,
  type CanaryTarget,
  CANARY_METRICS as METRICS,
  PRIVATE_RANGES,
} from '../shared/canary';
import type { CanaryCheck } from '../shared/canary-check';
import { ACCESS_METRICS } from '../shared/metrics';
import { functionNetwork } from '../url-function/network';
import { addActions } from './alarm-actions';
import { canaryFaults, foreignCanaryFaults } from './canary-checks';
import type { AccessCanaryProps, CanarySignIn } from './canary-props';
import { clientScript } from './client-script';

/** The checks end before, each by its own limit. */
const TIMEOUT = Duration.minutes(1);

/**
 * A function that follows the path of a user to Studio at regular intervals, from the VPC of the endpoints: it resolves the names,
 * opens TLS, opens the portal, calls the API without a token, and, with a machine user, requests a presigned URL. It covers neither
 * the corporate DNS servers nor the routes to the VPC; `writeClientScript` writes the same checks for machines of users.
 *
 * One run at a time is possible, because the function reserves a concurrency of one.
 */
export class AccessCanary extends Construct implements ec2.IConnectable {
  /** The function. */
  public readonly handler: lambda.IFunction;

  /** The log with the result of each check, without tokens and URLs. */
  public readonly logGroup: logs.ILogGroup;

  /** The canary can connect to the endpoints and to the identity provider. Nothing can connect to the canary. */
  public readonly connections: ec2.Connections;

  private readonly target: CanaryTarget;
  private readonly interval: Duration;

  constructor(scope: Construct, id: string, props: AccessCanaryProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, [...canaryFaults(props), ...foreignCanaryFaults(this, props)]);
    const { endpoints, signIn, interval = Duration.minutes(5) } = props;
    this.interval = interval;
    this.target = this.targetOf(props);
    const { handler, role, logGroup, securityGroup } = this.createFunction(props);
    this.handler = handler;
    this.logGroup = logGroup;
    this.connections = new ec2.Connections({ securityGroups: [securityGroup!] });
    this.connections.allowTo(endpoints, ec2.Port.tcp(443), 'Endpoints of users');
    if (signIn) {
      this.allowSignIn(role, signIn, endpoints.endpointId(EndpointService.SECRETS_MANAGER));
    }
    this.schedule(handler);
  }

  /** 1 if all checks of a run passed, otherwise 0. The default is the minimum of one interval. */
  public metricPassed(options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return this.metric(METRICS.passed, {}, options);
  }

  /** 1 if the check passed, otherwise 0. The default is the minimum of one interval. */
  public metricCheckPassed(check: CanaryCheck, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return this.metric(METRICS.checkPassed, { [METRICS.checkDimension]: check }, options);
  }

  /** The milliseconds that a check took. The default is the maximum of one interval. */
  public metricCheckDuration(check: CanaryCheck, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    const dimensions = { [METRICS.checkDimension]: check };
    return this.metric(METRICS.checkDuration, dimensions, { statistic: cloudwatch.Stats.MAXIMUM, ...options });
  }

  /** The days until the certificate of a host expires. The default is the minimum of one interval. */
  public metricCertificateDays(host: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return this.metric(METRICS.certificateDays, { [METRICS.hostDimension]: host }, options);
  }

  /**
   * Adds an alarm for a path that fails in two of three intervals. A canary that does not report is a failure as well, so the alarm
   * starts in that state and changes after the first runs.
   */
  public addAlarm(actions: cloudwatch.IAlarmAction[]): cloudwatch.Alarm {
    const alarm = new cloudwatch.Alarm(this, 'Alarm', {
      metric: this.metricPassed(),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
      alarmDescription: alarmDescription(
        'The canary cannot get to Studio, or does not run: users probably cannot open Studio either.',
        Runbook.NOBODY_GETS_IN,
      ),
    });
    addActions(this, alarm, actions);
    return alarm;
  }

  /**
   * Writes the checks as a POSIX shell script for machines of users, at once and before the app is synthesized. Its arguments are
   * the URL of the API and the hosts of Studio domains. It needs curl, and a token in the variable `TOKEN` to request a presigned
   * URL, which it discards.
   *
   * @param path the file, in a directory that is created if it does not exist
   */
  public writeClientScript(path: string): void {
    const { portal, addressRanges } = this.target;
    SecureSageMakerError.throwIfAny(this, [
      ...faultsOf('ConflictingProps', checkNotBlank('path', path)),
      ...check(
        !Token.isUnresolved(addressRanges) && !addressRanges.some((range) => Token.isUnresolved(range)),
        'UnresolvedDocument',
        'the script needs literal addressRanges, got ranges that only a deployment knows',
      ),
    ]);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, clientScript({ portal, addressRanges }));
  }

  private targetOf({ apiUrl, domains = [], portal = false, addressRanges, signIn }: AccessCanaryProps): CanaryTarget {
    const zones = EndpointService.SAGEMAKER_STUDIO.dnsZones(this).slice(0, 1);
    const hosts = zones.flatMap((zone) => domains.map(({ domainId }) => `${domainId}.${zone}`));
    return {
      apiUrl,
      portal,
      studioHosts: inOrder(this, hosts),
      addressRanges: inOrder(this, addressRanges ?? PRIVATE_RANGES),
      client: signIn && clientOf(signIn),
    };
  }

  private createFunction(props: AccessCanaryProps): BundledFunction {
    return new BundledFunction(this, 'Function', {
      bundle: 'access/canary',
      description: 'Follows the path of a user to Studio',
      environment: { [CANARY_TARGET_VARIABLE]: Stack.of(this).toJsonString(this.target) },
      timeout: TIMEOUT,
      reservedConcurrentExecutions: 1,
      ...logOptionsFor(this, props, 'Log of the canary of Studio access'),
      network: functionNetwork(this, props),
    });
  }

  private allowSignIn(role: iam.IRole, { clientSecret, identityProvider }: CanarySignIn, endpointId: string): void {
    this.connections.allowTo(identityProvider, ec2.Port.tcp(443), 'Identity provider');
    const through = { StringEquals: { 'aws:SourceVpce': endpointId } };
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'ClientSecret',
        actions: ['secretsmanager:GetSecretValue'],
        resources: [clientSecret.secretFullArn ?? `${clientSecret.secretArn}-??????`],
        conditions: through,
      }),
    );
    if (clientSecret.encryptionKey) {
      const { region, urlSuffix } = Stack.of(this);
      role.addToPrincipalPolicy(
        new iam.PolicyStatement({
          sid: 'ClientSecretKey',
          actions: ['kms:Decrypt'],
          resources: [clientSecret.encryptionKey.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.${urlSuffix}` } },
        }),
      );
    }
  }

  /** A run that fails is not repeated, because the next one is due soon. */
  private schedule(handler: lambda.Function): void {
    const maxEventAge = Duration.minutes(1);
    handler.configureAsyncInvoke({ retryAttempts: 0, maxEventAge });
    const rule = new events.Rule(this, 'Schedule', {
      description: 'Runs the canary of Studio access',
      schedule: events.Schedule.rate(this.interval),
    });
    const retryPolicy = { maximumRetryAttempts: 0, maximumEventAgeInSeconds: maxEventAge.toSeconds() };
    rule.addTarget({ bind: () => ({ arn: handler.functionArn, retryPolicy }) });
    handler.addPermission('Schedule', {
      principal: new iam.ServicePrincipal('events.amazonaws.com'),
      sourceArn: rule.ruleArn,
    });
  }

  private metric(
    metricName: string,
    dimensions: Readonly<Record<string, string>>,
    options: cloudwatch.MetricOptions,
  ): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: ACCESS_METRICS.namespace,
      metricName,
      dimensionsMap: { [ACCESS_METRICS.functionDimension]: this.handler.functionName, ...dimensions },
      statistic: cloudwatch.Stats.MINIMUM,
      period: this.interval,
      ...options,
    }).attachTo(this);
  }
}

function clientOf({ tokenEndpoint, clientId, clientSecret, parameters = {} }: CanarySignIn): CanaryClient {
  const { secretFullArn, secretArn } = clientSecret;
  return {
    tokenEndpoint,
    clientId,
    secretArn: secretFullArn ?? secretArn,
    parameters: Object.fromEntries(entriesInOrder(parameters)),
  };
}
