// biome-ignore lint/suspicious/noExplicitAny: templates have no types
export type TemplateJson = Record<string, any>;

/** What stands at a place of a template, changed or as it is. */
export type Rewrite = (value: unknown, path: readonly string[]) => unknown;

type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isIntrinsic(value: unknown): value is JsonObject {
  return isObject(value) && Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}

/** Changes every value of JSON, the innermost first. Arguments of intrinsic functions stay as they are, unless they are wanted. */
export function rewritten(json: unknown, rewrite: Rewrite, path: readonly string[] = []): unknown {
  if (isIntrinsic(json)) {
    return rewrite(json, path);
  }
  if (Array.isArray(json)) {
    return rewrite(
      json.map((item, index) => rewritten(item, rewrite, [...path, String(index)])),
      path,
    );
  }
  if (isObject(json)) {
    return rewrite(
      Object.fromEntries(Object.entries(json).map(([key, value]) => [key, rewritten(value, rewrite, [...path, key])])),
      path,
    );
  }
  return rewrite(json, path);
}

/** Changes the values of the properties of all resources. */
export function inProperties(template: TemplateJson, rewrite: Rewrite): TemplateJson {
  return eachResource(template, (body) =>
    body.Properties ? { ...body, Properties: rewritten(body.Properties, rewrite) } : body,
  );
}

export function eachResource(
  template: TemplateJson,
  change: (body: TemplateJson, id: string) => TemplateJson,
): TemplateJson {
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([id, body]) => [id, change(body as TemplateJson, id)]),
  );
  return { ...template, Resources };
}

/** Changes all statements, wherever they are. */
export function inStatements(template: TemplateJson, change: (statement: JsonObject) => unknown): TemplateJson {
  return inProperties(template, (value) => (isStatement(value) ? change(value) : value));
}

export function isStatement(value: unknown): value is JsonObject {
  return isObject(value) && typeof value.Effect === 'string';
}

/** Changes all texts, numbers and booleans that are values of properties, but for the versions of policies. */
export function inScalars(template: TemplateJson, change: (value: string | number | boolean) => unknown): TemplateJson {
  return inProperties(template, (value, path) =>
    isScalar(value) && path.at(-1) !== 'Version' ? change(value) : value,
  );
}

export function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** With more in a section. */
export function adding(template: TemplateJson, section: string, more: JsonObject): TemplateJson {
  return { ...template, [section]: { ...template[section], ...more } };
}

/** Changes all intrinsic functions of a name, those inside of others as well. */
export function inIntrinsics(json: unknown, name: string, change: (argument: unknown) => unknown): unknown {
  if (Array.isArray(json)) {
    return json.map((item) => inIntrinsics(item, name, change));
  }
  if (!isObject(json)) {
    return json;
  }
  const inner = Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, inIntrinsics(value, name, change)]),
  );
  return name in inner ? change(inner[name]) : inner;
}

/** All logical ids with an ending, wherever they are named. */
export function renamed({ Resources, ...sections }: TemplateJson, ending: string): TemplateJson {
  const named = (id: string) => (id in Resources ? id + ending : id);
  const body = {
    ...sections,
    Resources: Object.fromEntries(Object.entries(Resources).map(([id, resource]) => [named(id), resource])),
  };
  const byRef = inIntrinsics(body, 'Ref', (id) => ({ Ref: named(String(id)) }));
  const byAttribute = inIntrinsics(byRef, 'Fn::GetAtt', (of) => {
    const [id, ...attribute] = Array.isArray(of) ? of : String(of).split('.');
    return { 'Fn::GetAtt': [named(id), attribute.join('.')] };
  });
  const inText = (text: string) => text.replace(/\$\{(\w+)/g, (_, id) => `\${${named(id)}`); // unanchored: every placeholder
  return inIntrinsics(byAttribute, 'Fn::Sub', (of) => ({
    'Fn::Sub': Array.isArray(of) ? [inText(of[0]), of[1]] : inText(String(of)),
  })) as TemplateJson;
}
