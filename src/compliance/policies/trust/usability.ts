import type { Truth } from '../../templates/truth';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import type { PolicyDocument } from '../document';
import { nameOf, type PolicyCondition, type PolicyStatement } from '../statement';
import { holdsFor, isNeverSent, matchesOf } from './conditions';
import { isMeantAsSageMaker, isSageMaker, letsIn, OWN_CALL, trustingStatements } from './policy';
import type { OwnPlace } from './source-match';

/** Whether SageMaker can assume the role on behalf of the account that the role is in. */
export function usabilityVerdicts(document: PolicyDocument, place: OwnPlace): Verdict[] {
  const names = document.statements.filter(({ effect }) => effect === 'Allow').flatMap(misnamed);
  const trusting = trustingStatements(document);
  const none =
    trusting.length || names.length ? [] : [fail(document.path, 'no statement lets SageMaker call sts:AssumeRole')];
  return [...names, ...none, ...trusting.map((statement) => statementVerdict(statement, document, place))];
}

/** CDK and AWS write the same name in all partitions; no other one is SageMaker. */
function misnamed(statement: PolicyStatement): Verdict[] {
  const wrong = statement.principals.filter(
    (principal) => isMeantAsSageMaker(principal) && isSageMaker(principal) !== 'yes',
  );
  return wrong.map((principal) => {
    const verdict = isSageMaker(principal) === 'no' ? fail : cannotTell;
    return verdict(
      statement.path,
      `${nameOf(statement)} must name sagemaker.amazonaws.com, as SageMaker is called in every partition, got ${principal.name}`,
    );
  });
}

function statementVerdict(statement: PolicyStatement, document: PolicyDocument, place: OwnPlace): Verdict {
  const unnamed = statement.conditions
    .flatMap((condition) => matchesOf(condition, place))
    .flatMap(({ neverNamed }) => neverNamed ?? []);
  const admitted = letsIn(statement, document, OWN_CALL, place);
  if (admitted === 'yes' && unnamed.length === 0) {
    return pass(statement.path);
  }
  const why = unnamed[0] ?? (whyNot(statement, admitted, place) || 'the policy denies it');
  return admitted === 'maybe' && unnamed.length === 0
    ? cannotTell(statement.path, `SageMaker may be unable to assume the role by ${nameOf(statement)}: ${why}`)
    : fail(statement.path, `SageMaker cannot assume the role by ${nameOf(statement)}: ${why}`);
}

function whyNot({ conditions }: PolicyStatement, admitted: Truth, place: OwnPlace): string {
  const failing = conditions.filter((condition) => holdsFor(condition, OWN_CALL, place) === admitted);
  return failing.map((condition) => whyConditionNot(condition, place)).join(' and ');
}

function whyConditionNot(condition: PolicyCondition, place: OwnPlace): string {
  const { operator, key } = condition;
  if (isNeverSent(condition)) {
    return `${operator} of ${key} never holds, since services do not send it`;
  }
  const whys = matchesOf(condition, place).flatMap(({ why }) => why ?? []);
  return whys.length ? `in ${key}, ${whys.join(' and ')}` : `${operator} of ${key} does not hold`;
}
