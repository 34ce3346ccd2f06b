import { App, type Environment } from 'aws-cdk-lib';
import { DISABLE_ASSET_STAGING_CONTEXT, DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';

export const ENVIRONMENTS: [name: string, env: Environment | undefined][] = [
  ['no environment', undefined],
  ['us-west-2', { account: '111122223333', region: 'us-west-2' }],
  ['cn-north-1', { account: '111122223333', region: 'cn-north-1' }],
  ['us-gov-west-1', { account: '111122223333', region: 'us-gov-west-1' }],
];

/** The template validation of CDK, with every finding an error, reference cycles included. */
export function strictApp(context: Record<string, unknown> = {}): App {
  // Newer versions of CDK leave the validation out where the environment says so.
  delete process.env.CDK_VALIDATION;
  return new App({
    analyticsReporting: false,
    treeMetadata: false,
    context: {
      ...context,
      [DISABLE_ASSET_STAGING_CONTEXT]: true,
      [DISABLE_CREATION_STACK_TRACES]: true,
      '@aws-cdk/core:validateAgainstDefaultRules': true,
      '@aws-cdk/core:strictCfnValidateErrors': true,
    },
  });
}
