import { createHash } from 'node:crypto';
import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { REVOKED_KEY } from '../../shared/revocation';
import { BOOKKEEPING_PREFIX, type Item, isEntryItem, parseEntry } from '../directory-item';
import type { Profile } from './apps';
import type { Revocation } from './policy';
import type { RevocationTable } from './revocation';

/** The partition with all revocations, beside which each user has an item that shuts the user out. */
const INDEX_KEY = `${BOOKKEEPING_PREFIX}revocations`;

type Attributes = Record<string, AttributeValue>;

/** Revocations in the table of users. The two items of each change together. */
export class DynamoRevocations implements RevocationTable {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  public async list(): Promise<Revocation[]> {
    const items = await this.query(INDEX_KEY);
    return items.flatMap(({ user, sourceIdentity, revokedAt }) =>
      user?.S && sourceIdentity?.S && revokedAt?.N
        ? { key: user.S, sourceIdentity: sourceIdentity.S, revokedAt: Number(revokedAt.N) }
        : [],
    );
  }

  public async put({ key, sourceIdentity, revokedAt }: Revocation, reason: string): Promise<void> {
    const facts = {
      user: { S: key },
      sourceIdentity: { S: sourceIdentity },
      revokedAt: { N: String(revokedAt) },
      reason: { S: reason },
    };
    await this.write(
      keysOf(key).map((itemKey) => ({ Put: { TableName: this.tableName, Item: { ...itemKey, ...facts } } })),
    );
  }

  public async remove(key: string): Promise<void> {
    await this.write(keysOf(key).map((Key) => ({ Delete: { TableName: this.tableName, Key } })));
  }

  /** Domains of other accounts have their own administrators. */
  public async profiles(key: string): Promise<Profile[]> {
    const items = (await this.query(key)).filter((item) => isEntryItem(item as Item));
    const entries = items.flatMap((item) => parseEntry(item as Item) ?? []);
    const own = entries.filter(({ accessRoleArn }) => accessRoleArn === undefined);
    const profiles = own.map(({ domainId, userProfileName }) => ({ domainId, userProfileName }));
    return [...new Map(profiles.map((profile) => [JSON.stringify(profile), profile])).values()];
  }

  private async query(partition: string): Promise<Attributes[]> {
    const items: Attributes[] = [];
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const command = new QueryCommand({
        TableName: this.tableName,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': { S: partition } },
        ConsistentRead: true,
        ExclusiveStartKey: start,
      });
      const page = await this.client.send(command);
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  }

  private async write(TransactItems: TransactItem[]): Promise<void> {
    await this.client.send(new TransactWriteItemsCommand({ TransactItems }));
  }
}

type TransactItem = NonNullable<TransactWriteItemsCommand['input']['TransactItems']>[number];

/** The keys of people are longer than sort keys may be. */
function keysOf(key: string): Attributes[] {
  const digest = createHash('sha256').update(key).digest('hex');
  return [
    { pk: { S: key }, sk: { S: REVOKED_KEY } },
    { pk: { S: INDEX_KEY }, sk: { S: digest } },
  ];
}
