import { entryKey } from '../directory-item';
import { textIn, valueIn } from '../event';

/** What a responder asks for. */
export type RevocationRequest =
  | (Named & { readonly action: 'revoke'; readonly stopApps: boolean })
  | (Named & { readonly action: 'release' })
  /** Brings the policies of the access roles up to date. */
  | { readonly action: 'refresh' };

interface Named {
  readonly issuer: string;
  readonly subject: string;
  readonly key: string;
  /** Why, such as the number of a ticket. */
  readonly reason: string;
}

/** A request that cannot be served. Its message has no values of the request. */
export class RequestError extends Error {
  public override readonly name = 'RequestError';
}

const REASON = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;
const FIELDS = ['action', 'issuer', 'subject', 'reason', 'stopApps'];

/** Throws for anything that is not exactly a request, because a mistyped one would leave somebody in. */
export function requestOf(event: unknown): RevocationRequest {
  if (textIn(event, 'source') === 'schedule') {
    return { action: 'refresh' };
  }
  const action = textIn(event, 'action');
  const [issuer, subject, reason] = ['issuer', 'subject', 'reason'].map((name) => textIn(event, name) ?? '');
  const key = entryKey(issuer, subject);
  const stopApps = valueIn(event, 'stopApps') ?? false;
  const faults = [
    ...fault(action === 'revoke' || action === 'release', 'action must be "revoke" or "release"'),
    ...fault(key !== undefined, 'issuer and subject must be those of a user of the directory'),
    ...fault(
      REASON.test(reason),
      'reason must be a text of 1 to 200 visible characters, such as the number of a ticket',
    ),
    ...fault(typeof stopApps === 'boolean', 'stopApps must be true or false'),
    ...fault(action !== 'release' || stopApps === false, 'stopApps is only for "revoke"'),
    ...fault(
      Object.keys(event ?? {}).every((name) => FIELDS.includes(name)),
      `there are only the fields ${FIELDS.join(', ')}`,
    ),
  ];
  if (faults.length > 0) {
    throw new RequestError(faults.join('; '));
  }
  const named = { issuer, subject, key: key!, reason };
  return action === 'revoke' ? { ...named, action, stopApps: stopApps === true } : { ...named, action: 'release' };
}

function fault(holds: boolean, message: string): string[] {
  return holds ? [] : [message];
}
