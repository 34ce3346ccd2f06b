import type { CanaryClient } from '../../shared/canary';
import { textIn } from '../event';
import type { CanaryPorts } from './checks';

const TOKEN = /^[\x21-\x7e]{1,16384}$/;

/**
 * A token by the client credentials grant.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4 and https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export async function clientToken(
  { tokenEndpoint, clientId, parameters }: CanaryClient,
  secret: string,
  send: CanaryPorts['send'],
): Promise<string> {
  const credentials = [clientId, secret].map(formEncoded).join(':');
  const { status, body } = await send({
    method: 'POST',
    url: tokenEndpoint,
    headers: {
      Accept: 'application/json',
      Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ ...parameters, grant_type: 'client_credentials' }).toString(),
  });
  const token = status === 200 ? textIn(parsed(body), 'access_token') : undefined;
  if (token === undefined || !TOKEN.test(token)) {
    throw Object.assign(new Error('the identity provider returned no token'), { code: `STATUS_${status}` });
  }
  return token;
}

function formEncoded(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
