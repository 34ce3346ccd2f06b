import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notices } from '../../projenrc/bundle/licences';

let root: string;

function install(folder: string, license: string, texts: Readonly<Record<string, string>> = {}): string {
  const path = join(root, folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(
    join(path, 'package.json'),
    JSON.stringify({ name: folder.split('node_modules/').pop(), version: '1.2.3', license }),
  );
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(path, name), text);
  }
  return `${folder}/dist/index.js`;
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'notices-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test('the notices of a bundle hold every package once, nested ones included, and nothing of our own', () => {
  const inputs = [
    install('node_modules/b', 'MIT', { LICENSE: 'text of b\n', 'index.js': '' }),
    install('node_modules/@a/a', 'Apache-2.0', { 'license.md': 'text of a', NOTICE: 'notice of a' }),
    install('node_modules/b/node_modules/c', 'ISC'),
    'node_modules/b/dist/other.js',
    'src/access/runtime/authorizer/authorizer.ts',
  ];
  const texts = ['@a/a@1.2.3 (Apache-2.0)', 'notice of a', 'text of a', 'b@1.2.3 (MIT)', 'text of b', 'c@1.2.3 (ISC)'];
  expect(notices(root, inputs).split('\n\n').sort()).toEqual([...texts].sort());
});

test.each(['AGPL-3.0', 'UNLICENSED', undefined])('a package with the licence %s is not bundled', (license) => {
  const input = install('node_modules/b', license as string);
  expect(() => notices(root, [input])).toThrow(`b@1.2.3 has the licence ${license}`);
});
