import { Duration, RemovalPolicy, Resource } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { check, SecureSageMakerError } from '../../private/errors';
import { FUNCTION_LAYERS_MAX } from '../../private/limits';
import { warn } from '../../private/warnings';
import { AccessFunction } from '../lambda/function';
import { grantRead, grantReconciling, writersStatement } from './grants';
import { DirectoryList } from './list';
import type { DirectoryListOptions, DirectoryUser } from './user';

/** The maximum of Lambda. */
const TIMEOUT = Duration.minutes(15);
const MEMORY_MIB = 1024;

/**
 * Properties of a table of users.
 */
export interface DirectoryTableProps {
  /**
   * The name of the table. Changing it makes a new table, and leaves the old one behind.
   *
   * @default - made by CloudFormation
   */
  readonly tableName?: string;

  /**
   * The key that encrypts the table and the logs of the reconciler. Its policy comes to let CloudWatch Logs use it for that log group
   * alone; that of an imported key must say so already.
   *
   * @default - a customer managed key of its own, with rotation, which is retained when the stack is deleted
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What becomes of the table when it is taken out of the stack. The lists of users that are kept in it are taken out of it whenever
   * the stack no longer has them.
   *
   * @default - it is retained, and protected against deletion
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The table that says which verified person may open which user profile.
 *
 * Whoever writes it can be anybody. A policy of the table therefore denies every change of items to all but the reconciler, which
 * brings the table to the lists that the stack gives it; administrators are no exception. Nobody is locked out for good: whoever may
 * change the policy of the table (`dynamodb:PutResourcePolicy`) can lift it. Whoever may invoke the reconciler, or restore or
 * replace the table, is to be trusted as much.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
 */
export class DirectoryTable extends Resource {
  /** The table. */
  public readonly table: dynamodb.ITable;
  /** The name of the table. */
  public readonly tableName: string;
  /** The ARN of the table. */
  public readonly tableArn: string;
  /** The key that encrypts the table. */
  public readonly encryptionKey: kms.IKey;
  /** The function that brings the table to its lists. Whoever may invoke it can be anybody. */
  public readonly reconciler: lambda.IFunction;

  private readonly lists: DirectoryList[] = [];
  private readonly reconcilerFunction: AccessFunction;
  private readonly reconcilerGrant: iam.Grant;

  constructor(scope: Construct, id: string, props: DirectoryTableProps = {}) {
    super(scope, id, { physicalName: props.tableName });
    const { removalPolicy = RemovalPolicy.RETAIN } = props;
    this.encryptionKey =
      props.encryptionKey ??
      new kms.Key(this, 'Key', { enableKeyRotation: true, description: `Users of ${this.node.path}` });
    this.reconcilerFunction = new AccessFunction(this, 'Reconciler', {
      bundle: 'reconciler',
      description: 'Brings the table of Studio users to the lists of the stack',
      encryptionKey: this.encryptionKey,
      timeout: TIMEOUT,
      memorySize: MEMORY_MIB,
    });
    this.reconciler = this.reconcilerFunction.handler;

    this.table = new dynamodb.Table(this, 'Table', {
      tableName: props.tableName,
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy,
      resourcePolicy: new iam.PolicyDocument({ statements: [writersStatement(this.reconcilerFunction.role.roleArn)] }),
    });
    this.tableName = this.table.tableName;
    this.tableArn = this.table.tableArn;
    this.reconcilerGrant = grantReconciling(this, this, this.reconcilerFunction.role);
    if (removalPolicy === RemovalPolicy.DESTROY) {
      warn(this, 'access.directoryDeleted', 'Use RemovalPolicy.RETAIN.');
    }
  }

  /**
   * Keeps a list of users in the table, beside those that are there already. Fails when two lists have the same owner; a deployment
   * fails, and changes nothing, when a person is in the list of somebody else.
   */
  public addUsers(id: string, users: DirectoryUser[], options: DirectoryListOptions = {}): void {
    this._addUsers(id, users, options);
  }

  /** Allows to read one entry at a time, by its key. Nothing allows to list them. */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return grantRead(this, this, grantee);
  }

  /** @internal */
  public _addUsers(id: string, users: DirectoryUser[], options: DirectoryListOptions): DirectoryList {
    SecureSageMakerError.throwIfAny(
      this,
      check(
        this.lists.length < FUNCTION_LAYERS_MAX,
        'DirectoryTooLarge',
        `a table must have at most ${FUNCTION_LAYERS_MAX} lists of users`,
      ),
    );
    const list = new DirectoryList(this, id, {
      tableName: this.tableName,
      handler: this.reconcilerFunction.handler,
      users,
      options,
    });
    const other = this.lists.find(({ owner }) => owner === list.owner);
    SecureSageMakerError.throwIfAny(
      list,
      check(
        other === undefined,
        'DuplicateDirectoryUser',
        `owner must be unique in the table, got '${list.owner}' as in ${other?.node.path}`,
      ),
    );
    this.reconcilerGrant.applyBefore(list);
    this.lists.push(list);
    return list;
  }
}
