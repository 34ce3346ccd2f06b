import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { batchesOf } from '../../../private/runtime/batches';
import { FLEET_KEY } from '../../shared/fleet';
import { type Memory, RECORDS_PER_WRITE, type StorePort } from './ports';
import type { FleetRecord, NotebookRecord } from './record';

const LEASE = { [FLEET_KEY]: { S: 'lease' } };
const FLEET = 'fleet';
const NOTEBOOK = 'notebook#';

const CONDITION_FAILED = ['ConditionalCheckFailedException', 'TransactionCanceledException'];

/** A table of DynamoDB. Each write is a transaction that checks the lease. */
export class DynamoStore implements StorePort {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  public acquire(holder: string, now: number, until: number): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.tableName,
      Item: { ...LEASE, holder: { S: holder }, until: { N: `${until}` } },
      ConditionExpression: 'attribute_not_exists(#pk) OR #until <= :now',
      ExpressionAttributeNames: { '#pk': FLEET_KEY, '#until': 'until' },
      ExpressionAttributeValues: { ':now': { N: `${now}` } },
    });
    return this.isAccepted(() => this.client.send(command));
  }

  public async release(holder: string): Promise<void> {
    const command = new DeleteItemCommand({ TableName: this.tableName, Key: LEASE, ...heldBy(holder) });
    await this.isAccepted(() => this.client.send(command));
  }

  public async load(): Promise<Memory> {
    const notebooks: NotebookRecord[] = [];
    let fleet: FleetRecord = { version: 0 };
    let ExclusiveStartKey: ScanCommand['input']['ExclusiveStartKey'];
    do {
      const page = await this.client.send(
        new ScanCommand({ TableName: this.tableName, ConsistentRead: true, ExclusiveStartKey }),
      );
      for (const { [FLEET_KEY]: key, data, version } of page.Items ?? []) {
        const record = { ...JSON.parse(data?.S ?? '{}'), version: Number(version?.N ?? 0) };
        if (key?.S === FLEET) {
          fleet = record;
        } else if (key?.S?.startsWith(NOTEBOOK)) {
          notebooks.push(record);
        }
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return { fleet, notebooks };
  }

  public save(holder: string, records: readonly NotebookRecord[]): Promise<boolean> {
    return this.write(
      holder,
      records.map((record) => this.put(`${NOTEBOOK}${record.key}`, record)),
    );
  }

  public saveFleet(holder: string, record: FleetRecord): Promise<boolean> {
    return this.write(holder, [this.put(FLEET, record)]);
  }

  public async forget(holder: string, records: readonly NotebookRecord[]): Promise<void> {
    for (const batch of batchesOf(records, RECORDS_PER_WRITE)) {
      await this.write(
        holder,
        batch.map(({ key }) => ({
          Delete: { TableName: this.tableName, Key: { [FLEET_KEY]: { S: `${NOTEBOOK}${key}` } } },
        })),
      );
    }
  }

  private put(key: string, { version, ...data }: { readonly version: number }): TransactWriteItem {
    return {
      Put: {
        TableName: this.tableName,
        Item: { [FLEET_KEY]: { S: key }, version: { N: `${version + 1}` }, data: { S: JSON.stringify(data) } },
        ConditionExpression: version === 0 ? 'attribute_not_exists(#pk)' : '#version = :version',
        ExpressionAttributeNames: version === 0 ? { '#pk': FLEET_KEY } : { '#version': 'version' },
        ExpressionAttributeValues: version === 0 ? undefined : { ':version': { N: `${version}` } },
      },
    };
  }

  private async write(holder: string, writes: readonly TransactWriteItem[]): Promise<boolean> {
    if (writes.length === 0) {
      return true;
    }
    const check = { ConditionCheck: { TableName: this.tableName, Key: LEASE, ...heldBy(holder) } };
    const command = new TransactWriteItemsCommand({ TransactItems: [check, ...writes] });
    return this.isAccepted(() => this.client.send(command));
  }

  private async isAccepted(send: () => Promise<unknown>): Promise<boolean> {
    try {
      await send();
      return true;
    } catch (error) {
      if (error instanceof Error && CONDITION_FAILED.includes(error.name)) {
        return false;
      }
      throw error;
    }
  }
}

function heldBy(holder: string) {
  return {
    ConditionExpression: '#holder = :holder',
    ExpressionAttributeNames: { '#holder': 'holder' },
    ExpressionAttributeValues: { ':holder': { S: holder } },
  };
}
