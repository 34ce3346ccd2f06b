import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CfnParameter, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { EvidenceReport, type EvidenceReportProps, Rule, SageMakerChecks } from '../../../src/compliance';
import { testApp } from '../../app';

type App = ReturnType<typeof testApp>;

/** Rules of notebook instances, so that what is found does not depend on which others there are. */
export const NOTEBOOK_RULES: Rule[] = [
  Rule.NOTEBOOK_IMDS_V2,
  Rule.NOTEBOOK_NO_DIRECT_INTERNET,
  Rule.NOTEBOOK_NO_ROOT_ACCESS,
];

/** What nobody would type, in the places where an app can have it. */
export const HOSTILE =
  '</script></style><img src=x onerror="document.title=1"><b>`|*_@everyone #1 [a](https://evil.test)\u202E\u0000&amp;';

export function notebook(
  scope: Construct,
  id: string,
  props: Partial<sagemaker.CfnNotebookInstanceProps> = {},
): sagemaker.CfnNotebookInstance {
  return new sagemaker.CfnNotebookInstance(scope, id, {
    instanceType: 'ml.t3.medium',
    roleArn: 'arn:aws:iam::111122223333:role/notebook',
    directInternetAccess: 'Disabled',
    rootAccess: 'Disabled',
    instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    ...props,
  });
}

/** An app with all four statuses, in stacks of two environments, a nested stack and a stage. */
export function everyStatus(app: App): void {
  const here = new Stack(app, 'Here', { env: { account: '111122223333', region: 'eu-west-1' } });
  const there = new Stack(app, 'There');
  notebook(here, 'Good');
  notebook(here, 'Bad', { rootAccess: 'Enabled', directInternetAccess: 'Enabled' });
  const open = notebook(here, 'Open', { directInternetAccess: 'Enabled' });
  Validations.of(open).acknowledge({
    id: 'notebook-no-direct-internet',
    reason: 'A lab without data, closed in RISK-7',
  });
  notebook(new NestedStack(there, 'Nested'), 'Unknown', {
    rootAccess: new CfnParameter(there, 'RootAccess').valueAsString,
  });
  const hostile = new Stack(new Stage(app, 'Prod'), 'Hostile', { description: 'What people type' });
  const bad = notebook(hostile, HOSTILE.replaceAll('/', '-'), { rootAccess: `${HOSTILE}` });
  Validations.of(bad).acknowledge({ id: 'notebook-no-root-access', reason: HOSTILE });
  new Stack(app, 'Empty');
}

export interface Written {
  /** Contents by the names of files. */
  readonly files: Record<string, string>;
  readonly report: EvidenceReport;
  readonly app: App;
}

/** What is written of an app. Its synth goes through, since no checks are among its plugins. */
export function evidenceOf(
  build: (app: App) => void = everyStatus,
  props: EvidenceReportProps = {},
  outdir?: string,
): Written {
  const app = testApp({ outdir });
  const report = new EvidenceReport(app, 'Evidence', {
    checks: new SageMakerChecks({ rules: NOTEBOOK_RULES }),
    ...props,
  });
  build(app);
  app.synth();
  return { app, report, files: contentsOf(report) };
}

export function contentsOf({ files }: EvidenceReport): Record<string, string> {
  return Object.fromEntries(files.map((file) => [basename(file), readFileSync(file, 'utf-8')]));
}
