import { type awscdk, javascript } from 'projen';

/** Packages of ECMAScript modules that handlers import. Jest does not load such modules as they are. */
const MODULES = '(jose|oauth4webapi)';

/** SWC translates TypeScript in a fraction of the time of ts-jest. Types are checked on their own, before the tests run. */
export function configureJest(project: awscdk.AwsCdkConstructLibrary): void {
  project.deps.removeDependency('ts-jest');
  project.addDevDeps('@swc/core', '@swc/jest');
  const { config } = project.jest!;
  // Most suites take less time to run than the packages take to load.
  project.addDevDeps(
    '@jest/environment@^30',
    '@jest/fake-timers@^30',
    '@jest/test-sequencer@^30',
    'jest-mock@^30',
    'jest-runtime@^30',
  );
  config.runtime = '<rootDir>/test/jest/runtime.js';
  config.testSequencer = '<rootDir>/test/jest/sequencer.js';
  config.testEnvironment = '<rootDir>/test/jest/environment.ts';
  config.transformIgnorePatterns = [`/node_modules/(?!${MODULES}/)`];
  config.transform = {
    [`^.+\\.tsx?$|/node_modules/${MODULES}/.+\\.js$`]: new javascript.Transform('@swc/jest', {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    }),
  };
}
