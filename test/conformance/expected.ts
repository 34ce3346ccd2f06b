const PATCHED =
  'The registry has AppLifecycleManagement; a patch to the schemas, which CDK shares with cfn-lint, takes it away. Without it, idle applications would run on';

/** What the template validation of CDK finds in samples and examples, and what is right all the same. */
export const STRICT_FINDINGS: Readonly<Record<string, { readonly rules: readonly string[]; readonly reason: string }>> =
  {
    'studio.Space customized': { rules: ['F3002'], reason: PATCHED },
    'studio.UserProfile customized': { rules: ['F3002'], reason: PATCHED },
    'studio README, Images of your own, example 1': { rules: ['F3002'], reason: PATCHED },
    'studio README, Lifecycle configurations, example 1': { rules: ['F3002'], reason: PATCHED },
  };
