import type { ResourceDeclaration } from './template';

/** Values that have no other values in them. */

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
  readonly declaration: ResourceDeclaration;
  /** `Ref`, or the name of an attribute such as `Arn`. */
  readonly attribute: string;
}

/** A pseudo parameter that the environment of the stack does not say, such as `AWS::AccountId`. */
export interface Pseudo {
  readonly kind: 'pseudo';
  readonly name: string;
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
