import type { PartialString } from '../../templates/partial-string';
import { some, type Truth } from '../../templates/truth';
import { cannotTell, fail, failIf, type Verdict } from '../../verdict';
import type { LintedCondition, LintedDocument, LintedStatement } from './document';

const PASS_ROLE = 'iam:PassRole';
const ANY_ROLE = /^((.*:)?\*|.*:role\/?\*)$/s;
const EVERYTHING = /^([a-z0-9-]+:)?\*$/i;
const OPEN = /^(.*[:/])?\*$/s;

/** Roles of any name that may be handed to SageMaker, which then does what they may. */
export function passedRoles({ statements }: LintedDocument): Verdict[] {
  return statements
    .filter((statement) => statement.allows && mayDo(statement, PASS_ROLE) === 'yes' && reachesSageMaker(statement))
    .flatMap(passedBy);
}

function passedBy(linted: LintedStatement): Verdict[] {
  const { statement, name, path } = linted;
  const open = statement.notResources.length
    ? ['all but some roles']
    : statement.resources.filter((resource) => ANY_ROLE.test(String(resource))).map(String);
  const to = conditionsOnService(linted).length > 0 ? 'SageMaker' : 'any service';
  if (open.length > 0) {
    return [fail(path, `${name} lets any role be passed to ${to}, got ${open.join(', ')}: name the execution roles`)];
  }
  return statement.resources
    .filter(isUnknown)
    .map((resource) => cannotTell(path, `${name} may let any role be passed to ${to}: ${resource.unknown?.why}`));
}

function conditionsOnService({ conditions }: LintedStatement): LintedCondition[] {
  return conditions.filter(({ key }) => key.toLowerCase() === 'iam:passedtoservice');
}

/** Without a condition on the service, the role may be passed to any. */
function reachesSageMaker(statement: LintedStatement): boolean {
  return conditionsOnService(statement).every(
    ({ values, comparison }) =>
      comparison?.negated || values.some((value) => value.covers('sagemaker.amazonaws.com') !== 'no'),
  );
}

/** With these, whoever has them acts as someone else: with the profile, the notebook or the role of another. */
const BORROWED = [
  'sagemaker:CreatePresignedDomainUrl',
  'sagemaker:CreatePresignedNotebookInstanceUrl',
  'sagemaker:StartSession',
  'sagemaker:UpdateNotebookInstanceLifecycleConfig',
];

/** With these, the permissions or the trust of roles that run jobs and notebooks are what one makes of them. */
const TAKEOVERS = [
  'iam:AttachRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:DeleteRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
];

/** Ways to more permissions than a policy seems to give. */
export function escalations({ statements }: LintedDocument): Verdict[] {
  return statements
    .filter(({ allows, statement, conditions }) => allows && conditions.length === 0 && isOpen(statement.resources))
    .flatMap((statement) => {
      const borrowed = allowedOf(BORROWED, statement, 'act as other users of SageMaker');
      const takeovers = allowedOf(TAKEOVERS, statement, 'give any permission to roles that SageMaker uses');
      return [...borrowed, ...takeovers];
    });
}

function allowedOf(actions: readonly string[], statement: LintedStatement, what: string): Verdict[] {
  const allowed = actions.filter((action) => mayDo(statement, action) === 'yes');
  const text = `${statement.name} lets its holder ${what}, by ${allowed.join(', ')} on ${shown(statement)}`;
  return failIf(allowed.length > 0, statement.path, text);
}

/** Whether a statement allows an action, and not just by allowing all that there is of the service: who writes that says what it gives. */
function mayDo({ statement: { actions } }: LintedStatement, action: string): Truth {
  return some(
    actions.filter(({ literal }) => !EVERYTHING.test(literal ?? '')).map((pattern) => pattern.covers(action)),
  );
}

/** Whether nothing at all is known of a resource. */
function isUnknown({ parts, unknown }: PartialString): boolean {
  return parts.length === 1 && unknown !== undefined;
}

function isOpen(resources: readonly PartialString[]): boolean {
  return resources.some((resource) => OPEN.test(String(resource)));
}

function shown({ statement: { resources } }: LintedStatement): string {
  return resources.map(String).join(', ');
}
