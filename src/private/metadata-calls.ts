import { Token } from 'aws-cdk-lib';

const METADATA_HOST = /169\.254\.169\.254|fd00:ec2::254|instance-data\.ec2\.internal/i; // unanchored: searched for in a command
const FETCH = /\b(curl|wget|aria2c|lwp-request|urlopen|urlretrieve|Request|fetch|requests\.\w+)\b|\bhttps?\s/; // unanchored: searched for in a command
const TOKEN_HEADER = /X-aws-ec2-metadata-token(?!-ttl)/i; // unanchored: searched for in a command
const TOKEN_REQUEST = /\/api\/token\b/; // unanchored: searched for in a command
const PYTHON_CALL = /\b(requests\.\w+|urlopen|urlretrieve|Request)\(/; // unanchored: anywhere in a line
const PYTHON_LITERAL = /^\s*[A-Za-z_]\w*\s+=\s.*[[({]\s*$/;
/** What a command prints is not known, so assignments of that kind are left out. */
const ASSIGNMENT = /^\s*(?:export\s+|readonly\s+|local\s+)?([A-Za-z_]\w*)\s*=(?!=)\s*(?!\$\(|"\$\(|`|"`)(.+)$/;

/** Deep enough for an address or header that is put together from variables. */
const EXPANSIONS = 4;

/**
 * Finds the commands of a script that ask the instance metadata service without a session token, which version 1
 * answers and version 2 refuses.
 *
 * Reads the plain forms of shell and Python: continued lines are joined, variables are put in.
 */
export function metadataCallsWithoutToken(script: string): string[] {
  const commands = commandsOf(script);
  // Functions may use variables that are assigned further down, so all assignments are known from the beginning.
  const variables = new Map(commands.flatMap(assignmentIn));
  return commands
    .filter((command) => {
      for (const [name, value] of assignmentIn(command)) {
        variables.set(name, value);
      }
      return asksWithoutToken(expand(command, variables));
    })
    .map((command) => command.trim());
}

/** A command that synth does not know in full may well send one. */
function asksWithoutToken(command: string): boolean {
  return (
    !Token.isUnresolved(command) &&
    METADATA_HOST.test(command) &&
    FETCH.test(command) &&
    !TOKEN_HEADER.test(command) &&
    !TOKEN_REQUEST.test(command)
  );
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
