import { html, type Markup } from '../../private/shared/report-page/markup';
import type { Evidence, EvidenceCheck, EvidenceRule } from './evidence';
import { findingsOf, type ReportedFinding } from './findings';
import type { Status } from './totals';
import { counted, WORDS } from './wording';

type Found = Exclude<Status, 'pass'>;

/** A section with a card for each finding of a status. */
export function findingsSection(evidence: Evidence, status: Found): Markup {
  const { heading, meaning } = WORDS[status];
  const found = findingsOf(evidence, status);
  return html`<section id="${status}" aria-labelledby="${status}-heading">
<h2 id="${status}-heading">${heading} <span class="count">${counted(found.length, 'finding')}</span></h2>
<p>${meaning}</p>
${found.map((reported) => card(reported, status, attributesOf(evidence, reported.check, reported.finding.severity)))}</section>
`;
}

/** What the filters look at. */
export function attributesOf({ stacks }: Evidence, { stack }: EvidenceCheck, severity: string): Markup {
  return html`data-stack="${stacks.findIndex(({ path }) => path === stack)}" data-severity="${severity}"`;
}

export function badge(status: Status | 'notApplicable', more = ''): Markup {
  const { sign, name } = WORDS[status];
  return html`<span class="badge ${status}"><span aria-hidden="true">${sign}</span> ${name}${more}</span>`;
}

function card(reported: ReportedFinding, status: Found, attributes: Markup): Markup {
  const { finding, check, rule } = reported;
  return html`<article class="card ${status}" ${attributes}>
<h3>${badge(status, `, ${finding.severity}`)} <code>${check.resource.path}</code></h3>
<dl>
${row('Rule', rule.title)}
${row(finding.result === 'fail' ? 'Found' : 'Cannot tell, since', finding.text)}
${row('Id', html`<code>${finding.id}</code>`)}
${reason(reported)}
${row('Why', rule.rationale)}
${row('Fix', html`${rule.remediation} <a href="${rule.documentationUrl}" rel="noreferrer">Documentation<span class="unseen"> of ${rule.id}</span></a>`)}
${rule.controls.length ? row('Controls', published(rule)) : undefined}
${row('Where', where(reported))}
</dl>
</article>
`;
}

function reason({ finding: { acknowledged } }: ReportedFinding): Markup | undefined {
  return (
    acknowledged &&
    row(
      'Reason',
      html`${acknowledged.reason} <span class="aside">acknowledged on ${place(acknowledged.constructPath)}</span>`,
    )
  );
}

/** Each publisher once, with the ids of its controls. */
function published({ controls }: EvidenceRule): string {
  const publishers = [...new Set(controls.map(({ catalog }) => catalog))];
  const ids = (publisher: string) => controls.filter(({ catalog }) => catalog === publisher).map(({ id }) => id);
  return publishers.map((publisher) => `${publisher}: ${ids(publisher).join(', ')}`).join('; ');
}

function place(constructPath: string): Markup {
  return constructPath ? html`<code>${constructPath}</code>` : html`the app`;
}

function where({ finding: { property }, check: { resource } }: ReportedFinding): Markup {
  const of = property ? html`<code>${property}</code> of ` : undefined;
  const what = resource.logicalId
    ? html`<code>${resource.logicalId}</code> (${resource.type})`
    : html`the template as a whole`;
  return html`${of}${what} in <code>${resource.template}</code>`;
}

function row(term: string, description: Markup | string): Markup {
  return html`<div><dt>${term}</dt><dd>${description}</dd></div>`;
}
