import type { awscdk } from 'projen';

/**
 * Where handlers live. jsii does not compile them: what they import is bundled, so that users install none of it.
 */
export const RUNTIME_FOLDER = 'src/access/runtime';

/** What handlers import. All of it ends up in the bundles, nothing of it among the dependencies of the package. */
export const BUNDLED_DEPENDENCIES = [
  'jose@^6.2.18',
  // Later versions ask for a peer that not every npm mirror holds.
  '@aws-lambda-powertools/logger@2.35.0',
  '@aws-sdk/client-dynamodb@^3',
  '@aws-sdk/client-sagemaker@^3',
  '@aws-sdk/client-sts@^3',
];

/** What it takes to compile and bundle handlers. */
export const RUNTIME_DEPENDENCIES = [...BUNDLED_DEPENDENCIES, '@types/aws-lambda@^8', 'esbuild@~0.28.0'];

/** Bundles are made before whatever reads them: the assembly, the tests, the package and the examples. */
export function configureBundles(project: awscdk.AwsCdkConstructLibrary): void {
  const bundle = project.addTask('bundle', {
    description: 'Bundles the handlers of functions',
    exec: 'tsx projenrc/bundle/build.ts',
  });
  project.compileTask.prependSpawn(bundle);
  project.tasks.tryFind('demo')?.prependSpawn(bundle);
  project.tasks.tryFind('demo:access')?.prependSpawn(bundle);
  project.addGitIgnore('/assets/');
  project.addPackageIgnore('!/assets/');
}
