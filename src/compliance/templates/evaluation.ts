import { intrinsic } from './intrinsics';
import { PartialString } from './partial-string';
import type { Scenario } from './scenario';
import { Scope } from './scope';
import type { TemplateSet } from './set';
import { ABSENT, scalar, unknown, unknownButPresent } from './simple-values';
import type { Template } from './template';
import type { Fields, List, TemplateValue } from './values';

/** Where the JSON of a template stands. */
export function scopeOf(template: Template, templates: TemplateSet, scenario: Scenario): Scope {
  return new Scope(template, templates, scenario, evaluate);
}

function evaluate(json: unknown, scope: Scope): TemplateValue {
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

function evaluateObject(json: Record<string, unknown>, scope: Scope): TemplateValue {
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
function withDynamicReferences(text: string): TemplateValue {
  const parts = text.split(/(\{\{resolve:[^}]*\}\})/);
  return PartialString.join(
    parts.map((part) =>
      part.startsWith('{{resolve:') ? unknownButPresent(`${part} is resolved when it is deployed`) : part,
    ),
  ).value;
}
