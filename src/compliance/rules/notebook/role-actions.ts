import type { PolicyDocument } from '../../policies/document';
import type { PolicyStatement } from '../../policies/statement';
import type { TemplateResource } from '../../templates/resource';
import { itemsOf, stringOf, type TemplateValue } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import { leftOpen, shown } from '../expectations';

const ROLE = 'RoleArn';

/** Policies that are attached to a role, by the property that names it. */
const ATTACHED: Readonly<Record<string, string>> = {
  'AWS::IAM::ManagedPolicy': 'Roles',
  'AWS::IAM::Policy': 'Roles',
  'AWS::IAM::RolePolicy': 'RoleName',
};

export const roleActions: RuleDefinition = {
  id: 'notebook-role-actions',
  severity: Severity.ERROR,
  title: 'Roles of notebook instances must not allow all actions',
  rationale: 'Whoever opens a notebook can do all that its role may: with all actions, that is to own the account.',
  remediation: 'Name the actions that notebooks need instead of "*", and take AdministratorAccess off the role.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html',
  controls: { checkov: ['CKV2_AWS_68'] },
  types: ['AWS::SageMaker::NotebookInstance'],
  check: (notebook, context) => {
    const value = notebook.get(ROLE);
    const role = context.referredTo(value, 'AWS::IAM::Role');
    const verdicts = role
      ? [...documentsOfRole(role, context).flatMap(judgeDocument), ...managedPolicies(role, context)]
      : [outside(value)];
    return verdicts.length > 0 ? verdicts : [pass(ROLE)];
  },
};

function outside(value: TemplateValue): Verdict {
  return cannotTell(ROLE, `${ROLE} is of a role that is not in this app: ${leftOpen(value) ?? shown(value)}`);
}

function documentsOfRole(role: TemplateResource, context: RuleContext): readonly PolicyDocument[] {
  const attached = Object.entries(ATTACHED).flatMap(([type, path]) => context.referrersOf(role, type, path));
  return [role, ...attached].flatMap((resource) => context.documentsOf(resource));
}

function judgeDocument({ resource, statements, unknown, path }: PolicyDocument): Verdict[] {
  const open = unknown ? [cannotTell(ROLE, `${path} of ${resource.logicalId} cannot be read: ${unknown.why}`)] : [];
  return [...open, ...statements.flatMap((statement) => judgeStatement(statement, resource))];
}

function judgeStatement(
  { effect, actions, unknowns, path }: PolicyStatement,
  { logicalId }: TemplateResource,
): Verdict[] {
  if (effect === 'Deny') {
    return [];
  }
  const place = `${path} of ${logicalId}`;
  const everything = actions.map((action) => action.equals('*'));
  if (effect === 'Allow' && (everything.includes('yes') || actions.some((action) => action.equals('*:*') === 'yes'))) {
    return [fail(ROLE, `the role may do everything by ${place}`)];
  }
  const open = effect === undefined || actions.length === 0 ? unknowns[0] : undefined;
  return open || everything.includes('maybe')
    ? [cannotTell(ROLE, `${place} cannot be read: ${unknowns[0]?.why ?? 'its actions are not known'}`)]
    : [];
}

function managedPolicies(role: TemplateResource, context: RuleContext): Verdict[] {
  const list = role.get('ManagedPolicyArns');
  return itemsOf(list).flatMap((policy) => {
    const own = context.referredTo(policy, 'AWS::IAM::ManagedPolicy');
    return own ? context.documentsOf(own).flatMap(judgeDocument) : judgeArn(policy, role);
  });
}

/** Of the policies that AWS manages, it is AdministratorAccess that allows all actions. */
function judgeArn(policy: TemplateValue, { logicalId }: TemplateResource): Verdict[] {
  const arn = String(stringOf(policy) ?? '');
  if (/^.*:iam::aws:policy\/AdministratorAccess$/s.test(arn)) {
    return [fail(ROLE, `the role may do everything by AdministratorAccess in ManagedPolicyArns of ${logicalId}`)];
  }
  const known = /^.*:iam::aws:policy\/[\w/-]+$/s.test(arn);
  return known
    ? []
    : [
        cannotTell(
          ROLE,
          `ManagedPolicyArns of ${logicalId} has a policy that is not in this app: ${leftOpen(policy) ?? shown(policy)}`,
        ),
      ];
}
