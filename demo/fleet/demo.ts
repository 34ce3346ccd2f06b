import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heading, mark, say } from '../report/console';
import { type Check, FleetDemo } from './fleet-steps';

/** Hardens a fleet of twelve on loopback, and lists what was checked. Exits with 1 if something does not hold. */
async function main(): Promise<void> {
  heading('A fleet of notebook instances, on loopback');
  say('  A stack is synthesized, and the code of its function runs. Servers on 127.0.0.1 take the place of AWS.');
  const demo = new FleetDemo();
  const checks: Check[] = [];
  for await (const step of demo.steps()) {
    heading(step.title);
    for (const { held, statement } of step.checks) {
      mark(held, statement);
    }
    checks.push(...step.checks);
  }
  const page = join(mkdtempSync(join(tmpdir(), 'fleet-')), 'latest.html');
  writeFileSync(page, demo.page);
  const failed = checks.filter(({ held }) => !held).length;
  heading('Result');
  say(`  ${checks.length - failed} of ${checks.length} checks hold. The page of the evidence: ${page}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

void main();
