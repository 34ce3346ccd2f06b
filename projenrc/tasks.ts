import type { awscdk } from 'projen';

export function configureTasks(project: awscdk.AwsCdkConstructLibrary): void {
  // The value is the major version that the jsii tools shall not warn of.
  project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
  // In MiB. With the default of Node.js, the tests spend a third of their time collecting young garbage.
  project.tasks.addEnvironment('NODE_OPTIONS', '--max-semi-space-size=64');
  configureTests(project);
  addProofTasks(project);
  // The package would otherwise contain compiled files whose sources are gone.
  project.compileTask.prependExec('rm -fr lib');
  project.compileTask.exec('tsx projenrc/loading/build.ts', { name: 'Load namespaces when they are first used' });

  addDocsTasks(project);
  project.addTask('demo', {
    description: 'Synthesizes, checks and explains the examples',
    exec: 'tsx --tsconfig demo/tsconfig.json demo/demo.ts',
    receiveArgs: true,
  });
  project.addTask('demo:access', {
    description: 'Opens Studio for one user through a private API, on loopback',
    exec: 'tsx --tsconfig demo/tsconfig.json demo/local-access/demo.ts',
    receiveArgs: true,
  });
  project.addTask('demo:fleet', {
    description: 'Hardens a fleet of twelve notebook instances, on loopback',
    exec: 'tsx --tsconfig demo/tsconfig.json demo/fleet/demo.ts',
    receiveArgs: true,
  });
  project.addTask('catalogue', {
    description: 'Generates the catalogue of condition keys from public data',
    exec: 'tsx projenrc/conditions/generate.ts',
  });
  project.addTask('life-cycle:baseline', {
    description: 'Makes the current templates the baseline in which nothing stateful may be replaced',
    exec: 'tsx --tsconfig test/tsconfig.json test/life-cycle/baseline/reset.ts',
  });
  project.gitattributes.addAttributes('/test/life-cycle/baseline/baseline.json', 'linguist-generated');
  const bench = project.addTask('bench', {
    description:
      'Compares our constructs with hand-written L1 code and guardrails with their unmerged form, puts the handlers of private access under load, and times loading and the checks',
  });
  bench.spawn(project.compileTask);
  bench.exec('node --expose-gc --require tsx/cjs benchmarks/run.ts', {
    env: { TSX_TSCONFIG_PATH: 'benchmarks/tsconfig.json' },
  });
  project.addTask('test:newest', {
    description: 'Runs the test suite against the newest aws-cdk-lib',
    exec: 'bash projenrc/test-newest.sh',
  });
}

/** The contract tests read the assembly, which is therefore made anew before every test run, while types are checked. */
function configureTests({ testTask, tsconfigDev }: awscdk.AwsCdkConstructLibrary): void {
  testTask.updateStep(0, {
    // The shell of projen runs one command at a time.
    name: 'Compile the library and type-check the test suite',
    exec: `sh -c 'tsc --noEmit -p ${tsconfigDev.fileName} & types=$!; projen compile && wait $types'`,
  });
}

function addProofTasks(project: awscdk.AwsCdkConstructLibrary): void {
  project.addTask('test:mutants', {
    description: 'Changes every policy in every way, and lets the proof find a request that shows each change',
    exec: 'tsx --tsconfig test/tsconfig.json test/proofs/mutants/run.ts',
  });
  const compare = (part: number) => `tsx --tsconfig test/tsconfig.json test/proofs/differential/run.ts ${part} 2 50000`;
  project.addTask('test:differential', {
    description: 'Compares the evaluator of the library with a policy simulator on at least 100,000 requests',
    exec: `sh -c '${compare(0)} & other=$!; ${compare(1)} && wait $other'`,
  });
}

function addDocsTasks(project: awscdk.AwsCdkConstructLibrary): void {
  const tables = project.addTask('docs:tables', {
    description:
      'Generates docs/effects.md with its pages, docs/codes.md, the differences in docs/migration.md and the tables in the READMEs of the areas',
    // With the paths of the tests, since it renders what they prove.
    exec: 'tsx --tsconfig test/tsconfig.json projenrc/docs/generate.ts',
  });
  const rosetta = project.addTask('rosetta:extract', {
    description: 'Compiles every TypeScript example of the docs',
    exec: 'jsii-rosetta extract --strict .',
  });
  project.postCompileTask.spawn(tables);
  project.postCompileTask.spawn(rosetta);
  project.addGitIgnore('/.jsii.tabl.json');

  const docs = project.addTask('docs', {
    description:
      'Regenerates the tables of the docs, compiles, and regenerates API.md, in the order that leaves nothing stale',
  });
  // The assembly contains the READMEs, so their tables come first.
  docs.spawn(tables);
  docs.spawn(project.compileTask);
  docs.spawn(project.tasks.tryFind('docgen')!);
  docs.spawn(rosetta);
}
