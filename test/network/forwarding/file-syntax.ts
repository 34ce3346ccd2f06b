/**
 * Readers of the two file formats that accept what the servers' own manuals allow of them, and nothing else. They stand
 * for `named-checkconf` and `unbound-checkconf`, which are not installed everywhere.
 */

export interface ReadZone {
  readonly name: string;
  readonly forwarders: readonly string[];
}

type Statement = readonly (string | readonly Statement[])[];

/** @see https://bind9.readthedocs.io/en/latest/reference.html (statements end with a semicolon, blocks are in braces) */
export function bindZones(text: string): ReadZone[] {
  const tokens = withoutComments(text).match(/"[^"]*"|[{};]|[^\s{};"]+/g) ?? [];
  const statements = bindStatements(tokens);
  if (tokens.length > 0) {
    throw new Error(`unexpected ${tokens[0]}`);
  }
  return statements.map(([keyword, name, block]) => {
    const options = block as Statement[];
    expect([
      keyword,
      options.map(([option, value]) => (typeof value === 'string' ? `${option} ${value}` : option)),
    ]).toEqual(['zone', ['type forward', 'forward only', 'forwarders']]);
    return {
      name: unquoted(name as string),
      forwarders: (options[2][1] as Statement[]).map(([address]) => address as string),
    };
  });
}

function bindStatements(tokens: string[]): Statement[] {
  const statements: Statement[] = [];
  while (tokens.length > 0 && tokens[0] !== '}') {
    statements.push(bindStatement(tokens));
  }
  return statements;
}

function bindStatement(tokens: string[]): Statement {
  const parts: (string | Statement[])[] = [];
  for (let token = tokens.shift(); token !== ';'; token = tokens.shift()) {
    if (token === undefined || token === '}') {
      throw new Error(`a statement does not end: ${JSON.stringify(parts)}`);
    }
    parts.push(token === '{' ? block(tokens) : token);
  }
  return parts;
}

function block(tokens: string[]): Statement[] {
  const statements = bindStatements(tokens);
  if (tokens.shift() !== '}') {
    throw new Error('a block does not end');
  }
  return statements;
}

/** @see https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html (clauses of attributes, each with a colon) */
export function unboundZones(text: string): ReadZone[] {
  const lines = withoutComments(text)
    .split('\n')
    .filter((line) => line.trim());
  const clauses: { keyword: string; attributes: [string, string][] }[] = [];
  for (const line of lines) {
    const clause = /^([a-z-]+):$/.exec(line);
    const attribute = /^\s+([a-z-]+): ("[^"\s]+"|[^"\s]+)$/.exec(line);
    if (clause) {
      clauses.push({ keyword: clause[1], attributes: [] });
    } else if (attribute && clauses.length > 0) {
      clauses.at(-1)!.attributes.push([attribute[1], unquoted(attribute[2])]);
    } else {
      throw new Error(`unexpected line ${line}`);
    }
  }
  const [server, ...zones] = clauses;
  const valuesOf = (attributes: [string, string][], name: string) =>
    attributes.filter(([key]) => key === name).map(([, value]) => value);
  const read = zones.map(({ keyword, attributes }) => {
    expect([keyword, valuesOf(attributes, 'forward-first')]).toEqual(['forward-zone', ['no']]);
    return { name: valuesOf(attributes, 'name')[0], forwarders: valuesOf(attributes, 'forward-addr') };
  });
  expect(server).toEqual({ keyword: 'server', attributes: read.map(({ name }) => ['private-domain', name]) });
  return read;
}

function withoutComments(text: string): string {
  return text.replace(/#.*$/gm, '');
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1');
}
