import type { Rule } from '../../../src/compliance/rules/rule';
import { defined, type Json, type RuleCase, ruleCases } from '../support';

export type PolicyCase = Omit<RuleCase, 'properties'> & {
  readonly statements: readonly unknown[];
  /** What the document has instead of the version 2012-10-17, or besides. */
  readonly document?: Json;
};

export const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
export const OPEN = { Ref: 'Open' };
/** A condition of the template, of which nobody knows whether it holds. */
export const CHOICE = { ...PARAMETERS, Conditions: { Chosen: { 'Fn::Equals': [OPEN, 'yes'] } } };

export const TRAINING = ['sagemaker:CreateTrainingJob', 'sagemaker:CreateHyperParameterTuningJob'];
export const NOTEBOOKS = ['sagemaker:CreateNotebookInstance', 'sagemaker:UpdateNotebookInstance'];

export function deny(Action: unknown, Condition?: unknown, more: Json = {}): Json {
  return defined({ Sid: 'Guard', Effect: 'Deny', Action, Resource: '*', Condition, ...more });
}

export function allow(Action: unknown, Condition?: unknown, more: Json = {}): Json {
  return { ...deny(Action, Condition, more), Sid: 'Grant', Effect: 'Allow', ...more };
}

/** A rule over policies of identities. */
export function identityCases(rule: Rule, cases: readonly PolicyCase[], outcomes?: readonly RuleCase['is'][]): void {
  const withDocument = cases.map(
    ({ statements, document, ...row }): RuleCase => ({
      ...row,
      properties: { PolicyDocument: { Version: '2012-10-17', ...document, Statement: statements } },
    }),
  );
  ruleCases(rule, 'AWS::IAM::ManagedPolicy', withDocument, outcomes);
}

/** For rules that read nothing but what a template always says, such as the names of keys. */
export const ALWAYS_KNOWN: readonly RuleCase['is'][] = ['pass', 'fail', 'not judged'];
