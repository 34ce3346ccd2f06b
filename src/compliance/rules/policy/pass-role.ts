import { PolicyKind } from '../../policies/document';
import { passedRoles } from '../../policies/lint/roles';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const passRole = policyRule({
  id: 'policy-pass-role',
  severity: Severity.ERROR,
  title: 'Policies must name the roles that may be passed to SageMaker',
  rationale:
    'Jobs and notebooks do what their role may. Who can pass any role has the permissions of the most powerful one.',
  remediation:
    'Allow iam:PassRole on the ARNs of execution roles, with iam:PassedToService. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html',
  kinds: [PolicyKind.IDENTITY],
  lint: passedRoles,
});
