import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as spec from '@jsii/spec';
import { manifestOf } from './baseline';

const ROOT = join(__dirname, '..', '..');

/**
 * jsii-diff reads a package. It lies inside the project, so that jsii-diff finds the assemblies that it depends on, and is
 * removed again, since jsii-docgen would document it in place of the library.
 */
function compare(): number {
  const original = mkdtempSync(join(ROOT, '.compat-'));
  try {
    const baseline = readFileSync(join(__dirname, 'baseline.jsii'), 'utf-8');
    writeFileSync(join(original, spec.SPEC_FILE_NAME), baseline);
    writeFileSync(join(original, 'package.json'), manifestOf(JSON.parse(baseline)));
    const diff = join(ROOT, 'node_modules', 'jsii-diff', 'bin', 'jsii-diff');
    return (
      spawnSync(process.execPath, [diff, original, ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' }).status ??
      1
    );
  } finally {
    rmSync(original, { recursive: true });
  }
}

process.exitCode = compare();
