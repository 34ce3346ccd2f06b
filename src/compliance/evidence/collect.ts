import { relative, sep } from 'node:path';
import type { Finding, Outcome } from '../judging/outcome';
import type { Judgement } from '../judging/report';
import { NOT_COVERED } from '../rules/not-covered';
import type { Rule } from '../rules/rule';
import type { Template } from '../templates/template';
import { catalogsOf } from './catalogs';
import type { Evidence, EvidenceCheck, EvidenceFinding, EvidenceRule, EvidenceStack } from './evidence';
import { compareChecks, compareTexts, gravest } from './order';
import { nameOf, totalsOf } from './totals';

/** All that reports tell, with paths from the directory of the cloud assembly. */
export function evidenceOf(judgement: Judgement, title: string, assembly: string): Evidence {
  const collector = new Collector(judgement, assembly);
  const checks = judgement.outcomes.map((outcome) => collector.check(outcome)).sort(compareChecks);
  const rules = judgement.rules.map((rule) => collector.rule(rule, checks));
  return {
    schemaVersion: 1,
    title,
    totals: totalsOf(checks),
    stacks: judgement.templates
      .map((template) => collector.stack(template, checks))
      .sort((one, other) => compareTexts(one.path, other.path)),
    catalogs: catalogsOf(rules, checks),
    notCovered: NOT_COVERED,
    rules,
    checks,
  };
}

class Collector {
  constructor(
    private readonly judgement: Judgement,
    private readonly assembly: string,
  ) {}

  public check({ rule, resource, findings, status }: Outcome): EvidenceCheck {
    const stack = this.stackPath(resource.template);
    const reported = findings.map((finding) => this.finding(rule, finding));
    const open = reported.filter(({ acknowledged }) => !acknowledged);
    return {
      rule: rule.id,
      status: nameOf(status),
      severity: gravest((open.length ? open : reported).map(({ severity }) => severity)) ?? this.severity(rule),
      stack,
      resource: {
        path:
          this.judgement.reporting.constructPathOf(resource) ?? [stack, resource.logicalId].filter(Boolean).join('/'),
        logicalId: resource.logicalId,
        type: resource.type,
        template: this.path(resource.template.name),
      },
      findings: reported,
    };
  }

  public rule(rule: Rule, checks: readonly EvidenceCheck[]): EvidenceRule {
    const { id, title, rationale, remediation, documentationUrl, controls } = rule;
    const totals = totalsOf(checks.filter((check) => check.rule === id));
    return { id, severity: this.severity(rule), title, rationale, remediation, documentationUrl, controls, totals };
  }

  public stack(template: Template, checks: readonly EvidenceCheck[]): EvidenceStack {
    const [path, file] = [this.stackPath(template), this.path(template.name)];
    const { account, region } = template;
    return {
      path,
      template: file,
      account,
      region,
      totals: totalsOf(checks.filter(({ resource }) => resource.template === file)),
    };
  }

  private finding(rule: Rule, finding: Finding): EvidenceFinding {
    const { id, path, text, acknowledged } = finding;
    return {
      id,
      result: finding.result === 'fail' ? 'fail' : 'cannotTell',
      severity: this.judgement.reporting.severityOf(rule, finding),
      property: path,
      text: this.withoutAssembly(text),
      acknowledged,
    };
  }

  private severity(rule: Rule) {
    return this.judgement.reporting.severityOf(rule, { result: 'fail', id: rule.id, path: '', text: '' });
  }

  private stackPath({ source }: Template): string {
    return source.stackPath || this.path(source.name);
  }

  private path(file: string): string {
    return relative(this.assembly, file).split(sep).join('/');
  }

  /** Errors of the file system name files by their whole path. */
  private withoutAssembly(text: string): string {
    return text.replaceAll(this.assembly + sep, '');
  }
}
