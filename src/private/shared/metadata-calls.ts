/** Reads scripts without CDK, so that handlers can bundle this file. */

const METADATA_HOST = /fd00:0?ec2:(:|(0{1,4}:){5})0?254|instance-data(\.ec2\.internal)?/i; // unanchored: searched for in a command
const METADATA_IPV4 = 0xa9_fe_a9_fe;
/** An address in one to four parts, each decimal, octal, or hexadecimal, as `curl` and C libraries read it. @see https://man7.org/linux/man-pages/man3/inet_aton.3.html */
const IPV4_FORMS = /(?<![\w.])(0x[\da-f]+|\d+)(\.(0x[\da-f]+|\d+)){0,3}(?![\w.])/gi;
const FETCH = /\b(curl|wget|aria2c|lwp-request|urlopen|urlretrieve|Request|fetch|requests\.\w+)\b|\bhttps?\s/; // unanchored: searched for in a command
const TOKEN_HEADER = /X-aws-ec2-metadata-token(?!-ttl)/i; // unanchored: searched for in a command
const TOKEN_REQUEST = /\/api\/token\b/; // unanchored: searched for in a command
const TOKEN_LIFETIME = /X-aws-ec2-metadata-token-ttl-seconds\W{1,9}(\d+)/i; // unanchored: searched for in a command
const PYTHON_CALL = /\b(requests\.\w+|urlopen|urlretrieve|Request)\(/; // unanchored: anywhere in a line
const PYTHON_LITERAL = /^\s*[A-Za-z_]\w*\s+=\s.*[[({]\s*$/;
/** What a command prints is not known, so assignments of that kind are left out. */
const ASSIGNMENT = /^\s*(?:export\s+|readonly\s+|local\s+)?([A-Za-z_]\w*)\s*=(?!=)\s*(?!\$\(|"\$\(|`|"`)(.+)$/;

/** Deep enough for an address or header that is put together from variables. */
const EXPANSIONS = 4;

/** Six hours. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-v2-how-it-works.html */
export const TOKEN_LIFETIME_MAX = 21_600;

/** Whether parts of a command are not known yet. Such a command may well send a token. */
export type IsUnknown = (command: string) => boolean;

const KNOWN: IsUnknown = () => false;

/**
 * Finds the commands of a script that ask the instance metadata service without a session token, which version 1
 * answers and version 2 refuses.
 *
 * Reads the plain forms of shell and Python: continued lines are joined, variables are put in.
 */
export function metadataCallsWithoutToken(script: string, isUnknown: IsUnknown = KNOWN): string[] {
  return commandsThat(script, (command) => !isUnknown(command) && asksWithoutToken(command));
}

/** Finds the commands of a script that ask for a session token with a longer lifetime than the metadata service gives, so that they get none. */
export function tooLongTokenLifetimes(script: string, isUnknown: IsUnknown = KNOWN): string[] {
  return commandsThat(script, (command) => {
    const [, seconds] = TOKEN_LIFETIME.exec(command) ?? [];
    return !isUnknown(command) && seconds !== undefined && Number(seconds) > TOKEN_LIFETIME_MAX;
  });
}

function commandsThat(script: string, fail: (command: string) => boolean): string[] {
  const commands = commandsOf(script);
  // Functions may use variables that are assigned further down, so all assignments are known from the beginning.
  const variables = new Map(commands.flatMap(assignmentIn));
  return commands
    .filter((command) => {
      for (const [name, value] of assignmentIn(command)) {
        variables.set(name, value);
      }
      return fail(expand(command, variables));
    })
    .map((command) => command.trim());
}

function asksWithoutToken(command: string): boolean {
  return (
    FETCH.test(command) && namesMetadataHost(command) && !TOKEN_HEADER.test(command) && !TOKEN_REQUEST.test(command)
  );
}

function namesMetadataHost(command: string): boolean {
  return (
    METADATA_HOST.test(command) || (command.match(IPV4_FORMS) ?? []).some((form) => ipv4Of(form) === METADATA_IPV4)
  );
}

/** The last part fills all bytes that are left. */
function ipv4Of(form: string): number {
  const parts = form.split('.').map((part) => (/^0\d+$/.test(part) ? Number.parseInt(part, 8) : Number(part)));
  const last = parts.pop() ?? 0;
  return parts.reduce((sum, part, index) => sum + part * 256 ** (3 - index), last);
}

function commandsOf(script: string): string[] {
  const lines = script.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  return joinOpen(lines.map(withoutComment)).flatMap((line) => line.split(/&&|\|\||;|\|/));
}

/** A number sign begins a comment unless it stands in a word or between quotes. */
function withoutComment(line: string): string {
  const beginnings = [...line.matchAll(/(^|\s)#/g)].map(({ index }) => index);
  const comment = beginnings.find((index) => !/["']/.test(line.slice(0, index).replace(/"[^"]*"|'[^']*'/g, ''))); // unanchored: any open quote
  return line.slice(0, comment);
}

/** A call or literal of Python may go on over several lines until its bracket is closed. */
function joinOpen(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = 0;
  for (const line of lines) {
    const begins = open > 0 || PYTHON_CALL.test(line) || PYTHON_LITERAL.test(line);
    if (open > 0) {
      joined[joined.length - 1] += ` ${line.trim()}`;
    } else {
      joined.push(line);
    }
    open = begins ? Math.max(0, open + count(line, '[({') - count(line, '])}')) : 0;
  }
  return joined;
}

function count(text: string, characters: string): number {
  return [...text].filter((character) => characters.includes(character)).length;
}

/** At most one; a call that is assigned is a command itself, and its result is not known. */
function assignmentIn(command: string): [string, string][] {
  const [, name, value] = ASSIGNMENT.exec(command) ?? [];
  return name && !FETCH.test(value) ? [[name, value.trim().replace(/^(["'])([^"']*)\1$/, '$2')]] : [];
}

/** Names of shell variables have a dollar sign; those of Python stand alone, and only matter in a call. */
function expand(command: string, variables: ReadonlyMap<string, string>): string {
  const names = PYTHON_CALL.test(command)
    ? /\$?\{?\b([A-Za-z_]\w*)(?:\[@\])?\}?/g
    : /\$\{?([A-Za-z_]\w*)(?:\[@\])?\}?/g; // unanchored: every variable
  let expanded = command;
  for (let i = 0; i < EXPANSIONS; i++) {
    expanded = expanded.replace(names, (whole, name) => variables.get(name) ?? whole);
  }
  return expanded;
}
