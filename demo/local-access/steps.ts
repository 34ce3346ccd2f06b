import type { Browser } from './browser';
import type { HttpAnswer } from './http';
import { type LocalAccess, Place } from './local-access';
import { ALICE, BOB, ENVIRONMENT, Revocation } from './local-access-stack';
import {
  apiNamesItsEndpoint,
  namesLeadToEndpoints,
  nothingLeadsOut,
  resolverIsInbound,
  zonesAreForwarded,
} from './template-checks';

/** Where something was checked: it happened on loopback, or the template says what is to happen. */
export enum Where {
  LOOPBACK = 'on loopback',
  TEMPLATE = 'in the template',
}

export interface Check {
  readonly where: Where;
  readonly statement: string;
  readonly held: boolean;
}

/** A step of the demo, such as one of the eleven by which a user gets to Studio. */
export interface Step {
  readonly title: string;
  readonly checks: readonly Check[];
}

const URL_EXPIRY_MS = 20_000;
const RESOURCE = '/studio';

/**
 * Opens Studio for one user, in the steps of the architecture.
 *
 * @see https://aws.amazon.com/blogs/machine-learning/secure-amazon-sagemaker-studio-presigned-urls-part-1-foundational-infrastructure/
 */
export async function* openStudio(local: LocalAccess): AsyncGenerator<Step> {
  const visit = new Visit(local);
  yield { title: 'The user signs in and opens the portal', checks: await visit.signIn() };
  yield { title: 'The portal calls the private API', checks: await visit.callApi() };
  yield { title: 'Corporate DNS resolves the name of the API', checks: visit.resolveName() };
  yield { title: 'The resolver of the VPC answers with addresses of endpoints', checks: visit.answerNames() };
  yield { title: 'The endpoint leads to the API, and nothing else does', checks: await visit.passEndpoint() };
  yield { title: 'The API finds the method, and verifies the caller', checks: await visit.findMethod() };
  yield { title: 'API Gateway calls the function', checks: visit.callFunction() };
  yield { title: 'The function looks the user up and makes the URL', checks: await visit.makeUrl() };
  yield { title: 'The browser follows the URL to the endpoint of Studio', checks: await visit.followUrl() };
  yield { title: 'Studio checks through which endpoint the request came', checks: await visit.checkEndpoint() };
  yield { title: 'Studio stays open, through the endpoint alone, until it is revoked', checks: await visit.stayOpen() };
}

/** A bearer credential is shown without what makes it one. */
export function masked(url: string): string {
  return url.replace(/token=.*$/, 'token=…');
}

class Visit {
  private browser!: Browser;
  private token = '';
  private answer!: HttpAnswer;
  private url = '';

  constructor(private readonly local: LocalAccess) {}

  public async signIn(): Promise<Check[]> {
    this.browser = await this.local.browser(Place.CORPORATE);
    this.token = await this.local.signIn(this.browser, ALICE.subject);
    const wrong = await this.browser
      .signIn(this.local.issuers[0], BOB.subject, 'not the password')
      .catch(() => undefined);
    return [
      loopback(
        'a token for Alice, by authorization code and PKCE, from an OpenID provider over TLS',
        this.token.split('.').length === 3,
      ),
      loopback('no token for a wrong password', wrong === undefined),
    ];
  }

  public async callApi(): Promise<Check[]> {
    this.answer = await this.ask(this.browser);
    this.url = this.answer.headers.location ?? '';
    const closed =
      this.answer.headers['cache-control'] === 'no-store' && this.answer.headers['referrer-policy'] === 'no-referrer';
    return [
      loopback(
        `GET ${RESOURCE} with the token answers ${this.answer.status}, Location: ${masked(this.url)}`,
        this.answer.status === 302 && this.url !== '',
      ),
      loopback('the answer must not be stored, nor told to where the browser goes next', closed),
    ];
  }

  public resolveName(): Check[] {
    return [
      template(
        'the API names the endpoint, so that public DNS finds it by both names together',
        apiNamesItsEndpoint(this.local),
      ),
      template('an inbound endpoint of the resolver has addresses in two zones', resolverIsInbound(this.local)),
      template(
        'the zones of Studio and of the SageMaker API are named for the corporate DNS servers to forward',
        zonesAreForwarded(this.local),
      ),
    ];
  }

  public answerNames(): Check[] {
    return [
      template(
        'private names of sagemaker.api, sts and studio lead to endpoints of the VPC',
        namesLeadToEndpoints(this.local),
      ),
      template('the VPC has no gateway to the internet', nothingLeadsOut(this.local)),
    ];
  }

  public async passEndpoint(): Promise<Check[]> {
    const { gateway } = this.local;
    const before = gateway.authorizations;
    const places = [Place.INTERNET, Place.OTHER_VPC, Place.STUDIO_ENDPOINT];
    const statuses = await Promise.all(
      places.map(async (place) => (await this.ask(await this.local.browser(place))).status),
    );
    return [
      ...places.map((place, index) =>
        loopback(`the same request through ${place} is refused: ${statuses[index]}`, statuses[index] === 403),
      ),
      loopback('refused before the function that verifies tokens is asked', gateway.authorizations === before),
    ];
  }

  public async findMethod(): Promise<Check[]> {
    const url = this.local.apiUrl;
    const other = await this.browser.fetch(`${url}/other`, this.bearer());
    const none = await this.browser.fetch(`${url}${RESOURCE}`);
    const foreign = await this.local.signIn(
      await this.local.browser(Place.CORPORATE),
      ALICE.subject,
      this.local.issuers[1],
    );
    const refused = await this.browser.fetch(`${url}${RESOURCE}`, this.bearer(foreign));
    const post = await this.browser.fetch(`${url}/presigned-url`, { method: 'POST', ...this.bearer() });
    return [
      loopback(
        `POST /presigned-url answers ${post.status} with a URL for ${JSON.parse(post.body).expiresInSeconds} seconds`,
        post.status === 200,
      ),
      loopback(`a path that is not there: ${other.status}`, other.status === 404),
      loopback(`no token: ${none.status}`, none.status === 401),
      loopback(`a token of another real provider: ${refused.status}`, refused.status === 403),
    ];
  }

  public callFunction(): Check[] {
    const { api, deployment } = this.local;
    const method = api.method('GET', RESOURCE)!;
    const functionId = method.integration.kind === 'function' ? method.integration.functionId : '';
    const may = (source: string) => api.mayInvoke(functionId, api.arnOf(source));
    return [
      loopback(
        'the shipped bundle of the function answered, in a process with the environment of the template',
        this.answer.status === 302,
      ),
      template('Lambda lets the API call it for this method', may(`/${api.stage}/GET${RESOURCE}`)),
      template(
        'and not for the test button of the console, which verifies nobody',
        !may(`/test-invoke-stage/GET${RESOURCE}`),
      ),
      template('the function is in the VPC', deployment.resources[functionId].Properties?.VpcConfig !== undefined),
    ];
  }

  public async makeUrl(): Promise<Check[]> {
    const { aws, deployment } = this.local;
    const made = (service: string, operation: string, endpoint: string) =>
      aws.calls.some(
        (call) =>
          call.service === service &&
          call.operation === operation &&
          call.status === 200 &&
          call.endpointId === deployment.endpoint(endpoint).id,
      );
    const bob = await this.ask(
      this.browser,
      await this.local.signIn(await this.local.browser(Place.CORPORATE), BOB.subject),
    );
    return [
      loopback('Query, signed and allowed, through the endpoint of dynamodb', made('dynamodb', 'Query', 'dynamodb')),
      loopback('AssumeRole, signed and allowed, through the endpoint of sts', made('sts', 'AssumeRole', 'sts')),
      loopback(
        'CreatePresignedDomainUrl, as the access role, through the endpoint of sagemaker.api',
        made('sagemaker', 'CreatePresignedDomainUrl', 'sagemaker.api'),
      ),
      loopback(`Bob, who is disabled in the directory, gets none: ${bob.status}`, bob.status === 403),
    ];
  }

  public async followUrl(): Promise<Check[]> {
    const { hostname } = new URL(this.url);
    const opened = await this.browser.fetch(this.url);
    return [
      template(
        'the host of the URL is in a zone that corporate DNS forwards',
        hostname.endsWith(`.studio.${ENVIRONMENT.region}.sagemaker.aws`),
      ),
      loopback(`through the endpoint of Studio it opens: ${opened.status}, ${opened.body}`, opened.status === 200),
    ];
  }

  public async checkEndpoint(): Promise<Check[]> {
    const places = [Place.INTERNET, Place.OTHER_VPC];
    const statuses = await Promise.all(
      places.map(async (place) => (await (await this.local.browser(place)).fetch(this.url)).status),
    );
    this.local.studio.ahead = URL_EXPIRY_MS;
    const late = await (await this.local.browser(Place.CORPORATE)).fetch(this.url);
    this.local.studio.ahead = 0;
    return [
      ...places.map((place, index) =>
        loopback(`the same URL through ${place}: ${statuses[index]}`, statuses[index] === 403),
      ),
      loopback(
        'after 20 seconds it opens nothing: the browser is sent to the sign-in of the console',
        late.status === 302 && !late.headers['set-cookie'],
      ),
    ];
  }

  public async stayOpen(): Promise<Check[]> {
    const lab = new URL('/jupyterlab/default', this.url).toString();
    const again = await this.browser.fetch(lab);
    const copied = await (await this.local.browser(Place.INTERNET)).fetch(lab, {
      headers: { cookie: this.browser.cookiesOf(lab) },
    });
    await this.local.deploy({ revocation: Revocation.ALICE });
    const revoked = await this.browser.fetch(lab);
    await this.local.deploy();
    const restored = await this.browser.fetch(lab);
    return [
      loopback(`the next request of the session: ${again.status}`, again.status === 200),
      loopback(`with its cookie, but over the internet: ${copied.status}`, copied.status === 403),
      loopback(`once revokeUserProfile is deployed: ${revoked.status}`, revoked.status === 403),
      loopback(`once that is taken back: ${restored.status}`, restored.status === 200),
    ];
  }

  private ask(browser: Browser, token = this.token): Promise<HttpAnswer> {
    return browser.fetch(`${this.local.apiUrl}${RESOURCE}`, this.bearer(token));
  }

  private bearer(token = this.token): { readonly headers: Readonly<Record<string, string>> } {
    return { headers: { authorization: `Bearer ${token}` } };
  }
}

function loopback(statement: string, held: boolean): Check {
  return { where: Where.LOOPBACK, statement, held };
}

function template(statement: string, held: boolean): Check {
  return { where: Where.TEMPLATE, statement, held };
}
