// Fails unless the assets of the three functions of private access hold the code that was bundled into the package.
const { existsSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

const [, , output] = process.argv;
const read = (name) => JSON.parse(readFileSync(join(output, name), 'utf-8'));
const { Resources: resources } = read('Consumer.template.json');
const { files } = read('Consumer.assets.json');

const functions = Object.entries(resources).filter(([id, { Type }]) => id.startsWith('Access') && Type === 'AWS::Lambda::Function');
const sources = functions.map(([id, { Properties }]) => [id, files[Properties.Code.S3Key.replace(/\.zip$/, '')].source.path]);
const empty = sources.filter(([, path]) => {
  const code = join(output, path, 'index.js');
  return !existsSync(code) || statSync(code).size < 10_000 || !readFileSync(code, 'utf-8').includes('handler');
});

if (functions.length !== 3 || new Set(sources.map(([, path]) => path)).size !== 3 || empty.length > 0) {
  console.error('functions and their assets:', sources, 'without code:', empty);
  process.exit(1);
}
