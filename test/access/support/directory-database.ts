import { createServer, type Server } from 'node:http';
import { close, listen } from '../../../demo/loopback';

/**
 * A DynamoDB on loopback that stores: the JSON protocol on the wire, with conditions, pages and all-or-nothing transactions. It
 * refuses whatever it does not know, so that nothing passes here for want of an implementation.
 */

export type Value = Readonly<Record<string, unknown>>;
export type StoredItem = Readonly<Record<string, Value>>;

interface Action {
  readonly TableName: string;
  readonly Key?: StoredItem;
  readonly Item?: StoredItem;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: StoredItem;
}

type Kind = 'Put' | 'Delete' | 'ConditionCheck';
type Answer = readonly [status: number, body: Readonly<Record<string, unknown>>];

const ACTIONS_MAX = 100;

export class Database {
  public readonly items = new Map<string, StoredItem>();
  /** The operations that were called, in order. */
  public readonly calls: string[] = [];
  /** How many items a page holds. */
  public pageSize = 1000;
  /** How many reads of single items are denied. */
  public denials = 0;
  /** Called before every transaction, of which it gets the number; what it answers is the answer. */
  public before?: (transaction: number) => Answer | undefined | Promise<Answer | undefined>;
  /** Called after every transaction that was made: true loses the answer on its way. */
  public loses?: (transaction: number) => boolean;

  private transactions = 0;
  private readonly tokens = new Set<string>();
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1];
      this.serve(operation, JSON.parse(Buffer.concat(chunks).toString())).then((answer) => {
        if (!answer) {
          request.socket.destroy();
          return;
        }
        const [status, body] = answer;
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
      });
    });
  });

  public constructor(public readonly tableName: string) {}

  public async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.server)}`;
  }

  public async stop(): Promise<void> {
    await close(this.server);
  }

  public reset(): void {
    this.items.clear();
    this.calls.length = 0;
    this.tokens.clear();
    this.transactions = 0;
    this.pageSize = 1000;
    this.denials = 0;
    this.before = undefined;
    this.loses = undefined;
  }

  public put(item: StoredItem): void {
    this.items.set(keyOf({ Item: item }), item);
  }

  private async serve(operation: string, input: Record<string, unknown>): Promise<Answer | undefined> {
    this.calls.push(operation);
    switch (operation) {
      case 'GetItem':
        if (this.denials-- > 0) {
          return refusal('AccessDeniedException', 'not authorized to perform: dynamodb:GetItem');
        }
        return (
          this.known(input as unknown as Action) ?? [200, { Item: this.items.get(keyOf(input as unknown as Action)) }]
        );
      case 'PutItem':
        return this.known(input as unknown as Action) ?? this.putItem(input as unknown as Action);
      case 'DeleteItem':
        return this.known(input as unknown as Action) ?? this.deleteItem(input as unknown as Action);
      case 'Query':
        return this.known(input as unknown as Action) ?? this.query(input);
      case 'Scan':
        return this.known(input as unknown as Action) ?? this.scan(input);
      case 'TransactWriteItems':
        return this.transact(input);
      default:
        return refusal('UnknownOperationException', operation);
    }
  }

  private known({ TableName }: Action): Answer | undefined {
    return TableName === this.tableName
      ? undefined
      : refusal('ResourceNotFoundException', 'Requested resource not found');
  }

  private putItem(action: Action): Answer {
    if (!this.holds(action)) {
      return refusal('ConditionalCheckFailedException', 'The conditional request failed');
    }
    this.make('Put', action);
    return [200, {}];
  }

  private deleteItem(action: Action): Answer {
    if (!this.holds(action)) {
      return refusal('ConditionalCheckFailedException', 'The conditional request failed');
    }
    this.make('Delete', action);
    return [200, {}];
  }

  /** In the order of insertion, which is as good as that of hashes. */
  private scan({ ExclusiveStartKey, ConsistentRead }: Record<string, unknown>): Answer {
    if (ConsistentRead !== true) {
      return refusal('ValidationException', 'this table answers consistent reads alone');
    }
    const all = [...this.items.values()];
    const last = ExclusiveStartKey && keyOf({ Key: ExclusiveStartKey as StoredItem });
    const start = last ? all.findIndex((item) => keyOf({ Item: item }) === last) + 1 : 0;
    const page = all.slice(start, start + this.pageSize);
    const more = start + page.length < all.length;
    const LastEvaluatedKey = more ? keyIn(page[page.length - 1]) : undefined;
    return [200, { Items: page, Count: page.length, LastEvaluatedKey }];
  }

  /** The items of one partition, in the order of their sort keys, with the attributes that are asked for. */
  private query(input: Record<string, unknown>): Answer {
    const { KeyConditionExpression, ProjectionExpression, Limit = this.pageSize, ConsistentRead } = input;
    const names = input.ExpressionAttributeNames as Readonly<Record<string, string>>;
    const condition = /^(#\w+) = (:\w+)$/.exec(String(KeyConditionExpression));
    if (!condition || names[condition[1]] !== 'pk' || ConsistentRead !== true) {
      return refusal('ValidationException', 'this table answers consistent queries by partition key alone');
    }
    const key = (input.ExpressionAttributeValues as StoredItem)[condition[2]].S;
    const attributes =
      typeof ProjectionExpression === 'string'
        ? ProjectionExpression.split(', ').map((name) => names[name])
        : undefined;
    const items = [...this.items.values()]
      .filter(({ pk }) => pk.S === key)
      .sort((one, other) => (String(one.sk.S) < String(other.sk.S) ? -1 : 1))
      .slice(0, Number(Limit))
      .map((item) =>
        Object.fromEntries(Object.entries(item).filter(([name]) => !attributes || attributes.includes(name))),
      );
    return [200, { Items: items, Count: items.length }];
  }

  private async transact({ TransactItems, ClientRequestToken }: Record<string, unknown>): Promise<Answer | undefined> {
    const number = ++this.transactions;
    const told = await this.before?.(number);
    if (told) {
      return told;
    }
    const actions = (TransactItems as Partial<Record<Kind, Action>>[]).flatMap(
      (one) => Object.entries(one) as [Kind, Action][],
    );
    const keys = actions.map(([, action]) => keyOf(action));
    if (actions.length > ACTIONS_MAX || new Set(keys).size < keys.length) {
      return refusal('ValidationException', 'too many actions, or two on one item');
    }
    const failed = actions.map(([, action]) => !this.holds(action));
    const repeated = this.tokens.has(String(ClientRequestToken));
    if (!repeated && failed.includes(true)) {
      return cancellation(failed.map((one) => (one ? 'ConditionalCheckFailed' : 'None')));
    }
    if (!repeated) {
      for (const [kind, action] of actions) {
        this.make(kind, action);
      }
    }
    this.tokens.add(String(ClientRequestToken));
    return this.loses?.(number) ? undefined : [200, {}];
  }

  private make(kind: Kind, action: Action): void {
    if (kind === 'Put') {
      this.put(action.Item!);
    } else if (kind === 'Delete') {
      this.items.delete(keyOf(action));
    }
  }

  private holds({
    ConditionExpression,
    ExpressionAttributeNames: names = {},
    ExpressionAttributeValues: values = {},
    ...action
  }: Action): boolean {
    const item = this.items.get(keyOf(action));
    const clauses = (ConditionExpression ?? '').split(' OR ').filter(Boolean);
    const results = clauses.map((clause) => {
      const absent = /^attribute_not_exists\((#\w+)\)$/.exec(clause);
      const equal = /^(#\w+) = (:\w+)$/.exec(clause);
      if (absent) {
        return item?.[names[absent[1]]] === undefined;
      }
      if (equal) {
        return JSON.stringify(item?.[names[equal[1]]]) === JSON.stringify(values[equal[2]]);
      }
      throw new Error(`condition not known: ${clause}`);
    });
    return clauses.length === 0 || results.includes(true);
  }
}

/** Real tables refuse keys that lack an attribute, or have one too many. */
function keyOf({ Key, Item }: Pick<Action, 'Key' | 'Item'>): string {
  const { pk, sk } = (Key ?? Item)!;
  if (typeof pk?.S !== 'string' || typeof sk?.S !== 'string' || (Key && Object.keys(Key).length !== 2)) {
    throw new Error('The provided key element does not match the schema');
  }
  return storedKey(pk.S, sk.S);
}

function keyIn({ pk, sk }: StoredItem): StoredItem {
  return { pk, sk };
}

/** Under which an item is stored here. */
export function storedKey(pk: unknown, sk: unknown): string {
  return `${pk} ${sk}`;
}

export function refusal(type: string, message: string): Answer {
  return [400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message }];
}

export function cancellation(codes: readonly string[]): Answer {
  const [status, body] = refusal(
    'TransactionCanceledException',
    `Transaction cancelled, specific reasons [${codes.join(', ')}]`,
  );
  return [status, { ...body, CancellationReasons: codes.map((Code) => ({ Code })) }];
}
