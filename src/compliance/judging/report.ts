import type { PolicyValidationPluginReport, PolicyViolatingResource, PolicyViolation } from 'aws-cdk-lib';
import { Severity } from '../rules/attributes';
import type { Rule } from '../rules/rule';
import type { ResourceDeclaration, Template } from '../templates/template';
import type { Finding, Outcome } from './outcome';

/** How findings are told to CDK. */
export interface Reporting {
  severityOf(rule: Rule, finding: Finding): Severity;
  nameOf(resource: ResourceDeclaration, finding: Finding): string;
  constructPathOf(resource: ResourceDeclaration): string | undefined;
}

/** One violation for each thing that is wrong, with all resources of which it is; what is acknowledged is left out. */
export function reportOf(outcomes: readonly Outcome[], reporting: Reporting): PolicyValidationPluginReport {
  const violations = new Map<string, PolicyViolation>();
  for (const { rule, resource, findings } of outcomes) {
    for (const finding of findings.filter(({ acknowledged }) => !acknowledged)) {
      const violation = violationOf(
        rule,
        finding,
        reporting.nameOf(resource, finding),
        reporting.severityOf(rule, finding),
      );
      const key = `${violation.ruleName}\n${violation.description}`;
      const known = violations.get(key) ?? violation;
      known.violatingResources.push(violatingResource(resource, finding, reporting.constructPathOf(resource)));
      violations.set(key, known);
    }
  }
  const sorted = [...violations].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, violation]) => violation);
  return { success: sorted.every(({ severity }) => severity !== Severity.ERROR), violations: sorted };
}

function violationOf(rule: Rule, { result, text }: Finding, ruleName: string, severity: Severity): PolicyViolation {
  return {
    ruleName,
    severity,
    description: `${rule.title}: ${result === 'unknown' ? 'cannot tell, since ' : ''}${text}`,
    fix: `${rule.remediation} ${rule.documentationUrl}`,
    ruleMetadata: {
      rationale: rule.rationale,
      controls: rule.controls.map(({ catalog, id }) => `${catalog} ${id}`).join(', '),
    },
    violatingResources: [],
  };
}

function violatingResource(
  { logicalId, template }: ResourceDeclaration,
  { path }: Finding,
  constructPath: string | undefined,
): PolicyViolatingResource {
  return {
    resourceLogicalId: logicalId || undefined,
    constructPath,
    templatePath: template.name,
    locations: path ? [`Properties/${path.replaceAll('.', '/')}`] : [],
  };
}

/** What was judged, by which rules, and what came of it. */
export interface Judgement {
  readonly rules: readonly Rule[];
  readonly templates: readonly Template[];
  readonly outcomes: readonly Outcome[];
  readonly reporting: Reporting;
}
