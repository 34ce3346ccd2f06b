import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NOWHERE = join(__dirname, 'no-such-file');

/** Settings under which the AWS SDK reads no file of the user and asks no metadata service. */
export const ISOLATED = {
  AWS_CONFIG_FILE: NOWHERE,
  AWS_SHARED_CREDENTIALS_FILE: NOWHERE,
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** Takes the settings and credentials for AWS and the CDK out of an environment. */
export function isolate(environment: Record<string, string | undefined>): void {
  for (const name of Object.keys(environment).filter((each) => /^(AWS|CDK)_/.test(each))) {
    delete environment[name];
  }
  Object.assign(environment, ISOLATED);
}

/** Temporary files of the tests go to one folder, which is removed with all that they left there. */
function collectTemporaryFiles(environment: Record<string, string | undefined>): void {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  environment.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** Jest calls this once, before it starts the processes that run the tests and inherit the environment. */
export default function setup(): void {
  isolate(process.env);
  collectTemporaryFiles(process.env);
}
