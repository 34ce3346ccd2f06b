import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';

/** The files of users that an app gives to its deployment, by the names of their owners. */
export function userFiles(stack: Stack): Record<string, string> {
  const outdir = (stack.node.root as App).synth().directory;
  const folders = readdirSync(outdir).map((name) => join(outdir, name, 'directory'));
  const files = folders.flatMap((folder) =>
    filesIn(folder).map((name) => [name.replace(/\.json$/, ''), readFileSync(join(folder, name), 'utf-8')]),
  );
  return Object.fromEntries(files);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
