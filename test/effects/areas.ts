import { join } from 'node:path';
import { ACCESS_RULES, ACCESS_SUBJECTS } from './access/subjects';
import { COMPLIANCE_RULES, COMPLIANCE_SUBJECTS } from './compliance/subjects';
import { GUARDRAILS_RULES, GUARDRAILS_SUBJECTS } from './guardrails/subjects';
import { NETWORK_RULES, NETWORK_SUBJECTS } from './network/subjects';
import { NOTEBOOK_RULES, NOTEBOOK_SUBJECTS } from './notebook/subjects';
import { PERMISSIONS_RULES, PERMISSIONS_SUBJECTS } from './permissions/subjects';
import type { LintRules, Subject } from './policies';
import { STUDIO_RULES, STUDIO_SUBJECTS } from './studio/subjects';
import { TRUST_RULES, TRUST_SUBJECTS } from './trust/subjects';

export interface AreaDefinition {
  readonly title: string;
  readonly subjects: Readonly<Record<string, Subject>>;
  readonly rules: LintRules;
}

/** The areas whose effects are proved. Each has a folder of the same name with its cases and subjects. */
export const AREAS = {
  trust: { title: 'Trust policies and service statements', subjects: TRUST_SUBJECTS, rules: TRUST_RULES },
  notebook: { title: 'Notebook instances', subjects: NOTEBOOK_SUBJECTS, rules: NOTEBOOK_RULES },
  guardrails: { title: 'Guardrails', subjects: GUARDRAILS_SUBJECTS, rules: GUARDRAILS_RULES },
  permissions: { title: 'Permissions', subjects: PERMISSIONS_SUBJECTS, rules: PERMISSIONS_RULES },
  network: { title: 'Endpoints of a private network', subjects: NETWORK_SUBJECTS, rules: NETWORK_RULES },
  studio: { title: 'Studio', subjects: STUDIO_SUBJECTS, rules: STUDIO_RULES },
  access: { title: 'Private access to Studio', subjects: ACCESS_SUBJECTS, rules: ACCESS_RULES },
  compliance: { title: 'Compliance', subjects: COMPLIANCE_SUBJECTS, rules: COMPLIANCE_RULES },
} as const satisfies Record<string, AreaDefinition>;

export type AreaName = keyof typeof AREAS;

export const AREA_NAMES = Object.keys(AREAS) as AreaName[];

export function folderOf(area: AreaName): string {
  return join(__dirname, area);
}
