import { subPieces } from '../../private/intrinsics';
import { conditionHolds } from './condition';
import { isObject, objectOf, own } from './json';
import { exportedValue, outputOfNested, outputOfStack, parameterValue, writtenValue } from './links';
import { PartialString, type StringPart } from './partial-string';
import type { Scope } from './scope';
import { ABSENT, scalar, unknown, unknownButPresent } from './simple-values';
import { type List, literalOf, stringOf, type TemplateValue } from './values';

type Intrinsic = (argument: unknown, scope: Scope) => TemplateValue;

const INTRINSICS: Readonly<Partial<Record<string, Intrinsic>>> = {
  Ref: (argument, scope) => ref(String(argument), scope),
  'Fn::Base64': base64,
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::GetStackOutput': (argument, scope) => outputOfStack(scope.evaluate(argument), scope),
  'Fn::If': either,
  'Fn::ImportValue': (argument, scope) => exportedValue(scope.evaluate(argument), scope),
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
};

/** How many intrinsic functions may wait for one another: only a template that goes in circles has more. */
const MAX_DEPTH = 64;

export function intrinsic(name: string, argument: unknown, scope: Scope): TemplateValue {
  const known = INTRINSICS[name];
  if (!known) {
    return unknown(`${name} is only known when it is deployed`);
  }
  return scope.depth > MAX_DEPTH ? unknown('the template refers to itself') : known(argument, scope.deeper());
}

function ref(name: string, scope: Scope): TemplateValue {
  if (name === 'AWS::NoValue') {
    return ABSENT;
  }
  if (name.startsWith('AWS::')) {
    const known = scope.template.pseudo(name);
    return known === undefined ? PartialString.join([{ kind: 'pseudo', name }]) : scalar(known);
  }
  const declaration = scope.template.declarations.get(name);
  if (declaration) {
    return { kind: 'reference', declaration, attribute: 'Ref' };
  }
  return parameterValue(name, scope);
}

function getAtt(argument: unknown, scope: Scope): TemplateValue {
  const [name, ...attributes] = typeof argument === 'string' ? argument.split('.') : itemsOfJson(argument);
  const attribute = attributes.map((part) => literalOf(scope.evaluate(part)) ?? '?').join('.');
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
  return { kind: 'reference', declaration, attribute };
}

function either(argument: unknown, scope: Scope): TemplateValue {
  const [condition, then, otherwise] = itemsOfJson(argument);
  if (typeof condition !== 'string') {
    return unknown('Fn::If without the name of a condition');
  }
  return scope.evaluate(conditionHolds(condition, scope) ? then : otherwise);
}

function join(argument: unknown, scope: Scope): TemplateValue {
  const [separator, joined] = itemsOfJson(argument);
  const items = scope.evaluate(joined);
  if (typeof separator !== 'string' || items.kind !== 'list') {
    return items.kind === 'unknown' ? items : unknown('Fn::Join of what is no list');
  }
  return PartialString.join(
    items.items.flatMap((item, index) => (index ? [separator, ...partsOf(item)] : partsOf(item))),
  ).value;
}

function sub(argument: unknown, scope: Scope): TemplateValue {
  const [template, variables] = typeof argument === 'string' ? [argument] : itemsOfJson(argument);
  if (typeof template !== 'string') {
    return unknown('Fn::Sub of what is no text');
  }
  return PartialString.join(
    subPieces(template).flatMap((piece) =>
      'name' in piece ? placeholder(piece.name, objectOf(variables), scope) : partsOf(scope.evaluate(piece.text)),
    ),
  ).value;
}

function placeholder(name: string, variables: Readonly<Record<string, unknown>>, scope: Scope): readonly StringPart[] {
  const given = own(variables, name);
  if (given !== undefined) {
    return partsOf(scope.evaluate(given));
  }
  return partsOf(name.includes('.') ? getAtt(name, scope) : ref(name, scope));
}

/** A list inside of text is joined by commas, as CloudFormation does with parameters that are lists. */
function partsOf(value: TemplateValue): readonly StringPart[] {
  if (value.kind === 'list') {
    return value.items.flatMap((item, index) => (index ? [',', ...partsOf(item)] : partsOf(item)));
  }
  return (
    stringOf(value)?.parts ?? [unknown(`text was expected, got ${value.kind === 'absent' ? 'nothing' : 'an object'}`)]
  );
}

function select(argument: unknown, scope: Scope): TemplateValue {
  const [index, items] = itemsOfJson(argument);
  const position = literalOf(scope.evaluate(index));
  const list = scope.evaluate(items);
  if (position === undefined || list.kind !== 'list') {
    return list.kind === 'unknown' ? list : unknown('Fn::Select of what is not known');
  }
  return list.items[Number(position)] ?? unknown(`Fn::Select of item ${position} of ${list.items.length}`);
}

/** What is not known stays in one piece where it is a reference or pseudo parameter, which hold no separators of lists. */
function split(argument: unknown, scope: Scope): TemplateValue {
  const [separator, text] = itemsOfJson(argument);
  const whole = stringOf(scope.evaluate(text));
  if (typeof separator !== 'string' || !separator || !whole || whole.unknown) {
    return whole?.unknown ?? unknown('Fn::Split of what is no text');
  }
  const pieces: StringPart[][] = [[]];
  for (const part of whole.parts) {
    const [first, ...rest] = typeof part === 'string' ? part.split(separator) : [part];
    pieces.at(-1)?.push(first);
    pieces.push(...rest.map((piece) => [piece]));
  }
  return { kind: 'list', items: pieces.map((parts) => PartialString.join(parts).value) } satisfies List;
}

function base64(argument: unknown, scope: Scope): TemplateValue {
  const content = scope.evaluate(argument);
  return content.kind === 'scalar'
    ? scalar(Buffer.from(String(content.value)).toString('base64'))
    : { kind: 'encoded', content };
}

/** A key that is not known is one of those that the map has. */
function findInMap(argument: unknown, scope: Scope): TemplateValue {
  const [name, ...keys] = itemsOfJson(argument).slice(0, 3);
  let found = scope.template.entry('Mappings', literalOf(scope.evaluate(name)) ?? '');
  for (const key of keys) {
    if (!isObject(found) || Object.keys(found).length === 0) {
      return unknownButPresent('Fn::FindInMap of a map that is not in the template');
    }
    const known = literalOf(scope.evaluate(key));
    found = own(found, known ?? oneOf(key, Object.keys(found), scope));
  }
  return found === undefined ? unknown('Fn::FindInMap of a key that is not in the map') : scope.evaluate(found);
}

function oneOf(key: unknown, options: readonly string[], scope: Scope): string {
  const text = JSON.stringify(key);
  const labels = options.map((option) => `${text} is ${option}`);
  return options[scope.scenario.choose(`${scope.template.name} ${text}`, labels)];
}

function itemsOfJson(argument: unknown): readonly unknown[] {
  return Array.isArray(argument) ? argument : [];
}

/** The text behind Base64, as lifecycle scripts are given. */
export function decoded(value: TemplateValue): TemplateValue {
  const text = literalOf(value);
  if (text !== undefined) {
    return scalar(Buffer.from(text, 'base64').toString());
  }
  switch (value.kind) {
    case 'encoded':
      return value.content;
    case 'absent':
      return value;
    default:
      return unknown('Base64 of what is not known');
  }
}
