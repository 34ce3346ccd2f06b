import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CorporatePath, checkedPath, readPath } from '../corporate-network/path-checks';
import { heading, mark, say } from './console';
import { packFindings } from './findings';
import { synthesisFailures, synthesize, tellOfSynthesis } from './synthesis';

const EXAMPLE = 'corporate-network';

/** Tells of the corporate side of private access, and gives what is wrong with it. */
export function tellOfCorporateNetwork(): string[] {
  heading('A corporate network, to rehearse private access');
  const { output, succeeded } = synthesize(EXAMPLE);
  const packs = packFindings(EXAMPLE);
  tellOfSynthesis(succeeded, packs);
  const failures = existsSync(join(output, 'CorporateNetwork.template.json')) ? tellOfPath(readPath(output)) : [];
  return [...synthesisFailures(EXAMPLE, succeeded), ...packs.flatMap(({ open }) => open), ...failures];
}

/** Gives what does not hold. */
function tellOfPath(path: CorporatePath): string[] {
  heading('From the host to Studio');
  say(`  ${path.rangeOf(path.host)}, DNS from ${path.addressesOf(path.outbound).join(' and ')}`);
  say(`  ${path.rangeOf(path.inbound)}, DNS at ${path.addressesOf(path.inbound).join(' and ')}`);
  for (const zone of path.rules().keys()) {
    say(`  ${zone}`);
  }
  const checks = checkedPath(path);
  for (const { statement, held } of checks) {
    mark(held, statement);
  }
  return checks.filter(({ held }) => !held).map(({ statement }) => `CorporateNetwork: ${statement}`);
}
