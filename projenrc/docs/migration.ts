import { differenceOf, MIGRATIONS, printed } from '../../test/adoption/migrations';
import extract from '../../test/life-cycle/schemas/imports.json';
import { type Tables, table, withTables } from './markdown';

interface Import {
  readonly identifier: readonly string[];
  readonly canRead: boolean;
  readonly isKnownBeforehand: boolean;
  readonly createOnly: readonly string[];
  readonly conditional: readonly string[];
}

const TYPES: Readonly<Record<string, Import>> = extract.types;

/** Types that the list of AWS, of April 2026, does not have although their schemas have what an import needs. */
const UNLISTED = ['AWS::SageMaker::NotebookInstance', 'AWS::SageMaker::NotebookInstanceLifecycleConfig'];

/** The difference of every step, by the name of its markers. */
const DIFFERENCES: Tables = Object.fromEntries(
  Object.entries(MIGRATIONS).map(([name, migration]) => [
    `difference ${name}`,
    () => ['```text', printed(differenceOf(migration)), '```'],
  ]),
);

function imports(): string[] {
  const rows = Object.entries(TYPES).map(([type, facts]) => [
    `\`${type}\``,
    importable(type, facts),
    codes(facts.identifier),
    codes([...facts.createOnly, ...facts.conditional.map((path) => `${path} (in some cases)`)]),
  ]);
  return table(['resource type', 'import', 'identifier', 'create-only'], rows);
}

function importable(type: string, { canRead, isKnownBeforehand }: Import): string {
  if (!canRead) {
    return 'no';
  }
  if (UNLISTED.includes(type)) {
    return 'by its schema; the list of AWS omits it';
  }
  return isKnownBeforehand ? 'yes; automatic if the identifier is literal' : 'yes';
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ') || 'none';
}

export function migrationDocument(guide: string): string {
  return withTables(guide, { ...DIFFERENCES, imports });
}
