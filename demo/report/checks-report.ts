import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { heading, mark, say } from './console';
import { synthesizeWithFindings } from './synthesis';

/** What the demo reads of the evidence. */
interface Evidence {
  readonly totals: Readonly<Record<'pass' | 'fail' | 'acknowledged' | 'cannotTell', number>>;
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly checks: readonly {
    readonly rule: string;
    readonly resource: { readonly path: string };
    readonly findings: readonly {
      readonly result: string;
      readonly text: string;
      readonly acknowledged?: { readonly reason: string };
    }[];
  }[];
}

/** Tells of an app without constructs of ours, which must be found wanting, and gives what is wrong with that. */
export function tellOfChecks(): string[] {
  heading('Compliance checks of an app that was written by hand');
  const { output, succeeded } = synthesizeWithFindings('checks-only');
  mark(!succeeded, 'CDK refuses to synthesize it, as it should');
  const directory = join(output, 'compliance');
  const file = join(directory, 'evidence.json');
  const failures = existsSync(file)
    ? tellOfEvidence(JSON.parse(readFileSync(file, 'utf-8')))
    : ['checks-only: there is no evidence'];
  if (succeeded) {
    failures.unshift('checks-only was synthesized in spite of its findings');
  }
  say(
    `  The evidence is in ${relative(process.cwd(), join(directory, 'evidence.html'))}, evidence.md and evidence.json`,
  );
  return failures;
}

/** Gives the kinds of findings that were not found. */
function tellOfEvidence({ totals, rules, checks }: Evidence): string[] {
  const { fail, cannotTell, acknowledged, pass } = totals;
  say(
    `  ${rules.length} rules: ${fail} checks fail, ${cannotTell} cannot be told, ${acknowledged} acknowledged, ${pass} pass`,
  );
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  for (const { rule, resource, findings } of checks) {
    for (const { result, text, acknowledged: accepted } of findings) {
      const unacknowledged = result === 'fail' ? '✗' : '?';
      say(`  ${accepted ? '!' : unacknowledged} ${resource.path}: ${titles.get(rule)}`);
      say(`      ${accepted ? `acknowledged: ${accepted.reason}` : text}`);
    }
  }
  return Object.entries(totals).flatMap(([status, count]) =>
    count > 0 ? [] : [`checks-only: nothing has the status ${status}`],
  );
}
