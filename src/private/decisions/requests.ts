import { hasWildcard } from '../iam-pattern';
import { type Language, representatives } from './automaton';
import { languageOf, type Partition, valueClasses, variableValues } from './classes';
import { conditionHolds, type KeyValue } from './comparisons';
import { namesAction, namesPrincipal, namesResource, type Request } from './decision';
import type { Statement } from './document';
import { Comparison, Pattern, type Variables } from './glob';
import { principalsOf } from './principals';

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

/** What is chosen of a request so far. Keys that are not chosen are missing in `keys`. */
export interface Choice {
  /** One of a group of actions that the statements name alike and whose requests are alike. */
  readonly action: string;
  /** How many actions are in the group. */
  readonly actions: number;
  readonly principal?: Request['principal'];
  readonly keys: ReadonlyMap<string, KeyValue>;
}

export interface Visitor {
  /**
   * Whether what is still open cannot matter.
   *
   * @param left the statements that may still apply
   * @param open the keys that are not chosen yet
   */
  skips(left: readonly Statement[], choice: Choice, open: readonly string[]): boolean;
  visits(request: Request, choice: Choice): void;
}

/** All requests that statements can tell apart: one of each class. */
export class RequestSpace {
  private readonly partitions = new Map<string, string[]>();

  constructor(private readonly requests: Requests) {}

  /**
   * Visits one request of each class that the statements tell apart, unless the visitor skips it.
   *
   * @param isWanted the actions to ask for; all if it is left out
   */
  public visit(
    statements: readonly Statement[],
    visitor: Visitor,
    isWanted: (action: string) => boolean = () => true,
  ): void {
    for (const [action, actions] of this.actionsOf(statements, isWanted)) {
      const naming = statements.filter((statement) => namesAction(statement, action));
      const keys = this.keysOf(action, naming);
      for (const principal of principalsOf(naming)) {
        this.choose({ action, actions, principal, keys: new Map() }, naming, keys, visitor);
      }
    }
  }

  /** An action of each group that the statements name alike and whose requests are alike, and how many are in the group. */
  private actionsOf(
    statements: readonly Statement[],
    isWanted: (action: string) => boolean,
  ): [action: string, count: number][] {
    const named = new Map(
      statements.flatMap(({ actions }) => actions.patterns).map((pattern) => [pattern.text.toLowerCase(), pattern]),
    );
    const wild = [...named.values()].filter(({ text }) => hasWildcard(text));
    const literals = [...named.values()].map(({ text }) => text).filter((text) => !hasWildcard(text));
    // The shortest text of a pattern may be what another statement names.
    const alike = literals.filter((text) => wild.some((pattern) => pattern.matches(text, nothing)));
    const invented = representatives(
      [...wild, ...alike.map((text) => named.get(text.toLowerCase())!)].map((pattern) =>
        languageOf([pattern], nothing),
      ),
      languageOf([new Pattern('?*:?*', true, Comparison.EXACT)], nothing),
    );
    const known = new Set(this.requests.actions.map((action) => action.toLowerCase()));
    const others = [...literals, ...invented].filter((action) => !known.has(action.toLowerCase()));
    const groups = new Map<string, string[]>();
    for (const action of [...this.requests.actions, ...others].filter(isWanted)) {
      const id = this.groupOf(action, statements);
      groups.set(id, [...(groups.get(id) ?? []), action]);
    }
    return [...groups.values()].map((actions) => [actions[0], actions.length]);
  }

  private groupOf(action: string, statements: readonly Statement[]): string {
    const naming = statements.filter((statement) => namesAction(statement, action));
    const keys = new Set(naming.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
    const carried = [...keys].filter((key) => this.requests.hasKey(action, key));
    const resources = naming.every(isAboutAll) ? [] : this.requests.resourcesOf(action);
    return JSON.stringify([naming.map((each) => statements.indexOf(each)), carried, resources]);
  }

  /** The keys that statements about an action read, and before them the variables. */
  private keysOf(action: string, naming: readonly Statement[]): string[] {
    const keys = naming.flatMap(({ conditions }) => conditions.map(({ key }) => key));
    return [...new Set([...variablesOfAll(naming), ...keys])].filter((key) => this.requests.hasKey(action, key));
  }

  /** Chooses the first of the keys, and so on. */
  private choose(choice: Choice, candidates: readonly Statement[], keys: readonly string[], visitor: Visitor): void {
    const left = candidates.filter((statement) => appliesSoFar(statement, choice, keys) !== false);
    if (visitor.skips(left, choice, keys)) {
      return;
    }
    const [key, ...others] = keys;
    if (key === undefined) {
      this.chooseResource(choice, left, visitor);
      return;
    }
    for (const value of this.valuesOf(key, left, choice)) {
      this.choose({ ...choice, keys: new Map([...choice.keys, [key, value]]) }, left, others, visitor);
    }
  }

  private valuesOf(key: string, left: readonly Statement[], choice: Choice): KeyValue[] {
    const conditions = left.flatMap((statement) => statement.conditions.filter((each) => each.key === key));
    const several = this.requests.hasSeveralValues(key);
    const classes = valueClasses(conditions, several, variablesOf(choice), this.partition);
    const variables = variablesOfAll(left);
    if (!variables.includes(key)) {
      return classes;
    }
    return [...new Set([...classes, ...variableValues(key, variables, left.flatMap(patternsOf))])];
  }

  private chooseResource(choice: Choice, left: readonly Statement[], visitor: Visitor): void {
    const universe = languageOf(this.requests.resourcesOf(choice.action).map(resourcePattern), nothing);
    const languages = left.flatMap(({ resources }) =>
      resources ? [languageOf(resources.patterns, variablesOf(choice))] : [],
    );
    const { action, principal, keys } = choice;
    for (const resource of this.partition(languages, universe)) {
      visitor.visits({ action, principal, resource, context: Object.fromEntries(keys) }, choice);
    }
  }

  /** Remembers partitions, since many statements compare the same texts. */
  private readonly partition: Partition = (languages, universe) => {
    const id = [universe, ...languages].map(idOf).join('\n');
    const known = this.partitions.get(id) ?? representatives(languages, universe);
    this.partitions.set(id, known);
    return known;
  };
}

function idOf(language: Language | undefined): string {
  const texts = language?.globs.map((glob) =>
    glob.map((part) => (typeof part === 'string' ? part : `\0${part}`)).join(''),
  );
  return `${language?.comparison} ${texts?.join('\t')}`;
}

const nothing = () => undefined;

/** Parts of the ARN of a resource have no colon, except the last one. */
function resourcePattern(text: string): Pattern {
  return new Pattern(text, true, Comparison.ARN);
}

function isAboutAll({ resources }: Statement): boolean {
  return !resources || (!resources.inverted && resources.patterns.some(({ text }) => text === '*'));
}

/** The patterns of a statement that can have variables. */
function patternsOf({ resources, conditions }: Statement): Pattern[] {
  return [...(resources?.patterns ?? []), ...conditions.flatMap(({ values }) => values)];
}

function variablesOfAll(statements: readonly Statement[]): string[] {
  return [...new Set(statements.flatMap(patternsOf).flatMap(({ variables }) => variables))];
}

function variablesOf({ keys }: Choice): Variables {
  return (key) => {
    const value = keys.get(key);
    return typeof value === 'string' ? value : undefined;
  };
}

/** Whether a statement applies, as far as the keys and the principal of a choice tell; undefined where they do not. */
export function appliesSoFar(statement: Statement, choice: Choice, open: readonly string[]): boolean | undefined {
  if (!namesPrincipal(statement, choice.principal)) {
    return false;
  }
  let isOpen = statement.resources !== undefined && !namesResource(statement, '*', nothing);
  for (const condition of statement.conditions) {
    if (open.length > 0 && readsAny(condition, open)) {
      isOpen = true;
    } else if (!conditionHolds(condition, choice.keys.get(condition.key), variablesOf(choice))) {
      return false;
    }
  }
  return isOpen ? undefined : true;
}

function readsAny({ key, values }: Statement['conditions'][number], open: readonly string[]): boolean {
  return open.includes(key) || values.some(({ variables }) => variables.some((each) => open.includes(each)));
}
