import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';

interface AssetManifest {
  readonly files: Readonly<Record<string, { readonly source: { readonly path?: string } }>>;
}

/** The files of users that an app gives to its deployment, by the names of their owners. */
export function userFiles(stack: Stack): Record<string, string> {
  const outdir = (stack.node.root as App).synth().directory;
  const folders = assetsIn(outdir).map((asset) => join(asset, 'directory'));
  const files = folders.flatMap((folder) =>
    filesIn(folder).map((name) => [name.replace(/\.json$/, ''), readFileSync(join(folder, name), 'utf-8')]),
  );
  return Object.fromEntries(files);
}

/** Where the assets are: those of a test app are not copied. */
function assetsIn(outdir: string): string[] {
  const names = readdirSync(outdir).filter((name) => name.endsWith('.assets.json'));
  const manifests = names.map((name): AssetManifest => JSON.parse(readFileSync(join(outdir, name), 'utf-8')));
  return manifests.flatMap(({ files }) =>
    Object.values(files).flatMap(({ source: { path } }) => (path === undefined ? [] : [resolve(outdir, path)])),
  );
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
