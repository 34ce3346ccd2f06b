import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { testApp } from '../../test/app';
import { Deployment } from './deployment';
import { type LocalAccessProps, LocalAccessStack } from './local-access-stack';

const STACK = 'LocalAccess';

/** A template with its assets, below a folder. */
export function synthesized(folder: string, props: LocalAccessProps): Deployment {
  const output = mkdtempSync(join(folder, 'cdk.out-'));
  const app = testApp({ outdir: output, treeMetadata: false });
  new LocalAccessStack(app, STACK, props);
  app.synth();
  return new Deployment(output, STACK);
}
