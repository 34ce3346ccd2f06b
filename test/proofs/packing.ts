import type { Request } from '../../src/private/decisions/decision';
import { namesAction } from '../../src/private/decisions/decision';
import { differenceBetween } from '../../src/private/decisions/difference';
import type { Statement } from '../../src/private/decisions/document';
import type { Requests } from '../../src/private/decisions/requests';

/** A comparison of policies that deny the same in other documents. */
export interface Comparison {
  readonly actions: number;
  readonly differing: readonly Request[];
}

/**
 * Compares, for each action, the set of statements about it, whatever else they name. Where the sets differ, what only one of them has
 * is compared over all requests: if that denies the same, so do the sets.
 */
export function compareByAction(
  before: readonly Statement[],
  after: readonly Statement[],
  requests: Requests,
): Comparison {
  const names = [...before, ...after].flatMap(({ actions }) => [...actions.names]);
  const actions = [...new Set([...requests.actions, ...names, 'sagemaker:Unknown', 'another:Action'])];
  const differences = new Map<string, Request | undefined>();
  for (const action of actions) {
    const [one, other] = [before, after].map((statements) => statementsAbout(action, statements));
    const only = (mine: Map<string, Statement>, theirs: Map<string, Statement>) =>
      [...mine].filter(([id]) => !theirs.has(id));
    const [left, right] = [only(one, other), only(other, one)];
    const id = JSON.stringify([left, right].map((each) => each.map(([text]) => text)));
    if (left.length + right.length > 0 && !differences.has(id)) {
      const [mine, theirs] = [left, right].map((each) => each.map(([, statement]) => statement));
      differences.set(id, differenceBetween(mine, theirs, { ...requests, actions: [action] })?.request);
    }
  }
  const differing = [...differences.values()].filter((request) => request !== undefined);
  return { actions: actions.length, differing };
}

/** By what they say beside the actions, each as a statement about the action alone. */
function statementsAbout(action: string, statements: readonly Statement[]): Map<string, Statement> {
  const about = statements.filter((statement) => namesAction(statement, action));
  return new Map(
    about.map(({ effect, resources, principals, conditions }) => {
      const [all, names] = [[], new Set([action.toLowerCase()])];
      const statement: Statement = {
        effect,
        actions: { patterns: all, names, wild: [], inverted: false },
        resources,
        principals,
        conditions,
      };
      const texts = conditions.map((condition) => JSON.stringify({ ...condition, values: textsOf(condition) })).sort();
      return [JSON.stringify([effect, resources, principals, texts]), statement];
    }),
  );
}

function textsOf({ values }: Statement['conditions'][number]): string[] {
  return values.map(({ text }) => text).sort();
}
