import { type PolicyDocument, PolicyKind } from '../../policies/document';
import type { TemplateResource } from '../../templates/resource';
import type { ResourceDeclaration } from '../../templates/template';
import { itemsOf, referredTo } from '../../templates/values';
import type { Facts } from '../context';

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
  facts: Facts,
): (readonly PolicyDocument[])[] {
  const named = document.attachedTo.map((holder) => referredTo(holder));
  if (named.some((holder) => holder === undefined)) {
    return [];
  }
  const naming =
    resource.type === MANAGED ? HOLDERS.flatMap((type) => facts.referrersOf(resource, type, 'ManagedPolicyArns')) : [];
  const holders = new Map(
    [...named, ...naming].flatMap((holder): [ResourceDeclaration, TemplateResource][] =>
      holder ? [[holder.declaration, holder]] : [],
    ),
  );
  return [...holders.values()].map((holder) => policiesOf(holder, facts));
}

/** Whether a policy is there to limit others, so that what it allows is allowed to nobody. */
export function isBoundary(document: PolicyDocument, resource: TemplateResource, facts: Facts): boolean {
  return isHeldByNobody(document, resource, facts) && isNamedBy(resource, 'PermissionsBoundary', facts);
}

/** Whether a managed policy is given to nobody in this app. */
export function isHeldByNobody({ attachedTo }: PolicyDocument, resource: TemplateResource, facts: Facts): boolean {
  return resource.type === MANAGED && attachedTo.length === 0 && !isNamedBy(resource, 'ManagedPolicyArns', facts);
}

function isNamedBy(resource: TemplateResource, property: string, facts: Facts): boolean {
  return HOLDERS.some((type) => facts.referrersOf(resource, type, property).length > 0);
}

function policiesOf(holder: TemplateResource, facts: Facts): PolicyDocument[] {
  const attached = ATTACHED.flatMap(([type, property]) => facts.referrersOf(holder, type, property));
  const managed = ['ManagedPolicyArns', 'PermissionsBoundary'].flatMap((path) =>
    itemsOf(holder.get(path)).flatMap((arn) => referredTo(arn, MANAGED) ?? []),
  );
  return [holder, ...attached, ...managed]
    .flatMap((resource) => facts.documentsOf(resource))
    .filter(({ kind }) => kind === PolicyKind.IDENTITY);
}
