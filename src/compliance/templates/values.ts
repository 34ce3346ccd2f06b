import type { Text } from './partial-string';
import type { TemplateResource } from './resource';

/**
 * What a piece of a template is worth: JSON as far as the template says it, and what it refers to or leaves open.
 * Conditions never show here: whoever reads a value does so in one world at a time, see `World`.
 */
export type Value = Absent | Scalar | Text | Reference | Encoded | List | Fields | Unknown;

/** Not there, or `AWS::NoValue`. */
export interface Absent {
  readonly kind: 'absent';
}

export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean;
}

/** `Ref` and `Fn::GetAtt` of a resource of the app, whichever stack it is in. */
export interface Reference {
  readonly kind: 'reference';
  readonly resource: TemplateResource;
  /** `Ref`, or the name of an attribute such as `Arn`. */
  readonly attribute: string;
}

/** `Fn::Base64` of what is not known to the last character. */
export interface Encoded {
  readonly kind: 'encoded';
  readonly content: Value;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

/** An object, whose fields are evaluated when they are asked for. */
export interface Fields {
  readonly kind: 'fields';
  readonly keys: readonly string[];
  get(key: string): Value;
}

export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
  /** Whether it is at least known that there is something: the value of an export is never empty, that of a parameter may be. */
  readonly present: boolean;
}

export const ABSENT: Absent = { kind: 'absent' };

export function scalar(value: Scalar['value']): Scalar {
  return { kind: 'scalar', value };
}

export function unknown(why: string): Unknown {
  return { kind: 'unknown', why, present: false };
}

export function unknownButPresent(why: string): Unknown {
  return { kind: 'unknown', why, present: true };
}

/** The value at a path such as `NetworkConfig.Subnets.0`; absent where a step leads nowhere, unknown where it cannot be known. */
export function at(value: Value, path: string): Value {
  return path.includes('.') ? path.split('.').reduce(step, value) : step(value, path);
}

function step(value: Value, key: string): Value {
  switch (value.kind) {
    case 'fields':
      return value.get(key);
    case 'list':
      return value.items[Number(key)] ?? ABSENT;
    case 'absent':
      return value;
    case 'unknown':
      return unknown(value.why);
    default:
      return unknown(`${key} was sought in what is no object`);
  }
}

/** A known text, number or boolean as text: CloudFormation takes `true` and `"true"` alike. */
export function literalOf(value: Value): string | undefined {
  return value.kind === 'scalar' ? String(value.value) : undefined;
}

/** The items of a list; a single value is a list of one, as IAM has it. */
export function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items : value.kind === 'absent' ? [] : [value];
}

/** The resource of a type that a value refers to; undefined for anything else. */
export function referredTo(value: Value, type?: string): TemplateResource | undefined {
  return value.kind === 'reference' && (type === undefined || value.resource.type === type)
    ? value.resource
    : undefined;
}
