import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Baseline, baselineOf, currentResources, textOf } from './recorded';
import { replacementsBetween, textOfReplacement } from './replaced';

const FILE = join(__dirname, 'baseline.json');

/** Makes the current templates the baseline, and says which replacements nobody will hear of any more. */
function reset(): void {
  const current = baselineOf(currentResources());
  const before: Baseline = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf-8')) : current;
  const accepted = replacementsBetween(before, current).map(textOfReplacement);
  writeFileSync(FILE, textOf(current));
  console.log([...accepted, `The new baseline accepts ${accepted.length} replacements.`].join('\n'));
}

reset();
