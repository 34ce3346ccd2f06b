import type { Evidence } from './evidence';
import { findingsOf, type ReportedFinding } from './findings';
import { STATUSES, type Status, totalsOf } from './totals';
import { counted, scopeOf, WORDS } from './wording';

/** The most characters of a comment on GitHub. Some are left to whoever adds a heading or a marker. */
const COMMENT_MAX = 65_536;
const LEFT_TO_OTHERS = 1_536;

/** The most characters of one text of an app, so that a long one does not push out the others. */
const TEXT_MAX = 1_000;

type Found = Exclude<Status, 'pass'>;

/** The totals and what is open, in as many characters as a comment holds. */
export function markdownReport(evidence: Evidence, complete: readonly string[]): string {
  const head = [
    `# ${plain(evidence.title)}`,
    '',
    `${STATUSES.map((status) => figure(status, evidence)).join(' · ')}`,
    '',
    scopeOf(evidence),
    '',
    ...catalogs(evidence),
  ];
  const writer = new Writer(head);
  for (const status of ['fail', 'cannotTell', 'acknowledged'] as const) {
    writer.section(status, findingsOf(evidence, status));
  }
  return writer.text(complete);
}

/** Adds rows for as long as there is room. */
class Writer {
  private readonly lines: string[];
  private length: number;
  private leftOut = 0;

  constructor(head: readonly string[]) {
    this.lines = [...head];
    this.length = head.join('\n').length;
  }

  public section(status: Found, found: readonly ReportedFinding[]): void {
    const { heading } = WORDS[status];
    const rows = found.map((reported) => rowOf(reported, status));
    const [first] = rows;
    const opening = [
      '',
      `## ${heading} (${found.length})`,
      '',
      ...table(['Severity', 'Resource', status === 'acknowledged' ? 'Reason' : 'Finding', 'Rule'], []),
    ];
    if (first === undefined || !this.add([...opening, first])) {
      this.leftOut += rows.length;
      return;
    }
    for (const row of rows.slice(1)) {
      this.leftOut += this.leftOut === 0 && this.add([row]) ? 0 : 1;
    }
  }

  public text(complete: readonly string[]): string {
    const where = complete.length
      ? ` The full list is in ${complete.map((name) => `\`${name}\``).join(' and ')} of this report.`
      : '';
    const notice = this.leftOut
      ? ['', `**${counted(this.leftOut, 'more finding')} left out, since a comment holds no more.**${where}`]
      : [];
    return `${[...this.lines, ...notice].join('\n')}\n`;
  }

  private add(lines: readonly string[]): boolean {
    const length = this.length + lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (length > COMMENT_MAX - LEFT_TO_OTHERS) {
      return false;
    }
    this.lines.push(...lines);
    this.length = length;
    return true;
  }
}

function figure(status: Status, { totals }: Evidence): string {
  const { sign, name } = WORDS[status];
  return `${sign} **${totals[status]}** ${name.toLowerCase()}`;
}

function catalogs({ catalogs }: Evidence): string[] {
  const rows = catalogs.map(({ catalog, controls }) => {
    const judged = controls.flatMap(({ status }) => (status === 'notApplicable' ? [] : [{ status }]));
    const totals = totalsOf(judged);
    return [catalog, ...STATUSES.map((status) => String(totals[status])), String(controls.length - judged.length)];
  });
  return rows.length
    ? table(['Controls of', ...STATUSES.map((status) => WORDS[status].name), WORDS.notApplicable.name], rows.map(line))
    : [];
}

function rowOf({ finding, check, rule }: ReportedFinding, status: Found): string {
  const text = status === 'acknowledged' ? finding.acknowledged!.reason : `${rule.title}: ${finding.text}`;
  return line([
    finding.severity,
    code(check.resource.path),
    plain(text),
    `[${plain(finding.id)}](${rule.documentationUrl})`,
  ]);
}

function table(head: readonly string[], rows: readonly string[]): string[] {
  return [line(head), line(head.map(() => '---')), ...rows];
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}

/** Text of an app that is neither markup nor a link, mentions nobody and stays in its cell. */
function plain(text: string): string {
  const cut = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
  return cut
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[&<>`|*_~()[\]{}\\#@!$]|:(?=\/\/)|(?<=www)\./g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/&#(?:64|35);/g, '$&<!-- -->');
}
