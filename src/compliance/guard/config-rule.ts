import * as config from 'aws-cdk-lib/aws-config';
import { Construct } from 'constructs';
import { check, type Fault, SecureSageMakerError } from '../../private/errors';
import { claimName } from '../../private/life-cycle/unique';
import { CONFIG_POLICY_MAX } from '../../private/limits';
import { GuardRules } from './rules';
import { recordedRules } from './text';

/**
 * A custom policy rule of AWS Config.
 */
export interface GuardConfigRuleProps {
  /**
   * The rules. Only those are evaluated whose properties AWS Config records.
   *
   * @default - `new GuardRules()`: the rules of `Pack.BASELINE` with the severity error that Guard can express
   */
  readonly rules?: GuardRules;

  /**
   * The name of the rule. Another name replaces the rule.
   *
   * @default - CloudFormation generates one
   */
  readonly configRuleName?: string;
}

/**
 * An AWS Config rule that evaluates notebook instances and domains whenever their recorded configuration changes, regardless of
 * who created or changed them.
 *
 * AWS Config records neither the minimum metadata version (IMDS) nor the platform of notebook instances, so such a rule
 * cannot evaluate them. `notEvaluated` lists every rule that is left out for this reason. The configuration recorder of the
 * account and region must record `AWS::SageMaker::NotebookInstance` and `AWS::SageMaker::Domain`.
 *
 * @example
 * new compliance.GuardConfigRule(this, 'Recorded');
 * @see https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_cfn-guard.html
 */
export class GuardConfigRule extends Construct {
  /** The rules that AWS Config evaluates. */
  public readonly evaluated: string[];

  /** The ids of rules that it cannot evaluate, since it does not record all properties that they read. */
  public readonly notEvaluated: string[];

  /** The policy in the language of Guard. */
  public readonly policyText: string;

  /** The name of the rule. */
  public readonly configRuleName: string;

  /**
   * @param scope The scope of the construct.
   * @param id The id of the construct.
   * @param props The rules and their name.
   */
  constructor(scope: Construct, id: string, props: GuardConfigRuleProps = {}) {
    super(scope, id);
    const { rules = new GuardRules(), configRuleName } = props;
    const recorded = rules._recorded;
    this.evaluated = recorded.map(({ rule }) => rule.id);
    this.notEvaluated = rules.rules.map((rule) => rule.id).filter((ruleId) => !this.evaluated.includes(ruleId));
    this.policyText = recordedRules(recorded);
    SecureSageMakerError.throwIfAny(this, policyFaults(this.evaluated, this.notEvaluated, this.policyText));
    const types = [...new Set(recorded.map(({ type }) => type))];
    const rule = new config.CustomPolicy(this, 'Rule', {
      configRuleName,
      description: 'SageMaker settings that AWS Config records',
      policyText: this.policyText,
      ruleScope: config.RuleScope.fromResources(types.map((type) => config.ResourceType.of(type))),
    });
    this.configRuleName = rule.configRuleName;
    claimName(this, 'configRuleName', () => configRuleName);
  }
}

function policyFaults(evaluated: readonly string[], left: readonly string[], text: string): Fault[] {
  return [
    ...check(
      evaluated.length > 0,
      'RuleNotInGuard',
      `rules must have a rule whose properties AWS Config records, got ${left.join(', ')}`,
    ),
    ...check(
      text.length <= CONFIG_POLICY_MAX,
      'InvalidConfigPolicy',
      `rules must render to at most ${CONFIG_POLICY_MAX} characters, got ${text.length}: split them into several`,
    ),
  ];
}
