import { Severity } from '../rules/attributes';

/** Selections hide what they do not name, without a script. */
export function filterStyle(stacks: number): string {
  const byStack = Array.from({ length: stacks }, (_, index) => hiding('stack', String(index)));
  return [...byStack, ...Object.values(Severity).map((severity) => hiding('severity', severity))].join('');
}

function hiding(what: string, value: string): string {
  return `:root:has(#by-${what} option[value="${value}"]:checked) [data-${what}]:not([data-${what}="${value}"]) { display: none; }\n`;
}
