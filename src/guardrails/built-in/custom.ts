import * as iam from 'aws-cdk-lib/aws-iam';
import { checkNotBlank, checkPattern } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { sidOf } from '../../private/packed-documents';
import type { CustomGuardrailOptions } from '../custom-guardrail-props';
import { CONDITION_KEYS_PAGE, type GuardrailDefinition } from './definition';

export function custom(options: CustomGuardrailOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, faultsIn(options));
  const {
    id,
    description,
    requirements = [],
    statements = [],
    controls,
    documentationUrl = CONDITION_KEYS_PAGE,
  } = options;
  return {
    id,
    description,
    controls,
    documentationUrl,
    statements: [...requirements.flatMap((requirement) => requirement.denyStatements(sidOf(id))), ...statements],
  };
}

function faultsIn({ id, description, requirements = [], statements = [] }: CustomGuardrailOptions): Fault[] {
  const nothing =
    requirements.length + statements.length ? [] : [`${id} needs requirements or statements, got neither`];
  return faultsOf('InvalidGuardrail', [
    ...checkPattern(
      'the id of a guardrail',
      id,
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      'lower case words with hyphens between them',
    ),
    ...checkNotBlank('the description of a guardrail', description),
    ...nothing,
    ...statements.flatMap((statement) => statementFaults(id, statement)),
  ]);
}

function statementFaults(id: string, statement: iam.PolicyStatement): string[] {
  const allows =
    statement.effect === iam.Effect.DENY
      ? []
      : [`a statement of ${id} must deny, got one that allows ${statement.actions.join(', ')}`];
  const misnamed = checkPattern(
    `the id of a statement of ${id}`,
    statement.sid,
    /^[A-Za-z0-9]+$/,
    'made of letters and digits',
  );
  return [
    ...allows,
    ...misnamed,
    ...statement.validateForAnyPolicy().map((message) => `a statement of ${id} is incomplete: ${message}`),
  ];
}
