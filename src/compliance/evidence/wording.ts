import type { Evidence } from './evidence';
import { type Status, sumOf } from './totals';

interface Words {
  /** Tells it apart where there is no colour. */
  readonly sign: string;
  readonly name: string;
  readonly heading: string;
  readonly meaning: string;
}

export const WORDS: Readonly<Record<Status | 'notApplicable', Words>> = {
  fail: {
    sign: '✗',
    name: 'Fail',
    heading: 'Failed',
    meaning: 'A resource does not keep to a rule, and nobody has accepted that.',
  },
  cannotTell: {
    sign: '?',
    name: 'Cannot tell',
    heading: 'Cannot tell',
    meaning:
      'The template leaves it to the deployment, for example by a parameter without default. It never counts as passed.',
  },
  acknowledged: {
    sign: '!',
    name: 'Acknowledged',
    heading: 'Acknowledged',
    meaning: 'Every finding was accepted in the code of the app, with the reason given there.',
  },
  pass: {
    sign: '✓',
    name: 'Pass',
    heading: 'Passed',
    meaning: 'The resource keeps to the rule in every way in which the template can be deployed.',
  },
  notApplicable: {
    sign: '–',
    name: 'Not applicable',
    heading: 'Not applicable',
    meaning: 'There is no resource that the rules of a control judge.',
  },
};

/** What was judged, in one sentence. */
export function scopeOf({ totals, rules, stacks, checks }: Evidence): string {
  const resources = new Set(checks.map(({ resource }) => `${resource.template}\n${resource.logicalId}`)).size;
  const judged = `${counted(sumOf(totals), 'check')} of ${counted(rules.length, 'rule')} on ${counted(resources, 'resource')}`;
  return `${judged} in ${counted(stacks.length, 'stack')}, by the synthesized templates.`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
