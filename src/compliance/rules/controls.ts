import { type Control, ControlCatalog } from './attributes';
import type { ControlIds } from './definition';

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
