import { javascript } from 'projen';
import { BUNDLED_DEPENDENCIES, RUNTIME_FOLDERS } from './bundles';

type Rules = javascript.biome_config.Rules;

/** Reasons, which Biome prints with its findings. */
const THROUGH_ANNOTATIONS = 'The library reports through annotations, errors and validation.';
const SAME_EVERYWHERE = 'Templates must not depend on where and when they are synthesized.';
const NO_FEATURE_FLAGS = 'Feature flags of the app must not change what is secure.';
const BY_NAME = 'Use globals by their own names, which Biome finds.';
const BUNDLED = 'Handlers import only each other, their contract and what is bundled with them.';

const DENIED_GLOBALS = { console: THROUGH_ANNOTATIONS, globalThis: BY_NAME, performance: SAME_EVERYWHERE };

const DENIED_MODULES = {
  'node:console': THROUGH_ANNOTATIONS,
  'node:perf_hooks': SAME_EVERYWHERE,
  'node:process': SAME_EVERYWHERE,
  'aws-cdk-lib/cx-api': NO_FEATURE_FLAGS,
};

const EVERYWHERE: Rules = {
  complexity: {
    noExcessiveLinesPerFunction: { level: 'error', options: { maxLines: 40 } },
    noStaticOnlyClass: 'off',
    noThisInStatic: 'off',
  },
  correctness: { noUndeclaredDependencies: 'error' },
  style: {
    noExcessiveLinesPerFile: { level: 'error', options: { maxLines: 350 } },
    noNestedTernary: 'error',
    noNonNullAssertion: 'off',
    noProcessEnv: 'error',
    useNodejsImportProtocol: 'error',
  },
  suspicious: {
    noConsole: 'error',
    // Types count: neither file can be read without the other.
    noImportCycles: { level: 'error', options: { ignoreTypes: false } },
    // Policies and templates are full of placeholders that are none of TypeScript's.
    noTemplateCurlyInString: 'off',
  },
};

/** Developers run these on their machines. */
const IN_TOOLS: Rules = { style: { noProcessEnv: 'off' }, suspicious: { noConsole: 'off' } };

/** A suite is one function, and a table of cases is one file. */
const IN_TESTS: Rules = {
  complexity: { noExcessiveLinesPerFunction: 'off' },
  style: { noExcessiveLinesPerFile: 'off' },
};

/** Users get aws-cdk-lib and constructs with the library, and nothing else. */
const IN_LIBRARY: Rules = {
  // The contract tests find `Date.now`, but not `Date['now']`.
  complexity: { useLiteralKeys: 'error' },
  correctness: { noUndeclaredDependencies: { level: 'error', options: { devDependencies: false } } },
  style: {
    noCommonJs: 'error',
    noRestrictedGlobals: {
      level: 'error',
      options: { deniedGlobals: { ...DENIED_GLOBALS, process: SAME_EVERYWHERE } },
    },
    noRestrictedImports: { level: 'error', options: { paths: DENIED_MODULES } },
  },
};

/** Handlers have no CDK where they run. */
const IN_HANDLERS: Rules = {
  correctness: { noUndeclaredDependencies: { level: 'error', options: { devDependencies: true } } },
  style: {
    noRestrictedImports: {
      level: 'error',
      options: { paths: DENIED_MODULES, patterns: [{ group: allBut(bundledModules()), message: BUNDLED }] },
    },
  },
};

/** Adapters hand the environment to what they adapt. */
const IN_ADAPTERS: Rules = {
  style: {
    noProcessEnv: 'off',
    noRestrictedGlobals: { level: 'error', options: { deniedGlobals: DENIED_GLOBALS } },
  },
};

/** Where rules differ; later ones win. */
const OVERRIDES: [string[], Rules][] = [
  [['test/**', 'benchmarks/**', 'demo/**', 'projenrc/**'], IN_TOOLS],
  [['test/**/*.test.ts'], IN_TESTS],
  [['src/**'], IN_LIBRARY],
  [RUNTIME_FOLDERS.map((folder) => `${folder}/**`), IN_HANDLERS],
  [RUNTIME_FOLDERS.map((folder) => `${folder}/**/*.lambda.ts`), IN_ADAPTERS],
];

/**
 * Style and rules of Biome. Contract tests check what it does not know, such as the layers of `layers.ts` and what jsii
 * makes of the sources.
 */
export const BIOME: javascript.BiomeOptions = {
  // Later versions publish bindings that not every npm mirror holds, which breaks `npm ci`.
  version: '2.5.15',
  biomeConfig: {
    formatter: { indentStyle: javascript.biome_config.IndentStyle.SPACE, indentWidth: 2, lineWidth: 120 },
    javascript: { formatter: { quoteStyle: javascript.biome_config.QuoteStyle.SINGLE } },
    linter: { rules: EVERYWHERE },
    overrides: OVERRIDES.map(([includes, rules]) => ({ includes, linter: { rules } })),
  },
};

function bundledModules(): string[] {
  const names = BUNDLED_DEPENDENCIES.map((dependency) => dependency.slice(0, dependency.lastIndexOf('@')));
  // The last one has types only.
  return ['node:*', ...names, 'aws-lambda'];
}

/** The patterns are those of Git: what begins with `!` is excepted, and modules of a package lie below it. */
function allBut(modules: readonly string[]): string[] {
  return ['**', '!.*/**', ...modules.flatMap((module) => [`!${module}`, `!${module}/**`])];
}

/** Tests only check; `npx projen biome:fix` writes. */
export function configureLint(project: javascript.NodeProject): void {
  const biome = javascript.Biome.of(project)!;
  const generated = ['src/conditions/catalogue.ts', 'test/life-cycle/baseline/baseline.json'];
  for (const pattern of ['examples/**', 'demo/**', 'benchmarks/**', ...generated.map((file) => `!${file}`)]) {
    biome.addFilePattern(pattern);
  }
  // projen names the newest schema instead where the installed packages lie behind a link.
  biome.file.addOverride('$schema', 'node_modules/@biomejs/biome/configuration_schema.json');
  biome.task.reset('biome check --no-errors-on-unmatched', { receiveArgs: true });
  project.addTask('biome:fix', {
    description: 'Fixes style and safe lint findings',
    exec: 'biome check --write --no-errors-on-unmatched',
  });
}
