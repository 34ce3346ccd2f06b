import type { Text, Truth } from '../../templates/partial-string';
import { some } from '../../templates/truth';
import { cannotTell, fail, type Verdict } from '../../verdict';
import type { LintedDocument, LintedStatement } from './document';

const PASS_ROLE = 'iam:PassRole';
const ANY_ROLE = /^((.*:)?\*|.*:role\/?\*)$/s;
const EVERYTHING = /^([a-z0-9-]+:)?\*$/i;
const OPEN = /^(.*[:/])?\*$/s;

/** Roles of any name that may be handed to SageMaker, which then does what they may. */
export function passedRoles({ statements }: LintedDocument): Verdict[] {
  return statements
    .filter((statement) => statement.allows && mayDo(statement, PASS_ROLE) === 'yes' && reachesSageMaker(statement))
    .flatMap(({ statement, conditions, name, path }) => {
      const open = statement.notResources.length
        ? ['all but some roles']
        : statement.resources.filter((resource) => ANY_ROLE.test(String(resource))).map(String);
      const to = conditions.some(({ key }) => key.toLowerCase() === 'iam:passedtoservice')
        ? 'SageMaker'
        : 'any service';
      if (open.length > 0) {
        return [
          fail(path, `${name} lets any role be passed to ${to}, got ${open.join(', ')}: name the execution roles`),
        ];
      }
      return statement.resources
        .filter(isUnknown)
        .map((resource) => cannotTell(path, `${name} may let any role be passed to ${to}: ${resource.unknown?.why}`));
    });
}

/** Without a condition on the service, the role may be passed to any. */
function reachesSageMaker({ conditions }: LintedStatement): boolean {
  const services = conditions.filter(({ key }) => key.toLowerCase() === 'iam:passedtoservice');
  return services.every(
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
      const { name, path } = statement;
      const borrowed = BORROWED.filter((action) => mayDo(statement, action) === 'yes');
      const takeovers = TAKEOVERS.filter((action) => mayDo(statement, action) === 'yes');
      return [
        ...(borrowed.length
          ? [
              fail(
                path,
                `${name} lets its holder act as other users of SageMaker, by ${borrowed.join(', ')} on ${shown(statement)}`,
              ),
            ]
          : []),
        ...(takeovers.length
          ? [
              fail(
                path,
                `${name} lets its holder give any permission to roles that SageMaker uses, by ${takeovers.join(', ')} on ${shown(statement)}`,
              ),
            ]
          : []),
      ];
    });
}

/** Whether a statement allows an action, and not just by allowing all that there is of the service: who writes that says what it gives. */
function mayDo({ statement: { actions } }: LintedStatement, action: string): Truth {
  return some(
    actions.filter(({ literal }) => !EVERYTHING.test(literal ?? '')).map((pattern) => pattern.covers(action)),
  );
}

/** Whether nothing at all is known of a resource. */
function isUnknown({ parts, unknown }: Text): boolean {
  return parts.length === 1 && unknown !== undefined;
}

function isOpen(resources: readonly Text[]): boolean {
  return resources.some((resource) => OPEN.test(String(resource)));
}

function shown({ statement: { resources } }: LintedStatement): string {
  return resources.map(String).join(', ');
}
