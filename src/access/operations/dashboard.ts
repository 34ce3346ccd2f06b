import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { RUNBOOKS } from '../../private/runbook';
import { directoryMetric } from '../directory/alarms';
import type { PrivateStudioAccess } from '../private-studio-access';
import type { Revocation } from '../revocation/revocation';
import { AuthorizationOutcome } from '../shared/authorization-outcome';
import { CANARY_METRICS } from '../shared/canary';
import { CanaryCheck } from '../shared/canary-check';
import { ACCESS_METRICS } from '../shared/metrics';
import { PortalOutcome } from '../shared/portal/outcome';
import { RequestOutcome } from '../shared/request-outcome';
import type { AccessCanary } from './canary';

export interface DashboardContents {
  readonly studioAccess: PrivateStudioAccess;
  readonly canary: AccessCanary;
  readonly alarms: readonly cloudwatch.IAlarm[];
  readonly tableName: string;
  readonly reconciler?: lambda.IFunction;
  readonly revocation?: Revocation;
  readonly endpointIds: readonly string[];
}

const DIRECTORY_COUNTS = ['checks', 'drift', 'protection'] as const;

const WIDTH = 24;
const HEIGHT = 6;
const { MAXIMUM, p } = cloudwatch.Stats;

/** From the question whether users get in to the parts that they get in through. */
export function dashboardRows(contents: DashboardContents): cloudwatch.IWidget[][] {
  const { alarms, studioAccess, canary } = contents;
  return [
    [introduction()],
    [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: WIDTH, height: 4 })],
    row(
      graph('Requests for URLs', requests(studioAccess)),
      graph('Tokens', tokens(studioAccess)),
      graph('Portal', portal(studioAccess)),
      graph('Refusals and failures by reason', reasons(studioAccess)),
    ),
    row(
      graph('Latency of the API', apiLatency(studioAccess)),
      graph('Duration of the functions', durations(studioAccess)),
      graph('Throttles and concurrency', throttles(studioAccess)),
    ),
    row(
      graph('Canary: 1 if the check passed', checks(canary)),
      graph('Canary: duration', checkDurations(canary)),
      graph('Days until certificates expire', [certificateDays(canary)]),
    ),
    row(
      graph('Directory', directory(contents)),
      graph('Table of users', table(contents)),
      graph('Endpoints: bytes', [bytes(contents)]),
    ),
  ];
}

function introduction(): cloudwatch.TextWidget {
  const markdown = `**Private access to Studio.** What to do when an alarm goes off: [runbooks](${RUNBOOKS}).`;
  return new cloudwatch.TextWidget({
    // Newer versions of CDK make this the default.
    background: cloudwatch.TextWidgetBackground.TRANSPARENT,
    markdown,
    width: WIDTH,
    height: 1,
  });
}

/** The graphs that have something to show, such as none of tokens if IAM authorizes callers. */
function row(...graphs: readonly Graph[]): cloudwatch.GraphWidget[] {
  const widgets = graphs.filter(({ metrics }) => metrics.length > 0);
  return widgets.map(
    ({ title, metrics }) =>
      new cloudwatch.GraphWidget({
        title,
        left: [...metrics],
        width: WIDTH / widgets.length,
        height: HEIGHT,
        leftYAxis: { min: 0 },
      }),
  );
}

interface Graph {
  readonly title: string;
  readonly metrics: readonly cloudwatch.IMetric[];
}

function graph(title: string, metrics: readonly (cloudwatch.IMetric | undefined)[]): Graph {
  return { title, metrics: metrics.filter((metric) => metric !== undefined) };
}

function requests(studioAccess: PrivateStudioAccess): cloudwatch.IMetric[] {
  return Object.values(RequestOutcome).map((outcome) => studioAccess.metricRequests(outcome, { label: outcome }));
}

function tokens({ api }: PrivateStudioAccess): (cloudwatch.IMetric | undefined)[] {
  return Object.values(AuthorizationOutcome).map((outcome) => api.metrics.authorizations(outcome, { label: outcome }));
}

function portal({ api }: PrivateStudioAccess): (cloudwatch.IMetric | undefined)[] {
  return Object.values(PortalOutcome).map((outcome) => api._site?.metricRequests(outcome, { label: outcome }));
}

/** All but those that are as they should be. */
function reasons({ api, urlFunction }: PrivateStudioAccess): cloudwatch.IMetric[] {
  const { requests: requestMetric, authorizations, portalRequests } = ACCESS_METRICS;
  const counted: [name: string, handler: lambda.IFunction | undefined, harmless: readonly string[]][] = [
    [requestMetric, urlFunction.handler, [RequestOutcome.ISSUED, RequestOutcome.CHOICE]],
    [authorizations, api.authorizer, [AuthorizationOutcome.ALLOWED]],
    [portalRequests, api._site?.handler, [PortalOutcome.SERVED, PortalOutcome.SIGNED_IN]],
  ];
  return counted.flatMap(([name, handler, harmless]) => (handler ? [reasonsOf(name, handler, harmless)] : []));
}

function reasonsOf(name: string, handler: lambda.IFunction, harmless: readonly string[]): cloudwatch.IMetric {
  const { namespace, functionDimension, outcomeDimension, reasonDimension } = ACCESS_METRICS;
  const schema = [namespace, functionDimension, outcomeDimension, reasonDimension].join(',');
  const terms = [`MetricName="${name}"`, `${functionDimension}="${handler.functionName}"`];
  const others = harmless.map((outcome) => `NOT ${outcomeDimension}="${outcome}"`);
  return search(`{${schema}} ${[...terms, ...others].join(' ')}`, 'Sum');
}

function apiLatency({ api }: PrivateStudioAccess): cloudwatch.IMetric[] {
  const stage = api.restApi.deploymentStage;
  return [
    stage.metricLatency({ statistic: p(50), label: 'p50' }),
    stage.metricLatency({ statistic: p(99), label: 'p99' }),
    stage.metricIntegrationLatency({ statistic: p(99), label: 'Functions p99' }),
  ];
}

/** The functions that serve users, by what they do. */
function functions({ api, urlFunction }: PrivateStudioAccess): [name: string, handler: lambda.IFunction][] {
  const optional: [string, lambda.IFunction | undefined][] = [
    ['Portal', api._site?.handler],
    ['Authorizer', api.authorizer],
  ];
  const present = optional.flatMap(([name, handler]): [string, lambda.IFunction][] =>
    handler ? [[name, handler]] : [],
  );
  return [...present, ['URLs', urlFunction.handler]];
}

function durations(studioAccess: PrivateStudioAccess): cloudwatch.IMetric[] {
  return functions(studioAccess).flatMap(([name, handler]) => [
    handler.metricDuration({ statistic: p(50), label: `${name} p50` }),
    handler.metricDuration({ statistic: p(99), label: `${name} p99` }),
  ]);
}

function throttles(studioAccess: PrivateStudioAccess): cloudwatch.IMetric[] {
  return [
    studioAccess.api.metrics.throttled({ label: '429' }),
    ...functions(studioAccess).flatMap(([name, handler]) => [
      handler.metricThrottles({ label: `${name}: throttles` }),
      handler.metric('ConcurrentExecutions', { statistic: MAXIMUM, label: `${name}: concurrency` }),
    ]),
  ];
}

function checks(canary: AccessCanary): cloudwatch.IMetric[] {
  return Object.values(CanaryCheck).map((check) => canary.metricCheckPassed(check, { label: check }));
}

function checkDurations(canary: AccessCanary): cloudwatch.IMetric[] {
  return Object.values(CanaryCheck).map((check) => canary.metricCheckDuration(check, { label: check }));
}

function certificateDays({ handler }: AccessCanary): cloudwatch.IMetric {
  const { namespace, functionDimension } = ACCESS_METRICS;
  const schema = [namespace, functionDimension, CANARY_METRICS.hostDimension].join(',');
  const terms = `MetricName="${CANARY_METRICS.certificateDays}" ${functionDimension}="${handler.functionName}"`;
  return search(`{${schema}} ${terms}`, 'Minimum');
}

function directory({ reconciler, revocation }: DashboardContents): (cloudwatch.IMetric | undefined)[] {
  const counted = reconciler ? DIRECTORY_COUNTS.map((name) => directoryMetric(reconciler, name, { label: name })) : [];
  return [...counted, revocation?.metricRevocations({ label: 'revocations' })];
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
function table({ tableName }: DashboardContents): cloudwatch.IMetric[] {
  const dimensionsMap = { TableName: tableName, Operation: 'Query' };
  const metric = (metricName: string, statistic: string) =>
    new cloudwatch.Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap, statistic, label: metricName });
  return [metric('SystemErrors', 'Sum'), metric('ThrottledRequests', 'Sum'), metric('SuccessfulRequestLatency', p(99))];
}

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html */
function bytes({ endpointIds }: DashboardContents): cloudwatch.IMetric {
  const schema = 'AWS/PrivateLinkEndpoints,"Endpoint Type","Service Name","VPC Endpoint Id","VPC Id"';
  const ids = endpointIds.map((id) => `"${id}"`).join(' OR ');
  return search(`{${schema}} MetricName="BytesProcessed" (${ids})`, 'Sum');
}

function search(terms: string, statistic: string): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    expression: `SEARCH('${terms}', '${statistic}')`,
    usingMetrics: {},
    label: '',
  });
}
