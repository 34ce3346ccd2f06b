import { resolve } from 'node:path';
import { Stage, Validations } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { check, faultsOf, SecureSageMakerError } from '../../private/errors';
import { SageMakerChecks } from '../judging/sage-maker-checks';
import { EvidenceFiles } from './files';
import { EvidencePlugin } from './plugin';
import { EvidenceFormat, type EvidenceReportProps } from './props';

/** Tells reports apart from other constructs, also those of another copy of this library. */
const EVIDENCE_REPORT = Symbol.for('cdk-secure-sagemaker.compliance.EvidenceReport');

function isEvidenceReport(construct: IConstruct): construct is EvidenceReport {
  return EVIDENCE_REPORT in construct;
}

const FORMATS: readonly EvidenceFormat[] = [EvidenceFormat.JSON, EvidenceFormat.HTML, EvidenceFormat.MARKDOWN];

/**
 * Writes at each synth what the checks say of an app, or of the stage that it is in: per resource and control whether it
 * passes, fails, is acknowledged and why, or cannot be told. The same app gives the same files, byte by byte.
 */
export class EvidenceReport extends Construct {
  /** The paths of the files. */
  public readonly files: string[];

  constructor(scope: Construct, id: string, props: EvidenceReportProps = {}) {
    super(scope, id);
    Object.defineProperty(this, EVIDENCE_REPORT, { value: true });
    const {
      checks = new SageMakerChecks(),
      directory = 'compliance',
      formats = FORMATS,
      title = 'SageMaker compliance evidence',
    } = props;
    const files = new EvidenceFiles(resolve(Stage.of(this)?.outdir ?? '', directory), formats);
    this.files = files.paths;
    SecureSageMakerError.throwIfAny(this, [
      ...check(formats.length > 0, 'ConflictingProps', 'formats must have at least one, got none'),
      ...faultsOf('ConflictingProps', this.shared()),
    ]);
    // CDK refuses plugins that change files which were there before, as those of the last synth are.
    this.node.addValidation({ validate: () => files.remove() });
    Validations.of(this).addPlugins(new EvidencePlugin(this, checks, title, files));
  }

  /** Files that another report writes as well. */
  private shared(): string[] {
    const others = this.node.root.node.findAll().filter((other) => other !== this);
    return others
      .filter(isEvidenceReport)
      .filter(({ files }) => files.some((file) => this.files.includes(file)))
      .map(({ node }) => `directory must be another one than that of ${node.path}`);
  }
}
