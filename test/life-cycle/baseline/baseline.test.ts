import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import extract from '../schemas/replacements.json';
import { ANNOUNCED_REPLACEMENTS } from './announced';
import type { Baseline } from './recorded';
import { baselineOf, currentResources, textOf } from './recorded';
import { replacementFaults, replacementsBetween } from './replaced';
import { TYPE_CLASSES } from './types';

const TEXT = readFileSync(join(__dirname, 'baseline.json'), 'utf-8');
const BASELINE: Baseline = JSON.parse(TEXT);

const RESOURCES = currentResources();

test('nothing stateful is replaced since the baseline, unless it is announced', () => {
  const replacements = replacementsBetween(BASELINE, baselineOf(RESOURCES));
  expect(replacementFaults(replacements, ANNOUNCED_REPLACEMENTS)).toEqual([]);
});

test('every type of resource in a template is known to be stateful or not', () => {
  const types = Object.values(RESOURCES).flatMap((resources) => Object.values(resources).map(({ Type }) => Type));
  expect([...new Set(types)].sort()).toEqual(Object.keys(TYPE_CLASSES).sort());
});

test('the baseline was written with the present registry schemas; "npx projen life-cycle:baseline" writes it anew', () => {
  expect(BASELINE.schemas).toBe(extract.date);
});

test('the file of the baseline is written as its task writes it', () => {
  expect(textOf(BASELINE)).toBe(TEXT);
});
