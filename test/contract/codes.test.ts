import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as ts from 'typescript';
import { codesDocument } from '../../projenrc/docs/codes';
import { FAULT_CODES } from '../../src/private/errors';
import { WARNINGS } from '../../src/private/warnings';
import { filesBelow, ROOT } from './assembly';
import { nodesOf, readSources, type Source, source } from './source';

const TABLES = ['private/errors.ts', 'private/warnings.ts'];

/** Text in code: neither comments nor property names count, since nothing tests them. */
function textsOf(file: Source, skip: (node: ts.Node) => boolean = () => false): string[] {
  return nodesOf(file.ast)
    .filter((node) => !skip(node))
    .filter(isText)
    .map(({ text }) => text.replaceAll('\\', ''))
    .filter(Boolean);
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isRegularExpressionLiteral(node);
}

/** Titles of tests promise, they do not assert. */
function isTitle(node: ts.Node): boolean {
  const { parent } = node;
  return (
    parent &&
    ts.isCallExpression(parent) &&
    parent.arguments[0] === node &&
    /^(describe|it|test)\b.*$/s.test(parent.expression.getText())
  );
}

/** The texts of the sources. */
function textsIn(sources: readonly Source[]): Set<string> {
  return new Set(sources.filter(({ path }) => !TABLES.includes(path)).flatMap((file) => textsOf(file)));
}

/** What stands in the texts of tests, alone or inside of a message, that can be an id. */
function wordsIn(tests: readonly Source[]): Set<string> {
  const texts = tests.flatMap((file) => textsOf(file, isTitle));
  return new Set(texts.flatMap((text) => text.split(/[^A-Za-z0-9.]+|\.(?![A-Za-z])/)));
}

function missing(ids: readonly string[], texts: ReadonlySet<string>): string[] {
  return ids.filter((id) => !texts.has(id));
}

function readTests(): Source[] {
  const files = filesBelow(join(ROOT, 'test')).filter((file) => file.endsWith('.test.ts'));
  const tests = files
    .sort()
    .map((file) => source(relative(join(ROOT, 'test'), file).split(sep).join('/'), readFileSync(file, 'utf-8')));
  return tests.filter(({ path }) => !path.startsWith('contract/'));
}

const used = textsIn(readSources());
const asserted = wordsIn(readTests());

describe.each([
  ['error codes', Object.keys(FAULT_CODES)],
  ['warning ids', Object.keys(WARNINGS)],
])('the %s', (_, ids) => {
  // A public contract: people match on them. `npx projen test:update` accepts a change on purpose.
  test('are those that were promised', () => {
    expect([...ids].sort()).toMatchSnapshot();
  });

  test('are all in use', () => {
    expect(missing(ids, used)).toEqual([]);
  });

  test('are all asserted by a test', () => {
    expect(missing(ids, asserted)).toEqual([]);
  });
});

test('docs/codes.md is up to date; "npx projen docs:tables" writes it', () => {
  expect(readFileSync(join(ROOT, 'docs', 'codes.md'), 'utf-8')).toBe(codesDocument());
});

describe('the search for ids', () => {
  test('finds ids that only comments, other ids or the tables themselves hold', () => {
    const sources = [
      source('private/errors.ts', "const a = 'InTable';"),
      source('a/b.ts', "// 'InComment'\nconst b = 'Used'; const c = 'InLonger Text';"),
    ];
    expect(missing(['InTable', 'InComment', 'InLonger', 'Used'], textsIn(sources))).toEqual([
      'InTable',
      'InComment',
      'InLonger',
    ]);
  });

  test('finds ids that only titles, comments or other ids hold', () => {
    const text =
      "// InComment\ntest('InTitle', () => { expect(x).toThrow(/\\[InRegex\\]/); expect(y).toBe('lib:area.inText: why'); expect(z).toBe('Longer'); });";
    const ids = ['InComment', 'InTitle', 'InRegex', 'area.inText', 'Long'];
    expect(missing(ids, wordsIn([source('x.test.ts', text)]))).toEqual(['InComment', 'InTitle', 'Long']);
  });
});
