import { once } from 'node:events';
import { heading, mark, say } from '../report/console';
import { LocalAccess } from './local-access';
import { ALICE, BOB, CAROL } from './local-access-stack';
import { installedBrowser, walkThroughPortal } from './portal-steps';
import { shutOut } from './shut-out-steps';
import { type Check, openStudio, type Step, Where } from './steps';

const NO_BROWSER =
  'No browser was found, so the portal was not opened: install chromium-headless-shell, or name a Chromium in CHROMIUM';

/** Opens Studio for one user on loopback, and tells what was checked on the way. Exits with 1 where something did not hold. */
async function main(): Promise<void> {
  const begun = Date.now();
  heading('Private access to Studio, on loopback');
  say(
    '  A stack is synthesized. Its policies, methods and functions decide; servers on 127.0.0.1 stand for AWS, corporate DNS and the identity provider.',
  );
  const local = await LocalAccess.start();
  try {
    if (process.argv.includes('--open')) {
      await leaveOpen(local);
    } else {
      summarize(await walk(local), Date.now() - begun);
    }
  } finally {
    await local.stop();
  }
}

async function walk(local: LocalAccess): Promise<Check[]> {
  const checks: Check[] = [];
  const browser = installedBrowser(process.env);
  for await (const step of stepsOf(local, browser)) {
    heading(step.title);
    step.checks.forEach(({ held, statement, where }) => {
      mark(held, `${where === Where.TEMPLATE ? '[template] ' : ''}${statement}`);
    });
    checks.push(...step.checks);
  }
  if (!browser) {
    heading('The portal');
    say(`  ${NO_BROWSER}`);
  }
  const quiet = {
    where: Where.LOOPBACK,
    statement: 'no log holds a password, a token, a key or a URL that opens something',
    held: local.leaks().length === 0,
  };
  heading('What was logged');
  mark(quiet.held, quiet.statement);
  return [...checks, quiet];
}

async function* stepsOf(local: LocalAccess, browser: string | undefined): AsyncGenerator<Step> {
  let number = 0;
  for (const steps of [openStudio(local), shutOut(local)]) {
    for await (const step of steps) {
      yield { ...step, title: `${++number}. ${step.title}` };
    }
  }
  if (browser) {
    yield* walkThroughPortal(browser, local);
  }
}

/** Until the user presses Ctrl+C. */
async function leaveOpen(local: LocalAccess): Promise<void> {
  const browser = installedBrowser(process.env) ?? 'chromium';
  const options = `--ignore-certificate-errors --user-data-dir="$(mktemp -d)" --host-resolver-rules="${await local.hostRules()}"`;
  heading('The portal');
  say(`  ${local.portalUrl}`);
  say('  Its name leads to this machine in a Chromium with a window that is started like this:');
  say(`  ${browser.replace('-headless-shell', '')} ${options} ${local.portalUrl}`);
  for (const { subject } of [ALICE, CAROL, BOB]) {
    say(`  user ${subject}, password ${local.passwords.get(subject)}`);
  }
  say('  Ctrl+C ends it.');
  await Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));
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
