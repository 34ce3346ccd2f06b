import { CanaryCheck } from './canary-check';
import { FAULTS } from './public-faults';
import { Route } from './url-function';

/** How the canary signs in, as a client of the identity provider. */
export interface CanaryClient {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  /** The secret in Secrets Manager that holds the secret of the client as text. */
  readonly secretArn: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the canary checks. */
export interface CanaryTarget {
  /** Without a slash at the end. */
  readonly apiUrl: string;
  /** Whether the API serves the page of a portal at its root. */
  readonly portal: boolean;
  /** Hosts that the browser connects to after the API, such as that of a Studio domain. */
  readonly studioHosts: readonly string[];
  /** The ranges that addresses must be in. */
  readonly addressRanges: readonly string[];
  readonly client?: CanaryClient;
}

/** A request, and what its response must be. */
export interface RequestCheck {
  readonly check: CanaryCheck;
  readonly method: string;
  readonly url: string;
  readonly withToken: boolean;
  readonly status: number;
  readonly contentType: string;
  /** A part of the body, which a proxy or a page in between does not have. */
  readonly body: string;
}

export const CANARY_TARGET_VARIABLE = 'CANARY_TARGET';

/** The metrics of the canary, in the namespace and by the function of `ACCESS_METRICS`. */
export const CANARY_METRICS = {
  checkDimension: 'check',
  hostDimension: 'host',
  /** 1 if all checks passed, otherwise 0. */
  passed: 'CanaryPassed',
  /** 1 if the check passed, otherwise 0. */
  checkPassed: 'CanaryCheckPassed',
  checkDuration: 'CanaryCheckDuration',
  certificateDays: 'CanaryCertificateDays',
} as const;

/** @see https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc6598, and https://www.rfc-editor.org/rfc/rfc4193 */
export const PRIVATE_RANGES = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

/** The requests of a user's path, in order. The canary and the script for client machines both send these. */
export function requestChecks({ apiUrl, portal }: Pick<CanaryTarget, 'apiUrl' | 'portal'>): RequestCheck[] {
  const [method, path] = Route.URL.split(' ');
  const url = `${apiUrl}${path}`;
  const json = { method, url, contentType: 'application/json' };
  const { statusCode, code } = FAULTS.unauthenticated;
  const page = {
    check: CanaryCheck.PORTAL,
    method: 'GET',
    url: `${apiUrl}/`,
    withToken: false,
    status: 200,
    contentType: 'text/html',
    // The link that starts the sign-in.
    body: '/signin"',
  };
  const others = [
    { ...json, check: CanaryCheck.SIGN_IN, withToken: false, status: statusCode, body: `"code":"${code}"` },
    { ...json, check: CanaryCheck.PRESIGNED_URL, withToken: true, status: 200, body: '"url":"https://' },
  ];
  return portal ? [page, ...others] : others;
}
