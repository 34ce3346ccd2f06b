import { intrinsic } from './intrinsics';
import { Text } from './partial-string';
import type { World } from './scenario';
import type { Template } from './template';
import { ABSENT, type Fields, type List, scalar, unknown, unknownButPresent, type Value } from './values';

/** Where a piece of JSON stands. */
export interface Scope {
  readonly template: Template;
  readonly world: World;
}

/** What a piece of JSON of a template is worth. Never throws. */
export function evaluate(json: unknown, scope: Scope): Value {
  if (Array.isArray(json)) {
    return list(json, scope);
  }
  switch (typeof json) {
    case 'string':
      return json.includes('{{resolve:') ? withDynamicReferences(json) : scalar(json);
    case 'number':
    case 'boolean':
      return scalar(json);
    case 'object':
      return json === null ? ABSENT : evaluateObject(json as Record<string, unknown>, scope);
    default:
      return ABSENT;
  }
}

function list(json: readonly unknown[], scope: Scope): List {
  return { kind: 'list', items: json.map((item) => evaluate(item, scope)).filter(({ kind }) => kind !== 'absent') };
}

function evaluateObject(json: Record<string, unknown>, scope: Scope): Value {
  const keys = Object.keys(json);
  const name = keys.find(isIntrinsic);
  if (name === undefined) {
    return fields(json, keys, scope);
  }
  return keys.length === 1
    ? intrinsic(name, json[name], scope)
    : unknown(`${name} adds to an object when it is deployed`);
}

function fields(json: Record<string, unknown>, keys: readonly string[], scope: Scope): Fields {
  return { kind: 'fields', keys, get: (key) => (Object.hasOwn(json, key) ? evaluate(json[key], scope) : ABSENT) };
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** `{{resolve:ssm:/path}}` is put in place by CloudFormation, which refuses what resolves to nothing. */
function withDynamicReferences(text: string): Value {
  const parts = text.split(/(\{\{resolve:[^}]*\}\})/);
  return Text.join(
    parts.map((part) =>
      part.startsWith('{{resolve:') ? unknownButPresent(`${part} is resolved when it is deployed`) : part,
    ),
  ).value;
}
