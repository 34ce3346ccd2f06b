import { type Content, html, type Markup } from './markup';

/** The heading of a column of numbers. */
export class Count {
  constructor(public readonly name: string) {}
}

/** Wide tables are scrolled by themselves, also by keyboard. */
export function table(
  caption: string,
  head: readonly (string | Count)[],
  rows: readonly (readonly Content[])[],
  attributes: readonly Markup[] = [],
): Markup {
  const cells = ([first, ...others]: readonly Content[]) => html`<th scope="row">${first}</th>${others.map(cell)}`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${head.map(heading)}</tr></thead>
<tbody>
${rows.map((row, index) => html`<tr ${attributes[index]}>${cells(row)}</tr>\n`)}</tbody>
</table></div>
`;
}

function heading(column: string | Count): Markup {
  return column instanceof Count
    ? html`<th scope="col" class="number">${column.name}</th>`
    : html`<th scope="col">${column}</th>`;
}

function cell(content: Content): Markup {
  return typeof content === 'number' ? html`<td class="number">${content}</td>` : html`<td>${content}</td>`;
}
