import { compile } from './compilation';
import { blocksIn, blocksOf, type MarkdownBlock, markdownFiles, reasonNotToCompile } from './markdown-blocks';

const files = markdownFiles();
const blocks = files.flatMap(blocksOf);
const compiled = blocks.filter((block) => reasonNotToCompile(block) === undefined);

/** Blocks that are wrong in one way, and what the compiler says. They are compiled together with all others. */
const WRONG: readonly [code: string, message: string][] = [
  [
    "access.Authorization.okta({ issuer: 'https://example.okta.com/oauth2/default' });",
    "Property 'audiences' is missing",
  ],
  ['access.Authorization.unknownProvider({});', "Property 'unknownProvider' does not exist"],
  ["new studio.Domain(this, 'Domain', { vpc, unknownProp: true });", "'unknownProp' does not exist"],
  ['const unfinished = ;', 'Expression expected'],
];
const wrong = WRONG.map(([code], index): MarkdownBlock => ({ place: `wrong ${index}`, code, options: '' }));
const faults = compile([...compiled, ...wrong]);

test('every TypeScript block of every Markdown file compiles', () => {
  expect(faults.filter(({ place }) => !place.startsWith('wrong '))).toEqual([]);
});

test.each(WRONG.map(([code, message], index) => [code, message, index] as const))(
  'a block does not compile with %s',
  (_, message, index) => {
    const own = faults.filter(({ place }) => place === `wrong ${index}`);
    expect(own.map((fault) => fault.message)).toEqual([expect.stringContaining(message)]);
  },
);

test('pages are found wherever they are', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      'README.md',
      'CONTRIBUTING.md',
      'docs/identity-providers.md',
      'docs/adr/0001-namespaces.md',
      'examples/studio-hub/README.md',
      'src/access/README.md',
    ]),
  );
  expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
  expect(blocks.filter(({ place }) => place.startsWith('docs/identity-providers.md')).length).toBeGreaterThan(5);
});

test('options of a block are known, so that none is left out by a typo', () => {
  const known = /^$|^nofixture$|^fixture=\w+$|^nocompile: \S.{9,}$/;
  expect(
    blocks.filter(({ options }) => !known.test(options)).map(({ place, options }) => `${place} ${options}`),
  ).toEqual([]);
});

test('a block ends with its fence, and says on which line it begins', () => {
  const markdown =
    '# Page\n\n```sh\nls\n```\n\n```ts nocompile: a sketch of a file\nconst a = 1;\n```\n\n  ```ts\n  b();\n  ```\n';
  const [sketch, indented, ...others] = blocksIn('page.md', markdown);
  expect(others).toEqual([]);
  expect(sketch).toEqual({ place: 'page.md:8', options: 'nocompile: a sketch of a file', code: 'const a = 1;' });
  expect(reasonNotToCompile(sketch)).toBe('a sketch of a file');
  expect(reasonNotToCompile(indented)).toBeUndefined();
});
