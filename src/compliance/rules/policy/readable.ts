import { type PolicyDocument, PolicyKind } from '../../policies/document';
import { isOfSageMaker } from '../../policies/lint/document';
import { POLICY_TYPES } from '../../policies/places';
import { nameOf, type PolicyStatement, unreadableIn } from '../../policies/statement';
import type { PartialString } from '../../templates/partial-string';
import { cannotTell, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';

export const readable: RuleDefinition = {
  id: 'policy-readable',
  severity: Severity.WARNING,
  title: 'Policies that may affect SageMaker must be readable at synth',
  rationale: 'What only the deployment knows of a policy is judged by no rule.',
  remediation:
    'Write the statement out where the policy is made, instead of taking it from a parameter or another stack.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html',
  controls: {},
  types: POLICY_TYPES,
  check: (resource, context) =>
    context
      .documentsOf(resource)
      .filter(({ kind }) => kind !== PolicyKind.TRUST)
      .flatMap((document) => judged(document, context)),
};

/** A policy that speaks of other services alone is no concern of these rules. */
function judged(document: PolicyDocument, context: RuleContext): Verdict[] {
  const { unknown, path, statements } = document;
  const unread = statements.filter(mayBeOfSageMaker).flatMap(unreadable);
  if (unknown) {
    return [cannotTell(path, `the policy cannot be read: ${unknown.why}`), ...unread];
  }
  return unread.length || context.lint(document).sageMakerStatements.length === 0 ? unread : [pass(path)];
}

function unreadable(statement: PolicyStatement): Verdict[] {
  const { path } = statement;
  const open = [...statement.actions, ...statement.notActions]
    .filter(isOpen)
    .map((action) => `the action ${action} is only known when it is deployed`);
  const whys = [...unreadableIn(statement).map(({ why }) => why), ...open];
  return whys.length ? [cannotTell(path, `${nameOf(statement)} cannot be read: ${whys[0]}`)] : [];
}

function mayBeOfSageMaker({ actions, notActions, unknowns }: PolicyStatement): boolean {
  const all = [...actions, ...notActions];
  return (unknowns.length > 0 && all.length === 0) || all.some((action) => isOfSageMaker(action) || isOpen(action));
}

/** Whether an action may be one of any service. */
function isOpen({ literal, parts: [first] }: PartialString): boolean {
  return literal === undefined && typeof first !== 'string';
}
