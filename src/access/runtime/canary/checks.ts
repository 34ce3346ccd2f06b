import { BlockList, isIPv6 } from 'node:net';
import { type CanaryTarget, type RequestCheck, requestChecks } from '../../shared/canary';
import { CanaryCheck } from '../../shared/canary-check';

/** A host with its port. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What the checks use of the network. Each function rejects when its time is up. */
export interface CanaryPorts {
  readonly addresses: (host: string) => Promise<readonly string[]>;
  /** Opens TLS as a browser does, and returns the end of the certificate's validity in milliseconds since 1970. */
  readonly certificateEnd: (server: HostAndPort) => Promise<number>;
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
  /** A token of the machine user. */
  readonly token: () => Promise<string>;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/** The days until a certificate expires. */
export interface CertificateDays {
  readonly host: string;
  readonly days: number;
}

export interface CheckResult {
  readonly check: CanaryCheck;
  readonly passed: boolean;
  /** A word from a fixed list, a status, or an error code. Never a part of a response. */
  readonly reason: string;
  /** The host that failed. */
  readonly host?: string;
  readonly milliseconds: number;
  readonly certificates: readonly CertificateDays[];
}

const DAY_MS = 86_400_000;
/** The code of an error of Node.js, or the name of an exception of an AWS service. */
const ERROR_CODE = /^([A-Z][A-Z0-9_]{0,63}|[A-Z][A-Za-z]{0,55}Exception)$/;

/** Why a check failed. */
class CheckFailure extends Error {
  constructor(
    readonly reason: string,
    readonly host?: string,
  ) {
    super(reason);
  }
}

/** Runs all checks in the order of a user's path. A failed check does not stop the others, so that the results show where the path ends. */
export async function runChecks(target: CanaryTarget, ports: CanaryPorts): Promise<CheckResult[]> {
  const servers = serversOf(target);
  const results = [
    await timed(CanaryCheck.NAMES, ports, () => checkNames(servers, target, ports)),
    await timed(CanaryCheck.CERTIFICATES, ports, () => certificates(servers, ports)),
  ];
  for (const request of requestChecks(target).filter(({ withToken }) => !withToken || target.client !== undefined)) {
    results.push(await timed(request.check, ports, () => checkRequest(request, ports)));
  }
  return results;
}

function serversOf({ apiUrl, studioHosts }: CanaryTarget): HostAndPort[] {
  const urls = [apiUrl, ...studioHosts.map((host) => `https://${host}`)].map((url) => new URL(url));
  return urls.map(({ hostname, port }) => ({ host: hostname, port: Number(port || 443) }));
}

async function timed(
  check: CanaryCheck,
  { now }: CanaryPorts,
  run: () => Promise<readonly CertificateDays[] | undefined>,
): Promise<CheckResult> {
  const start = now();
  const result = (reason: string, more: Pick<CheckResult, 'certificates'> & { host?: string }): CheckResult => ({
    check,
    passed: reason === 'passed',
    reason,
    milliseconds: now() - start,
    ...more,
  });
  try {
    return result('passed', { certificates: (await run()) ?? [] });
  } catch (error) {
    const { reason, host } = failureOf(error);
    return result(reason, { certificates: [], host });
  }
}

async function checkNames(
  servers: readonly HostAndPort[],
  { addressRanges }: CanaryTarget,
  ports: CanaryPorts,
): Promise<undefined> {
  const ranges = blockListOf(addressRanges);
  await Promise.all(
    servers.map(async ({ host }) => {
      const addresses = await forHost(host, () => ports.addresses(host));
      if (addresses.length === 0) {
        throw new CheckFailure('no-address', host);
      }
      if (!addresses.every((address) => ranges.check(address, familyOf(address)))) {
        throw new CheckFailure('unexpected-address', host);
      }
    }),
  );
}

async function certificates(servers: readonly HostAndPort[], ports: CanaryPorts): Promise<CertificateDays[]> {
  return Promise.all(
    servers.map(async (server) => {
      const end = await forHost(server.host, () => ports.certificateEnd(server));
      return { host: server.host, days: Math.floor((end - ports.now()) / DAY_MS) };
    }),
  );
}

/** The response is compared and dropped: it can hold a presigned URL. */
async function checkRequest(request: RequestCheck, ports: CanaryPorts): Promise<undefined> {
  const { method, url, withToken, status, contentType, body } = request;
  const headers: Record<string, string> = withToken ? { Authorization: `Bearer ${await signIn(ports)}` } : {};
  const { hostname } = new URL(url);
  const response = await forHost(hostname, () => ports.send({ method, url, headers }));
  if (response.status !== status) {
    throw new CheckFailure(`status-${response.status}`, hostname);
  }
  if (!response.contentType.startsWith(contentType) || !response.body.includes(body)) {
    throw new CheckFailure('unexpected-content', hostname);
  }
}

/** Tells a failure of the identity provider from one of the API. */
async function signIn({ token }: CanaryPorts): Promise<string> {
  try {
    return await token();
  } catch (error) {
    throw new CheckFailure(`no-token-${failureOf(error).reason}`);
  }
}

async function forHost<T>(host: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new CheckFailure(failureOf(error).reason, host);
  }
}

/** The message of an error can hold a URL or a token, so only its code is kept. */
function failureOf(error: unknown): { reason: string; host?: string } {
  if (error instanceof CheckFailure) {
    return error;
  }
  const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: { code?: unknown } };
  if (name === 'TimeoutError' || name === 'AbortError') {
    return { reason: 'timeout' };
  }
  const known = [code, cause?.code, name].find((one) => typeof one === 'string' && ERROR_CODE.test(one));
  return { reason: typeof known === 'string' ? known : 'error' };
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address, prefix] = range.split('/');
    list.addSubnet(address, Number(prefix), familyOf(address));
  }
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
