import { metadataCallsWithoutToken, tooLongTokenLifetimes } from '../../../private/shared/metadata-calls';
import type { Scripts } from './ports';

/** Amazon Linux 2023 has neither of them, or other packages under the same names. */
const OF_AL2 = /(^|[;&|\s])(sudo\s+)?(yum|amazon-linux-extras)\s/; // unanchored: anywhere in a line
const COMMENT = /^\s*#.*$/;

/** What would fail in lifecycle scripts after the change. Never includes their text, which may have secrets in it. */
export function scriptFaults({ onCreate, onStart }: Scripts, upgrades: boolean): string[] {
  return [
    ...onCreate.flatMap((script) => faultsIn('on-create', script, upgrades)),
    ...onStart.flatMap((script) => faultsIn('on-start', script, upgrades)),
  ];
}

function faultsIn(hook: string, script: string, upgrades: boolean): string[] {
  const calls = metadataCallsWithoutToken(script).length;
  const lifetimes = tooLongTokenLifetimes(script).length;
  const installers = upgrades
    ? script.split('\n').filter((line) => OF_AL2.test(line) && !COMMENT.test(line)).length
    : 0;
  const found: [number, string][] = [
    [calls, 'calls the metadata service without a session token'],
    [lifetimes, 'asks for a session token for more than six hours'],
    [installers, 'uses yum or amazon-linux-extras, which Amazon Linux 2023 does not have'],
  ];
  return found
    .filter(([count]) => count > 0)
    .map(([count, what]) => `the ${hook} script ${what} (${count} ${count === 1 ? 'command' : 'commands'})`);
}
