import { readFileSync } from 'node:fs';

export type Properties = Record<string, unknown>;

export interface Resource {
  readonly Type: string;
  readonly Properties?: Properties;
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { readonly Value: unknown }>;
}

export function readTemplate(file: string): Template {
  return JSON.parse(readFileSync(file, 'utf-8'));
}

export function resourcesOfType(template: Template, type: string): [string, Properties][] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => [id, resource.Properties ?? {}]);
}

/** The logical id that an intrinsic refers to. */
export function referenced(value: unknown): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': getAtt } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return ref ?? getAtt?.[0];
}

/** Text with pseudo parameters and references as `${…}`, the way a person would write it. */
export function asText(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const intrinsic = value as Record<string, unknown[]> & { Ref?: string };
  if (intrinsic['Fn::Join']) {
    const [separator, items] = intrinsic['Fn::Join'] as [string, unknown[]];
    return items.map(asText).join(separator);
  }
  // A part of a text is shown as the text.
  const parts = (intrinsic['Fn::Select']?.[1] ?? {}) as Record<string, unknown[]>;
  if (parts['Fn::Split']) {
    return asText(parts['Fn::Split'][1]);
  }
  const reference = intrinsic.Ref ?? intrinsic['Fn::GetAtt']?.join('.');
  return reference ? `\${${reference}}` : JSON.stringify(value);
}

export function asList(value: unknown): unknown[] {
  return value === undefined ? [] : [value].flat();
}
