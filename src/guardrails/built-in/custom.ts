import * as iam from 'aws-cdk-lib/aws-iam';
import { checkFormat, checkNotBlank, checkPattern } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { STATEMENT_ID } from '../../private/formats';
import { sidOf } from '../../private/policies/packed-documents';
import type { CustomGuardrailOptions } from '../options/custom';
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
  const words = 'lower case words with hyphens between them';
  return [
    ...faultsOf('InvalidGuardrail', [
      ...checkPattern('the id of a guardrail', id, /^[a-z0-9]+(-[a-z0-9]+)*$/, words),
      ...checkNotBlank('the description of a guardrail', description),
    ]),
    ...check(
      requirements.length + statements.length > 0,
      'InvalidGuardrail',
      `${id} needs requirements or statements, got neither`,
    ),
    ...statements.flatMap((statement) => statementFaults(id, statement)),
  ];
}

function statementFaults(id: string, statement: iam.PolicyStatement): Fault[] {
  const { effect, actions, sid } = statement;
  return [
    ...check(
      effect === iam.Effect.DENY,
      'InvalidGuardrail',
      `a statement of ${id} must deny, got one that allows ${actions.join(', ')}`,
    ),
    ...faultsOf('InvalidGuardrail', [
      ...checkFormat(`the id of a statement of ${id}`, sid, STATEMENT_ID),
      ...statement.validateForAnyPolicy().map((message) => `a statement of ${id} is incomplete: ${message}`),
    ]),
  ];
}
