import type { Rule } from '../rules/rule';
import type { Template } from '../templates/template';
import type { Outcome } from './outcome';
import type { Reporting } from './report';

/** What was judged, by which rules, and what came of it. */
export interface Judgement {
  readonly rules: readonly Rule[];
  readonly templates: readonly Template[];
  readonly outcomes: readonly Outcome[];
  readonly reporting: Reporting;
}
