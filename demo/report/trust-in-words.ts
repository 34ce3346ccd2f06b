import { asList, asText, type Properties } from './template';

const MEANINGS: Record<string, (values: string) => string> = {
  'aws:SourceAccount': (values) => `it works for the account ${values}`,
  'aws:SourceArn': (values) => `it works for a resource like ${values}`,
  'aws:SourceOrgID': (values) => `it works for an account of the organization ${values}`,
};

/** Says a trust policy as sentences, a line each. */
export function trustInWords(document: Properties): string[] {
  return (asList(document.Statement) as Properties[]).flatMap((statement) => [
    `${principals(statement)} may ${actions(statement)}, provided that`,
    ...conditions(statement).map(
      (condition, index, all) => `  - ${condition}${index < all.length - 1 ? ', and' : '.'}`,
    ),
  ]);
}

function principals({ Principal }: Properties): string {
  const services = Object.values((Principal ?? {}) as Properties).flatMap(asList);
  return services.map(asText).join(' and ');
}

function actions({ Action }: Properties): string {
  const names: Record<string, string> = { 'sts:AssumeRole': 'assume the role' };
  return asList(Action)
    .map((action) => names[String(action)] ?? String(action))
    .join(' and ');
}

function conditions({ Condition }: Properties): string[] {
  const blocks = Object.entries((Condition ?? {}) as Record<string, Properties>);
  const said = blocks.flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => {
      const values = asList(value).map(asText).join(' or ');
      return MEANINGS[key]?.(values) ?? `${key} ${operator} ${values}`;
    }),
  );
  return said.length ? said : ['nothing: anybody who can pass the role can use it'];
}
