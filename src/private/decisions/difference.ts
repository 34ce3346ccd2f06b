import { type Decision, decide, decidingStatements, type Request } from './decision';
import { type Statement, statementsOf } from './document';
import { appliesSoFar, type Choice, RequestSpace, type Requests, type Visitor } from './requests';

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

/** A statement, and the policies that have it. */
interface Candidate {
  readonly statement: Statement;
  readonly inBefore: boolean;
  readonly inAfter: boolean;
}

class Search implements Visitor {
  private readonly candidates: readonly Candidate[];
  private readonly shared: ReadonlySet<Statement>;
  private best?: Difference;
  private bestCount = Number.POSITIVE_INFINITY;

  constructor(
    private readonly before: readonly Statement[],
    private readonly after: readonly Statement[],
    private readonly requests: Requests,
  ) {
    this.candidates = candidatesOf(before, after);
    this.shared = new Set(this.candidates.filter(isShared).map(({ statement }) => statement));
  }

  public run(): Difference | undefined {
    // The keys of changed statements are chosen first.
    const ordered = [...this.candidates].sort((one, other) => Number(isShared(one)) - Number(isShared(other)));
    const statements = ordered.map(({ statement }) => statement);
    new RequestSpace(this.requests).visit(statements, this);
    return this.best;
  }

  /** Whether the policies cannot differ any more, or not with fewer keys than in the best difference. */
  public skips(left: readonly Statement[], choice: Choice, open: readonly string[]): boolean {
    const decided = left.some(
      (statement) => this.shared.has(statement) && statement.effect === 'Deny' && appliesSoFar(statement, choice, open),
    );
    return decided || left.every((statement) => this.shared.has(statement)) || presentIn(choice.keys) >= this.bestCount;
  }

  public visits(request: Request): void {
    const count = Object.values(request.context).filter((value) => value !== undefined).length;
    const [before, after] = [decide(this.before, request), decide(this.after, request)];
    if ((before === 'allowed') !== (after === 'allowed') && count < this.bestCount) {
      const statements = {
        before: decidingStatements(this.before, request),
        after: decidingStatements(this.after, request),
      };
      this.best = { request, before, after, statements };
      this.bestCount = count;
    }
  }
}

function presentIn(keys: Choice['keys']): number {
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
