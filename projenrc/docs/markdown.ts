/** Renders the lines of a table by the name of its markers. */
export type Tables = Readonly<Record<string, () => string[]>>;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** A document whose tables are rendered anew. Each stands between `<!-- begin name -->` and `<!-- end name -->`. */
export function withTables(document: string, tables: Tables): string {
  return Object.entries(tables).reduce((text, [name, render]) => replaced(text, name, render().join('\n')), document);
}

function replaced(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
  if (start < 0 || stop < start) {
    throw new Error(`no ${begin} before ${end}`);
  }
  // Within an item of a list, the content must be indented like its markers.
  const indent = text.slice(text.lastIndexOf('\n', start) + 1, start);
  const lines = ['', ...content.split('\n'), ''].map((line) => (line === '' ? line : indent + line));
  return `${text.slice(0, start + begin.length)}\n${lines.join('\n')}\n${indent}${text.slice(stop)}`;
}
