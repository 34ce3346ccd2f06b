import { BUILT_IN_ROWS } from '../../test/guardrails/table';
import { type Tables, table } from './markdown';

/** The table in the README of the guardrails, by the name of its markers. */
export const GUARDRAIL_TABLES: Tables = { guardrails: guardrailsTable };

function guardrailsTable(): string[] {
  const rows = Object.entries(BUILT_IN_ROWS).map(([name, { make, notes = '' }]) => {
    const { description, documentationUrl } = make();
    return [`[\`${name}\`](${documentationUrl})`, description, notes];
  });
  return table(['factory of `Guardrail`', 'requirement', 'notes'], rows);
}
