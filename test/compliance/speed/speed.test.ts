import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bigTemplate, resourcesWithPolicies } from './template';

const ROOT = join(__dirname, '..', '..', '..');
/** All rules judge more than 500 resources, 200 of which have policies, in the time in which this many copies are made. */
const COPIES_MAX = 40;
/** Twice the resources take twice as long; more than this would be no longer linear. */
const RATIO_MAX = 2.5;

/** Runs in a separate process, which compiles TypeScript as it goes and leaves that out of its times. */
function measured(): { readonly copies: number; readonly ratio: number } {
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'test', 'tsconfig.json') };
  const run = join('test', 'compliance', 'speed', 'run.ts');
  return JSON.parse(
    execFileSync(process.execPath, ['--require', 'tsx/cjs', run], { cwd: ROOT, env, encoding: 'utf8' }),
  );
}

test('the template is as large as it is said to be', () => {
  const resources = Object.values(bigTemplate().Resources as Record<string, { Type: string }>);
  expect(resources.length).toBeGreaterThanOrEqual(500);
  expect(resources.filter(({ Type }) => Type.startsWith('AWS::SageMaker::')).length).toBeGreaterThanOrEqual(290);
  expect(resourcesWithPolicies(bigTemplate()).length).toBeGreaterThanOrEqual(200);
  expect(Object.keys(bigTemplate(2).Resources).length).toBe(2 * resources.length);
});

test('all rules judge it fast enough, and twice as many resources in twice the time', () => {
  const { copies, ratio } = measured();
  expect(copies).toBeLessThan(COPIES_MAX);
  expect(ratio).toBeLessThan(RATIO_MAX);
});
