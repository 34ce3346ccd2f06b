/** A rule for notebook instances, domains or roles that Guard does not have, and why. */
export interface NotInGuard {
  readonly rule: string;
  readonly reason: string;
}

const WILDCARDS =
  'It judges policies with SageMaker actions. Actions may contain wildcards, and Guard cannot use a value of the template as a pattern';
const OTHER_RESOURCES = 'and Guard does not follow references to other resources';

/** Every rule that judges one of `GUARD_TYPES` is either here or has Guard clauses. */
export const NOT_IN_GUARD: readonly NotInGuard[] = [
  not(
    'code-repository-no-credentials',
    'Reports of Guard repeat the value that a rule rejects, so credentials would be written to logs',
  ),
  not('domain-docker-accounts', 'Templates do not contain the account of the domain, which is among the trusted ones'),
  not('domain-security-groups', `It reads the ingress rules of security groups, ${OTHER_RESOURCES}`),
  not('notebook-role-actions', `It reads the policies of the execution role, ${OTHER_RESOURCES}`),
  ...[
    'policy-defeated-allow',
    'policy-deny-combined-settings',
    'policy-deny-missing-key',
    'policy-deny-safe-value',
    'policy-deny-unsupported-key',
    'policy-deprecated-keys',
    'policy-escalation',
    'policy-for-all-values',
    'policy-known-actions',
    'policy-known-keys',
    'policy-literal-wildcards',
    'policy-operators',
    'policy-pass-role',
    'policy-related-actions',
    'policy-set-operators',
    'policy-statement-ids',
    'policy-supported-keys',
    'policy-values',
    'policy-variable-default',
    'policy-variable-version',
    'presigned-url-origin',
  ].map((rule) => not(rule, WILDCARDS)),
  not('policy-readable', 'It only reports what cannot be told before the deployment, and Guard has no such verdict'),
  not('policy-resource-control', 'It judges resource control policies, which none of these resources has'),
  not('policy-size', 'Guard does not measure the length of a policy'),
  not('studio-create-only-tags', `It compares tags with those of all resources of the stack, ${OTHER_RESOURCES}`),
  not(
    'trust-usable',
    `It compares the trust policy with the account of the stack and the domains that have the role, ${OTHER_RESOURCES}`,
  ),
];

function not(rule: string, reason: string): NotInGuard {
  return { rule, reason };
}
