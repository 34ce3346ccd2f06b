import { type RemovalPolicy, Resource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53resolver from 'aws-cdk-lib/aws-route53resolver';
import type { Construct } from 'constructs';
import { check, type Fault, SecureSageMakerError } from '../../private/errors';
import { logKeyStatement, UNIQUE_NAME_LENGTH } from '../../private/lambda/log-group';
import { foreignFaults, used, usedIn } from '../../private/life-cycle/foreign';
import { keyOf, labelOf, uniqueName } from '../../private/life-cycle/names';
import { applyRemoval, createKey } from '../../private/life-cycle/removal';
import { claimName, repeatedVpcFaults } from '../../private/life-cycle/unique';
import { isUnknown } from '../../private/life-cycle/unknown';
import { inOrder } from '../../private/order';
import { foreignVpcFaults } from '../dns/checks';

/**
 * How DNS queries are logged.
 */
export interface ResolverQueryLogOptions {
  /**
   * The key that encrypts the log group. Its policy comes to let CloudWatch Logs use it for this log group alone; that of an
   * imported key must say so already.
   *
   * @default - a customer managed key of its own, with rotation, which is retained when the stack is deleted
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long the queries are kept.
   *
   * @default - one year
   */
  readonly retention?: logs.RetentionDays;

  /**
   * The name of the log group, which must begin with `/aws/route53/`. Others need a resource policy of CloudWatch Logs, of
   * which an account has ten. Changing it replaces the log group and the query log.
   *
   * @default - `/aws/route53/`, the logical id, and the stack's GUID, shortened
   */
  readonly logGroupName?: string;

  /**
   * What becomes of the log group when it is taken out of the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it is retained unless its creation fails
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Properties of a query log.
 */
export interface ResolverQueryLogProps extends ResolverQueryLogOptions {
  /**
   * The VPCs whose queries are logged, and those that come in by their inbound endpoints.
   */
  readonly vpcs: ec2.IVpc[];
}

/**
 * The DNS queries of VPCs, in an encrypted log group. Whoever may read it sees every name that was asked for, and by which address.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html
 */
export class ResolverQueryLog extends Resource {
  /** The beginning that lets Route 53 Resolver write to a log group without a resource policy of one's own. */
  public static readonly LOG_GROUP_PREFIX: string = '/aws/route53/';

  /** The log group. */
  public readonly logGroup: logs.ILogGroup;
  /** The key that encrypts the log group. */
  public readonly encryptionKey: kms.IKey;
  /** The id of the query logging configuration. */
  public readonly queryLogConfigId: string;

  constructor(scope: Construct, id: string, props: ResolverQueryLogProps) {
    super(scope, id);
    const logGroupName =
      props.logGroupName ?? `${ResolverQueryLog.LOG_GROUP_PREFIX}${uniqueName(() => resource, UNIQUE_NAME_LENGTH)}`;
    SecureSageMakerError.throwIfAny(this, [
      ...queryLogFaults(this, props),
      ...foreignFaults(this, [used('encryptionKey', props.encryptionKey?.keyArn), ...usedIn('vpcs', props.vpcs)]),
    ]);

    this.encryptionKey = props.encryptionKey ?? createKey(this, `DNS queries of ${labelOf(this)}`);
    this.encryptionKey.addToResourcePolicy(logKeyStatement(this, logGroupName, 'QueryLogs'));
    this.logGroup = new logs.LogGroup(this, 'LogGroup', {
      logGroupName,
      encryptionKey: this.encryptionKey,
      retention: props.retention ?? logs.RetentionDays.ONE_YEAR,
    });
    const resource = this.logGroup.node.defaultChild as logs.CfnLogGroup;
    claimName(this, 'logGroupName', () => resource.logGroupName);
    applyRemoval(resource, props.removalPolicy);

    const config = new route53resolver.CfnResolverQueryLoggingConfig(this, 'Resource', {
      destinationArn: this.logGroup.logGroupArn,
    });
    this.queryLogConfigId = config.attrId;
    for (const vpc of inOrder(this, props.vpcs, ({ vpcId }) => vpcId)) {
      new route53resolver.CfnResolverQueryLoggingConfigAssociation(this, `Association${keyOf(this, vpc, vpc.vpcId)}`, {
        resolverQueryLogConfigId: this.queryLogConfigId,
        resourceId: vpc.vpcId,
      });
    }
  }
}

function queryLogFaults(scope: Construct, { vpcs, logGroupName }: ResolverQueryLogProps): Fault[] {
  const prefix = ResolverQueryLog.LOG_GROUP_PREFIX;
  const foreign = logGroupName !== undefined && !isUnknown(logGroupName) && !logGroupName.startsWith(prefix);
  return [
    ...check(!foreign, 'InvalidResolverName', `logGroupName must begin with ${prefix}, got '${logGroupName}'`),
    ...vpcs.flatMap((vpc) => foreignVpcFaults(scope, 'vpcs', vpc)),
    ...repeatedVpcFaults(scope, 'vpcs', vpcs),
    ...check(vpcs.length > 0, 'ConflictingProps', 'vpcs must name at least one VPC whose queries are logged, got none'),
  ];
}
