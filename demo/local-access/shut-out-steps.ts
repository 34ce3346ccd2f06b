import type { Browser } from './browser';
import { type LocalAccess, Place } from './local-access';
import { ALICE, CAROL } from './local-access-stack';
import { type Check, type Step, Where } from './steps';

/** Shuts Alice out without a deployment, and lets her in again. Nobody else notices. */
export async function* shutOut(local: LocalAccess): AsyncGenerator<Step> {
  const visit = new ShutOut(local);
  await visit.begin();
  yield { title: 'An operator shuts the user out', checks: await visit.revoke() };
  yield { title: 'The operator lets the user in again', checks: await visit.release() };
}

class ShutOut {
  private browser!: Browser;
  private token = '';
  private lab = '';
  private url = '';

  constructor(private readonly local: LocalAccess) {}

  /** An open session, and a URL that nobody has opened yet. */
  public async begin(): Promise<void> {
    this.browser = await this.local.browser(Place.CORPORATE);
    this.token = await this.local.signIn(this.browser, ALICE.subject);
    const opened = await this.urlOf();
    await this.browser.fetch(opened);
    this.lab = new URL('/jupyterlab/default', opened).toString();
    this.url = await this.urlOf();
  }

  public async revoke(): Promise<Check[]> {
    const before = await this.browser.fetch(this.lab);
    const mistyped = await this.ask('revoke', { reason: '' });
    const answer = await this.ask('revoke');
    const next = await this.openPage();
    const [session, unused] = [await this.browser.fetch(this.lab), await this.browser.fetch(this.url)];
    const others = await this.choiceOfCarol();
    return [
      loopback(`the session of Alice is open: ${before.status}`, before.status === 200),
      loopback(`a request without a reason is refused: ${mistyped.error}`, mistyped.error !== undefined),
      loopback(`one call revokes her: ${JSON.stringify(answer.result)}`, answer.error === undefined),
      loopback(`her token is still good, and she gets no new URL: ${next}`, next === 403),
      loopback(`the next request of her open session: ${session.status}`, session.status === 403),
      loopback(`a URL that she got before: ${unused.status}`, unused.status === 403),
      loopback(`others notice nothing, Carol may choose: ${others}`, others === 300),
    ];
  }

  /** The next deployment of the list does not let her in; the release does. */
  public async release(): Promise<Check[]> {
    await this.local.deploy();
    const deployed = await this.openPage();
    const answer = await this.ask('release');
    const next = await this.openPage();
    const session = await this.browser.fetch(this.lab);
    return [
      loopback(`a deployment of the same list does not let her in: ${deployed}`, deployed === 403),
      loopback(`one call releases her: ${JSON.stringify(answer.result)}`, answer.error === undefined),
      loopback(`she gets a URL again: ${next}`, next === 302),
      loopback(`her session goes on, until its time is over: ${session.status}`, session.status === 200),
      loopback('no role has a policy of a revocation any more', this.local.aws.inlinePolicies.size === 0),
    ];
  }

  private ask(action: string, more: object = {}) {
    const [issuer] = this.local.issuers;
    return this.local.operate({ action, issuer, subject: ALICE.subject, reason: 'INC-4711', ...more });
  }

  private async openPage(): Promise<number> {
    return (await this.request(this.browser, this.token)).status;
  }

  private async urlOf(): Promise<string> {
    return (await this.request(this.browser, this.token)).headers.location;
  }

  private async choiceOfCarol(): Promise<number> {
    const browser = await this.local.browser(Place.CORPORATE);
    return (await this.request(browser, await this.local.signIn(browser, CAROL.subject))).status;
  }

  private request(browser: Browser, token: string) {
    return browser.fetch(`${this.local.apiUrl}/studio`, { headers: { authorization: `Bearer ${token}` } });
  }
}

function loopback(statement: string, held: boolean): Check {
  return { where: Where.LOOPBACK, statement, held };
}
