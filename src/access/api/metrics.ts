import { Tokenization } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { AuthorizationOutcome } from '../shared/authorization-outcome';
import { ACCESS_METRICS } from '../shared/metrics';
import { CALLS, type CallMetric } from './access-log';

const API_DIMENSION = 'ApiId';

/**
 * The requests to a private API and their outcomes as metrics.
 *
 * All but `authorizations` are counted in the access log. API Gateway writes that log whatever the log level of the functions is,
 * and also if a function does not start. The metrics of API Gateway itself count responses with a changed status, such as those for
 * a failed authorizer, as client errors.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export class ApiMetrics {
  /** @internal */
  public static _of(
    scope: Construct,
    logGroup: logs.ILogGroup,
    apiId: string,
    authorizer: lambda.IFunction | undefined,
  ): ApiMetrics {
    return new ApiMetrics(scope, logGroup, apiId, authorizer);
  }

  private constructor(
    private readonly scope: Construct,
    logGroup: logs.ILogGroup,
    private readonly apiId: string,
    private readonly authorizer: lambda.IFunction | undefined,
  ) {
    const { namespace: metricNamespace } = ACCESS_METRICS;
    for (const [metricName, pattern] of Object.entries(CALLS)) {
      new logs.MetricFilter(scope, metricName, {
        logGroup,
        filterPattern: logs.FilterPattern.literal(`{ ${pattern} }`),
        metricNamespace,
        metricName,
        dimensions: { [API_DIMENSION]: '$.apiId' },
      });
    }
  }

  /**
   * The number of requests that failed in API Gateway, in the authorizer, or in the function. The default is the sum over five
   * minutes.
   */
  public failed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.calls('FailedCalls', options);
  }

  /**
   * The number of requests whose authorizer failed, for example because the keys of the identity provider were unavailable. They
   * are failed requests as well. The default is the sum over five minutes.
   */
  public failedAuthorizations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.calls('FailedAuthorizations', options);
  }

  /**
   * The number of requests that were answered with 403, by API Gateway or by the function. Missing and expired tokens do not count,
   * because users who sign in again get in. The default is the sum over five minutes.
   */
  public refused(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.calls('RefusedCalls', options);
  }

  /**
   * The share of refused requests among those that were either refused or successful, from 0 to 1. The default period is five
   * minutes.
   *
   * @param minimumCalls the share is 0 in periods with fewer requests
   */
  public refusedShare(minimumCalls: number, options: cloudwatch.MathExpressionOptions = {}): cloudwatch.MathExpression {
    return new cloudwatch.MathExpression({
      expression: `IF(total >= ${Tokenization.stringifyNumber(minimumCalls)}, FILL(refused, 0) / total, 0)`,
      usingMetrics: { refused: this.refused(), total: this.calls('DecidedCalls') },
      label: 'Share of refused calls',
      ...options,
    });
  }

  /** The number of requests above the limit of the stage. The default is the sum over five minutes. */
  public throttled(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.calls('ThrottledCalls', options);
  }

  /**
   * The number of tokens with an outcome. The default is the sum over five minutes. Undefined if API Gateway authorizes callers
   * without a function.
   */
  public authorizations(
    outcome: AuthorizationOutcome,
    options?: cloudwatch.MetricOptions,
  ): cloudwatch.Metric | undefined {
    const { authorizations, functionDimension, outcomeDimension } = ACCESS_METRICS;
    const { functionName } = this.authorizer ?? {};
    return functionName === undefined
      ? undefined
      : this.sum(authorizations, { [functionDimension]: functionName, [outcomeDimension]: outcome }, options);
  }

  private calls(name: CallMetric, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.sum(name, { [API_DIMENSION]: this.apiId }, options);
  }

  private sum(
    metricName: string,
    dimensionsMap: cloudwatch.DimensionsMap,
    options?: cloudwatch.MetricOptions,
  ): cloudwatch.Metric {
    const { namespace } = ACCESS_METRICS;
    const metric = new cloudwatch.Metric({ namespace, metricName, dimensionsMap, statistic: 'Sum', ...options });
    return metric.attachTo(this.scope);
  }
}
