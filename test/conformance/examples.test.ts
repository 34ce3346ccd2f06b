import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { contextOf, SOUND_EXAMPLES } from '../examples/catalogue';
import { SAMPLE_ROWS } from '../samples';
import { README_ROWS } from '../samples/readmes';
import { STRICT_FINDINGS } from './expected';
import { strictApp } from './strict';

const BUILDS: readonly (readonly [name: string, build: (scope: Construct) => void])[] = [
  ...SAMPLE_ROWS.map(([name, kind, build]) => [`${name} ${kind}`, build] as const),
  ...README_ROWS,
];

/** The samples with what the table of findings in the README of studio names. */
const SAMPLE_OF: Readonly<Record<string, string>> = {
  domain: 'studio.Domain customized',
  'user profile': 'studio.UserProfile customized',
  space: 'studio.Space customized',
};

function findingsOf(build: (scope: Construct) => void): string[] {
  const app = strictApp();
  const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'us-west-2' } });
  build(stack);
  // A template needs a resource, which some examples do not create.
  new CfnWaitConditionHandle(stack, 'Handle');
  return rulesFoundIn(app);
}

/** The rules of the findings, each once; errors of another kind are thrown on. */
function rulesFoundIn(app: App): string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    const rules = [...String(error).matchAll(/CloudFormation-Validate::(\w+)/g)].map(([, rule]) => rule);
    if (rules.length === 0) {
      throw error;
    }
    return [...new Set(rules)].sort();
  }
}

describe('the template validation of CDK', () => {
  test.each(BUILDS)('finds in %s what is expected', (name, build) => {
    expect(findingsOf(build)).toEqual(STRICT_FINDINGS[name]?.rules ?? []);
  });

  test.each(SOUND_EXAMPLES)('finds nothing in the app of %s', (name, { build }) => {
    const app = strictApp(contextOf(name));
    build(app);
    expect(rulesFoundIn(app)).toEqual([]);
  });

  test('finds what the README of studio says', () => {
    const readme = readFileSync(join(__dirname, '../../src/studio/README.md'), 'utf-8');
    const section = readme.slice(readme.indexOf('## Template validation'));
    const rows = [...section.matchAll(/^\| (domain|user profile|space) \|.*\| (none|F\d+)/gm)];
    const stated = rows.map(([, where, rule]) => [SAMPLE_OF[where], rule === 'none' ? [] : [rule]]);
    expect(stated).toEqual(Object.values(SAMPLE_OF).map((name) => [name, STRICT_FINDINGS[name]?.rules ?? []]));
  });

  test('has no expected findings for samples and examples that do not exist', () => {
    const names = BUILDS.map(([name]) => name);
    expect(Object.keys(STRICT_FINDINGS).filter((name) => !names.includes(name))).toEqual([]);
  });
});
