import { type JsonReader, joinArguments, readJson, subPieces } from '../../src/private/intrinsics';

/** Writes down which method of a reader was called with what. */
class Recorder implements JsonReader<string> {
  public scalar(value: unknown): string {
    return JSON.stringify(value) ?? 'undefined';
  }

  public list(items: readonly unknown[]): string {
    return `[${items.map((item) => readJson(item, this)).join(' ')}]`;
  }

  public object(fields: Readonly<Record<string, unknown>>): string {
    const entries = Object.entries(fields).map(([key, field]) => `${key}=${readJson(field, this)}`);
    return `{${entries.join(' ')}}`;
  }

  public call(name: string, argument: unknown): string {
    return `${name}(${readJson(argument, this)})`;
  }
}

test.each<[json: unknown, read: string]>([
  ['text', '"text"'],
  [7, '7'],
  [null, 'null'],
  [undefined, 'undefined'],
  [['a', { Ref: 'B' }], '["a" Ref("B")]'],
  [{}, '{}'],
  [{ 'Fn::Sub': 'x' }, 'Fn::Sub("x")'],
  [{ a: { 'Fn::GetAtt': ['B', 'Arn'] } }, '{a=Fn::GetAtt(["B" "Arn"])}'],
  [{ Ref: 'A', other: 1 }, '{Ref="A" other=1}'],
  [{ Condition: 'A' }, '{Condition="A"}'],
])('the walk reads %j as %s', (json, read) => {
  expect(readJson(json, new Recorder())).toBe(read);
});

test('the arguments of Fn::Join are a separator and a list', () => {
  expect(joinArguments(['-', ['a', { Ref: 'B' }]])).toEqual({ separator: '-', items: ['a', { Ref: 'B' }] });
  expect(joinArguments(['-', { Ref: 'List' }])).toBeUndefined();
  expect(joinArguments([{ Ref: 'Separator' }, ['a']])).toBeUndefined();
  expect(joinArguments('a')).toBeUndefined();
});

test('the text of Fn::Sub consists of literal pieces and names', () => {
  expect(subPieces('arn:${AWS::Partition}:${!Literal}-${A.Arn}')).toEqual([
    { text: 'arn:' },
    { name: 'AWS::Partition' },
    { text: ':' },
    { text: '${Literal}' },
    { text: '-' },
    { name: 'A.Arn' },
  ]);
  expect(subPieces('')).toEqual([]);
});
