import { type Statement, statementsOf } from '../private/decisions/document';
import { check, type Fault, faultsOf } from '../private/errors';
import { joinArguments, readJson, subPieces } from '../private/intrinsics';

/** An account of the documentation of AWS, in its first region. */
const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** What a policy says, and why it cannot be compared. */
export interface ReadPolicy {
  readonly statements: readonly Statement[];
  readonly faults: readonly Fault[];
}

/** Reads the text of a policy document, with the values of its references. */
export function readPolicy(text: string, given: Readonly<Record<string, string>>): ReadPolicy {
  const unknown = new Set<string>();
  const values: Readonly<Record<string, string>> = { ...PSEUDO_PARAMETERS, ...given };
  const lookUp = (reference: string) => {
    if (values[reference] === undefined) {
      unknown.add(reference);
    }
    return values[reference] ?? '';
  };
  try {
    const statements = statementsOf(resolve(JSON.parse(text), lookUp, unknown));
    return { statements, faults: faultsOf('UnresolvedPolicy', [...unknown].map(messageOf)) };
  } catch (error) {
    return { statements: [], faults: check(false, 'UnresolvedPolicy', (error as Error).message) };
  }
}

function messageOf(reference: string): string {
  return `references must have the value of every reference in the policies, got none for ${reference}`;
}

type LookUp = (reference: string) => string;

function resolve(document: unknown, lookUp: LookUp, unknown: Set<string>): unknown {
  const inner = (json: unknown): unknown => resolve(json, lookUp, unknown);
  return readJson<unknown>(document, {
    scalar: (value) => value,
    list: (items) => items.map(inner),
    object: (fields) => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, inner(field)])),
    call: (name, argument) => called(name, argument, inner, lookUp) ?? lookUp(`${name} ${JSON.stringify(argument)}`),
  });
}

/** What a function gives; undefined for one whose result no reference names. */
function called(
  name: string,
  argument: unknown,
  inner: (json: unknown) => unknown,
  lookUp: LookUp,
): string | undefined {
  const join = joinArguments(argument);
  if (name === 'Ref') {
    return lookUp(String(argument));
  }
  if (name === 'Fn::GetAtt') {
    return lookUp(Array.isArray(argument) ? argument.join('.') : String(argument));
  }
  if (name === 'Fn::Join' && join) {
    return join.items.map(inner).join(join.separator);
  }
  if (name === 'Fn::Sub' && typeof argument === 'string') {
    return subPieces(argument)
      .map((piece) => ('text' in piece ? piece.text : lookUp(piece.name)))
      .join('');
  }
  return undefined;
}
