import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { faultsOf, SecureSageMakerError } from '../../private/errors';

/** The same from `src` and from `lib`. */
const ASSETS = join(__dirname, '..', '..', '..', 'assets', 'access');

/** The code of `runtime/<name>.lambda.ts` with all that it imports, as it was bundled when the package was built. */
export function bundledCode(name: string): lambda.Code {
  const folder = join(ASSETS, name);
  const missing = existsSync(join(folder, 'index.js'))
    ? []
    : [`the bundle ${folder} does not exist; "npx projen bundle" makes it in a clone of the repository`];
  SecureSageMakerError.throwIfAny(undefined, faultsOf('MissingBundle', missing));
  return lambda.Code.fromAsset(folder);
}
