import { Text } from '../../../src/compliance/templates/partial-string';
import { TemplateResource } from '../../../src/compliance/templates/resource';
import { World } from '../../../src/compliance/templates/scenario';
import type { Value } from '../../../src/compliance/templates/values';
import { type GivenTemplate, templatesOf } from '../support';

/** A value in plain JSON, with what is not known in angle brackets. */
export function shown(value: Value): unknown {
  switch (value.kind) {
    case 'absent':
      return undefined;
    case 'scalar':
      return value.value;
    case 'text':
      return `<${value}>`;
    case 'reference':
      return `<${value.resource.template.name}: ${Text.of(value)}>`;
    case 'encoded':
      return { base64: shown(value.content) };
    case 'list':
      return value.items.map(shown);
    case 'fields':
      return Object.fromEntries(value.keys.map((key) => [key, shown(value.get(key))]));
    case 'unknown':
      return `<${value.present ? 'something' : 'anything'}: ${value.why}>`;
  }
}

/** The property `Value` of the resource `Subject` of the last template, once for every world. */
export function worldsOf(
  templates: Readonly<Record<string, GivenTemplate>>,
): { readonly value: unknown; readonly assumed: readonly string[] }[] {
  const template = templatesOf(templates).templates.at(-1);
  const declaration = template?.declarations.get('Subject');
  if (!declaration) {
    throw new Error('the last template has no resource Subject');
  }
  const world = new World();
  const subject = new TemplateResource(declaration, world);
  return world
    .explore(() => shown(subject.get('Value')))
    .results.map(({ result, assumed }) => ({ value: result, assumed }));
}

/** The only value that there is. */
export function onlyValue(templates: Readonly<Record<string, GivenTemplate>>): unknown {
  const [only, ...more] = worldsOf(templates);
  if (more.length > 0) {
    throw new Error(`there are ${more.length + 1} worlds`);
  }
  return only.value;
}

/** A template whose resource `Subject` has a value. */
export function withValue(value: unknown, sections: Record<string, Record<string, unknown>> = {}): unknown {
  return {
    ...sections,
    Resources: { ...sections.Resources, Subject: { Type: 'AWS::SageMaker::Model', Properties: { Value: value } } },
  };
}
