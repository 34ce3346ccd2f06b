import { PortalOutcome } from '../../shared/portal/outcome';
import { PortalRoute } from '../../shared/portal/settings';
import type { Verification } from '../authorizer/token';
import { RefusalReason } from '../authorizer/token-claims';
import { requestIdIn, valueIn } from '../event';
import { type Appearance, logoResponse, pageContext } from './appearance';
import {
  clearedToken,
  clearedTransaction,
  cookieIn,
  fits,
  TOKEN_COOKIE,
  TOKEN_SECONDS,
  TRANSACTION_COOKIE,
  TRANSACTION_SECONDS,
  tokenCookie,
  transactionCookie,
} from './cookies';
import { PageKind } from './page-kind';
import { PAGE_HEADERS, pageResponse } from './pages';
import { REDIRECT_URI_CHANGED } from './redirect-uri';
import { type PortalEvent, type PortalRecord, type PortalResponse, routeOf } from './request';
import { Purpose, type SealPorts, seal, unseal } from './sealed';
import { type SignIn, SignInError, SignInFault, type Transaction } from './sign-in';

export interface PortalPorts {
  readonly url: string;
  /** Whether the operator has registered another redirect URI at the provider. */
  readonly isRedirectUriChanged: boolean;
  readonly signIn: SignIn;
  readonly seal: SealPorts;
  /** Verifies a token exactly as the authorizer does. */
  readonly verify: (token: string) => Promise<Verification>;
  readonly appearance: Appearance;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly record: (record: PortalRecord) => void;
}

/** A result before it is recorded and rendered. */
interface Result {
  readonly outcome: PortalOutcome;
  readonly reason: string;
  readonly page?: PageKind;
  readonly response?: PortalResponse;
  readonly cookies?: readonly string[];
  readonly identity?: { readonly issuer: string; readonly subject: string };
  readonly signOutAddress?: string;
  /** Where the browser goes after it has shown the page. */
  readonly refresh?: string;
}

const { SERVED, SIGNED_IN, REFUSED, FAILED } = PortalOutcome;

const PAGE_OF: Record<SignInFault, PageKind> = {
  [SignInFault.AGAIN]: PageKind.EXPIRED,
  [SignInFault.CANCELLED]: PageKind.CANCELLED,
  [SignInFault.UNAVAILABLE]: PageKind.UNAVAILABLE,
};

/** The portal: signs users in at the identity provider and shows pages. It cannot create URLs or read the directory. */
export class Portal {
  constructor(private readonly ports: PortalPorts) {}

  /** Answers every request and records it once. Neither input nor a failure makes it throw. */
  public async answer(event: PortalEvent): Promise<PortalResponse> {
    const requestId = requestIdIn(event) ?? 'unknown';
    const route = routeOf(event);
    const result = await this.resultOf(route, event);
    const response = this.responseTo(event, requestId, result);
    const { outcome, reason, identity } = result;
    this.ports.record({ requestId, route, outcome, reason, statusCode: response.statusCode, ...identity });
    return response;
  }

  private async resultOf(route: PortalRoute | undefined, event: PortalEvent): Promise<Result> {
    try {
      return await this.serve(route, event);
    } catch (error) {
      if (error instanceof SignInError) {
        const failed = error.fault === SignInFault.UNAVAILABLE;
        return { outcome: failed ? FAILED : REFUSED, reason: error.reason, page: PAGE_OF[error.fault] };
      }
      return { outcome: FAILED, reason: 'internal-error', page: PageKind.UNAVAILABLE };
    }
  }

  private serve(route: PortalRoute | undefined, event: PortalEvent): Promise<Result> | Result {
    switch (route) {
      case PortalRoute.START:
        return { outcome: SERVED, reason: 'start', page: PageKind.START };
      case PortalRoute.SIGN_IN:
        return this.startSignIn(event);
      case PortalRoute.CALLBACK:
        return this.finishSignIn(event);
      case PortalRoute.SIGNED_OUT:
        return this.signOut();
      case PortalRoute.LOGO:
        return this.logo();
      default:
        return { outcome: REFUSED, reason: 'unknown-route', page: PageKind.UNKNOWN };
    }
  }

  private async startSignIn({ queryStringParameters }: PortalEvent): Promise<Result> {
    const otherAccount = valueIn(queryStringParameters, 'account') === 'other';
    const { location, transaction } = await this.ports.signIn.start(otherAccount);
    const sealed = await seal(Purpose.TRANSACTION, { ...transaction }, TRANSACTION_SECONDS, this.ports.seal);
    return {
      ...this.startedOutcome(),
      cookies: [transactionCookie(sealed)],
      response: { statusCode: 302, headers: { ...PAGE_HEADERS, Location: location }, body: '' },
    };
  }

  /** The provider shows the user an error then, so operators only learn of it here. */
  private startedOutcome(): Pick<Result, 'outcome' | 'reason'> {
    return this.ports.isRedirectUriChanged
      ? { outcome: FAILED, reason: REDIRECT_URI_CHANGED }
      : { outcome: SERVED, reason: 'sign-in-started' };
  }

  /** Whatever the result is, the transaction ends: its cookie is removed. */
  private async finishSignIn(event: PortalEvent): Promise<Result> {
    try {
      const result = await this.tokenResult(event);
      return { ...result, cookies: [...(result.cookies ?? []), clearedTransaction()] };
    } catch (error) {
      if (error instanceof SignInError) {
        const failed = error.fault === SignInFault.UNAVAILABLE;
        const outcome = failed ? FAILED : REFUSED;
        return { outcome, reason: error.reason, page: PAGE_OF[error.fault], cookies: [clearedTransaction()] };
      }
      throw error;
    }
  }

  private async tokenResult(event: PortalEvent): Promise<Result> {
    const transaction = await this.transactionOf(event);
    if (!transaction) {
      return { outcome: REFUSED, reason: 'no-transaction', page: PageKind.EXPIRED };
    }
    const token = await this.ports.signIn.finish(queryOf(event), transaction);
    const verification = await this.ports.verify(token);
    if (!verification.accepted) {
      return deniedResult(verification);
    }
    const sealed = await seal(Purpose.TOKEN, { token }, TOKEN_SECONDS, this.ports.seal);
    const { identity } = verification;
    if (!fits(TOKEN_COOKIE, sealed)) {
      return { outcome: FAILED, reason: 'token-too-large', page: PageKind.TOO_LARGE, identity };
    }
    return {
      outcome: SIGNED_IN,
      reason: 'signed-in',
      identity,
      page: PageKind.WORKING,
      // A redirect would belong to the chain that the provider began, in which browsers do not send the strict cookie.
      refresh: `${this.ports.url}/open`,
      cookies: [tokenCookie(sealed, TOKEN_SECONDS)],
    };
  }

  private async transactionOf({ headers, multiValueHeaders }: PortalEvent): Promise<Transaction | undefined> {
    const cookie = cookieIn(headers, multiValueHeaders, TRANSACTION_COOKIE);
    const content = cookie && (await unseal(Purpose.TRANSACTION, cookie, this.ports.seal));
    return content ? (content as unknown as Transaction) : undefined;
  }

  private async signOut(): Promise<Result> {
    const cookies = [clearedToken(), clearedTransaction()];
    // The page must also appear while the provider does not answer.
    const signOutAddress = await this.ports.signIn.signOutAddress().catch(() => undefined);
    return { outcome: SERVED, reason: 'signed-out', page: PageKind.SIGNED_OUT, cookies, signOutAddress };
  }

  private logo(): Result {
    const { logo } = this.ports.appearance;
    if (!logo) {
      return { outcome: REFUSED, reason: 'unknown-route', page: PageKind.UNKNOWN };
    }
    return { outcome: SERVED, reason: 'logo', response: logoResponse(logo) };
  }

  private responseTo(event: PortalEvent, requestId: string, result: Result): PortalResponse {
    const { page, cookies, signOutAddress, refresh } = result;
    const context = pageContext(event, this.ports.appearance, `${this.ports.url}/`, this.ports.now());
    const response =
      result.response ?? pageResponse({ kind: page ?? PageKind.UNKNOWN, requestId, signOutAddress }, context);
    const headers = refresh === undefined ? response.headers : { ...response.headers, Refresh: `0; url=${refresh}` };
    return {
      ...response,
      headers,
      ...(cookies && { multiValueHeaders: { 'Set-Cookie': cookies } }),
    };
  }
}

function deniedResult(verification: Extract<Verification, { accepted: false }>): Result {
  const { reason, identity } = verification;
  return reason === RefusalReason.KEYS_UNAVAILABLE
    ? { outcome: FAILED, reason, page: PageKind.UNAVAILABLE }
    : { outcome: REFUSED, reason, page: PageKind.DENIED, identity };
}

/** All parameters, since a response with two values for one is refused. */
function queryOf({ multiValueQueryStringParameters: parameters }: PortalEvent): URLSearchParams {
  const entries = Object.entries(typeof parameters === 'object' && parameters !== null ? parameters : {});
  const pairs = entries.flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, String(value)]),
  );
  return new URLSearchParams(pairs);
}
