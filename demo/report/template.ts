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
  const {
    'Fn::Join': join,
    'Fn::GetAtt': getAtt,
    Ref: ref,
  } = value as { 'Fn::Join'?: [string, unknown[]]; 'Fn::GetAtt'?: string[]; Ref?: string };
  if (join) {
    return join[1].map(asText).join(join[0]);
  }
  return ref || getAtt ? `\${${ref ?? getAtt?.join('.')}}` : JSON.stringify(value);
}

export function asList(value: unknown): unknown[] {
  return value === undefined ? [] : [value].flat();
}
