import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Decision, EffectRequest } from './simulate';

/** One request and what must become of it. */
export interface EffectCase {
  readonly name: string;
  readonly request: EffectRequest;
  readonly expect: Decision;
  /** How the context differs from that of the group. */
  readonly difference?: ContextDifference;
  /** In a matrix: run the case for each item of this list of the row. */
  readonly each?: string;
  /** In a matrix: run the case only for rows with these values. */
  readonly when?: Readonly<Record<string, unknown>>;
}

/** Keys with other values; `null` takes a key away. */
export type ContextDifference = Readonly<Record<string, string | string[] | null>>;

/** Cases of named subjects, or of every row of a matrix. */
export interface CaseGroup {
  readonly file: string;
  readonly subjects?: readonly string[];
  readonly forEach?: string;
  readonly cases: readonly EffectCase[];
}

interface RawGroup extends Omit<CaseGroup, 'file'> {
  /** What the requests of the group have in common; a case may say otherwise. */
  readonly request?: Partial<EffectRequest>;
}

/** A subject, and what the placeholders of generic cases stand for there; a list stands for its first item. */
export interface MatrixRow {
  readonly subject: string;
  readonly [variable: string]: unknown;
}

export interface Matrix {
  readonly file: string;
  readonly rows: readonly MatrixRow[];
}

export interface CaseFiles {
  readonly groups: readonly CaseGroup[];
  readonly matrices: readonly Matrix[];
}

const DECISIONS: readonly Decision[] = ['Allowed', 'ImplicitlyDenied', 'ExplicitlyDenied'];

/** Every JSON file of a folder: a list of groups of cases, or an object with the rows of a matrix. */
export function readCaseFiles(folder: string): CaseFiles {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const files = names.sort().map((file) => ({ file, content: JSON.parse(readFileSync(join(folder, file), 'utf8')) }));
  return {
    groups: files
      .filter(({ content }) => Array.isArray(content))
      .flatMap(({ file, content }) => parseGroups(file, content)),
    matrices: files
      .filter(({ content }) => !Array.isArray(content))
      .map(({ file, content }) => parseMatrix(file, content)),
  };
}

export function parseGroups(file: string, groups: unknown[]): CaseGroup[] {
  demand(groups.length > 0, file, 'has no group');
  return groups.map((group) => {
    const { subjects, forEach, request, cases } = onlyKeys(
      file,
      group,
      ['cases'],
      ['subjects', 'forEach', 'request'],
    ) as unknown as RawGroup;
    demand(
      (subjects === undefined) !== (forEach === undefined),
      file,
      'has a group that needs either subjects or forEach',
    );
    demand(subjects?.length !== 0, file, 'has a group without subject');
    demand(Array.isArray(cases) && cases.length > 0, file, 'has a group without case');
    demand(cases[0].difference === undefined, file, 'has a group of which the first case differs from nothing');
    return { file, subjects, forEach, cases: cases.map((effectCase) => parseCase(file, effectCase, request)) };
  });
}

function parseCase(file: string, raw: unknown, common: object = {}): EffectCase {
  const effectCase = onlyKeys(
    file,
    raw,
    ['name', 'expect'],
    ['request', 'difference', 'each', 'when'],
  ) as unknown as EffectCase;
  const request = differing(file, { ...common, ...effectCase.request }, effectCase.difference);
  onlyKeys(file, request, ['principal', 'action', 'resource', 'context'], []);
  demand(
    DECISIONS.includes(effectCase.expect),
    file,
    `expects ${effectCase.expect} in ${JSON.stringify(effectCase.name)}`,
  );
  return { ...effectCase, request };
}

/** A difference that is none would make a case that proves nothing. */
function differing(file: string, request: EffectRequest, difference: ContextDifference | undefined): EffectRequest {
  if (difference === undefined) {
    return request;
  }
  const idle = Object.entries(difference).filter(
    ([key, value]) => JSON.stringify(request.context?.[key] ?? null) === JSON.stringify(value),
  );
  demand(idle.length === 0, file, `has a difference without effect: ${idle.map(([key]) => key).join(', ')}`);
  const context = Object.fromEntries(
    Object.entries({ ...request.context, ...difference }).filter(([, value]) => value !== null),
  );
  return { ...request, context: context as EffectRequest['context'] };
}

export function parseMatrix(file: string, content: unknown): Matrix {
  const { defaults, rows } = onlyKeys(file, content, ['rows'], ['defaults']) as {
    defaults?: object;
    rows: MatrixRow[];
  };
  demand(Array.isArray(rows) && rows.length > 0, file, 'has no row');
  const names = rows.map(({ subject }) => subject);
  demand(
    names.every((name) => typeof name === 'string') && new Set(names).size === names.length,
    file,
    'needs one row per subject',
  );
  return { file, rows: rows.map((row) => ({ ...defaults, ...row })) };
}

function onlyKeys(file: string, value: unknown, required: string[], optional: string[]): Record<string, unknown> {
  demand(
    typeof value === 'object' && value !== null,
    file,
    `needs an object with ${required.join(', ')}, got ${JSON.stringify(value)}`,
  );
  const keys = Object.keys(value as object);
  const missing = required.filter((key) => !keys.includes(key));
  const unknown = keys.filter((key) => ![...required, ...optional].includes(key));
  demand(missing.length === 0, file, `lacks ${missing.join(', ')} in ${JSON.stringify(value)}`);
  demand(unknown.length === 0, file, `has unknown ${unknown.join(', ')} in ${JSON.stringify(value)}`);
  return value as Record<string, unknown>;
}

function demand(met: boolean, file: string, message: string): void {
  if (!met) {
    throw new Error(`${file} ${message}`);
  }
}
