import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { access } from '../../../src';
import { selects } from '../support/metric-filter';
import { accessIn, type Properties } from '../support/private-access';
import { testStack } from '../support/stack';

const stack = testStack();
const { metrics, authorizer, restApi } = accessIn(stack).api;
const template = Template.fromStack(stack);
const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).map(({ Properties }) => Properties);

/** The metrics that a request is counted in. */
function countedIn(line: Readonly<Record<string, string>>): string[] {
  const request = { method: 'POST', resource: '/presigned-url', error: '-', ...line };
  return filters
    .filter(({ FilterPattern }) => selects(FilterPattern, request))
    .map(({ MetricTransformations: [{ MetricName }] }) => MetricName)
    .sort();
}

describe('requests are counted in the access log', () => {
  test.each([
    ['that end with a URL', { status: '200' }, ['DecidedCalls']],
    ['that end with a redirect', { method: 'GET', resource: '/studio', status: '302' }, ['DecidedCalls']],
    ['of users whom the directory does not open anything', { status: '403' }, ['DecidedCalls', 'RefusedCalls']],
    ['with a token that is denied', { status: '403', error: 'ACCESS_DENIED' }, ['DecidedCalls', 'RefusedCalls']],
    ['with an expired token, of which Monday morning has many', { status: '401', error: 'UNAUTHORIZED' }, []],
    ['whose authorizer fails', { status: '502', error: 'AUTHORIZER_FAILURE' }, ['FailedAuthorizations', 'FailedCalls']],
    [
      'whose authorizer cannot be called',
      { status: '502', error: 'AUTHORIZER_CONFIGURATION_ERROR' },
      ['FailedAuthorizations', 'FailedCalls'],
    ],
    ['that fail in the function', { status: '502' }, ['FailedCalls']],
    ['that take too long', { status: '504', error: 'INTEGRATION_TIMEOUT' }, ['FailedCalls']],
    ['above the limit', { status: '429', error: 'THROTTLED' }, ['ThrottledCalls']],
    ['that browsers send first', { method: 'OPTIONS', status: '204' }, []],
    ['for pages of a portal', { method: 'GET', resource: '/', status: '200' }, []],
    ['that are malformed', { status: '400', error: 'BAD_REQUEST_BODY' }, []],
  ])('%s', (_, line, counted) => {
    expect(countedIn(line)).toEqual(counted);
  });

  test('with the fields that the log has', () => {
    const [{ Properties: stage }] = Object.values(template.findResources('AWS::ApiGateway::Stage'));
    const fields = Object.keys(JSON.parse(stage.AccessLogSetting.Format));
    const used = filters.flatMap(({ FilterPattern, MetricTransformations: [{ Dimensions }] }) => [
      ...FilterPattern.matchAll(/\$\.(\w+)/g),
      ...Dimensions[0].Value.matchAll(/\$\.(\w+)/g),
    ]);
    expect(used.map(([, field]) => field).filter((field) => !fields.includes(field))).toEqual([]);
    expect(used.length).toBeGreaterThan(filters.length);
  });

  test('apart from those of other APIs of the account', () => {
    const log = stack.resolve(accessLogName());
    expect(filters.map(({ LogGroupName }) => LogGroupName)).toEqual(filters.map(() => log));
    expect(metrics.failed().dimensions).toEqual({ ApiId: restApi.restApiId });
    const transformations = filters.map(({ MetricTransformations: [{ Dimensions, MetricNamespace }] }) => [
      MetricNamespace,
      Dimensions,
    ]);
    expect(transformations).toEqual(
      filters.map(() => ['SecureSageMaker/StudioAccess', [{ Key: 'ApiId', Value: '$.apiId' }]]),
    );
  });

  function accessLogName(): unknown {
    const [id] = Object.keys(template.findResources('AWS::Logs::LogGroup')).filter((one) => one.includes('AccessLog'));
    return { Ref: id };
  }
});

describe('a metric', () => {
  test.each([
    ['failed', 'FailedCalls'],
    ['failedAuthorizations', 'FailedAuthorizations'],
    ['refused', 'RefusedCalls'],
    ['throttled', 'ThrottledCalls'],
  ] as const)('%s is one that a filter writes', (name, metricName) => {
    const metric = metrics[name]({ period: Duration.minutes(1) });
    expect(metric).toMatchObject({ namespace: 'SecureSageMaker/StudioAccess', metricName, statistic: 'Sum' });
    expect(metric.period.toMinutes()).toBe(1);
    expect(filters.map(({ MetricTransformations: [{ MetricName }] }) => MetricName)).toContain(metricName);
  });

  test('of tokens is that of the authorizer', () => {
    expect(metrics.authorizations(access.AuthorizationOutcome.FAILED)).toMatchObject({
      namespace: 'SecureSageMaker/StudioAccess',
      metricName: 'Authorizations',
      dimensions: { FunctionName: authorizer?.functionName, outcome: 'failed' },
    });
  });

  test('of tokens does not exist where API Gateway verifies them', () => {
    const other = testStack();
    const pool = cognito.UserPool.fromUserPoolId(other, 'Pool', 'eu-west-1_Abc');
    const { api } = accessIn(other, { authorization: access.Authorization.cognito(pool) });
    expect(api.metrics.authorizations(access.AuthorizationOutcome.FAILED)).toBeUndefined();
  });

  test('of refusals is a share, of which the period can be chosen', () => {
    const share = metrics.refusedShare(5, { period: Duration.hours(1) });
    expect([share.expression, share.period.toHours()]).toEqual(['IF(total >= 5, FILL(refused, 0) / total, 0)', 1]);
  });
});

test('a pattern is read by the precedence of its operators', () => {
  const line: Properties = { a: '1' };
  expect(selects('{ $.a = "1" || $.a = "2" && $.a = "3" }', line)).toBe(true);
  expect(selects('{ ($.a = "1" || $.a = "2") && $.a = "3" }', line)).toBe(false);
  expect(() => selects('{ $.a > 1 }', line)).toThrow('not a pattern');
});
