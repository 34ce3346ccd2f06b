import { html, type Markup } from '../../private/shared/report-page/markup';
import { reportPage } from '../../private/shared/report-page/page';
import { Severity } from '../rules/attributes';
import type { Evidence } from './evidence';
import { badge, findingsSection } from './page-findings';
import { filterStyle } from './page-style';
import { catalogsTable, controlsTable, notCoveredTable, passesTable, rulesTable, stacksTable } from './page-tables';
import { STATUSES, type Status } from './totals';
import { scopeOf, WORDS } from './wording';

/** The report as a page. */
export function pageOf(evidence: Evidence): string {
  return reportPage({
    title: evidence.title,
    scope: scopeOf(evidence),
    style: filterStyle(evidence.stacks.length),
    main: html`${summary(evidence)}${filters(evidence)}${(['fail', 'cannotTell', 'acknowledged'] as const).map((status) => findingsSection(evidence, status))}${controls(evidence)}${passes(evidence)}`,
  });
}

function summary(evidence: Evidence): Markup {
  return html`<section id="summary" aria-labelledby="summary-heading">
<h2 id="summary-heading">Summary</h2>
<ul class="tiles">
${STATUSES.map((status) => tile(status, evidence.totals[status]))}</ul>
${evidence.catalogs.length ? catalogsTable(evidence) : undefined}${stacksTable(evidence)}</section>
`;
}

function tile(status: Status, count: number): Markup {
  return html`<li><a class="tile ${status}" href="#${status}"><span class="figure">${count}</span>${badge(status)}</a></li>
`;
}

function filters({ stacks }: Evidence): Markup {
  return html`<section class="filters" aria-labelledby="filters-heading">
<h2 id="filters-heading" class="unseen">Filters</h2>
<p><label>Stack <select id="by-stack" autocomplete="off"><option value="">all</option>${stacks.map(({ path }, index) => html`<option value="${index}">${path}</option>`)}</select></label></p>
<p><label>Severity <select id="by-severity" autocomplete="off"><option value="">all</option>${Object.values(Severity).map((severity) => html`<option value="${severity}">${severity}</option>`)}</select></label></p>
<p class="aside">Filters hold for the findings and the passed checks below.</p>
</section>
`;
}

function controls(evidence: Evidence): Markup {
  return html`<section id="controls" aria-labelledby="controls-heading">
<h2 id="controls-heading">Controls and rules</h2>
<p>A control has the status of its gravest check. ${WORDS.notApplicable.name}: ${WORDS.notApplicable.meaning}</p>
${evidence.catalogs.map(controlsTable)}${notCoveredTable(evidence)}${rulesTable(evidence)}</section>
`;
}

function passes(evidence: Evidence): Markup {
  return html`<section id="pass" aria-labelledby="pass-heading">
<h2 id="pass-heading">${WORDS.pass.heading}</h2>
<p>${WORDS.pass.meaning}</p>
${passesTable(evidence)}</section>
`;
}
