const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The suites that take longest. Begun late, one of them would run alone while the other cores wait. */
const LONGEST = [
  'conformance/examples',
  'effects/effects',
  'conformance/areas',
  'demo/local-access/portal-flow',
  'compliance/mutations/mutations',
].map((name) => join(__dirname, '..', `${name}.test.ts`));

/** Jest knows how long suites take only where it has run before. Elsewhere it begins with the largest files. */
module.exports = class LongestFirstSequencer extends Sequencer {
  sort(tests) {
    const missing = LONGEST.filter((path) => !existsSync(path));
    if (missing.length > 0) {
      throw new Error(`${__filename} names suites that do not exist: ${missing.join(', ')}`);
    }
    const sorted = super.sort(tests);
    const isLong = ({ path }) => LONGEST.includes(path);
    const long = sorted.filter(isLong).sort((one, other) => LONGEST.indexOf(one.path) - LONGEST.indexOf(other.path));
    return [...long, ...sorted.filter((test) => !isLong(test))];
  }
};
