import type { awscdk } from 'projen';

/**
 * Where handlers live, with what they share. jsii does not compile them: what they import is bundled, so that users install
 * none of it.
 */
export const RUNTIME_FOLDERS = [
  'src/access/runtime',
  'src/notebook/runtime',
  'src/private/runtime',
  'src/studio/runtime',
];

/**
 * Packages that bundles of an area leave to the Lambda runtime. The functions of private access serve every sign-in, so they
 * have the exact SDK that was tested, and the fleet needs one that knows the newest settings of notebook instances. The cleanup of a domain makes long-standing calls of five services once in a lifetime.
 */
export const PROVIDED_BY_LAMBDA: Readonly<Record<string, readonly string[]>> = { studio: ['@aws-sdk/*'] };

/** What handlers import. All of it ends up in the bundles, nothing of it among the dependencies of the package. */
export const BUNDLED_DEPENDENCIES = [
  'jose@^6.2.18',
  'oauth4webapi@^3.8.8',
  // Later versions ask for a peer that not every npm mirror holds.
  '@aws-lambda-powertools/logger@2.35.0',
  '@aws-sdk/client-cloudformation@^3',
  '@aws-sdk/client-dynamodb@^3',
  '@aws-sdk/client-ec2@^3',
  '@aws-sdk/client-efs@^3',
  '@aws-sdk/client-iam@^3',
  '@aws-sdk/client-kms@^3',
  '@aws-sdk/client-lambda@^3',
  '@aws-sdk/client-sagemaker@^3',
  '@aws-sdk/client-secrets-manager@^3',
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
  project.tasks.tryFind('docs:tables')?.prependSpawn(bundle);
  project.tasks.tryFind('demo')?.prependSpawn(bundle);
  project.tasks.tryFind('demo:access')?.prependSpawn(bundle);
  project.tasks.tryFind('demo:fleet')?.prependSpawn(bundle);
  project.addGitIgnore('/assets/');
  project.addPackageIgnore('!/assets/');
}
