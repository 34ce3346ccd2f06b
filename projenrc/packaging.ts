import { type awscdk, JsonPatch } from 'projen';

/** What the package holds, and how its examples are checked. */
export function configurePackaging(project: awscdk.AwsCdkConstructLibrary): void {
  for (const folder of ['.ci', 'benchmarks', 'bindings', 'demo', 'docs', 'examples', 'biome.jsonc']) {
    project.addPackageIgnore(`/${folder}`);
  }
  project.addGitIgnore('cdk.out/');
  project.addGitIgnore('/bindings/');
  project.package.file.patch(JsonPatch.add('/jsii/metadata', { jsii: { rosetta: { strict: true } } }));
}
