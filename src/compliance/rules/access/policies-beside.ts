import { type PolicyDocument, PolicyKind } from '../../policies/document';
import type { TemplateResource } from '../../templates/resource';
import type { ResourceDeclaration } from '../../templates/template';
import { itemsOf } from '../../templates/values';
import type { RuleContext } from '../context';

const HOLDERS = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];
const MANAGED = 'AWS::IAM::ManagedPolicy';

/** Types of policies with the properties that name who has them. */
const ATTACHED: readonly (readonly [type: string, property: string])[] = [
  ...['AWS::IAM::Policy', MANAGED].flatMap((type) =>
    ['Roles', 'Users', 'Groups'].map((property) => [type, property] as const),
  ),
  ['AWS::IAM::RolePolicy', 'RoleName'],
  ['AWS::IAM::UserPolicy', 'UserName'],
  ['AWS::IAM::GroupPolicy', 'GroupName'],
];

/** For each who has an identity policy, all that they have by this app. Empty where it is not known who has it. */
export function policiesBeside(
  document: PolicyDocument,
  resource: TemplateResource,
  context: RuleContext,
): (readonly PolicyDocument[])[] {
  const named = document.attachedTo.map((holder) => context.referredTo(holder));
  if (named.some((holder) => holder === undefined)) {
    return [];
  }
  const naming =
    resource.type === MANAGED
      ? HOLDERS.flatMap((type) => context.referrersOf(resource, type, 'ManagedPolicyArns'))
      : [];
  const holders = new Map(
    [...named, ...naming].flatMap((holder): [ResourceDeclaration, TemplateResource][] =>
      holder ? [[holder.declaration, holder]] : [],
    ),
  );
  return [...holders.values()].map((holder) => policiesOf(holder, context));
}

/** Whether a policy is there to limit others, so that what it allows is allowed to nobody. */
export function isBoundary(document: PolicyDocument, resource: TemplateResource, context: RuleContext): boolean {
  return isHeldByNobody(document, resource, context) && isNamedBy(resource, 'PermissionsBoundary', context);
}

/** Whether a managed policy is given to nobody in this app. */
export function isHeldByNobody(
  { attachedTo }: PolicyDocument,
  resource: TemplateResource,
  context: RuleContext,
): boolean {
  return resource.type === MANAGED && attachedTo.length === 0 && !isNamedBy(resource, 'ManagedPolicyArns', context);
}

function isNamedBy(resource: TemplateResource, property: string, context: RuleContext): boolean {
  return HOLDERS.some((type) => context.referrersOf(resource, type, property).length > 0);
}

function policiesOf(holder: TemplateResource, context: RuleContext): PolicyDocument[] {
  const attached = ATTACHED.flatMap(([type, property]) => context.referrersOf(holder, type, property));
  const managed = ['ManagedPolicyArns', 'PermissionsBoundary'].flatMap((path) =>
    itemsOf(holder.get(path)).flatMap((arn) => context.referredTo(arn, MANAGED) ?? []),
  );
  return [holder, ...attached, ...managed]
    .flatMap((resource) => context.documentsOf(resource))
    .filter(({ kind }) => kind === PolicyKind.IDENTITY);
}
