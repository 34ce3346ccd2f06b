/** Ids, severities and titles of rules are a public contract: people acknowledge and search for them. */
export const FROZEN_RULES: readonly (readonly [id: string, severity: string, title: string])[] = [
  ['domain-vpc-only', 'error', 'Applications of Studio reach nothing but through the VPC of their domain'],
  ['model-network-isolation', 'warning', 'Containers of models make no connections of their own'],
  ['notebook-imds-v2', 'error', 'Notebook instances answer to IMDSv2 only'],
  ['notebook-no-direct-internet', 'error', 'Notebook instances have no way to the internet that bypasses their VPC'],
  ['notebook-no-root-access', 'error', 'Users of notebook instances are not root'],
  ['notebook-volume-encrypted', 'error', 'Volumes of notebook instances are encrypted with a key of yours'],
  ['template-readable', 'warning', 'Templates say at synth what is deployed'],
];

export const FROZEN_PACKS: readonly string[] = [
  'baseline',
  'all',
  'security-hub',
  'config',
  'control-tower',
  'checkov',
  'cdk-nag',
  'prowler',
  'nist-800-53-r5',
];
