import { type Content, html, type Markup } from '../../private/shared/report-page/markup';
import { Count, table } from '../../private/shared/report-page/table';
import type { Evidence, EvidenceCatalog, EvidenceControl } from './evidence';
import { attributesOf, badge } from './page-findings';
import { STATUSES, type Status, type Totals, totalsOf } from './totals';
import { counted, WORDS } from './wording';

const COUNTS = STATUSES.map((status) => new Count(WORDS[status].name));

/** For each publisher of controls, how many of them came out how. */
export function catalogsTable({ catalogs }: Evidence): Markup {
  const rows = catalogs.map(({ catalog, controls }) => {
    const judged = controls.filter(
      (control): control is EvidenceControl & { status: Status } => control.status !== 'notApplicable',
    );
    return [catalog, ...numbers(totalsOf(judged)), controls.length - judged.length];
  });
  return table(
    'Published controls by their gravest check',
    ['Publisher', ...COUNTS, new Count(WORDS.notApplicable.name)],
    rows,
  );
}

export function stacksTable({ stacks }: Evidence): Markup {
  const rows = stacks.map(({ path, template, account, region, totals }) => [
    html`<code>${path}</code>`,
    html`<code>${template}</code>`,
    [account, region].filter(Boolean).join(' / ') || 'any',
    ...numbers(totals),
  ]);
  return table('Checks by stack', ['Stack', 'Template', 'Account / region', ...COUNTS], rows);
}

export function controlsTable({ catalog, controls }: EvidenceCatalog): Markup {
  const rows = controls.map((control) => [
    html`<code>${control.id}</code>`,
    badge(control.status),
    ...numbers(control.totals),
    control.rules.map((id, index) => html`${index ? ', ' : ''}<code>${id}</code>`),
    openResources(control),
  ]);
  const caption = `${catalog}: ${counted(controls.length, 'control')}`;
  return html`<details><summary>${caption}</summary>${table(caption, ['Control', 'Status', ...COUNTS, 'Rules', 'Resources that do not pass'], rows)}</details>
`;
}

export function notCoveredTable({ notCovered }: Evidence): Markup {
  const rows = notCovered.map(({ catalog, id, reason }) => [html`<code>${id}</code>`, catalog, reason]);
  const caption = `${counted(notCovered.length, 'control')} that no rule corresponds to`;
  return html`<details><summary>${caption}</summary>${table(caption, ['Control', 'Publisher', 'Why'], rows)}</details>
`;
}

export function rulesTable({ rules }: Evidence): Markup {
  const rows = rules.map(({ id, severity, title, documentationUrl, totals }) => [
    html`<a href="${documentationUrl}" rel="noreferrer"><code>${id}</code></a>`,
    severity,
    title,
    ...numbers(totals),
  ]);
  const caption = counted(rules.length, 'rule');
  return html`<details><summary>${caption}</summary>${table(`Checks by rule: ${caption}`, ['Rule', 'Severity', 'What it checks', ...COUNTS], rows)}</details>
`;
}

export function passesTable(evidence: Evidence): Markup {
  const passed = evidence.checks.filter(({ status }) => status === 'pass');
  const titles = new Map(evidence.rules.map(({ id, title }) => [id, title]));
  const rows = passed.map((check) => [
    html`<code>${check.resource.path}</code>`,
    html`<code>${check.rule}</code>`,
    titles.get(check.rule),
  ]);
  const attributes = passed.map((check) => attributesOf(evidence, check, check.severity));
  const caption = counted(passed.length, 'passed check');
  return html`<details><summary>${caption}</summary>${table(`Resources and the rules that they keep to: ${caption}`, ['Resource', 'Rule', 'What it checks'], rows, attributes)}</details>
`;
}

function openResources({ resources }: EvidenceControl): Content {
  const open = STATUSES.filter((status) => status !== 'pass').flatMap((status) =>
    resources[status].map((path) => html`<li>${badge(status)} <code>${path}</code></li>`),
  );
  return open.length ? html`<ul>${open}</ul>` : 'none';
}

function numbers(totals: Totals): number[] {
  return STATUSES.map((status) => totals[status]);
}
