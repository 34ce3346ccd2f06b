import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as spec from '@jsii/spec';
import { baselineOf } from './baseline';

writeFileSync(join(__dirname, 'baseline.jsii'), baselineOf(spec.loadAssemblyFromPath(join(__dirname, '..', '..'))));
