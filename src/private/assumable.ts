import { type CfnResource, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { knownToDiffer } from './arn';
import { check, type Fault } from './errors';
import { ACCOUNT_ID } from './formats';
import { iamPattern, LetterCase } from './iam-pattern';
import { referredResource, renderedProperties } from './rendered';

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** SageMaker's principal has this name in every partition. @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html */
const SAGEMAKER = 'sagemaker.amazonaws.com';

/**
 * The fault of a role of the same stack whose trust policy cannot let SageMaker assume it for a resource of this account. Nothing
 * is said of roles of others, and of a statement that only the deployment knows.
 *
 * @param roleArn as the template has it
 * @param sessionActions that the trust policy must allow as well
 */
export function unassumableFaults(
  scope: IConstruct,
  prop: string,
  roleArn: unknown,
  sessionActions: readonly string[] = [],
): Fault[] {
  const role = referredResource(scope, roleArn);
  const statements = role && trustOf(role);
  const { account } = Stack.of(scope);
  const isAllowed = (action: string) => statements?.some((statement) => mayAllow(statement, action, account)) ?? true;
  const message = `${prop} must be a role that SageMaker can assume, got ${role?.node.path}, whose trust policy does not let it: allow sts:AssumeRole to ${SAGEMAKER} for the account ${account}`;
  const missing = sessionActions.filter((action) => !isAllowed(action));
  return [
    ...check(isAllowed('sts:AssumeRole'), 'RoleNotAssumable', message),
    ...missing.map(
      (action): Fault => ({
        code: 'MissingSessionAction',
        message: `the trust policy of ${role?.node.path} must allow ${action} to SageMaker: add it before the setting that needs it`,
      }),
    ),
  ];
}

/** Undefined for what is no role, and for a policy that is not made of literal statements. */
function trustOf(role: CfnResource): readonly Statement[] | undefined {
  if (role.cfnResourceType !== iam.CfnRole.CFN_RESOURCE_TYPE_NAME) {
    return undefined;
  }
  const document = renderedProperties(role).AssumeRolePolicyDocument as { Statement?: unknown } | undefined;
  const statements = document?.Statement;
  return Array.isArray(statements) ? statements : undefined;
}

/** Also true for what only the deployment knows. */
function mayAllow(statement: Statement, action: string, account: string): boolean {
  const { Effect, Action, NotAction, Principal, NotPrincipal, Condition = {} } = statement;
  if (Effect !== 'Allow') {
    return false;
  }
  const isAction =
    NotAction !== undefined || someItem(Action, (pattern) => iamPattern(pattern, LetterCase.IGNORED).test(action));
  const isPrincipal =
    NotPrincipal !== undefined ||
    Principal === '*' ||
    Object.entries((Principal ?? {}) as Record<string, unknown>).some(
      ([kind, names]) =>
        (kind === 'Service' && someItem(names, (name) => name === SAGEMAKER)) || (kind === 'AWS' && names === '*'),
    );
  return isAction && isPrincipal && !isForOthers(Condition, account);
}

/** True if a condition admits only requests for other accounts. */
function isForOthers(condition: NonNullable<Statement['Condition']>, account: string): boolean {
  const values = ['StringEquals', 'StringLike'].flatMap((operator) => {
    const accounts = Object.entries(condition[operator] ?? {}).find(
      ([key]) => key.toLowerCase() === 'aws:sourceaccount',
    );
    return accounts ? [accounts[1]] : [];
  });
  return (
    !Token.isUnresolved(account) &&
    values.some(
      (accounts) => !someItem(accounts, (one) => !ACCOUNT_ID.pattern.test(one) || !knownToDiffer(one, account)),
    )
  );
}

/** Whether an item of a list, or a value instead of one, passes; true for an item that is no literal text. */
function someItem(items: unknown, passes: (item: string) => boolean): boolean {
  const list = Array.isArray(items) ? items : [items];
  return list.some((item) => item !== undefined && (typeof item !== 'string' || passes(item)));
}
