import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readExampleFile } from '../../test/examples/catalogue';
import { Accounts } from '../studio-hub/accounts';
import { accountOf, deploymentGroups, needsOf } from '../studio-hub/order';
import { HUB_README_BLOCKS } from '../studio-hub/readme';
import { WhoMay } from '../studio-hub/who-may';
import { heading, mark, say } from './console';
import { packFindings } from './findings';
import { synthesisFailures, synthesize, tellOfSynthesis } from './synthesis';

const EXAMPLE = 'studio-hub';

/** Tells of one way to the Studio domains of several accounts, and gives what is wrong with it. */
export async function tellOfHub(): Promise<string[]> {
  heading('Studio in several accounts');
  const { output, succeeded } = synthesize(EXAMPLE);
  const packs = packFindings(EXAMPLE);
  tellOfSynthesis(succeeded, packs);
  const failures = existsSync(join(output, 'manifest.json')) ? await tellOfAccounts(new Accounts(output)) : [];
  return [...synthesisFailures(EXAMPLE, succeeded), ...packs.flatMap(({ open }) => open), ...failures];
}

async function tellOfAccounts(accounts: Accounts): Promise<string[]> {
  const groups = deploymentGroups(accounts.stackNames, needsOf(accounts));
  heading('Which stack first');
  for (const [index, stacks] of groups.entries()) {
    say(`  ${index + 1}  ${stacks.map((stack) => `${stack} in ${accountOf(stack)}`).join(', ')}`);
  }
  heading('Who opens which domain from where');
  for (const { who, from, outcomes } of await new WhoMay(accounts).rows()) {
    say(`  ${who}, from ${from.replaceAll('`', '')}`);
    say(`      ${outcomes.map(({ team, outcome }) => `${team}: ${outcome}`).join('; ')}`);
  }
  return tellOfReadme(accounts);
}

/** The README has the same tables and the same picture. */
async function tellOfReadme(accounts: Accounts): Promise<string[]> {
  const readme = readExampleFile(EXAMPLE, 'README.md');
  const stale: string[] = [];
  for (const [name, textOf] of Object.entries(HUB_README_BLOCKS)) {
    const held = readme.includes(await textOf(accounts));
    mark(held, `examples/${EXAMPLE}/README.md has this as ${name}`);
    stale.push(...(held ? [] : [`${EXAMPLE}: the README has another ${name}`]));
  }
  return stale;
}
