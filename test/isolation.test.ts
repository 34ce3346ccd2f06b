import { existsSync } from 'node:fs';
import { ISOLATED, isolate } from './isolation';

test('settings and credentials for AWS and the CDK do not reach the tests', () => {
  const settings = Object.entries(process.env).filter(([name]) => /^(AWS|CDK)_/.test(name));
  expect(Object.fromEntries(settings)).toEqual(ISOLATED);
  expect(existsSync(ISOLATED.AWS_CONFIG_FILE)).toBe(false);
});

test('everything else in the environment does', () => {
  const environment = { PATH: '/bin', AWS_PROFILE: 'mine', CDK_DEFAULT_REGION: 'eu-west-1', AWSOME: 'yes' };
  isolate(environment);
  expect(environment).toEqual({ PATH: '/bin', AWSOME: 'yes', ...ISOLATED });
});
