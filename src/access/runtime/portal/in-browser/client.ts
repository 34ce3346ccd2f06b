import { None } from 'oauth4webapi';
import type { ClientCredentials } from '../client-auth';
import { type Choice, PageKind } from '../page-kind';
import { type SignIn, SignInError, SignInFault, type Transaction } from '../sign-in';

/** What the page at an address does. */
export enum ClientStep {
  SIGN_IN = 'sign-in',
  CALLBACK = 'callback',
  SIGNED_OUT = 'signed-out',
}

/** A page of the portal with what it shows. */
export interface View {
  readonly kind: PageKind;
  /** @default - the id of the request for the page itself */
  readonly requestId?: string;
  readonly choices?: readonly Choice[];
  readonly choose?: (choice: Choice) => void;
}

/** A response of the API. */
export interface ApiResponse {
  readonly status: number;
  /** The parsed body, which is untrusted input. */
  readonly body: unknown;
}

export interface ClientPorts {
  readonly signIn: SignIn;
  readonly show: (view: View) => void;
  /** Adds a link to the page of the provider that ends its session. */
  readonly offerSignOut: (address: string) => void;
  /** Leaves the page, which does not stay behind the button Back. */
  readonly leaveFor: (address: string) => void;
  /** The query of the address, which is removed from it. */
  readonly takeQuery: () => URLSearchParams;
  /** Lasts as long as the tab, and contains no token. */
  readonly store: { read(): string | null; write(content: string): void; remove(): void };
  /** Calls `POST /presigned-url`. */
  readonly requestUrl: (token: string, entry?: string) => Promise<ApiResponse>;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/** A public client has nothing to prove who it is. The exact redirect URI and PKCE bind the code to this page. */
export const PUBLIC_CLIENT: ClientCredentials = {
  authentication: async () => None(),
  forget: () => undefined,
};

/** The time for signing in at the provider, in milliseconds. */
const SIGN_IN_MS = 600_000;

/**
 * What remains of the 8,000 bytes that the headers of a request to a private API may have.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
const TOKEN_MAX = 7000;

const PAGE_OF_FAULT: Record<SignInFault, PageKind> = {
  [SignInFault.AGAIN]: PageKind.EXPIRED,
  [SignInFault.CANCELLED]: PageKind.CANCELLED,
  [SignInFault.UNAVAILABLE]: PageKind.UNAVAILABLE,
};

const PAGE_OF_STATUS: Readonly<Record<number, PageKind>> = {
  300: PageKind.CHOOSE,
  401: PageKind.EXPIRED,
  403: PageKind.DENIED,
  429: PageKind.BUSY,
};

/** Signs a user in and opens Studio, in the page. The token is in no variable that outlives the page. */
export class BrowserClient {
  constructor(private readonly ports: ClientPorts) {}

  public async run(step: ClientStep): Promise<void> {
    try {
      await this.take(step);
    } catch (error) {
      this.ports.show({ kind: error instanceof SignInError ? PAGE_OF_FAULT[error.fault] : PageKind.UNAVAILABLE });
    }
  }

  private take(step: ClientStep): Promise<void> {
    switch (step) {
      case ClientStep.SIGN_IN:
        return this.begin();
      case ClientStep.CALLBACK:
        return this.finish();
      default:
        return this.offerSignOut();
    }
  }

  private async begin(): Promise<void> {
    const { signIn, store, now, leaveFor, takeQuery } = this.ports;
    const { location, transaction } = await signIn.start(takeQuery().get('account') === 'other');
    store.write(JSON.stringify({ ...transaction, until: now() + SIGN_IN_MS }));
    leaveFor(location);
  }

  /** The address loses the code before anything else happens, and a transaction is used once. */
  private async finish(): Promise<void> {
    const { signIn, store, takeQuery } = this.ports;
    const response = takeQuery();
    const transaction = this.transactionOf(store.read());
    store.remove();
    if (!transaction) {
      throw new SignInError(SignInFault.AGAIN, 'no-transaction');
    }
    const token = await signIn.finish(response, transaction);
    if (token.length > TOKEN_MAX) {
      this.ports.show({ kind: PageKind.TOO_LARGE });
      return;
    }
    await this.open(token);
  }

  private transactionOf(content: string | null): Transaction | undefined {
    const { until, ...transaction } = JSON.parse(content ?? '{"until":0}');
    return this.ports.now() < until ? transaction : undefined;
  }

  /** Asks the API for a URL. It decides who the user is, by the token only. */
  private async open(token: string, entry?: string): Promise<void> {
    this.ports.show({ kind: PageKind.WORKING });
    const { status, body } = await this.ports.requestUrl(token, entry);
    const { url, code, requestId, entries } = (body ?? {}) as Readonly<Record<string, unknown>>;
    if (status === 200 && isWebAddress(url)) {
      this.ports.leaveFor(url);
      return;
    }
    const kind = code === 'NoAccess' ? PageKind.NO_ACCESS : (PAGE_OF_STATUS[status] ?? PageKind.UNAVAILABLE);
    this.ports.show({
      kind,
      requestId: typeof requestId === 'string' ? requestId : undefined,
      choices: kind === PageKind.CHOOSE ? (entries as Choice[]) : undefined,
      choose: ({ id }) => void this.reopen(token, id),
    });
  }

  private async reopen(token: string, entry: string): Promise<void> {
    try {
      await this.open(token, entry);
    } catch {
      this.ports.show({ kind: PageKind.UNAVAILABLE });
    }
  }

  /** The page must also appear while the provider does not answer. */
  private async offerSignOut(): Promise<void> {
    this.ports.store.remove();
    const address = await this.ports.signIn.signOutAddress().catch(() => undefined);
    if (isWebAddress(address)) {
      this.ports.offerSignOut(address);
    }
  }
}

/** An address that is no script. */
function isWebAddress(address: unknown): address is string {
  return typeof address === 'string' && address.startsWith('https://');
}
