import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Component, JsonPatch, type javascript } from 'projen';

const BUNDLED_VALIDATOR = 'node_modules/aws-cdk-lib/node_modules/@aws/cloudformation-validate';

/**
 * The oldest aws-cdk-lib that we support bundles a template validator that declares Node 22 but runs on Node 20, as
 * its later releases say. Without the declaration in the lock file, `npm ci` does not warn of it.
 */
class QuietLockfile extends Component {
  public postSynthesize(): void {
    const file = join(this.project.outdir, 'package-lock.json');
    if (!existsSync(file)) {
      return;
    }
    const lock = JSON.parse(readFileSync(file, 'utf-8'));
    delete lock.packages?.[BUNDLED_VALIDATOR]?.engines;
    writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
  }
}

export function configureLockfile(project: javascript.NodeProject): void {
  // Later versions publish bindings that not every npm mirror holds, which breaks `npm ci`.
  project.package.addPackageResolutions('unrs-resolver@1.12.2');
  // cdk-nag asks for constructs ^10.5.1, yet runs on the floor that we build against.
  project.package.file.patch(JsonPatch.add('/overrides/cdk-nag', { constructs: '10.5.0' }));
  project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
  new QuietLockfile(project);
}
