import { readFileSync } from 'node:fs';
import { Fn, Token } from 'aws-cdk-lib';
import { checkNotBlank } from './checks';
import { type Fault, faultsOf } from './errors';
import { LIFECYCLE_SCRIPT_MAX } from './limits';
import { metadataCallsWithoutToken, TOKEN_LIFETIME_MAX, tooLongTokenLifetimes } from './shared/metadata-calls';

/** The text of a script, with line ends made those of Linux. */
export function readScript(path: string): string {
  return readFileSync(path, 'utf-8').replaceAll('\r\n', '\n');
}

/** What the template holds. */
export function scriptBase64(text: string): string {
  return Token.isUnresolved(text) ? Fn.base64(text) : encode(text);
}

export interface ScriptRules {
  /** Why metadata calls are not looked for, where they are not. */
  readonly metadataCallsReviewed?: string;
  /** What to do instead of a metadata call. */
  readonly metadataHint: string;
}

export function scriptFaults(text: string, { metadataCallsReviewed: reason, metadataHint }: ScriptRules): Fault[] {
  const length = Token.isUnresolved(text) ? 0 : encode(text).length;
  const tooLong = `a lifecycle script must have at most ${LIFECYCLE_SCRIPT_MAX} characters in Base64, got ${length}: let it fetch the rest`;
  const isUnknown = (command: string) => Token.isUnresolved(command);
  const calls = reason === undefined ? metadataCallsWithoutToken(text, isUnknown) : [];
  const requests = reason === undefined ? tooLongTokenLifetimes(text, isUnknown) : [];
  return [
    ...faultsOf(
      'MissingReason',
      reason === undefined ? [] : checkNotBlank('the reason why metadata calls were reviewed', reason),
    ),
    ...faultsOf('InvalidLifecycleConfig', checkNotBlank('a lifecycle script', text)),
    ...faultsOf('ScriptTooLong', length > LIFECYCLE_SCRIPT_MAX ? [tooLong] : []),
    ...faultsOf(
      'MetadataCallWithoutToken',
      calls.map(
        (call) =>
          `a lifecycle script must not ask the instance metadata service without a session token, got '${call}': ${metadataHint}`,
      ),
    ),
    ...faultsOf(
      'MetadataCallWithoutToken',
      requests.map(
        (request) =>
          `a lifecycle script must ask for a session token for at most ${TOKEN_LIFETIME_MAX} seconds, because it gets none otherwise, got '${request}'`,
      ),
    ),
  ];
}

function encode(text: string): string {
  return Buffer.from(text, 'utf-8').toString('base64');
}
