import { heading, mark, say } from '../report/console';
import { LocalAccess } from './local-access';
import { type Check, openStudio, Where } from './steps';

/** Opens Studio for one user on loopback, and tells what was checked on the way. Exits with 1 where something did not hold. */
async function main(): Promise<void> {
  const begun = Date.now();
  heading('Private access to Studio, on loopback');
  say(
    '  A stack is synthesized. Its policies, methods and functions decide; servers on 127.0.0.1 stand for AWS, corporate DNS and the portal.',
  );
  const local = await LocalAccess.start();
  const checks: Check[] = [];
  try {
    let number = 0;
    for await (const step of openStudio(local)) {
      heading(`${++number}. ${step.title}`);
      step.checks.forEach(({ held, statement, where }) => {
        mark(held, `${where === Where.TEMPLATE ? '[template] ' : ''}${statement}`);
      });
      checks.push(...step.checks);
    }
    const quiet = {
      where: Where.LOOPBACK,
      statement: 'no log holds a password, a token, a key or a URL that opens something',
      held: local.leaks().length === 0,
    };
    checks.push(quiet);
    heading('What was logged');
    mark(quiet.held, quiet.statement);
  } finally {
    await local.stop();
  }
  summarize(checks, Date.now() - begun);
}

function summarize(checks: readonly Check[], milliseconds: number): void {
  const failed = checks.filter(({ held }) => !held);
  const count = (where: Where) => checks.filter((check) => check.where === where).length;
  heading('In short');
  say(
    `  ${count(Where.LOOPBACK)} checks ${Where.LOOPBACK}, ${count(Where.TEMPLATE)} ${Where.TEMPLATE}, ${failed.length} failed, in ${(milliseconds / 1000).toFixed(1)} seconds`,
  );
  say('  Not checked: whether AWS enforces what its documentation says, and what DNS and VPN of a real network do');
  for (const { statement } of failed) {
    say(`  ✗ ${statement}`);
  }
  process.exitCode = failed.length ? 1 : 0;
}

void main();
