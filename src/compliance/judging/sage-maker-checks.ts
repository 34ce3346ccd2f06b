import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { Severity } from '../rules/attributes';
import { Pack } from '../rules/pack';
import type { Rule } from '../rules/rule';
import { checkSelected, contradictions, selectedRules } from '../rules/selection';
import { type Settings, settingFaults, settingsOf } from '../rules/setting-defaults';
import type { RuleSettings } from '../rules/settings';
import { sourcesOfApp } from '../templates/app-templates';
import { TemplateSet } from '../templates/set';
import { Acknowledgements } from './acknowledgements';
import { Constructs } from './constructs';
import { judge } from './judge';
import type { Finding } from './outcome';
import { type Judgement, reportOf } from './report';

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

/** jsii writes the package's version under this symbol into each class that it compiles. */
const JSII_RUNTIME_INFO = Symbol.for('jsii.rtti');

/**
 * Judges every SageMaker resource and every policy that speaks of SageMaker, in all stacks of an app, at `cdk synth`. It
 * needs none of the constructs of this library.
 *
 * Findings are acknowledged with `Validations.of(construct).acknowledge({ id, reason })`, where `id` is that of the rule, with
 * or without `SageMakerChecks::` before it, on a resource or on anything above it. A finding that something cannot be told has
 * `.unknown` behind the id of its rule, and is acknowledged under that id only.
 */
export class SageMakerChecks implements IPolicyValidationPlugin {
  /** The name in reports and before the ids of acknowledgements: `SageMakerChecks`. */
  public readonly name: string = 'SageMakerChecks';

  /** The version of this library, which CDK counts in its usage data. */
  public readonly version?: string = Reflect.get(SageMakerChecks, JSII_RUNTIME_INFO)?.version;

  /** The ids of the rules that judge. */
  public readonly ruleIds?: string[];

  private readonly rules: readonly Rule[];
  private readonly settings: Settings;
  private readonly severities: ReadonlyMap<string, Severity>;
  private readonly unknownSeverity: Severity;

  constructor(props: SageMakerChecksProps = {}) {
    this.settings = settingsOf(props.settings);
    SecureSageMakerError.throwIfAny(undefined, [...conflicts(props), ...settingFaults(this.settings)]);
    this.rules = rulesOf(props);
    this.ruleIds = this.rules.map(({ id }) => id);
    this.severities = new Map((props.severities ?? []).map(({ rule, severity }) => [rule.id, severity]));
    this.unknownSeverity = props.unknownSeverity ?? Severity.WARNING;
  }

  /** Called by CDK with the templates of each environment. */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { outcomes, reporting } = this._judge(context);
    return reportOf(outcomes, reporting);
  }

  /** @internal */
  public _judge(context: Partial<IPolicyValidationContext>): Judgement {
    const constructs = new Constructs(context.appConstruct);
    const acknowledgements = new Acknowledgements(this.name, constructs);
    const templates = new TemplateSet(sourcesOfApp(context));
    const { rules, settings } = this;
    return {
      rules,
      templates: templates.judged,
      outcomes: judge(templates, {
        rules,
        settings,
        acknowledged: (resource, id) => acknowledgements.of(resource, id),
      }),
      reporting: {
        severityOf: (rule, finding) => this.severityOf(rule, finding),
        nameOf: (resource, { id }) => acknowledgements.reportName(resource, id),
        constructPathOf: (resource) => constructs.pathOf(resource),
      },
    };
  }

  private severityOf(rule: Rule, { result }: Finding): Severity {
    return result === 'unknown' ? this.unknownSeverity : (this.severities.get(rule.id) ?? rule.severity);
  }
}

function rulesOf(props: SageMakerChecksProps): Rule[] {
  return selectedRules(props, Pack.BASELINE.rules);
}

function conflicts(props: SageMakerChecksProps): Fault[] {
  const { severities = [] } = props;
  const twice = severities.filter(
    ({ rule }, index) => severities.findIndex((other) => other.rule.id === rule.id) !== index,
  );
  return [
    ...contradictions(props),
    ...faultsOf(
      'ConflictingProps',
      twice.map(({ rule }) => `rule ${rule.id} has more than one severity`),
    ),
    ...checkSelected(rulesOf(props)),
  ];
}
