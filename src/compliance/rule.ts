import type { Control, ControlCatalog } from './control';
import { controlsOf } from './rules/controls';
import type { RuleDefinition } from './rules/definition';
import * as model from './rules/model/rules';
import * as notebook from './rules/notebook/rules';
import * as studio from './rules/studio/rules';
import * as template from './rules/template/rules';
import type { Severity } from './severity';

/**
 * A sentence that holds for resources of a secure app. What does not keep to it is a finding with the id of the rule; where
 * that cannot be told before it is deployed, the finding has the id with `.unknown` behind it, and is acknowledged as such.
 */
export class Rule {
  /** Domains have the network access type VpcOnly. */
  public static readonly DOMAIN_VPC_ONLY = new Rule(studio.vpcOnly);
  /** Models have network isolation. */
  public static readonly MODEL_NETWORK_ISOLATION = new Rule(model.networkIsolation);
  /** Notebook instances have IMDSv2 as their minimum. */
  public static readonly NOTEBOOK_IMDS_V2 = new Rule(notebook.imdsV2);
  /** Notebook instances have no direct internet access. */
  public static readonly NOTEBOOK_NO_DIRECT_INTERNET = new Rule(notebook.noDirectInternet);
  /** Notebook instances give no root access. */
  public static readonly NOTEBOOK_NO_ROOT_ACCESS = new Rule(notebook.noRootAccess);
  /** Notebook instances have a KMS key for their volume. */
  public static readonly NOTEBOOK_VOLUME_ENCRYPTED = new Rule(notebook.volumeEncrypted);
  /** Templates can be read, and are not transformed when they are deployed. */
  public static readonly TEMPLATE_READABLE = new Rule(template.readable);

  /** All rules by id. */
  public static all(): Rule[] {
    const rules = Object.values(Rule).filter((member): member is Rule => member instanceof Rule);
    return rules.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** The id, such as `notebook-imds-v2`. */
  public readonly id: string;
  /** How much a finding weighs, unless you say otherwise. */
  public readonly severity: Severity;
  /** The sentence that the rule checks. */
  public readonly title: string;
  /** Why it matters. */
  public readonly rationale: string;
  /** How to fix a finding, and what that replaces or breaks. */
  public readonly remediation: string;
  /** The page that the rule rests on. */
  public readonly documentationUrl: string;
  /** The published controls that the rule corresponds to. */
  public readonly controls: Control[];
  /** Whether it is in no pack but those that ask for it by name, since most cannot keep to it. */
  public readonly optional: boolean;

  private constructor(private readonly definition: RuleDefinition) {
    this.id = definition.id;
    this.severity = definition.severity;
    this.title = definition.title;
    this.rationale = definition.rationale;
    this.remediation = definition.remediation;
    this.documentationUrl = definition.url;
    this.controls = controlsOf(definition.controls);
    this.optional = definition.optional ?? false;
  }

  /** The ids of the controls of a catalog that the rule corresponds to. */
  public controlIds(catalog: ControlCatalog): string[] {
    return this.controls.filter((control) => control.catalog === catalog).map(({ id }) => id);
  }

  /** @internal */
  public get _definition(): RuleDefinition {
    return this.definition;
  }
}
