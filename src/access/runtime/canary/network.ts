import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { connect } from 'node:tls';
import type { CanaryPorts } from './checks';

type Network = Pick<CanaryPorts, 'addresses' | 'certificateEnd' | 'send'>;

/** The time for each step, in milliseconds. The function of the canary has a minute for all of them. */
export interface NetworkTimeouts {
  readonly addresses: number;
  readonly certificate: number;
  /** API Gateway may have to start two functions. */
  readonly response: number;
}

export const TIMEOUTS: NetworkTimeouts = { addresses: 4000, certificate: 5000, response: 10_000 };

/** The network as Node.js sees it: the system's resolver, trusted authorities of Node.js, no redirects, no cookies. */
export function nodeNetwork(timeouts: NetworkTimeouts = TIMEOUTS): Network {
  return {
    addresses: (host) => inTime(timeouts.addresses, addressesOf(host)),
    certificateEnd: ({ host, port }) => certificateEnd(host, port, timeouts.certificate),
    send: async ({ method, url, headers, body }) => {
      const signal = AbortSignal.timeout(timeouts.response);
      const response = await fetch(url, { method, headers, body, redirect: 'manual', signal });
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        body: await response.text(),
      };
    },
  };
}

async function addressesOf(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

async function certificateEnd(host: string, port: number, timeout: number): Promise<number> {
  const socket = connect({ host, port, servername: host });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(timeout) }).catch(timeoutOf);
    return Date.parse(socket.getPeerCertificate().valid_to);
  } finally {
    socket.destroy();
  }
}

/** `once` reports the reason of an aborted wait as its cause. */
function timeoutOf(error: Error): never {
  throw error.name === 'AbortError' ? error.cause : error;
}

/** A lookup cannot be aborted. */
async function inTime<T>(milliseconds: number, result: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const late = setTimeout(milliseconds, undefined, { ref: false, signal: ended.signal }).then(() => {
    throw Object.assign(new Error('the time is up'), { name: 'TimeoutError' });
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    ended.abort();
    late.catch(() => undefined);
  }
}
