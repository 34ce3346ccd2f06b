import { TemplateResource } from '../../../src/compliance/templates/resource';
import { Scenario } from '../../../src/compliance/templates/scenario';
import { stringOf, type TemplateValue } from '../../../src/compliance/templates/values';
import { type GivenTemplate, templatesOf } from '../support';

/** A value in plain JSON, with what is not known in angle brackets. */
export function shown(value: TemplateValue): unknown {
  switch (value.kind) {
    case 'absent':
      return undefined;
    case 'scalar':
      return value.value;
    case 'partialString':
      return `<${value}>`;
    case 'reference':
      return `<${value.declaration.template.name}: ${stringOf(value)}>`;
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

/** The property `Value` of the resource `Subject` of the last template, once for every scenario. */
export function scenariosOf(
  templates: Readonly<Record<string, GivenTemplate>>,
): { readonly value: unknown; readonly assumed: readonly string[] }[] {
  const set = templatesOf(templates);
  const declaration = set.templates.at(-1)?.declarations.get('Subject');
  if (!declaration) {
    throw new Error('the last template has no resource Subject');
  }
  const scenario = new Scenario();
  const subject = new TemplateResource(declaration, set, scenario);
  return scenario
    .explore(() => shown(subject.get('Value')))
    .results.map(({ result, assumed }) => ({ value: result, assumed }));
}

/** The only value that there is. */
export function onlyValue(templates: Readonly<Record<string, GivenTemplate>>): unknown {
  const [only, ...more] = scenariosOf(templates);
  if (more.length > 0) {
    throw new Error(`there are ${more.length + 1} scenarios`);
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
