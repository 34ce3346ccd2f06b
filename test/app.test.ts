import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The app of the tests, and the one that validates. */
const APPS = ['app.ts', join('conformance', 'strict.ts')];

test('other apps do not load the template validation of CDK, which takes seconds in every suite', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf-8' }).filter((file) => file.endsWith('.ts'));
  const own = /new App\(|fromStack\(new Stack\(\)/;
  const making = files.filter((file) => own.test(readFileSync(join(__dirname, file), 'utf-8')));
  expect(making.filter((file) => file !== 'app.test.ts').sort()).toEqual(APPS);
});
