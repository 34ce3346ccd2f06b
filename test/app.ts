import { App, type AppProps, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
import { DISABLE_ASSET_STAGING_CONTEXT, DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';

/**
 * An app without the template validation that is built into CDK: it takes two seconds per process and tens of
 * milliseconds per stack, and the oldest supported CDK has no switch for it. The conformance test has it on.
 * It also records neither a tree nor where constructs were made, which takes a tenth of the time and which no test reads.
 * Under Jest, assets are copied only to a directory that the test names: CDK computes the hashes of all copies twice.
 */
export function testApp(props: AppProps = {}): App {
  const context = {
    [DISABLE_CREATION_STACK_TRACES]: true,
    [DISABLE_ASSET_STAGING_CONTEXT]: props.outdir === undefined && process.env.JEST_WORKER_ID !== undefined,
    ...props.context,
  };
  const app = new App({ analyticsReporting: false, treeMetadata: false, ...props, context });
  Validations.of(app).addPlugins(withoutEngine());
  return app;
}

/** CDK adds its own plugin where none of that class is registered; the constructor would load the engine. */
function withoutEngine(): CloudFormationValidatePlugin {
  return Object.create(CloudFormationValidatePlugin.prototype, {
    name: { value: CloudFormationValidatePlugin.PLUGIN_NAME },
    version: { value: undefined },
    ruleIds: { value: [] },
    validate: { value: () => ({ success: true, violations: [] }) },
  });
}
