import { ServiceError } from './notebook-account';

type Value = { readonly S?: string; readonly N?: string };
type Item = Readonly<Record<string, Value>>;

interface Condition {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Value>>;
}

interface Write extends Condition {
  readonly Item?: Item;
  readonly Key?: Item;
}

type Transaction = readonly { readonly Put?: Write; readonly Delete?: Write; readonly ConditionCheck?: Write }[];

const NOT_EXISTS = /^attribute_not_exists\((#\w+)\)$/;
const COMPARISON = /^(#\w+) (=|<=) (:\w+)$/;
const PAGE = 100;

/** The table of a fleet, with the operations and conditions that the function uses. */
export class FleetTable {
  public readonly items = new Map<string, Item>();

  private readonly operations: Readonly<Record<string, (input: never) => object>> = {
    PutItem: (input: Write) => this.write({ Put: input }),
    DeleteItem: (input: Write) => this.write({ Delete: input }),
    TransactWriteItems: ({ TransactItems }: { TransactItems: Transaction }) => this.transact(TransactItems),
    Scan: (input: { ExclusiveStartKey?: Item }) => this.scan(input.ExclusiveStartKey),
  };

  public call(operation: string, input: object): object {
    return this.operations[operation](input as never);
  }

  private write(write: Transaction[number]): object {
    const [condition] = Object.values(write);
    if (!this.holds(condition)) {
      throw new ServiceError('ConditionalCheckFailedException', 'The conditional request failed');
    }
    this.apply(write);
    return {};
  }

  private transact(writes: Transaction): object {
    const failed = writes.map((write) => !this.holds(Object.values(write)[0]));
    if (failed.includes(true)) {
      throw new ServiceError('TransactionCanceledException', 'Transaction cancelled');
    }
    for (const write of writes) {
      this.apply(write);
    }
    return {};
  }

  private apply({ Put, Delete }: Transaction[number]): void {
    if (Put?.Item) {
      this.items.set(keyOf(Put.Item), Put.Item);
    }
    if (Delete?.Key) {
      this.items.delete(keyOf(Delete.Key));
    }
  }

  private scan(start: Item | undefined): object {
    const keys = [...this.items.keys()].sort();
    const from = start === undefined ? 0 : keys.indexOf(keyOf(start)) + 1;
    const page = keys.slice(from, from + PAGE);
    const more = from + PAGE < keys.length;
    return {
      Items: page.map((key) => this.items.get(key)),
      LastEvaluatedKey: more ? { pk: { S: page.at(-1) } } : undefined,
    };
  }

  private holds(condition: Write): boolean {
    const item = this.items.get(keyOf(condition.Item ?? condition.Key ?? {}));
    const parts = condition.ConditionExpression?.split(' OR ') ?? [];
    return parts.length === 0 || parts.some((part) => partHolds(part, item, condition));
  }
}

function partHolds(
  part: string,
  item: Item | undefined,
  { ExpressionAttributeNames, ...condition }: Condition,
): boolean {
  const [, absent] = NOT_EXISTS.exec(part) ?? [];
  const read = (name: string) => item?.[ExpressionAttributeNames?.[name] ?? ''];
  if (absent) {
    return read(absent) === undefined;
  }
  const [, name, operator, placeholder] = COMPARISON.exec(part) ?? [];
  if (!name) {
    throw new Error(`unknown condition ${part}`);
  }
  const [value, expected] = [read(name), condition.ExpressionAttributeValues?.[placeholder]];
  return operator === '='
    ? value !== undefined && (value.S ?? value.N) === (expected?.S ?? expected?.N)
    : value !== undefined && Number(value.N) <= Number(expected?.N);
}

function keyOf(item: Item): string {
  return item.pk?.S ?? '';
}
