const METADATA_HOST = /169\.254\.169\.254|fd00:ec2::254|instance-data\.ec2\.internal/i; // unanchored: searched for in a command
const FETCH = /\b(curl|wget|aria2c|lwp-request|urlopen|urlretrieve|Request|fetch|requests\.\w+)\b|\bhttps?\s/; // unanchored: searched for in a command
const TOKEN_HEADER = /X-aws-ec2-metadata-token(?!-ttl)/i; // unanchored: searched for in a command
const TOKEN_REQUEST = /\/latest\/api\/token/; // unanchored: searched for in a command
const ASSIGNMENT = /^\s*(?:export\s+|readonly\s+|local\s+)?([A-Za-z_]\w*)=(?!\$\(|"\$\(|`|"`)(.+)$/;

/** Deep enough for an address or header that is put together from variables. */
const EXPANSIONS = 4;

/**
 * Finds the commands of a script that ask the instance metadata service without a session token, which version 1
 * answers and version 2 refuses.
 *
 * Reads the plain forms of shell and Python: continued lines are joined, shell variables are put in.
 */
export function metadataCallsWithoutToken(script: string): string[] {
  const commands = commandsOf(script);
  const variables = variablesOf(commands);
  return commands.filter((command) => asksWithoutToken(expand(command, variables))).map((command) => command.trim());
}

function asksWithoutToken(command: string): boolean {
  return METADATA_HOST.test(command) && FETCH.test(command) && !TOKEN_HEADER.test(command) && !TOKEN_REQUEST.test(command);
}

function commandsOf(script: string): string[] {
  const lines = script.replace(/\\\r?\n/g, ' ').split(/\r?\n/); // unanchored: every occurrence
  const uncommented = lines.map((line) => line.replace(/(^|\s)#.*$/, '')); // unanchored: from the comment on
  return joinCalls(uncommented).flatMap((line) => line.split(/&&|\|\||;|\|/)); // unanchored: every separator
}

/** A Python call may go on over several lines until its parenthesis is closed. */
function joinCalls(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = 0;
  for (const line of lines) {
    const begins = open > 0 || /\b(requests\.\w+|urlopen|urlretrieve|Request)\(/.test(line); // unanchored: anywhere in the line
    if (open > 0) {
      joined[joined.length - 1] += ` ${line.trim()}`;
    } else {
      joined.push(line);
    }
    open = begins ? Math.max(0, open + count(line, '(') - count(line, ')')) : 0;
  }
  return joined;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function variablesOf(commands: readonly string[]): Map<string, string> {
  const found = commands.map((command) => ASSIGNMENT.exec(command)).filter((match) => match !== null);
  return new Map(found.map(([, name, value]) => [name, value]));
}

function expand(command: string, variables: ReadonlyMap<string, string>): string {
  let expanded = command;
  for (let i = 0; i < EXPANSIONS; i++) {
    expanded = expanded.replace(/\$\{?([A-Za-z_]\w*)(?:\[@\])?\}?/g, (whole, name) => variables.get(name) ?? whole); // unanchored: every variable
  }
  return expanded;
}
