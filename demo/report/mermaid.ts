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
    ...placesOf(title, nodes).flatMap((place) => [
      `  subgraph ${place.id}["${escaped(place.title)}"]`,
      ...place.nodes.map(box),
      '  end',
    ]),
    ...edges.map(arrow),
  ];
  return `${lines.join('\n')}\n`;
}

interface Place {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly GraphNode[];
}

/** The boxes around the nodes. */
function placesOf(title: string, nodes: readonly GraphNode[]): Place[] {
  const inside = nodes.filter(({ outside }) => !outside);
  const groups = [...new Set(inside.flatMap(({ group }) => group ?? []))];
  const places = [
    { id: 'outside', title: 'Corporate network', nodes: nodes.filter(({ outside }) => outside) },
    { id: 'inside', title, nodes: inside.filter(({ group }) => group === undefined) },
    ...groups.map((group, index) => ({
      id: `group${index}`,
      title: group,
      nodes: inside.filter((node) => node.group === group),
    })),
  ];
  return places.filter((place) => place.nodes.length > 0);
}

/** Mermaid reads text as HTML, with entities that begin with a number sign. */
function escaped(text: string): string {
  const entities: Record<string, string> = { '#': '#35;', '&': '#amp;', '<': '#lt;', '>': '#gt;', '"': '#quot;' };
  return text.replace(/[#&<>"]/g, (character) => entities[character]); // unanchored: single characters
}
