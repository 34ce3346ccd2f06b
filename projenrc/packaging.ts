import { type awscdk, JsonPatch } from 'projen';

/** What the package holds, and how its examples are checked. */
export function configurePackaging(project: awscdk.AwsCdkConstructLibrary): void {
  for (const path of [
    '.ci',
    'API.md',
    'CONTRIBUTING.md',
    'benchmarks',
    'bindings',
    'biome.jsonc',
    'cdk.out',
    'demo',
    'docs',
    'examples',
  ]) {
    project.addPackageIgnore(`/${path}`);
  }
  project.addGitIgnore('cdk.out/');
  project.addGitIgnore('/bindings/');
  project.package.file.patch(JsonPatch.add('/jsii/metadata', { jsii: { rosetta: { strict: true } } }));
}
