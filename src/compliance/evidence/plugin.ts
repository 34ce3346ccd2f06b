import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  Stage,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { SageMakerChecks } from '../judging/sage-maker-checks';
import { stacksOf, templatePathOf } from '../templates/app-templates';
import { evidenceOf } from './collect';
import type { EvidenceFiles } from './files';

/** Is called by CDK when all templates are written, to tell of them. Finds nothing itself. */
export class EvidencePlugin implements IPolicyValidationPlugin {
  public readonly name = 'EvidenceReport';
  /** The templates that CDK has called with since the report was written. */
  private readonly seen = new Set<string>();

  constructor(
    private readonly scope: IConstruct,
    private readonly checks: SageMakerChecks,
    private readonly title: string,
    private readonly files: EvidenceFiles,
  ) {}

  /** CDK calls once for each environment of a synth; the first of these calls writes the whole report. */
  public validate({ appConstruct, templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    if (this.seen.size === 0 || templatePaths.some((path) => this.seen.has(path))) {
      this.seen.clear();
      this.write(appConstruct);
    }
    for (const path of templatePaths) {
      this.seen.add(path);
    }
    return { success: true, violations: [] };
  }

  private write(appConstruct: IConstruct): void {
    const stage = Stage.of(this.scope);
    const templatePaths = stacksOf(stage ?? this.scope).map(templatePathOf);
    const judgement = this.checks._judge({ appConstruct, templatePaths });
    this.files.write(evidenceOf(judgement, this.title, stage?.outdir ?? ''));
  }
}
