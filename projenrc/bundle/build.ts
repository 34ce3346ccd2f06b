import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { PROVIDED_BY_LAMBDA, RUNTIME_FOLDERS } from '../bundles';
import { notices } from './licences';
import { HANDLER_BUNDLE } from './options';

const ROOT = join(__dirname, '..', '..');
const ASSETS = join(ROOT, 'assets');
const ZIPPED_MAX = 1024 * 1024;
const HANDLER = '.lambda.ts';
const SCRIPT = '.browser.ts';

/** Such as `access` for `src/access/runtime/authorizer/authorizer.lambda.ts`. */
function areaOf(handler: string): string {
  return handler.split('/')[1];
}

/** Such as `access/authorizer`. */
function nameOf(handler: string): string {
  return `${areaOf(handler)}/${basename(handler, HANDLER)}`;
}

function handlersIn(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf-8' });
  return files.filter((file) => file.endsWith(HANDLER)).map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}

async function bundle(handler: string): Promise<string> {
  const folder = join(ASSETS, nameOf(handler));
  const { metafile } = await build({
    ...HANDLER_BUNDLE,
    absWorkingDir: ROOT,
    entryPoints: [handler],
    outfile: join(folder, 'index.js'),
    external: [...(PROVIDED_BY_LAMBDA[areaOf(handler)] ?? [])],
    metafile: true,
  });
  const inputs = [...Object.keys(metafile.inputs), ...(await bundleScript(handler.replace(HANDLER, SCRIPT), folder))];
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), `${notices(ROOT, inputs)}\n`);
  return folder;
}

/** The script that a handler serves to browsers, if there is one beside it. Gives the files that it consists of. */
async function bundleScript(script: string, folder: string): Promise<string[]> {
  if (!existsSync(join(ROOT, script))) {
    return [];
  }
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [script],
    outfile: join(folder, 'browser.js'),
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
    tsconfigRaw: { compilerOptions: { target: 'ES2022' } },
  });
  return Object.keys(metafile.inputs);
}

function zippedSize(folder: string): number {
  const sizes = readdirSync(folder).map(
    (file) => deflateRawSync(readFileSync(join(folder, file)), { level: 9 }).length,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The other bundles stay where they are, for tests may read them at the same time. */
function removeStale(names: readonly string[]): void {
  for (const area of readdirSync(ASSETS)) {
    for (const folder of readdirSync(join(ASSETS, area)).filter((name) => !names.includes(`${area}/${name}`))) {
      rmSync(join(ASSETS, area, folder), { recursive: true });
    }
  }
}

async function main(): Promise<void> {
  mkdirSync(ASSETS, { recursive: true });
  const handlers = RUNTIME_FOLDERS.flatMap(handlersIn);
  removeStale(handlers.map(nameOf));
  for (const handler of handlers.sort()) {
    const folder = await bundle(handler);
    const size = zippedSize(folder);
    console.log(`${nameOf(handler)}: ${Math.ceil(size / 1024)} KiB zipped`);
    if (size > ZIPPED_MAX) {
      throw new Error(`${handler}: the bundle has ${size} bytes zipped, more than ${ZIPPED_MAX}`);
    }
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
