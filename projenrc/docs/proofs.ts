import { RequestSpace } from '../../src/private/decisions/requests';
import { ENVIRONMENTS } from '../../test/effects/environment';
import type { Area } from '../../test/effects/harness';
import { PROVED_IN_PARTS, proofOf } from '../../test/proofs/proofs';
import type { DecidedClass } from '../../test/proofs/prover';
import { ALL_REQUESTS } from '../../test/proofs/universe';
import { table } from './markdown';

const [ENVIRONMENT] = ENVIRONMENTS;
const space = new RequestSpace(ALL_REQUESTS);

/** Tables with more rows than this are left out. */
const ROWS_MAX = 8;

/** How a policy was proved, with the classes of requests where there are few. */
export function proofLines(area: Area, name: string): string[] {
  if (PROVED_IN_PARTS.includes(name)) {
    return [
      'Proved action by action: it has the statements of the policies that it consists of, which are proved.',
      '',
    ];
  }
  const { classes, table: decided } = proofOf(area.name, name, area.subjects.get(name)!, ENVIRONMENT, space);
  const lines = [`Proved over ${classes} classes of requests.`, ''];
  if (classes > ROWS_MAX) {
    return lines;
  }
  const rows = decided.map(({ choice, resource, verdict }) => [
    actionText(choice),
    ...(hasPrincipals(decided) ? [choice.principal ? code(choice.principal.id) : 'anyone'] : []),
    resource === undefined || resource === '' ? 'any' : code(resource),
    keysText(choice),
    verdict === 'allowed' ? '✅' : '❌',
  ]);
  const head = ['Action', ...(hasPrincipals(decided) ? ['Principal'] : []), 'Resource', 'Keys', ''];
  return [...lines, ...table(head, rows), ''];
}

/** How many classes of requests are proved. */
export function classesOf(area: Area, name: string): string {
  return String(proofOf(area.name, name, area.subjects.get(name)!, ENVIRONMENT, space).classes);
}

function hasPrincipals(decided: readonly DecidedClass[]): boolean {
  return decided.some(({ choice }) => choice.principal);
}

function actionText({ action, actions }: DecidedClass['choice']): string {
  return actions === 1 ? code(action) : `${code(action)} and ${actions - 1} more`;
}

function keysText({ keys }: DecidedClass['choice']): string {
  const entries = [...keys].map(([key, value]) =>
    value === undefined ? `no ${code(key)}` : code(`${key} = ${[value].flat().join(', ')}`),
  );
  return entries.join('<br>') || 'any';
}

function code(text: string): string {
  return `\`${text}\``;
}
