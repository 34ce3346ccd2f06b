const AMAZON_LINUX_1 = 'notebook-al1-v1';
const AMAZON_LINUX_2_END = 'Amazon Linux 2 notebook instances cannot be created or restarted since 2026-07-01';

/** @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html */
const RETIRED: Readonly<Record<string, string>> = {
  [AMAZON_LINUX_1]: 'Amazon Linux 1 reached its end of life on 2024-03-31',
  'notebook-al2-v1': AMAZON_LINUX_2_END,
  'notebook-al2-v2': AMAZON_LINUX_2_END,
  'notebook-al2-v3': AMAZON_LINUX_2_END,
};

/** Why a platform is retired, and whether it can be upgraded in place; undefined for any other. */
export function retirementOf(identifier: string): { reason: string; isUpgradable: boolean } | undefined {
  const reason = RETIRED[identifier];
  return reason === undefined ? undefined : { reason, isUpgradable: identifier !== AMAZON_LINUX_1 };
}
