import type { GraphEdge, GraphNode, NetworkGraph } from './network-graph';

/** The picture as Mermaid text, which GitHub, GitLab and many editors draw. */
export function mermaid({ title, nodes, edges }: NetworkGraph): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const nameOf = (id: string) => names.get(id) ?? JSON.stringify(id);
  const box = ({ id, title: heading, lines }: GraphNode) =>
    `    ${nameOf(id)}["<b>${escaped(heading)}</b><br/>${lines.map(escaped).join('<br/>')}"]`;
  const arrow = ({ from, to, label, dashed }: GraphEdge) =>
    `  ${nameOf(from)} ${dashed ? `-. "${escaped(label)}" .->` : `-- "${escaped(label)}" -->`} ${nameOf(to)}`;
  const lines = [
    'flowchart LR',
    '  subgraph outside["Corporate network"]',
    ...nodes.filter(({ outside }) => outside).map(box),
    '  end',
    `  subgraph inside["${escaped(title)}"]`,
    ...nodes.filter(({ outside }) => !outside).map(box),
    '  end',
    ...edges.map(arrow),
  ];
  return `${lines.join('\n')}\n`;
}

/** Mermaid reads text as HTML, with entities that begin with a number sign. */
function escaped(text: string): string {
  const entities: Record<string, string> = { '#': '#35;', '&': '#amp;', '<': '#lt;', '>': '#gt;', '"': '#quot;' };
  return text.replace(/[#&<>"]/g, (character) => entities[character]); // unanchored: single characters
}
