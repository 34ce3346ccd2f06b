import { PolicyKind } from '../../policies/document';
import { isOfSageMaker, type LintedDocument } from '../../policies/lint/document';
import { fail, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const resourceControl = policyRule({
  id: 'policy-resource-control',
  severity: Severity.ERROR,
  title: 'Resource control policies must name only services that they apply to',
  rationale:
    'SageMaker is not among them: what such a policy denies of SageMaker stays allowed, or the policy is refused.',
  remediation:
    'Move the statement into a service control policy, which holds for the callers of the organization. This updates both in place.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
  kinds: [PolicyKind.RESOURCE_CONTROL],
  lint: unreachedActions,
});

function unreachedActions({ sageMakerStatements }: LintedDocument): Verdict[] {
  return sageMakerStatements.flatMap(({ statement, name, path }) => {
    const actions = statement.actions.filter(isOfSageMaker);
    return actions.length
      ? [fail(path, `${name} names ${actions.join(', ')}, which resource control policies do not reach`)]
      : [];
  });
}
