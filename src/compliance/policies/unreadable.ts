import type { Text } from '../templates/partial-string';
import type { Unknown } from '../templates/values';
import type { PolicyStatement } from './statement';

/** What is not known of the shape of a statement. A value that is not known is text of which nothing is known, and no such case. */
export function unreadableIn(statement: PolicyStatement): Unknown[] {
  const known = new Set<unknown>(textsOf(statement).flatMap(({ parts }) => parts));
  return statement.unknowns.filter((unknown) => !known.has(unknown));
}

function textsOf({
  actions,
  notActions,
  resources,
  notResources,
  principals,
  notPrincipals,
  conditions,
}: PolicyStatement): Text[] {
  const named = [...principals, ...notPrincipals].map(({ name }) => name);
  return [
    ...actions,
    ...notActions,
    ...resources,
    ...notResources,
    ...named,
    ...conditions.flatMap(({ values }) => values),
  ];
}
