import { join, relative } from 'node:path';
import { heading, say } from './report/console';
import { REPORTS } from './report/reports';

/** Synthesizes the examples with the CDK and tells what came of it. Exits with 1 on any finding. */
async function main(): Promise<void> {
  const failures: string[] = [];
  for (const tell of Object.values(REPORTS)) {
    failures.push(...(await tell()));
  }
  heading(failures.length ? 'Findings' : 'Where to go from here');
  for (const failure of failures) {
    say(`  ✗ ${failure}`);
  }
  const folder = relative(process.cwd(), join(__dirname, '..', 'examples'));
  say(`  Apps:                ${folder}/{${Object.keys(REPORTS).join(',')}}, with their templates in cdk.out`);
  say('  Exported policies:   examples/org-guardrails/cdk.out/exported');
  say('  Deploy the notebook: cd examples/secure-notebook && npx aws-cdk@2 deploy   (costs money as long as it runs)');
  say('  Pictures of Studio:  examples/private-studio/cdk.out/network.mmd and access.mmd, which GitHub draws');
  say('  Picture of the hub:  examples/studio-hub/README.md');
  say('  Evidence of checks:  examples/checks-only/cdk.out/compliance/evidence.html');
  say('  Run the tests:       npm test');
  process.exitCode = failures.length ? 1 : 0;
}

void main();
