import { applies, type Request } from '../../src/private/decisions/decision';
import { type Statement, statementsOf } from '../../src/private/decisions/document';
import { appliesSoFar, type Choice, type RequestSpace, type Visitor } from '../../src/private/decisions/requests';
import { requestEvaluatorOf } from '../effects/evaluate';
import type { Policy, PolicyKind } from '../effects/policies';
import { isAbout, isIn, type Row, type Specification, statementOf, type Table } from './specification';

/** A class of requests about which policy and specification say the same. */
export interface DecidedClass {
  readonly choice: Choice;
  /** Undefined where no resource matters. */
  readonly resource?: string;
  readonly verdict: Verdict;
}

/** What comes of the comparison of a policy with its specification. */
export interface Proof {
  /** How many classes of requests there are. */
  readonly classes: number;
  /** The first of them. */
  readonly table: readonly DecidedClass[];
  /** Requests about which they differ or which the specification does not decide, one of each kind at most. */
  readonly faults: readonly string[];
}

export type Verdict = 'allowed' | 'denied';

/** As many as a person reads. */
const LISTED_CLASSES = 12;

/** A table with its rows as statements. */
interface ReadTable extends Table {
  readonly denying: ReadonlyMap<Statement, Row>;
  readonly allowing: ReadonlyMap<Statement, Row>;
}

/** Compares policies with a specification about all requests, by one request of each class that they tell apart. */
export function prove(policies: readonly Policy[], specification: Specification, space: RequestSpace): Proof {
  const comparison = new Comparison(policies, specification);
  space.visit(comparison.statements, comparison);
  return { classes: comparison.classes, table: comparison.table, faults: [...comparison.faults.values()] };
}

/** A request about some actions for which the policies are not what the specification says; undefined where there is none. */
export function findFault(
  policies: readonly Policy[],
  specification: Specification,
  space: RequestSpace,
  isWanted: (action: string) => boolean,
): string | undefined {
  const comparison = new Comparison(policies, specification);
  const visitor: Visitor = {
    skips: (left, choice, open) => comparison.faults.size > 0 || comparison.skips(left, choice, open),
    visits: (request, choice) => comparison.visits(request, choice),
  };
  space.visit(comparison.statements, visitor, isWanted);
  return [...comparison.faults.values()][0];
}

/** Policies of organizations are attached beside one that allows everything; others deny beside what grants. */
const BESIDE_ALLOW: readonly PolicyKind[] = ['scp', 'rcp'];
const GRANTS: readonly PolicyKind[] = ['identity', 'resource'];

class Comparison implements Visitor {
  public classes = 0;
  public readonly table: DecidedClass[] = [];
  public readonly faults = new Map<string, string>();
  public readonly statements: readonly Statement[];
  private readonly own: ReadonlySet<Statement>;
  private readonly tables: readonly ReadTable[];
  private readonly rows: readonly (readonly [Statement, Row])[];
  private readonly evaluate: (request: Request) => string;
  /** Whether what is not denied is allowed by policies that are assumed. */
  private readonly allowsUnlessDenied: boolean;
  /** Whether all that else decides are policies that allow everything. */
  private readonly isSimple: boolean;

  constructor(policies: readonly Policy[], { tables }: Specification) {
    const own = policies.filter(({ assumed }) => !assumed).flatMap(({ document }) => statementsOf(document));
    this.own = new Set(own);
    this.tables = tables.map((table) => ({
      ...table,
      denying: new Map(table.deny.map((row) => [statementOf(row, 'Deny'), row])),
      allowing: new Map(table.allow.map((row) => [statementOf(row, 'Allow'), row])),
    }));
    this.rows = this.tables.flatMap(({ denying, allowing }) => [...denying, ...allowing]);
    const named = policies.filter(({ assumed }) => assumed).flatMap(({ document }) => statementsOf(document));
    const beside = named.filter(({ principals }) => principals?.some(([, id]) => id !== '*'));
    this.statements = [...own, ...beside, ...this.rows.map(([statement]) => statement)];
    this.evaluate = requestEvaluatorOf(policies);
    const limits = policies.filter(({ assumed }) => !assumed);
    const isAssumed = policies.length > limits.length;
    const allowsRest = ({ kind, document }: Policy) =>
      BESIDE_ALLOW.includes(kind) ||
      (GRANTS.includes(kind) && statementsOf(document).every(({ effect }) => effect === 'Deny'));
    this.allowsUnlessDenied = isAssumed && limits.every(allowsRest);
    this.isSimple = isAssumed && limits.length === 1;
  }

  public skips(left: readonly Statement[], choice: Choice, open: readonly string[]): boolean {
    const verdict = this.verdictSoFar(left, choice, open);
    if (verdict === undefined || verdict !== this.promisedSoFar(left, choice, open)) {
      return false;
    }
    this.count({ choice, verdict });
    return true;
  }

  public visits(request: Request, choice: Choice): void {
    const verdict = this.evaluate(request) === 'Allowed' ? 'allowed' : 'denied';
    this.count({ choice, resource: request.resource, verdict });
    this.compareRows(request);
    for (const [index, table] of this.tables.entries()) {
      const promises = promisesOf(table, request);
      if (promises.length !== 1) {
        this.report(`the specification says ${promises.join(' and ') || 'nothing'} (table ${index + 1})`, request);
      }
    }
    const promised = this.tables.some((table) => promisesOf(table, request).includes('denied')) ? 'denied' : 'allowed';
    if (verdict !== promised) {
      this.report(`the policy says ${verdict}, the specification says ${promised}`, request);
    }
  }

  private count(decided: DecidedClass): void {
    this.classes++;
    if (this.table.length <= LISTED_CLASSES) {
      this.table.push(decided);
    }
  }

  /** The statements of rows must tell apart what the rows tell apart. */
  private compareRows(request: Request): void {
    for (const [statement, row] of this.rows) {
      if (applies(statement, request) !== isIn(row, request)) {
        this.report(`a row differs from its statement ${JSON.stringify(statement)}`, request);
      }
    }
  }

  private report(fault: string, request: Request): void {
    if (!this.faults.has(fault)) {
      this.faults.set(fault, `${fault}: ${describe(request)}`);
    }
  }

  /** What the policies say whatever is still open. */
  private verdictSoFar(left: readonly Statement[], choice: Choice, open: readonly string[]): Verdict | undefined {
    const own = left.filter((statement) => this.own.has(statement));
    const denying = own.filter(({ effect }) => effect === 'Deny');
    if (denying.some((statement) => appliesSoFar(statement, choice, open))) {
      return 'denied';
    }
    if (this.allowsUnlessDenied) {
      return denying.length === 0 ? 'allowed' : undefined;
    }
    const allowing = own.filter(({ effect }) => effect === 'Allow');
    if (allowing.length === 0) {
      return 'denied';
    }
    const isAllowed = this.isSimple && allowing.some((statement) => appliesSoFar(statement, choice, open));
    return isAllowed && denying.length === 0 ? 'allowed' : undefined;
  }

  private promisedSoFar(left: readonly Statement[], choice: Choice, open: readonly string[]): Verdict | undefined {
    const promises = this.tables.map((table) => promiseSoFar(table, left, choice, open));
    if (promises.includes('denied')) {
      return 'denied';
    }
    return promises.every((promise) => promise === 'allowed') ? 'allowed' : undefined;
  }
}

function promisesOf(table: Table, request: Request): Verdict[] {
  if (!isAbout(table, request.action)) {
    return ['allowed'];
  }
  const verdicts: Verdict[] = [
    ...(table.deny.some((row) => isIn(row, request)) ? (['denied'] as const) : []),
    ...(table.allow.some((row) => isIn(row, request)) ? (['allowed'] as const) : []),
  ];
  return verdicts.length === 0 && table.others !== 'not decided' ? [table.others] : verdicts;
}

function promiseSoFar(
  table: ReadTable,
  left: readonly Statement[],
  choice: Choice,
  open: readonly string[],
): Verdict | undefined {
  if (!isAbout(table, choice.action)) {
    return 'allowed';
  }
  const denying = left.filter((statement) => table.denying.has(statement));
  const allowing = left.filter((statement) => table.allowing.has(statement));
  const appliesAlready = (statement: Statement) => appliesSoFar(statement, choice, open);
  if (allowing.length === 0 && (table.others === 'denied' || denying.some(appliesAlready))) {
    return 'denied';
  }
  return denying.length === 0 && (table.others === 'allowed' || allowing.some(appliesAlready)) ? 'allowed' : undefined;
}

function describe({ action, principal, resource, context }: Request): string {
  const keys = Object.entries(context).map(
    ([key, value]) => `${key} ${value === undefined ? 'missing' : [value].flat().join(' and ')}`,
  );
  return [action, `on ${resource}`, ...(principal ? [`by ${principal.id}`] : []), ...keys].join(', ');
}
