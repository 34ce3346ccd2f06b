import { basename } from 'node:path';
import type { Finding } from '../../test/acknowledgements/acknowledgement';
import type { TemplateResources } from './resources';

/** A finding in the JSON format of cfn-lint. */
export interface CfnLintFinding {
  readonly Filename: string;
  readonly Level: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

/** As much of the JSON format of Checkov as is needed. */
export interface CheckovReport {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly file_abs_path: string;
      /** The type and the logical id. */
      readonly resource: string;
    }[];
    readonly parsing_errors?: readonly string[];
  };
  readonly summary: { readonly passed: number };
}

/** As much of the structured output of CloudFormation Guard as is needed. */
export interface GuardReport {
  readonly name: string;
  readonly not_compliant: readonly unknown[];
  readonly compliant: readonly string[];
}

export function cfnLintFinding(
  { Filename, Level, Message, Rule, Location }: CfnLintFinding,
  resources: TemplateResources,
): Finding {
  const [section, logicalId, ...rest] = Location.Path ?? [];
  const isResource = section === 'Resources' && logicalId !== undefined;
  const place = Location.Path?.join('/') ?? 'the template';
  return {
    rule: Rule.Id,
    type: isResource ? resources.typeOf(Filename, String(logicalId)) : undefined,
    path: isResource ? rest.join('/') : place,
    text: `${Level} ${Rule.Id} in ${basename(Filename)} at ${place}: ${Message}`,
  };
}

export function checkovFindings({ results }: CheckovReport, resources: TemplateResources): Finding[] {
  return results.failed_checks.map(({ check_id, check_name, file_abs_path, resource }) => {
    const [type, logicalId] = resource.split('.');
    return findingOf(check_id, file_abs_path, logicalId, check_name, resources, type);
  });
}

/** Guard names the rule, and the control only in the message. Resources stand in the paths of what it compared. */
export function controlFindings(
  { name, not_compliant }: GuardReport,
  fileOf: (name: string) => string,
  resources: TemplateResources,
): Finding[] {
  const file = fileOf(name);
  return not_compliant.flatMap((rule) => {
    const details = JSON.stringify(rule);
    const [, control, requirement] = /\[(CT\.[A-Z0-9.]+)\]: (.*?)\\n/.exec(details) ?? [];
    const ids = [...details.matchAll(/"path":"\/Resources\/([^"/]+)/g)].map(([, id]) => id);
    return [...new Set(ids)].map((id) => findingOf(control, file, id, requirement, resources));
  });
}

function findingOf(
  rule: string,
  file: string,
  logicalId: string,
  message: string,
  resources: TemplateResources,
  type = resources.typeOf(file, logicalId),
): Finding {
  const path = resources.pathOf(file, logicalId);
  return { rule, type, path, text: `${rule} in ${basename(file)} at ${path} (${type}): ${message}` };
}
