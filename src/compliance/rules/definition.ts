import type { GuardClause } from '../guard-clause';
import type { TemplateResource } from '../templates/resource';
import type { Verdict } from '../verdict';
import { type Control, ControlCatalog, type Severity } from './attributes';
import type { RuleContext } from './context';
import type { Settings } from './setting-defaults';

/** The ids of published controls that a rule corresponds to. */
export interface ControlIds {
  readonly securityHub?: readonly string[];
  readonly config?: readonly string[];
  readonly controlTower?: readonly string[];
  readonly checkov?: readonly string[];
  readonly cdkNag?: readonly string[];
  readonly prowler?: readonly string[];
  readonly nist?: readonly string[];
}

/**
 * One rule. `check` is pure: it reads a resource and its context in one scenario and is called once for each, so it
 * never meets `Fn::If`. It says `pass`, `fail` or `cannotTell` for each property that it judges, and nothing where it does not apply.
 */
export interface RuleDefinition {
  /** Short and in kebab-case. Once released it keeps its meaning: people acknowledge it. */
  readonly id: string;
  readonly severity: Severity;
  /** The requirement, such as "Notebook instances must require IMDSv2". It has no full stop, and reads correctly after the word ERROR. */
  readonly title: string;
  /** Why. */
  readonly rationale: string;
  /** How to fix it, and what that replaces or breaks. */
  readonly remediation: string;
  /** The page of AWS that it rests on. */
  readonly url: string;
  readonly controls: ControlIds;
  /** True where it asks for more than most can give, or for what is no matter of security: only a pack or prop that names it turns it on. */
  readonly optional?: boolean;
  /** The types of resources that it judges. */
  readonly types: readonly string[];
  check(resource: TemplateResource, context: RuleContext): readonly Verdict[];
  /** The same for CloudFormation Guard, for a type that `GUARD_TYPES` has. Rules that judge such a type and lack it are in `NOT_IN_GUARD`. */
  guard?(type: string, settings: Settings): readonly GuardClause[];
}

const CATALOGS: Readonly<Record<keyof ControlIds, ControlCatalog>> = {
  securityHub: ControlCatalog.SECURITY_HUB,
  config: ControlCatalog.CONFIG,
  controlTower: ControlCatalog.CONTROL_TOWER,
  checkov: ControlCatalog.CHECKOV,
  cdkNag: ControlCatalog.CDK_NAG,
  prowler: ControlCatalog.PROWLER,
  nist: ControlCatalog.NIST_800_53_R5,
};

/** The ids with who publishes them, in the order of the table above. */
export function controlsOf(ids: ControlIds): Control[] {
  const keys = Object.keys(CATALOGS) as (keyof ControlIds)[];
  return keys.flatMap((key) => (ids[key] ?? []).map((id) => ({ catalog: CATALOGS[key], id })));
}
