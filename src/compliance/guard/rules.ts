import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { checkNotBlank } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { Severity } from '../rules/attributes';
import { Pack } from '../rules/pack';
import type { Rule } from '../rules/rule';
import { checkSelected, contradictions, selectedRules } from '../rules/selection';
import { settingFaults, settingsOf } from '../rules/setting-defaults';
import type { RuleSettings } from '../rules/settings';
import { NOT_IN_GUARD } from './not-in-guard';
import { isRecorded } from './recorded';
import { type GuardedRule, guardedRules, templateRules } from './text';

/**
 * Which rules are rendered for CloudFormation Guard, and with which settings.
 */
export interface GuardRulesProps {
  /**
   * The packs whose rules are rendered, except those that Guard cannot express.
   *
   * @default - the rules of `Pack.BASELINE` with the severity error, or none where there are `rules`. A hook that fails a
   * deployment must not do so because of a warning
   */
  readonly packs?: Pack[];

  /**
   * Rules that are rendered besides those of the packs. Guard must be able to express each of them.
   *
   * @default - none
   */
  readonly rules?: Rule[];

  /**
   * Rules of the packs that are not rendered.
   *
   * @default - none
   */
  readonly exclude?: Rule[];

  /**
   * What rules compare with. Use the settings of your `SageMakerChecks`.
   *
   * @default - the defaults of all settings
   */
  readonly settings?: RuleSettings;
}

/**
 * The rules of this library for notebook instances, domains, and roles, in the language of AWS CloudFormation Guard. They are
 * rendered from the same definitions as the checks at synth. The README of this area lists the rules that Guard cannot express.
 *
 * The rules have the names of the members of `Rule`, such as `NOTEBOOK_IMDS_V2`.
 *
 * @example
 * const rules = new compliance.GuardRules();
 * rules.writeTo('build/sagemaker.guard'); // cfn-guard validate --rules build/sagemaker.guard --data cdk.out
 * @see https://docs.aws.amazon.com/cfn-guard/latest/ug/what-is-guard.html
 */
export class GuardRules {
  /** The rules for templates and for CloudFormation hooks. */
  public readonly text: string;

  /** The rules that are rendered. */
  public readonly rules: Rule[];

  private readonly guarded: readonly GuardedRule[];

  constructor(props: GuardRulesProps = {}) {
    const settings = settingsOf(props.settings);
    const fallback = Pack.BASELINE.rules.filter(({ severity }) => severity === Severity.ERROR);
    const selected = selectedRules(props, fallback);
    this.guarded = selected.flatMap((rule) => guardedRules(rule, settings));
    this.rules = [...new Set(this.guarded.map(({ rule }) => rule))];
    SecureSageMakerError.throwIfAny(undefined, [
      ...contradictions(props),
      ...notExpressed(props.rules ?? [], this.rules),
      ...(props.rules?.length ? [] : checkSelected(this.rules)),
      ...settingFaults(settings),
    ]);
    this.text = templateRules(this.guarded);
  }

  /**
   * Writes the rules to a file for the command line of cfn-guard, and creates its folder if it is missing.
   *
   * @param path The file, absolute or relative to the working directory, such as `build/sagemaker.guard`.
   * @returns the path
   */
  public writeTo(path: string): string {
    SecureSageMakerError.throwIfAny(undefined, [
      ...faultsOf('InvalidExport', checkNotBlank('path', path)),
      ...check(
        path.endsWith('.guard') || path.endsWith('.ruleset'),
        'InvalidExport',
        `path must end with .guard or .ruleset, which cfn-guard reads, got ${JSON.stringify(path)}`,
      ),
    ]);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, this.text);
    return path;
  }

  /** The types of resources that the rules judge. @internal */
  public get _resourceTypes(): string[] {
    return [...new Set(this.guarded.map(({ type }) => type))];
  }

  /** The rules as far as AWS Config records what they read. @internal */
  public get _recorded(): readonly GuardedRule[] {
    return this.guarded.filter(isRecorded);
  }
}

function notExpressed(named: readonly Rule[], expressed: readonly Rule[]): Fault[] {
  const missing = named.filter((rule) => !expressed.includes(rule));
  return missing.flatMap(({ id }) => {
    const reason = NOT_IN_GUARD.find(({ rule }) => rule === id)?.reason;
    const why = reason ?? 'Guard rules are for notebook instances, domains, and roles';
    return check(false, 'RuleNotInGuard', `rules must have rules that Guard can express, got ${id}. ${why}`);
  });
}
