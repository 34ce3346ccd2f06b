import { type Property, propertiesIn } from './properties';
import type { Node, Schema, Schemas } from './schemas';

/** What limits texts, numbers and lists. Types and enums are the compiler's. */
const KEYWORDS = ['minLength', 'maxLength', 'pattern', 'minItems', 'maxItems', 'minimum', 'maximum'] as const;

type Limits = Record<string, string | number>;

/** The limits of properties, by their paths, by the types of resources. */
export type LimitExtract = Record<string, Record<string, Limits>>;

/** The limits that the schemas put on what the templates say literally, or in lists. */
export function limitsIn(templates: readonly string[], schemas: Schemas): LimitExtract {
  const extract: LimitExtract = {};
  for (const [type, properties] of [...propertiesIn(templates)].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const [first] = schemas.of(type);
    const limited = first ? limitsOf(first.schema, properties) : {};
    if (Object.keys(limited).length) {
      extract[type] = limited;
    }
  }
  return extract;
}

function limitsOf(schema: Schema, properties: readonly Property[]): Record<string, Limits> {
  return Object.fromEntries(
    properties.flatMap(({ path }) => {
      const limits = Object.assign({}, ...nodesAt(schema, path.split('/')).map(ownLimits)) as Limits;
      return Object.keys(limits).length ? [[path, limits]] : [];
    }),
  );
}

function ownLimits(node: Node): Limits {
  return Object.fromEntries(
    KEYWORDS.flatMap((keyword) => {
      const limit = node[keyword];
      return limit === undefined || limit === 0 ? [] : [[keyword, limit]];
    }),
  );
}

/** What a schema says of a path, in which `*` stands for the items of a list. */
function nodesAt(schema: Schema, steps: readonly string[], from: Node = schema): Node[] {
  const nodes = variants(schema, from).flatMap((node) => variants(schema, node));
  const [step, ...rest] = steps;
  if (step === undefined) {
    return nodes;
  }
  const next = nodes.flatMap((node) => (step === '*' ? node.items : node.properties?.[step]) ?? []);
  return next.flatMap((node) => nodesAt(schema, rest, node));
}

function variants({ definitions = {} }: Schema, node: Node): Node[] {
  const referred = node.$ref ? [definitions[node.$ref.replace('#/definitions/', '')]] : [];
  const { anyOf = [], oneOf = [], allOf = [] } = node;
  return [node, ...referred, ...anyOf, ...oneOf, ...allOf];
}
