import {
  type AuthorizationServer,
  customFetch,
  discoveryRequest,
  processDiscoveryResponse,
  UnsupportedOperationError,
} from 'oauth4webapi';
import type { SignInSettings } from '../../shared/portal/settings';

export interface ProviderPorts {
  readonly fetch: typeof fetch;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/** What an ID token may be signed with if no discovery document says so. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];

/** The time for which the discovery document is used, in milliseconds. */
const METADATA_MS = 3_600_000;

/** The time for one request to the provider, in milliseconds. */
const TIMEOUT_MS = 5000;

/** The endpoints of the identity provider, from the settings or from its discovery document. */
export class Provider {
  private kept?: { readonly metadata: AuthorizationServer; readonly until: number };

  constructor(
    private readonly settings: Pick<SignInSettings, 'issuer' | 'endpoints'>,
    private readonly ports: ProviderPorts,
  ) {}

  /** A document that is too old is better than none: an outage of one page must not stop sign-in. */
  public async metadata(): Promise<AuthorizationServer> {
    const given = this.given();
    if (given) {
      return given;
    }
    if (this.kept && this.ports.now() < this.kept.until) {
      return this.kept.metadata;
    }
    try {
      const metadata = complete(await this.discover());
      this.kept = { metadata, until: this.ports.now() + METADATA_MS };
    } catch (error) {
      if (!this.kept) {
        throw error;
      }
    }
    return this.kept.metadata;
  }

  private given(): AuthorizationServer | undefined {
    const { issuer, endpoints } = this.settings;
    return (
      endpoints && {
        issuer,
        authorization_endpoint: endpoints.authorization,
        token_endpoint: endpoints.token,
        end_session_endpoint: endpoints.endSession,
        id_token_signing_alg_values_supported: ALGORITHMS,
      }
    );
  }

  /** oauth4webapi refuses a document that names another issuer, and addresses without TLS. */
  private async discover(): Promise<AuthorizationServer> {
    const issuer = new URL(this.settings.issuer);
    const response = await discoveryRequest(issuer, requestOptions(this.ports.fetch));
    return processDiscoveryResponse(issuer, response);
  }
}

/** The options of all requests to the provider. */
export function requestOptions(fetcher: typeof fetch): { [customFetch]: typeof fetch; signal: () => AbortSignal } {
  return { [customFetch]: fetcher, signal: () => AbortSignal.timeout(TIMEOUT_MS) };
}

function complete(metadata: AuthorizationServer): AuthorizationServer {
  if (!metadata.authorization_endpoint || !metadata.token_endpoint) {
    throw new UnsupportedOperationError('the discovery document has no authorization endpoint or no token endpoint');
  }
  return metadata;
}
