import { hasWildcard } from '../iam-pattern';
import { representatives } from './automaton';
import { languageOf, valueClasses } from './classes';
import { conditionHolds, type KeyValue } from './comparisons';
import {
  type Decision,
  decide,
  decidingStatements,
  namesAction,
  namesPrincipal,
  namesResource,
  type Request,
} from './decision';
import { type Statement, statementsOf } from './document';
import { Comparison, Pattern, type Variables } from './glob';

/** What there is to ask for. */
export interface Requests {
  /** The actions that there are, as `service:Action`. */
  readonly actions: readonly string[];
  /** Patterns of the resources that an action can be about. */
  resourcesOf(action: string): readonly string[];
  /** Whether requests for an action may have a key, which is in lower case. */
  hasKey(action: string, key: string): boolean;
  /** Whether a key has several values. */
  hasSeveralValues(key: string): boolean;
}

/** A request about which two policies decide differently. */
export interface Difference {
  readonly request: Request;
  readonly before: Decision;
  readonly after: Decision;
  /** The statements that decide. */
  readonly statements: { readonly before: readonly Statement[]; readonly after: readonly Statement[] };
}

/** Of policies that only deny, what they deny of everything is compared. */
const [EVERYTHING] = statementsOf({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });

/**
 * The request with the fewest keys that one of two policies allows and the other does not; undefined where they decide alike about
 * every request.
 *
 * Two policies that only deny are compared beside a policy that allows everything.
 */
export function differenceBetween(
  before: readonly Statement[],
  after: readonly Statement[],
  requests: Requests,
): Difference | undefined {
  const beside = [...before, ...after].some(({ effect }) => effect === 'Allow') ? [] : [EVERYTHING];
  const search = new Search([...before, ...beside], [...after, ...beside], requests);
  return search.run();
}

type Truth = boolean | undefined;

/** A statement, and the policies that have it. */
interface Candidate {
  readonly statement: Statement;
  readonly inBefore: boolean;
  readonly inAfter: boolean;
}

/** What is chosen of a request so far. Keys that are not chosen are missing in `keys`. */
interface Choice {
  readonly action: string;
  readonly principal?: Request['principal'];
  readonly resource?: string;
  readonly keys: ReadonlyMap<string, KeyValue>;
}

class Search {
  private readonly candidates: readonly Candidate[];
  private best?: Difference;
  private bestCount = Number.POSITIVE_INFINITY;

  constructor(
    private readonly before: readonly Statement[],
    private readonly after: readonly Statement[],
    private readonly requests: Requests,
  ) {
    this.candidates = candidatesOf(before, after);
  }

  public run(): Difference | undefined {
    for (const action of actionsOf(this.candidates, this.requests)) {
      const naming = this.candidates.filter(({ statement }) => namesAction(statement, action));
      for (const principal of principalsOf(naming)) {
        this.choose({ action, principal, keys: new Map() }, naming, this.keysOf(action, naming));
      }
    }
    return this.best;
  }

  /** The keys that statements about an action read: those of changed statements first, and variables before what they are in. */
  private keysOf(action: string, naming: readonly Candidate[]): string[] {
    const ordered = [...naming].sort((one, other) => Number(isShared(one)) - Number(isShared(other)));
    const statements = ordered.map(({ statement }) => statement);
    const patterns = statements.flatMap(({ resources, conditions }) => [
      ...(resources?.patterns ?? []),
      ...conditions.flatMap(({ values }) => values),
    ]);
    const variables = patterns.flatMap((pattern) => pattern.variables);
    const keys = statements.flatMap(({ conditions }) => conditions.map(({ key }) => key));
    return [...new Set([...variables, ...keys])].filter((key) => this.requests.hasKey(action, key));
  }

  /** Chooses the first of the keys, and so on; gives up where the policies cannot differ any more. */
  private choose(choice: Choice, candidates: readonly Candidate[], keys: readonly string[]): void {
    const left = candidates.filter(({ statement }) => appliesSoFar(statement, choice, keys) !== false);
    const decided = left.some(
      (candidate) =>
        isShared(candidate) && candidate.statement.effect === 'Deny' && appliesSoFar(candidate.statement, choice, keys),
    );
    if (decided || left.every(isShared) || presentIn(choice) >= this.bestCount) {
      return;
    }
    const [key, ...others] = keys;
    if (key !== undefined) {
      const conditions = left.flatMap(({ statement }) => statement.conditions.filter((each) => each.key === key));
      for (const value of valueClasses(conditions, this.requests.hasSeveralValues(key), variablesOf(choice))) {
        this.choose({ ...choice, keys: new Map([...choice.keys, [key, value]]) }, left, others);
      }
    } else {
      this.chooseResource(choice, left);
    }
  }

  private chooseResource(choice: Choice, candidates: readonly Candidate[]): void {
    const universe = languageOf(this.requests.resourcesOf(choice.action).map(resourcePattern), nothing);
    const languages = candidates.flatMap(({ statement: { resources } }) =>
      resources ? [languageOf(resources.patterns, variablesOf(choice))] : [],
    );
    for (const resource of representatives(languages, universe)) {
      this.compare({ ...choice, resource });
    }
  }

  private compare(choice: Choice): void {
    const { action, principal, resource = '*' } = choice;
    const request = { action, principal, resource, context: Object.fromEntries(choice.keys) };
    const [before, after] = [decide(this.before, request), decide(this.after, request)];
    if ((before === 'allowed') !== (after === 'allowed') && presentIn(choice) < this.bestCount) {
      const statements = {
        before: decidingStatements(this.before, request),
        after: decidingStatements(this.after, request),
      };
      this.best = { request, before, after, statements };
      this.bestCount = presentIn(choice);
    }
  }
}

function presentIn({ keys }: Choice): number {
  return [...keys.values()].filter((value) => value !== undefined).length;
}

function isShared({ inBefore, inAfter }: Candidate): boolean {
  return inBefore && inAfter;
}

/** Each statement once, whatever its id. */
function candidatesOf(before: readonly Statement[], after: readonly Statement[]): Candidate[] {
  const idOf = (statement: Statement) => JSON.stringify({ ...statement, sid: undefined });
  const [inBefore, inAfter] = [before, after].map((statements) => new Set(statements.map(idOf)));
  const all = new Map([...before, ...after].map((statement) => [idOf(statement), statement]));
  return [...all].map(([id, statement]) => ({ statement, inBefore: inBefore.has(id), inAfter: inAfter.has(id) }));
}

/** An action of each group that the statements name alike and whose requests are alike, among those that changed statements name. */
function actionsOf(candidates: readonly Candidate[], requests: Requests): string[] {
  const named = candidates.flatMap(({ statement }) => statement.actions.patterns);
  const invented = representatives(
    named.filter(({ text }) => hasWildcard(text)).map((pattern) => languageOf([pattern], nothing)),
    languageOf([new Pattern('?*:?*', true, Comparison.EXACT)], nothing),
  );
  const literals = named.map(({ text }) => text).filter((text) => !hasWildcard(text));
  const known = new Set(requests.actions.map((action) => action.toLowerCase()));
  const others = [...literals, ...invented].filter((action) => !known.has(action.toLowerCase()));
  const changed = candidates.filter((candidate) => !isShared(candidate));
  const groups = new Map<string, string>();
  for (const action of [...requests.actions, ...others]) {
    if (changed.some(({ statement }) => namesAction(statement, action))) {
      const id = groupOf(action, candidates, requests);
      groups.set(id, groups.get(id) ?? action);
    }
  }
  return [...groups.values()];
}

function groupOf(action: string, candidates: readonly Candidate[], requests: Requests): string {
  const naming = candidates.filter(({ statement }) => namesAction(statement, action));
  const keys = new Set(naming.flatMap(({ statement }) => statement.conditions.map(({ key }) => key)));
  const carried = [...keys].filter((key) => requests.hasKey(action, key));
  return JSON.stringify([naming.map((each) => candidates.indexOf(each)), carried, requests.resourcesOf(action)]);
}

const nothing = () => undefined;

function resourcePattern(text: string): Pattern {
  return new Pattern(text, true, Comparison.EXACT);
}

/** A role that no policy names. */
function roleIn(account: string, partition = 'aws'): NonNullable<Request['principal']> {
  return { kind: 'AWS', id: `arn:${partition}:iam::${account}:role/Other` };
}

const STRANGERS: readonly NonNullable<Request['principal']>[] = [
  roleIn('999999999999'),
  { kind: 'Service', id: 'another-service.amazonaws.com' },
];

/** The account of a principal that is an account, or in one. */
const ACCOUNT = /^(?:arn:([^:]+):(?:iam|sts)::)?(\d{12})(?::.*)?$/;

/** The principals that statements name, another one of each account, and strangers; nobody where no statement names any. */
function principalsOf(candidates: readonly Candidate[]): Request['principal'][] {
  const named = candidates.flatMap(({ statement }) => statement.principals ?? []);
  if (named.length === 0) {
    return [undefined];
  }
  const principals = named.flatMap(([kind, id]): Request['principal'][] => {
    const [, partition, account] = (kind === 'AWS' && ACCOUNT.exec(id)) || [];
    const others = account ? [roleIn(account, partition)] : [];
    return id === '*' ? others : [{ kind, id }, ...others];
  });
  return [...new Map([...principals, ...STRANGERS].map((each) => [JSON.stringify(each), each])).values()];
}

function variablesOf({ keys }: Choice): Variables {
  return (key) => {
    const value = keys.get(key);
    return typeof value === 'string' ? value : undefined;
  };
}

/** Whether a statement applies, as far as the keys and the principal of a choice tell; undefined where they do not. */
function appliesSoFar(statement: Statement, choice: Choice, open: readonly string[]): Truth {
  if (!namesPrincipal(statement, choice.principal)) {
    return false;
  }
  const results = statement.conditions.map(({ key, ...rest }): Truth => {
    const pending = [key, ...rest.values.flatMap(({ variables }) => variables)].some((each) => open.includes(each));
    return pending ? undefined : conditionHolds({ key, ...rest }, choice.keys.get(key), variablesOf(choice));
  });
  if (results.includes(false)) {
    return false;
  }
  const anyResource = !statement.resources || namesResource(statement, '*', nothing);
  return results.includes(undefined) || !anyResource ? undefined : true;
}
