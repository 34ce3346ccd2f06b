import { Column, type GraphEdge, type GraphNode, type NetworkGraph } from './network-graph';

const BOX = { width: 270, padding: 12, line: 17, gap: 36 };
const COLUMN_STEP = 420;
const MARGIN = 40;
const TOP = 90;

interface Placed extends GraphNode {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** The picture as Mermaid text, which many viewers of Markdown draw. */
export function mermaid({ title, nodes, edges }: NetworkGraph): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const nameOf = (id: string) => names.get(id) ?? JSON.stringify(id);
  const drawn = (inside: boolean) =>
    nodes
      .filter(({ column }) => (column === Column.OUTSIDE) !== inside)
      .map(({ id, title: heading, lines }) => `    ${nameOf(id)}["<b>${heading}</b><br/>${lines.join('<br/>')}"]`);
  const arrow = ({ from, to, label, dashed }: GraphEdge) =>
    `  ${nameOf(from)} ${dashed ? `-. "${label}" .->` : `-- "${label}" -->`} ${nameOf(to)}`;
  return `${['flowchart LR', '  subgraph outside["Corporate network"]', ...drawn(false), '  end', `  subgraph vpc["${title}"]`, ...drawn(true), '  end', ...edges.map(arrow)].join('\n')}\n`;
}

/** The picture as SVG, which every browser draws. */
export function svg(graph: NetworkGraph): string {
  const placed = place(graph.nodes);
  const height = Math.max(...placed.map(({ y, height: own }) => y + own)) + MARGIN;
  const width = MARGIN * 2 + COLUMN_STEP * Column.PROFILES + BOX.width;
  const vpc = { x: MARGIN + COLUMN_STEP - 18, width: COLUMN_STEP * (Column.PROFILES - 1) + BOX.width + 36 };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">`,
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<rect x="${vpc.x}" y="20" width="${vpc.width}" height="${height - 40}" rx="8" fill="#f3f7fb" stroke="#5b7fa6"/>`,
    text(MARGIN, 48, 'Corporate network', true),
    text(vpc.x + 16, 48, graph.title, true),
    ...placed.map(box),
    ...graph.edges.map((edge) => line(edge, placed)),
    '</svg>',
    '',
  ].join('\n');
}

/** One below the other in their columns. */
function place(nodes: readonly GraphNode[]): Placed[] {
  const next = new Map<Column, number>();
  return nodes.map((node) => {
    const y = next.get(node.column) ?? TOP;
    const height = BOX.padding * 2 + BOX.line * (node.lines.length + 1);
    next.set(node.column, y + height + BOX.gap);
    return { ...node, x: MARGIN + node.column * COLUMN_STEP, y, height };
  });
}

function box({ x, y, height, title, lines }: Placed): string {
  const at = (index: number) => y + BOX.padding + BOX.line * (index + 0.75);
  return [
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${height}" rx="6" fill="white" stroke="#333"/>`,
    text(x + BOX.padding, at(0), title, true),
    ...lines.map((content, index) => text(x + BOX.padding, at(index + 1), content)),
  ].join('\n');
}

/** Between the sides that face each other, with the label in the middle. */
function line({ from, to, label, dashed }: GraphEdge, placed: readonly Placed[]): string {
  const [start, end] = [from, to].map((id) => placed.find((node) => node.id === id));
  if (!start || !end) {
    return '';
  }
  const [x1, y1, x2, y2] = facing(start, end);
  const width = label.length * 7 + 10;
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return [
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="black"${dashed ? ' stroke-dasharray="5 4"' : ''} marker-end="url(#arrow)"/>`,
    `<rect x="${x - width / 2}" y="${y - 10}" width="${width}" height="18" rx="3" fill="white"/>`,
    `<text x="${x}" y="${y + 4}" text-anchor="middle">${escaped(label)}</text>`,
  ].join('\n');
}

function facing(start: Placed, end: Placed): [x1: number, y1: number, x2: number, y2: number] {
  if (start.x === end.x) {
    const x = start.x + BOX.width / 2;
    return start.y < end.y ? [x, start.y + start.height, x, end.y] : [x, start.y, x, end.y + end.height];
  }
  const [x1, x2] = start.x < end.x ? [start.x + BOX.width, end.x] : [start.x, end.x + BOX.width];
  const [y1, y2] = [start, end].map(({ y, height }) => y + height / 2);
  return [x1, y1, x2, y2];
}

function text(x: number, y: number, content: string, bold = false): string {
  return `<text x="${x}" y="${y}"${bold ? ' font-weight="bold"' : ''}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return content.replace(/[&<>"]/g, (character) => entities[character]); // unanchored: single characters
}
