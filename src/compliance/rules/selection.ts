import { check, type Fault, faultsOf } from '../../private/errors';
import type { Pack } from './pack';
import type { Rule } from './rule';

/** Which rules are meant. */
export interface Selection {
  readonly packs?: readonly Pack[];
  readonly rules?: readonly Rule[];
  readonly exclude?: readonly Rule[];
}

/** The rules in the order of their ids. The rules of a fallback are meant where neither packs nor rules are named. */
export function selectedRules({ packs, rules = [], exclude = [] }: Selection, fallback: readonly Rule[]): Rule[] {
  const unnamed = packs === undefined && rules.length === 0;
  const excluded = new Set(exclude.map(({ id }) => id));
  const chosen = unnamed ? fallback : [...(packs ?? []).flatMap((pack) => pack.rules), ...rules];
  const byId = new Map(chosen.map((rule) => [rule.id, rule]));
  return [...byId.values()].filter(({ id }) => !excluded.has(id)).sort((one, other) => (one.id < other.id ? -1 : 1));
}

export function contradictions({ rules = [], exclude = [] }: Selection): Fault[] {
  const both = rules.filter((rule) => exclude.some(({ id }) => id === rule.id));
  return faultsOf(
    'ConflictingProps',
    both.map(({ id }) => `rule ${id} is both in rules and in exclude`),
  );
}

export function checkSelected(selected: readonly Rule[]): Fault[] {
  return check(
    selected.length > 0,
    'ConflictingProps',
    'packs, rules and exclude must leave at least one rule, got none',
  );
}
