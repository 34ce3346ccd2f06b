import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CfnParameter, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { compliance } from '../../src';
import { settingsOf } from '../../src/compliance/rules/setting-defaults';
import { testApp } from '../app';
import type { DefaultRow } from '../contract/defaults';
import { templateOf, verdictsOn } from './support';

/** What rules say of two apps that are just on both sides of a setting. */
function judged(settings: compliance.RuleSettings): string[] {
  const idle = (minutes: number) => ({
    LifecycleManagement: 'ENABLED',
    IdleTimeoutInMinutes: minutes,
    MaxIdleTimeoutInMinutes: minutes,
  });
  const domain = (minutes: number) => ({
    Type: 'AWS::SageMaker::Domain',
    Properties: {
      DefaultUserSettings: {
        JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: idle(minutes) } },
        CodeEditorAppSettings: { AppLifecycleManagement: { IdleSettings: idle(minutes) } },
      },
    },
  });
  const endpoint = (count: number) => ({
    Type: 'AWS::SageMaker::EndpointConfig',
    Properties: { ProductionVariants: [{ InitialInstanceCount: count, VariantName: 'All' }] },
  });
  const Resources = { Eight: domain(480), Longer: domain(481), Two: endpoint(2), One: endpoint(1) };
  const rules = [compliance.Rule.STUDIO_IDLE_SHUTDOWN, compliance.Rule.ENDPOINT_INSTANCE_COUNT];
  return verdictsOn(templateOf({ Resources }), { rules, settings: settingsOf(settings) });
}

/** What a synthesis reports of a notebook instance of which nobody knows whether it gives root access. */
function reported(props: compliance.SageMakerChecksProps): unknown {
  const outdir = mkdtempSync(join(tmpdir(), 'checks-'));
  const app = testApp({ outdir });
  const stack = new Stack(app, 'Stack');
  new CfnNotebookInstance(stack, 'Notebook', {
    instanceType: 'ml.t3.medium',
    roleArn: 'arn:aws:iam::111122223333:role/Notebook',
    rootAccess: new CfnParameter(stack, 'RootAccess').valueAsString,
  });
  Validations.of(app).addPlugins(
    new compliance.SageMakerChecks({ rules: [compliance.Rule.NOTEBOOK_NO_ROOT_ACCESS], ...props }),
  );
  // CDK prints its report.
  const printed = jest.spyOn(console, 'error').mockReturnValue();
  try {
    app.synth();
    return 'synthesized';
  } catch (error) {
    return error instanceof Error && error.message.includes('Validation failed') ? 'refused' : error;
  } finally {
    printed.mockRestore();
    rmSync(outdir, { recursive: true });
  }
}

function evidence(props: compliance.EvidenceReportProps): unknown {
  const outdir = mkdtempSync(join(tmpdir(), 'evidence-'));
  const app = testApp({ outdir });
  const stack = new Stack(app, 'Stack');
  const { files } = new compliance.EvidenceReport(stack, 'Evidence', props);
  app.synth();
  const told = files.map((file) => [basename(dirname(file)), basename(file), readFileSync(file, 'utf-8')]);
  rmSync(outdir, { recursive: true });
  return told;
}

/** Rows of the table of documented defaults. */
function hook(props: compliance.GuardHookProps): object {
  const stack = new Stack(testApp(), 'Stack');
  new compliance.GuardHook(stack, 'Hook', props);
  return Template.fromStack(stack).findResources('AWS::CloudFormation::GuardHook');
}

export const CHECKS_DEFAULTS: Readonly<Record<string, DefaultRow>> = {
  'compliance.EvidenceReportProps.directory': {
    observe: (directory) => evidence({ directory }),
    other: 'evidence',
  },
  'compliance.EvidenceReportProps.title': {
    observe: (title) => evidence({ title }),
    other: 'Evidence of the year',
  },
  'compliance.GuardHookProps.failureMode': {
    observe: (failureMode) => hook({ failureMode }),
    other: compliance.HookFailureMode.WARN,
  },
  'compliance.GuardHookProps.status': {
    observe: (status) => hook({ status }),
    other: compliance.HookStatus.DISABLED,
  },
  'compliance.RuleSettings.maximumIdleMinutes': {
    observe: (maximumIdleMinutes) => judged({ maximumIdleMinutes }),
    other: 481,
  },
  'compliance.RuleSettings.minimumInstanceCount': {
    observe: (minimumInstanceCount) => judged({ minimumInstanceCount }),
    other: 1,
  },
  'compliance.SageMakerChecksProps.unknownSeverity': {
    observe: (unknownSeverity) => reported({ unknownSeverity }),
    other: compliance.Severity.ERROR,
  },
};
