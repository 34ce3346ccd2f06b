import type { RuleSeverity } from '../rule-severity';
import type { Pack } from '../rules/pack';
import type { Rule } from '../rules/rule';
import type { RuleSettings } from '../rules/settings';
import type { Severity } from '../severity';

/**
 * Which rules judge an app, and how.
 */
export interface SageMakerChecksProps {
  /**
   * The packs whose rules judge.
   *
   * @default - `Pack.BASELINE`, or none where there are `rules`
   */
  readonly packs?: Pack[];

  /**
   * Rules that judge besides those of the packs.
   *
   * @default - none
   */
  readonly rules?: Rule[];

  /**
   * Rules of the packs that do not judge. To accept single findings, acknowledge them.
   *
   * @default - none
   */
  readonly exclude?: Rule[];

  /**
   * Severities that differ from those of the rules.
   *
   * @default - each rule has its own
   */
  readonly severities?: RuleSeverity[];

  /**
   * How much it weighs that a rule cannot tell whether a resource keeps to it.
   *
   * @default Severity.WARNING
   */
  readonly unknownSeverity?: Severity;

  /**
   * What rules compare with.
   *
   * @default - the defaults of all settings
   */
  readonly settings?: RuleSettings;
}
