import { Aws, type CfnResource, Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { defaultEventBusArn } from '../../private/arn';
import { check, SecureSageMakerError } from '../../private/errors';
import { BundledFunction } from '../../private/lambda/function';
import { FunctionSchedule } from '../../private/lambda/function-schedule';
import { FUNCTION_LAYERS_MAX } from '../../private/limits';
import { DRIFT_EVENT, RECONCILER_VARIABLES, SCHEDULED_EVENT } from '../shared/directory-reconciler';
import { type GrantedTable, grantReconciling } from './grants';
import { checkAfterUpdates } from './triggers';

/** The maximum of Lambda. */
const TIMEOUT = Duration.minutes(15);
const MEMORY_MIB = 1024;

export interface DirectoryReconcilerProps {
  readonly logKey: kms.IKey;
  /** A name by which the policy of a table of another stack knows the role. */
  readonly roleName?: string;
}

/** A list as the reconciler of its stack knows it. */
export interface ReconciledList {
  readonly owner: string;
  readonly resource: CfnResource;
}

export interface ReconciledTable extends GrantedTable {
  readonly tableName: string;
}

/**
 * The function that writes the lists of one stack to a table, at deployments that change a list, after every update of the stack, and on a
 * schedule. It is in the stack of its lists, so that their files and the table may come from different stacks.
 */
export class DirectoryReconciler extends BundledFunction {
  private readonly lists: ReconciledList[] = [];
  private tableGrant?: iam.Grant;

  constructor(scope: Construct, id: string, { logKey, roleName }: DirectoryReconcilerProps) {
    super(scope, id, {
      bundle: 'access/reconciler',
      description: 'Brings the table of Studio users to the lists of the stack',
      encryptionKey: logKey,
      timeout: TIMEOUT,
      memorySize: MEMORY_MIB,
      roleName,
    });
  }

  /** The table comes later, because its policy names the role. */
  public serve(table: ReconciledTable, every: Duration): void {
    this.tableGrant = grantReconciling(this, table, this.role);
    this.role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'Deployments',
        actions: ['cloudformation:DescribeStackResource', 'cloudformation:DescribeStacks'],
        resources: [Aws.STACK_ID],
      }),
    );
    this.allowEvents();
    this.handler.addEnvironment(RECONCILER_VARIABLES.tableName, table.tableName);
    this.handler.addEnvironment(RECONCILER_VARIABLES.stackId, Aws.STACK_ID);
    this.handler.addEnvironment(RECONCILER_VARIABLES.lists, Lazy.string({ produce: () => this.listsJson() }));
    new FunctionSchedule(this, 'Checks', { handler: this.handler, every, input: SCHEDULED_EVENT });
    checkAfterUpdates(this, 'AfterUpdates', this.handler);
  }

  /** Lets the reconciler remove the entries of all other owners. */
  public knowOwners(owners: () => readonly string[]): void {
    const produce = () => [...owners()].sort().join(' ');
    this.handler.addEnvironment(RECONCILER_VARIABLES.owners, Lazy.string({ produce }));
  }

  public checkRoom(scope: Construct): void {
    SecureSageMakerError.throwIfAny(
      scope,
      check(
        this.lists.length < FUNCTION_LAYERS_MAX,
        'DirectoryTooLarge',
        `a table must have at most ${FUNCTION_LAYERS_MAX} lists of users in one stack`,
      ),
    );
  }

  public addList(list: ReconciledList & Construct): void {
    this.tableGrant!.applyBefore(list);
    this.lists.push(list);
  }

  /** Only events about drift, on the default event bus. */
  private allowEvents(): void {
    const { region, urlSuffix } = Stack.of(this);
    const keys = { 'events:source': DRIFT_EVENT.source, 'events:detail-type': DRIFT_EVENT.detailType };
    this.role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'DriftEvents',
        actions: ['events:PutEvents'],
        resources: [defaultEventBusArn(this)],
        // Both keys have several values, so that an absent one would match.
        conditions: {
          'ForAllValues:StringEquals': keys,
          Null: Object.fromEntries(Object.keys(keys).map((key) => [key, 'false'])),
        },
      }),
    );
    this.handler.addEnvironment(RECONCILER_VARIABLES.eventsEndpoint, `https://events.${region}.${urlSuffix}`);
  }

  /** Logical ids instead of references: the list depends on the function. */
  private listsJson(): string {
    const stack = Stack.of(this);
    const entries = this.lists.map(({ owner, resource }) => [owner, stack.resolve(resource.logicalId)]);
    return JSON.stringify(Object.fromEntries(entries.sort()));
  }
}
