import { accountOf } from '../../src/private/arn';
import type { Request } from '../../src/private/decisions/decision';
import { type Statement, statementsOf } from '../../src/private/decisions/document';
import type { Environment } from '../effects/environment';
import {
  above,
  absent,
  arnLike,
  arnUnlike,
  atMost,
  type ConditionJson,
  every,
  everyArn,
  is,
  isFalse,
  isNot,
  isTrue,
  like,
  matches,
  someOther,
  someOtherArn,
  type Term,
  unlike,
} from './terms';

/** Actions by their names, those of SageMaker without their service, or all but these. */
export class Actions {
  public readonly names: readonly string[];
  private readonly exact: ReadonlySet<string>;
  private readonly wild: readonly string[];

  constructor(
    names: readonly string[],
    public readonly isExcept: boolean,
  ) {
    this.names = names.map((name) => (name.includes(':') ? name : `sagemaker:${name}`));
    const folded = this.names.map((name) => name.toLowerCase());
    this.exact = new Set(folded.filter((name) => !name.includes('*')));
    this.wild = folded.filter((name) => name.includes('*'));
  }

  public has(action: string): boolean {
    const folded = action.toLowerCase();
    const isNamed = this.exact.has(folded) || this.wild.some((pattern) => matches(pattern, folded, {}));
    return isNamed !== this.isExcept;
  }
}

/** Some requests: of actions, on resources, by principals, where all terms hold. */
export interface Row {
  readonly actions: Actions;
  readonly on?: readonly string[];
  /** On all resources but those. */
  readonly isElsewhere?: boolean;
  readonly by?: readonly Principal[];
  readonly when: readonly Term[];
}

export interface Principal {
  readonly kind: 'AWS' | 'Service';
  readonly id: string;
}

/** What becomes of the requests that no row is about. */
export type Others = 'allowed' | 'denied' | 'not decided';

/** What a reviewer expects of a policy. Requests that it is about must be in a row, unless it says what becomes of others. */
export interface Table {
  readonly deny: readonly Row[];
  readonly allow: readonly Row[];
  readonly others: Others;
  /** The table is about these; requests for other actions are allowed. */
  readonly about: Actions;
}

/** Tables of which each denies what it denies. */
export interface Specification {
  readonly tables: readonly Table[];
}

/** Specifications by the names of the subjects, for the place where these are deployed. */
export type Specifications = (at: Place) => Readonly<Record<string, Specification>>;

/** Where a policy is deployed, with the ARNs that are there. */
export class Place {
  constructor(public readonly environment: Environment) {}

  /** A resource of SageMaker in the region and the account. */
  public own(resource: string): string {
    return this.arn('sagemaker', resource);
  }

  /** A resource of a service in the region and the account. */
  public arn(service: string, resource: string): string {
    const { partition, region, account } = this.environment;
    return `arn:${partition}:${service}:${region}:${account}:${resource}`;
  }

  /** A resource of SageMaker in any region of the account. */
  public anyRegion(resource: string): string {
    const { partition, account } = this.environment;
    return `arn:${partition}:sagemaker:*:${account}:${resource}`;
  }

  /** A role, user, group or policy in the account. */
  public iam(resource: string, account = this.environment.account): string {
    return `arn:${this.environment.partition}:iam::${account}:${resource}`;
  }
}

/** All requests of actions where terms hold; of every action of SageMaker where no name is given. */
export function row(names: readonly string[] | Actions, ...when: Term[]): Row {
  return { actions: names instanceof Actions ? names : new Actions(names, false), when };
}

/** Every action of SageMaker. */
export const ANY = new Actions(['*'], false);

export function actions(...names: string[]): Actions {
  return new Actions(names, false);
}

const EVERYTHING = new Actions(['*:*'], false);

/** Every action except these. */
export function except(...names: (string | readonly string[])[]): Actions {
  return new Actions(names.flat(), true);
}

export function on(resources: readonly string[], each: Row): Row {
  return { ...each, on: resources };
}

export function elsewhereThan(resources: readonly string[], each: Row): Row {
  return { ...each, on: resources, isElsewhere: true };
}

export function by(principals: readonly Principal[], each: Row): Row {
  return { ...each, by: principals };
}

/** A policy that denies, table by table. */
export function denying(table: Pick<Table, 'deny'> & Partial<Table>): Specification {
  return { tables: [{ allow: [], others: 'not decided', about: ANY, ...table }] };
}

/** A policy that allows these requests and no other. */
export function allowing(...allow: Row[]): Specification {
  return { tables: [{ deny: [], allow, others: 'denied', about: EVERYTHING }] };
}

/** Denies these requests, whatever else allows them. */
export function excluding(...deny: Row[]): Specification {
  return { tables: [{ deny, allow: [], others: 'allowed', about: EVERYTHING }] };
}

/** Denies what any of the specifications denies. */
export function together(...specifications: Specification[]): Specification {
  return { tables: specifications.flatMap(({ tables }) => tables) };
}

/** The same without requests where one of the terms holds, which a term is for its opposite. */
export function exempting(specification: Specification, exempt: Term, others: Term): Specification {
  return {
    tables: specification.tables.map((table) => ({
      ...table,
      deny: table.deny.map((each) => ({ ...each, when: [...each.when, others] })),
      allow: [...table.allow.map((each) => ({ ...each, when: [...each.when, others] })), row(ANY, exempt)],
    })),
  };
}

/** The values of a key that are approved. */
export interface Rule {
  readonly good: Term;
  readonly bad: Term;
  readonly absent: Term;
}

/** Requests that send a key, or that may omit it. */
export interface Sender {
  readonly row: Row;
  readonly mayOmit: boolean;
}

export function sent(names: readonly string[], ...where: Term[]): Sender {
  return { row: row(names, ...where), mayOmit: false };
}

export function omitted(names: readonly string[], ...where: Term[]): Sender {
  return { row: row(names, ...where), mayOmit: true };
}

/** Wherever a key is sent its value is approved. Some requests send it, all others may omit it. */
export function must({ good, bad, absent }: Rule, ...senders: Sender[]): Specification {
  const without = (mayOmit: boolean) =>
    senders
      .filter((sender) => sender.mayOmit === mayOmit)
      .map((sender): Row => ({ ...sender.row, when: [...sender.row.when, absent] }));
  const named = senders.map(({ row: { actions } }) => actions.names);
  return denying({
    deny: [row(ANY, bad), ...without(false)],
    allow: [row(ANY, good), row(except(...named), absent), ...without(true)],
  });
}

export function oneOf(key: string, ...values: string[]): Rule {
  return { good: is(key, ...values), bad: isNot(key, ...values), absent: absent(key) };
}

export function oneLike(key: string, ...patterns: string[]): Rule {
  return { good: like(key, ...patterns), bad: unlike(key, ...patterns), absent: absent(key) };
}

export function arnOf(key: string, ...patterns: string[]): Rule {
  return { good: arnLike(key, ...patterns), bad: arnUnlike(key, ...patterns), absent: absent(key) };
}

/** Every item of a list. */
export function only(key: string, ...patterns: string[]): Rule {
  return { good: every(key, ...patterns), bad: someOther(key, ...patterns), absent: absent(key) };
}

export function onlyArns(key: string, ...patterns: string[]): Rule {
  return { good: everyArn(key, ...patterns), bad: someOtherArn(key, ...patterns), absent: absent(key) };
}

export function set(key: string): Rule {
  return { good: isTrue(key), bad: isFalse(key), absent: absent(key) };
}

export function off(key: string): Rule {
  return { good: isFalse(key), bad: isTrue(key), absent: absent(key) };
}

export function upTo(key: string, limit: number): Rule {
  return { good: atMost(key, limit), bad: above(key, limit), absent: absent(key) };
}

/** A row as a statement, which tells apart what the row tells apart. */
export function statementOf(each: Row, effect: 'Allow' | 'Deny'): Statement {
  const { actions, on: resources = ['*'], isElsewhere, by: principals, when } = each;
  const [statement] = statementsOf({
    Statement: {
      Effect: effect,
      [actions.isExcept ? 'NotAction' : 'Action']: actions.names,
      [isElsewhere ? 'NotResource' : 'Resource']: resources,
    },
  });
  const conditions = when.flatMap((term) => term.conditions).flatMap(conditionsOf);
  return { ...statement, principals: principals?.map(({ kind, id }) => [kind, id] as const), conditions };
}

function conditionsOf(Condition: ConditionJson): Statement['conditions'] {
  return statementsOf({ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } })[0].conditions;
}

/** Whether a request is in a row. */
export function isIn(
  { actions, on: resources, isElsewhere = false, by: principals, when }: Row,
  request: Request,
): boolean {
  const { action, principal, resource, context } = request;
  return (
    actions.has(action) &&
    (!resources || resources.some((pattern) => matches(pattern, resource, context)) !== isElsewhere) &&
    (!principals || principals.some(({ kind, id }) => isPrincipal({ kind, id }, principal))) &&
    when.every((term) => term.holds(context))
  );
}

export function isAbout({ about }: Table, action: string): boolean {
  return about.has(action);
}

/** The root of an account stands for everybody in it. */
function isPrincipal({ kind, id }: Principal, given: Request['principal']): boolean {
  if (id === '*') {
    return true;
  }
  const isRoot = id.endsWith(':root') && given?.kind === 'AWS';
  return given?.kind === kind && (given.id === id || (isRoot && accountOf(given.id) === accountOf(id)));
}
