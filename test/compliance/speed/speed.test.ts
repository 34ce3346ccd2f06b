import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bigTemplate, resourcesWithPolicies } from './template';

const ROOT = join(__dirname, '..', '..', '..');
/** Milliseconds for more than 500 resources, 200 of which have policies. */
const WARM_MAX = 100;
/** Twice the resources take twice as long; more than this would be no longer linear. */
const RATIO_MAX = 2.5;

interface Time {
  readonly cpu: number;
  readonly wall: number;
}

/** Other work of the machine lengthens the one, and threads that collect and compile lengthen the other. */
function least({ cpu, wall }: Time): number {
  return Math.min(cpu, wall);
}

/** In a process of its own, which compiles TypeScript as it goes but measures none of that. */
function measured(): Readonly<Record<'cold' | 'warm' | 'double', Time>> {
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
  const { warm, double } = measured();
  expect(least(warm)).toBeLessThan(WARM_MAX);
  expect(least(double) / least(warm)).toBeLessThan(RATIO_MAX);
});
