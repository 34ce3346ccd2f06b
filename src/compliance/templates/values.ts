import { PartialString } from './partial-string';
import { ABSENT, type Absent, type Reference, type Scalar, type Unknown, unknown } from './simple-values';
import type { ResourceDeclaration } from './template';

/**
 * What a piece of a template is worth: JSON as far as the template says it, and what it refers to or leaves open.
 * Conditions never show here: whoever reads a value does so in one scenario at a time, see `Scenario`.
 */
export type TemplateValue = Absent | Scalar | PartialString | Reference | Encoded | List | Fields | Unknown;

/** `Fn::Base64` of what is not known to the last character. */
export interface Encoded {
  readonly kind: 'encoded';
  readonly content: TemplateValue;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly TemplateValue[];
}

/** An object, whose fields are evaluated when they are asked for. */
export interface Fields {
  readonly kind: 'fields';
  readonly keys: readonly string[];
  get(key: string): TemplateValue;
}

/** The value at a path such as `NetworkConfig.Subnets.0`; absent where a step leads nowhere, unknown where it cannot be known. */
export function at(value: TemplateValue, path: string): TemplateValue {
  return path.includes('.') ? path.split('.').reduce(step, value) : step(value, path);
}

function step(value: TemplateValue, key: string): TemplateValue {
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
export function literalOf(value: TemplateValue): string | undefined {
  return value.kind === 'scalar' ? String(value.value) : undefined;
}

/** The text of a value that can be text; undefined for absence, lists and objects. */
export function stringOf(value: TemplateValue): PartialString | undefined {
  switch (value.kind) {
    case 'partialString':
      return value;
    case 'scalar':
      return new PartialString([String(value.value)]);
    case 'reference':
    case 'unknown':
      return new PartialString([value]);
    case 'encoded':
      return new PartialString([unknown('Base64 of what is not known')]);
    default:
      return undefined;
  }
}

/** The items of a list; a single value is a list of one, as IAM has it. */
export function itemsOf(value: TemplateValue): readonly TemplateValue[] {
  if (value.kind === 'list') {
    return value.items;
  }
  return value.kind === 'absent' ? [] : [value];
}

/** The resource that a value refers to; undefined for anything else. */
export function referredTo(value: TemplateValue): ResourceDeclaration | undefined {
  return value.kind === 'reference' ? value.declaration : undefined;
}
