import { join, relative } from 'node:path';
import { tellOfChecks } from './report/checks-report';
import { heading, say } from './report/console';
import { tellOfGuardrails } from './report/guardrails-report';
import { tellOfNotebook } from './report/notebook-report';
import { tellOfStudio } from './report/studio-report';

/** Synthesizes the examples with the CDK and tells what came of it. Exits with 1 on any finding. */
function main(): void {
  const failures = [...tellOfNotebook(), ...tellOfStudio(), ...tellOfGuardrails(), ...tellOfChecks()];
  heading(failures.length ? 'Findings' : 'Where to go from here');
  for (const failure of failures) {
    say(`  ✗ ${failure}`);
  }
  say(
    `  The apps lie in      ${relative(process.cwd(), join(__dirname, '..', 'examples'))}/secure-notebook, private-studio, org-guardrails and checks-only, their templates in cdk.out`,
  );
  say('  Exported policies:   examples/org-guardrails/cdk.out/exported');
  say('  Deploy the notebook: cd examples/secure-notebook && npx aws-cdk@2 deploy   (costs money as long as it runs)');
  say('  Pictures of Studio:  examples/private-studio/cdk.out/network.mmd and access.mmd, which GitHub draws');
  say('  Evidence of checks:  examples/checks-only/cdk.out/compliance/evidence.html');
  say('  Run the tests:       npm test');
  process.exitCode = failures.length ? 1 : 0;
}

main();
