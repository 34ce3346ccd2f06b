import { conditionHolds } from './condition';
import { evaluate, type Scope } from './evaluation';
import { isObject, objectOf, own } from './json';
import { exportedValue, outputOfNested, outputOfStack, parameterValue, writtenValue } from './links';
import { Text, type TextPart } from './partial-string';
import { ABSENT, type List, literalOf, scalar, unknown, unknownButPresent, type Value } from './values';

type Intrinsic = (argument: unknown, scope: Scope) => Value;

const INTRINSICS: Readonly<Partial<Record<string, Intrinsic>>> = {
  Ref: (argument, scope) => ref(String(argument), scope),
  'Fn::Base64': base64,
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::GetStackOutput': (argument, scope) => outputOfStack(evaluate(argument, scope), scope),
  'Fn::If': either,
  'Fn::ImportValue': (argument, scope) => exportedValue(evaluate(argument, scope), scope),
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
};

/** How many intrinsic functions may wait for one another: only a template that goes in circles has more. */
const MAX_DEPTH = 64;
let depth = 0;

export function intrinsic(name: string, argument: unknown, scope: Scope): Value {
  const known = INTRINSICS[name];
  if (!known || depth > MAX_DEPTH) {
    return unknown(known ? 'the template refers to itself' : `${name} is only known when it is deployed`);
  }
  depth++;
  try {
    return known(argument, scope);
  } finally {
    depth--;
  }
}

function ref(name: string, scope: Scope): Value {
  if (name === 'AWS::NoValue') {
    return ABSENT;
  }
  if (name.startsWith('AWS::')) {
    const known = scope.template.pseudo(name);
    return known === undefined ? Text.join([{ kind: 'pseudo', name }]) : scalar(known);
  }
  const declaration = scope.template.declarations.get(name);
  if (declaration) {
    return { kind: 'reference', resource: scope.world.resource(declaration), attribute: 'Ref' };
  }
  return parameterValue(name, scope);
}

function getAtt(argument: unknown, scope: Scope): Value {
  const [name, ...attributes] = typeof argument === 'string' ? argument.split('.') : itemsOfJson(argument);
  const attribute = attributes.map((part) => literalOf(evaluate(part, scope)) ?? '?').join('.');
  const declaration = scope.template.declarations.get(String(name));
  if (!declaration) {
    return unknown(`Fn::GetAtt of ${String(name)}, which is not in the template`);
  }
  if (declaration.type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.')) {
    return outputOfNested(declaration, attribute.slice('Outputs.'.length), scope);
  }
  if (declaration.type === 'Custom::CrossRegionExportReader') {
    return writtenValue(attribute, scope);
  }
  return { kind: 'reference', resource: scope.world.resource(declaration), attribute };
}

function either(argument: unknown, scope: Scope): Value {
  const [condition, then, otherwise] = itemsOfJson(argument);
  if (typeof condition !== 'string') {
    return unknown('Fn::If without the name of a condition');
  }
  return evaluate(conditionHolds(condition, scope) ? then : otherwise, scope);
}

function join(argument: unknown, scope: Scope): Value {
  const [separator, joined] = itemsOfJson(argument);
  const items = evaluate(joined, scope);
  if (typeof separator !== 'string' || items.kind !== 'list') {
    return items.kind === 'unknown' ? items : unknown('Fn::Join of what is no list');
  }
  return Text.join(items.items.flatMap((item, index) => (index ? [separator, ...partsOf(item)] : partsOf(item)))).value;
}

function sub(argument: unknown, scope: Scope): Value {
  const [template, variables] = typeof argument === 'string' ? [argument] : itemsOfJson(argument);
  if (typeof template !== 'string') {
    return unknown('Fn::Sub of what is no text');
  }
  const pieces = template.split(/\$\{([^}]*)\}/);
  return Text.join(
    pieces.flatMap((piece, index) =>
      index % 2 ? placeholder(piece, objectOf(variables), scope) : partsOf(evaluate(piece, scope)),
    ),
  ).value;
}

function placeholder(name: string, variables: Readonly<Record<string, unknown>>, scope: Scope): readonly TextPart[] {
  if (name.startsWith('!')) {
    return [`\${${name.slice(1)}}`];
  }
  const given = own(variables, name);
  if (given !== undefined) {
    return partsOf(evaluate(given, scope));
  }
  return partsOf(name.includes('.') ? getAtt(name, scope) : ref(name, scope));
}

/** A list inside of text is joined by commas, as CloudFormation does with parameters that are lists. */
function partsOf(value: Value): readonly TextPart[] {
  if (value.kind === 'list') {
    return value.items.flatMap((item, index) => (index ? [',', ...partsOf(item)] : partsOf(item)));
  }
  return (
    Text.of(value)?.parts ?? [unknown(`text was expected, got ${value.kind === 'absent' ? 'nothing' : 'an object'}`)]
  );
}

function select(argument: unknown, scope: Scope): Value {
  const [index, items] = itemsOfJson(argument);
  const position = literalOf(evaluate(index, scope));
  const list = evaluate(items, scope);
  if (position === undefined || list.kind !== 'list') {
    return list.kind === 'unknown' ? list : unknown('Fn::Select of what is not known');
  }
  return list.items[Number(position)] ?? unknown(`Fn::Select of item ${position} of ${list.items.length}`);
}

/** What is not known stays in one piece where it is a reference or pseudo parameter, which hold no separators of lists. */
function split(argument: unknown, scope: Scope): Value {
  const [separator, text] = itemsOfJson(argument);
  const whole = Text.of(evaluate(text, scope));
  if (typeof separator !== 'string' || !separator || !whole || whole.unknown) {
    return whole?.unknown ?? unknown('Fn::Split of what is no text');
  }
  const pieces: TextPart[][] = [[]];
  for (const part of whole.parts) {
    const [first, ...rest] = typeof part === 'string' ? part.split(separator) : [part];
    pieces.at(-1)?.push(first);
    pieces.push(...rest.map((piece) => [piece]));
  }
  return { kind: 'list', items: pieces.map((parts) => Text.join(parts).value) } satisfies List;
}

function base64(argument: unknown, scope: Scope): Value {
  const content = evaluate(argument, scope);
  return content.kind === 'scalar'
    ? scalar(Buffer.from(String(content.value)).toString('base64'))
    : { kind: 'encoded', content };
}

/** A key that is not known is one of those that the map has. */
function findInMap(argument: unknown, scope: Scope): Value {
  const [name, ...keys] = itemsOfJson(argument).slice(0, 3);
  let found = scope.template.entry('Mappings', literalOf(evaluate(name, scope)) ?? '');
  for (const key of keys) {
    if (!isObject(found) || Object.keys(found).length === 0) {
      return unknownButPresent('Fn::FindInMap of a map that is not in the template');
    }
    const known = literalOf(evaluate(key, scope));
    found = own(found, known ?? oneOf(key, Object.keys(found), scope));
  }
  return found === undefined ? unknown('Fn::FindInMap of a key that is not in the map') : evaluate(found, scope);
}

function oneOf(key: unknown, options: readonly string[], scope: Scope): string {
  const text = JSON.stringify(key);
  const labels = options.map((option) => `${text} is ${option}`);
  return options[scope.world.choose(`${scope.template.name} ${text}`, labels)];
}

function itemsOfJson(argument: unknown): readonly unknown[] {
  return Array.isArray(argument) ? argument : [];
}

/** The text behind Base64, as lifecycle scripts are given. */
export function decoded(value: Value): Value {
  const text = literalOf(value);
  if (text !== undefined) {
    return scalar(Buffer.from(text, 'base64').toString());
  }
  return value.kind === 'encoded'
    ? value.content
    : value.kind === 'absent'
      ? value
      : unknown('Base64 of what is not known');
}
