import {
  type CancellationReason,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { BOOKKEEPING_PREFIX, type Item, type ItemKey } from '../directory-item';
import type { Change, Delete, RequestHistory } from './plan';
import type { BatchResult, TablePort } from './reconciliation';

const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 15_000 };
const ATTEMPTS = 6;

const IS_NEW = { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } };

/** Errors that may be gone at the next attempt, after the retries of the SDK. Transactions can be repeated, even if they were applied. */
const TRANSIENT = [
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TimeoutError',
  'TransactionInProgressException',
];
const CONDITION_FAILED = 'ConditionalCheckFailed';

/** The client of the region in which the function runs. */
export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient({ maxAttempts: ATTEMPTS, requestHandler: TIMEOUTS });
}

/** A table of DynamoDB. Each transaction checks that its request is still the current one. */
export class DynamoTable implements TablePort {
  public constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  public async readHistory(owner: string): Promise<RequestHistory | undefined> {
    const { Item: item } = await this.client.send(
      new GetItemCommand({ TableName: this.tableName, Key: historyKey(owner), ConsistentRead: true }),
    );
    return item && { current: item.current?.S ?? '', past: (item.past?.L ?? []).flatMap(({ S }) => S ?? []) };
  }

  public async writeHistory(owner: string, next: RequestHistory, seen: RequestHistory | undefined): Promise<boolean> {
    const condition = seen ? isCurrent(seen.current) : IS_NEW;
    const item = {
      ...historyKey(owner),
      owner: { S: owner },
      current: { S: next.current },
      past: { L: next.past.map((S) => ({ S })) },
    };
    try {
      await this.client.send(new PutItemCommand({ TableName: this.tableName, Item: item, ...condition }));
      return true;
    } catch (error) {
      if (isNamed(error, 'ConditionalCheckFailedException', 'TransactionConflictException')) {
        return false;
      }
      throw error;
    }
  }

  public async readItems(): Promise<Item[]> {
    const items: Item[] = [];
    let start: ScanCommand['input']['ExclusiveStartKey'];
    do {
      const page = await this.client.send(
        new ScanCommand({ TableName: this.tableName, ConsistentRead: true, ExclusiveStartKey: start }),
      );
      items.push(...((page.Items ?? []) as Item[]));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  }

  public async apply(changes: readonly Change[], owner: string, requestId: string): Promise<BatchResult> {
    const actions = [
      this.currentRequestCheck(owner, requestId),
      ...changes.map((change) => this.action(change, owner)),
    ];
    try {
      await this.client.send(new TransactWriteItemsCommand({ TransactItems: actions }));
      return 'applied';
    } catch (error) {
      if (error instanceof TransactionCanceledException) {
        return cancelled(error, error.CancellationReasons ?? []);
      }
      if (isNamed(error, ...TRANSIENT)) {
        return 'busy';
      }
      throw error;
    }
  }

  /** Entries of no list change in no transaction of a request, so that nothing holds them. */
  public async remove(changes: readonly Delete[]): Promise<void> {
    for (const { key } of changes) {
      await this.client.send(new DeleteItemCommand({ TableName: this.tableName, Key: keyInput(key) }));
    }
  }

  private currentRequestCheck(owner: string, requestId: string): TransactWriteItem {
    return {
      ConditionCheck: {
        TableName: this.tableName,
        Key: historyKey(owner),
        ...isCurrent(requestId),
      },
    };
  }

  private action(change: Change, owner: string): TransactWriteItem {
    const common = {
      TableName: this.tableName,
      ConditionExpression: 'attribute_not_exists(#pk) OR #owner = :owner',
      ExpressionAttributeNames: { '#pk': 'pk', '#owner': 'owner' },
      ExpressionAttributeValues: { ':owner': { S: owner } },
    };
    return change.kind === 'put'
      ? { Put: { ...common, Item: change.item as NonNullable<TransactWriteItem['Put']>['Item'] } }
      : { Delete: { ...common, Key: keyInput(change.key) } };
  }
}

function keyInput(key: ItemKey): DeleteItemCommandInput['Key'] {
  return key as DeleteItemCommandInput['Key'];
}

/** Reasons are in the order of the actions, of which the first checks the current request. Conflicts and throttling are retried. */
function cancelled(error: Error, [current, ...others]: readonly CancellationReason[]): BatchResult {
  const codes = others.map(({ Code }) => Code ?? 'None');
  if (current?.Code === CONDITION_FAILED) {
    return 'superseded';
  }
  if (codes.includes(CONDITION_FAILED)) {
    return 'taken';
  }
  if ([current?.Code ?? 'None', ...codes].includes('ValidationError')) {
    throw error;
  }
  return 'busy';
}

/** Holds if the history of an owner has this current request. */
function isCurrent(requestId: string) {
  return {
    ConditionExpression: '#current = :request',
    ExpressionAttributeNames: { '#current': 'current' },
    ExpressionAttributeValues: { ':request': { S: requestId } },
  };
}

function historyKey(owner: string) {
  const text = (name: string) => ({ S: `${BOOKKEEPING_PREFIX}${name}` });
  return { pk: text(`owner#${owner}`), sk: text('requests') } satisfies ItemKey;
}

function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
