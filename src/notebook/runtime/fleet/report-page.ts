import { type Content, html, type Markup } from '../../../private/shared/report-page/markup';
import { reportPage } from '../../../private/shared/report-page/page';
import { type Count, table } from '../../../private/shared/report-page/table';
import type { FleetReport, ReportedNotebook } from './report';

/** The evidence of a run as a page that loads nothing. */
export function fleetPage(report: FleetReport): string {
  const { account, region, startedAt, mode, notebooks } = report;
  const does = mode === 'report' ? 'Nothing was changed: this fleet is only reported.' : 'Changes are allowed.';
  return reportPage({
    title: `Notebook instances of ${account} in ${region}`,
    scope: `${notebooks.length} notebook instances, read at ${startedAt}. ${does}`,
    main: html`${summary(report)}${noncompliant(report)}${actions(report)}${compliant(report)}${unread(report)}${domains(report)}`,
  });
}

function summary({ totals, breaker }: FleetReport): Markup {
  const tiles: [string, string, number][] = [
    ['fail', '✗ Noncompliant', totals.noncompliant],
    ['acknowledged', '! Opted out', totals.optedOut],
    ['cannotTell', '? In progress', totals.inProgress],
    ['pass', '✓ Compliant', totals.compliant],
  ];
  const stopped = breaker && html`<p><strong>All work is stopped</strong> since ${breaker.at}: ${breaker.reason}</p>\n`;
  return html`<section aria-labelledby="summary-heading">
<h2 id="summary-heading">Summary</h2>
<ul class="tiles">
${tiles.map(([kind, name, count]) => html`<li class="tile ${kind}"><span class="figure">${count}</span><span class="badge ${kind}">${name}</span></li>\n`)}</ul>
${stopped}</section>
`;
}

function noncompliant({ notebooks }: FleetReport): Markup {
  const rows = notebooks
    .filter((notebook) => !notebook.compliant)
    .map((notebook) => [
      html`<code>${notebook.name}</code>`,
      notebook.status,
      notebook.platform ?? 'unknown',
      list(notebook.lacks.filter(({ required }) => required).map(({ text, fix }) => html`${text}: ${fix}`)),
      notebook.inProgress ? `in progress: ${notebook.inProgress}` : list(notebook.skipped.map(({ text }) => text)),
      notebook.missingSince ?? '',
    ]);
  return section('noncompliant', 'Noncompliant notebook instances', [
    [
      'Notebook instance',
      'Status',
      'Platform',
      'What it lacks, and the line to change',
      'Why nothing is done',
      'Since',
    ],
    rows,
  ]);
}

function actions({ notebooks }: FleetReport): Markup {
  const rows = notebooks.flatMap(({ name, history }) =>
    history.map(({ at, text }) => [at, html`<code>${name}</code>`, text]),
  );
  return section('actions', 'Actions', [['Time', 'Notebook instance', 'Action'], rows.sort(byTime)]);
}

function compliant({ notebooks }: FleetReport): Markup {
  const rows = notebooks
    .filter((notebook) => notebook.compliant)
    .map((notebook) => [
      html`<code>${notebook.name}</code>`,
      notebook.status,
      notebook.platform ?? 'unknown',
      others(notebook),
    ]);
  return section('compliant', 'Compliant notebook instances', [
    ['Notebook instance', 'Status', 'Platform', 'Other findings'],
    rows,
  ]);
}

function others({ lacks }: ReportedNotebook): Content {
  return list(lacks.map(({ text }) => text));
}

function unread({ unread: rows }: FleetReport): Markup | undefined {
  return rows.length === 0
    ? undefined
    : section('unread', 'Notebook instances that could not be read', [
        ['Notebook instance', 'Reason'],
        rows.map(({ name, reason }) => [html`<code>${name}</code>`, reason]),
      ]);
}

function domains({ domains: rows, trigger }: FleetReport): Markup | undefined {
  if (trigger === 'event') {
    return undefined;
  }
  return section('domains', 'Studio domains', [
    ['Domain', 'Name', 'Network access', 'VPC only'],
    rows.map(({ domainId, name, networkAccess, vpcOnly }) => [
      html`<code>${domainId}</code>`,
      name,
      networkAccess,
      vpcOnly ? '✓ yes' : '✗ no',
    ]),
  ]);
}

function section(id: string, title: string, [head, rows]: [readonly (string | Count)[], readonly Content[][]]): Markup {
  const contents =
    rows.length === 0 ? html`<p>None.</p>\n` : table(title, head, rows as readonly (readonly Content[])[]);
  return html`<section aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${title} <span class="count">${rows.length}</span></h2>
${contents}</section>
`;
}

function list(items: readonly Content[]): Content {
  return items.length === 0 ? '' : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function byTime([one]: readonly Content[], [other]: readonly Content[]): number {
  return String(one) < String(other) ? -1 : Number(one !== other);
}
