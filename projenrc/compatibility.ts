import type { awscdk } from 'projen';

const BASELINE = 'projenrc/compat/baseline.jsii';

export interface CompatibilityOptions {
  /** Whether npm has a release to compare with. jsii-diff succeeds without one, so until then there is a baseline. */
  readonly released: boolean;
}

/** The task that fails on breaking changes of the API. The ones made on purpose are listed in .compatignore. */
export function configureCompatibility(
  project: awscdk.AwsCdkConstructLibrary,
  { released }: CompatibilityOptions,
): void {
  const compat = project.tasks.tryFind('compat')!;
  compat.description = `Fails on breaking changes of the API since ${released ? 'the last release' : 'the baseline'}`;
  compat.reset();
  compat.spawn(project.compileTask);
  // The whole API is experimental. Changes of it would only be warnings.
  const compare = released ? `jsii-diff npm:${project.package.packageName}` : 'tsx projenrc/compat/compare.ts';
  compat.exec(`${compare} --keys --error-on all --ignore-file .compatignore`);
  project.addPackageIgnore('/.compatignore');

  if (!released) {
    addBaseline(project);
  }
}

function addBaseline(project: awscdk.AwsCdkConstructLibrary): void {
  const baseline = project.addTask('compat:baseline', {
    description: 'Makes the current API the baseline of the task compat',
  });
  baseline.spawn(project.compileTask);
  baseline.exec('tsx projenrc/compat/generate.ts');
  project.addGitIgnore('/.compat-*/');
  project.gitattributes.addAttributes(`/${BASELINE}`, 'linguist-generated');
}
