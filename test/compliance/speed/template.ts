import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStatement, renamed, rewritten } from '../mutations/rewriting';

/** How often each of the secure templates is in a template of about 500 resources, 200 of which have policies. */
const COPIES = { notebook: 10, studio: 10, serving: 11, monitoring: 10, jobs: 10, network: 6, policies: 26 };

export interface BigTemplate {
  readonly Resources: Readonly<Record<string, unknown>>;
}

/** A template with resources of all kinds; twice the size for a factor of two. */
export function bigTemplate(factor = 1): BigTemplate {
  const parts = Object.entries(COPIES).flatMap(([name, copies]) => {
    const template = JSON.parse(readFileSync(join(__dirname, '..', 'data', 'secure', `${name}.json`), 'utf8'));
    return Array.from({ length: copies * factor }, (_, copy) => renamed(template, `${name}${copy}`).Resources);
  });
  return { Resources: Object.assign({}, ...parts) };
}

/** Resources that have statements somewhere. */
export function resourcesWithPolicies({ Resources }: BigTemplate): string[] {
  return Object.keys(Resources).filter((id) => {
    let statements = 0;
    rewritten(Resources[id], (value) => {
      statements += isStatement(value) ? 1 : 0;
      return value;
    });
    return statements > 0;
  });
}
