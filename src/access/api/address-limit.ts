import { Duration } from 'aws-cdk-lib';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { checkRange } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { type LogOptions, uniqueLogGroup } from '../../private/lambda/log-group';
import { arnWithoutWildcard } from './access-log';
import { AddressLimitAction, type AddressLimitOptions } from './props';

/** @see https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const REQUESTS = { min: 10, max: 2_000_000_000 };
const WINDOW_MINUTES = [1, 2, 5, 10];

const DEFAULT_REQUESTS = 1000;
const DEFAULT_WINDOW = Duration.minutes(5);

/** The prefix that AWS WAF requires of a log group. */
const LOG_PREFIX = 'aws-waf-logs-';

const RULE = 'RequestsPerAddress';

export function addressLimitFaults({ requests, window }: AddressLimitOptions): Fault[] {
  const minutes = window?.isUnresolved() ? undefined : window?.toMinutes({ integral: false });
  return [
    ...faultsOf(
      'InvalidThrottle',
      checkRange('addressLimit.requests', requests, REQUESTS.min, REQUESTS.max, 'requests'),
    ),
    ...check(
      minutes === undefined || WINDOW_MINUTES.includes(minutes),
      'InvalidThrottle',
      `addressLimit.window must be 1, 2, 5 or 10 minutes, got ${minutes} minutes`,
    ),
  ];
}

/** A web ACL that limits the requests of each source address, with a log of the requests above the limit. */
export class AddressLimit extends Construct {
  public readonly webAclArn: string;

  constructor(scope: Construct, id: string, options: AddressLimitOptions, logOptions: LogOptions) {
    super(scope, id);
    const webAcl = new wafv2.CfnWebACL(this, 'WebAcl', {
      scope: 'REGIONAL',
      description: 'Limits the requests of each address to the API of Studio',
      defaultAction: { allow: {} },
      rules: [rule(options)],
      visibilityConfig: visibility('StudioAccess'),
    });
    this.webAclArn = webAcl.attrArn;
    this.log(webAcl, logOptions);
  }

  /** Without tokens, cookies and codes. */
  private log(webAcl: wafv2.CfnWebACL, logOptions: LogOptions): void {
    const log = uniqueLogGroup(this, 'Log', LOG_PREFIX, logOptions);
    new wafv2.CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: webAcl.attrArn,
      logDestinationConfigs: [arnWithoutWildcard(log)],
      redactedFields: [
        { singleHeader: { Name: 'authorization' } },
        { singleHeader: { Name: 'cookie' } },
        { queryString: {} },
      ],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }, { ActionCondition: { Action: 'COUNT' } }],
          },
        ],
      },
    });
  }
}

function rule(options: AddressLimitOptions): wafv2.CfnWebACL.RuleProperty {
  const { requests = DEFAULT_REQUESTS, window = DEFAULT_WINDOW, action = AddressLimitAction.BLOCK } = options;
  return {
    name: RULE,
    priority: 0,
    action: action === AddressLimitAction.BLOCK ? { block: {} } : { count: {} },
    statement: {
      rateBasedStatement: { aggregateKeyType: 'IP', limit: requests, evaluationWindowSec: window.toSeconds() },
    },
    visibilityConfig: visibility(RULE),
  };
}

/** Samples would contain headers. */
function visibility(metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
