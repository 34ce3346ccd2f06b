import type { Rule } from './rules/rule';
import type { Severity } from './severity';

/**
 * Gives a rule another severity than its own.
 */
export interface RuleSeverity {
  /**
   * The rule.
   */
  readonly rule: Rule;

  /**
   * How much its findings weigh. What cannot be told weighs what `unknownSeverity` says.
   */
  readonly severity: Severity;
}
