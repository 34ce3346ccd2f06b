import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as spec from '@jsii/spec';
import { baselineOf, manifestOf } from './baseline';

const BASELINE = join(__dirname, 'baseline');

const assembly = spec.loadAssemblyFromPath(join(__dirname, '..', '..'));
mkdirSync(BASELINE, { recursive: true });
writeFileSync(join(BASELINE, spec.SPEC_FILE_NAME), baselineOf(assembly));
writeFileSync(join(BASELINE, 'package.json'), manifestOf(assembly));
