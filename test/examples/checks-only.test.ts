import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { acknowledgeFindings } from '../../examples/checks-only/acknowledgements';
import { HandWrittenStack } from '../../examples/checks-only/hand-written-stack';
import { testApp } from '../app';

interface Check {
  readonly rule: string;
  readonly status: string;
  readonly resource: { readonly path: string };
}

/** What the checks say of the app, but for what passes. */
function found(acknowledge: (stack: HandWrittenStack) => void): string[] {
  const app = testApp();
  const checks = new compliance.SageMakerChecks();
  const { files } = new compliance.EvidenceReport(app, 'Evidence', {
    checks,
    formats: [compliance.EvidenceFormat.JSON],
  });
  acknowledge(new HandWrittenStack(app, 'HandWritten', { env: { region: 'eu-central-1' } }));
  Validations.of(app).addPlugins(checks);
  expect(() => app.synth()).toThrow(/^.*notebook-no-direct-internet.*$/s);
  const evidence: { checks: Check[] } = JSON.parse(readFileSync(files[0], 'utf-8'));
  return evidence.checks
    .filter(({ status }) => status !== 'pass')
    .map(({ rule, status, resource }) => `${status} ${resource.path} ${rule}`);
}

const OPEN = [
  'fail HandWritten/Notebook notebook-no-direct-internet',
  'fail HandWritten/NotebookRole/DefaultPolicy/Resource policy-known-keys',
  'cannotTell HandWritten/Model model-network-isolation',
];

test('the app that was written by hand has the mistakes of which its README tells, and no others', () => {
  expect(found(acknowledgeFindings).sort()).toEqual(
    [
      ...OPEN,
      'acknowledged HandWritten/Notebook notebook-no-root-access',
      'acknowledged HandWritten/EndpointConfig endpoint-instance-count',
    ].sort(),
  );
});

test('each of its acknowledgements is needed', () => {
  expect(found(() => undefined).sort()).toEqual(
    [
      ...OPEN,
      'fail HandWritten/Notebook notebook-no-root-access',
      'fail HandWritten/EndpointConfig endpoint-instance-count',
    ].sort(),
  );
});

test('it uses nothing of the library but the checks', () => {
  const sources = ['app.ts', 'hand-written-stack.ts', 'acknowledgements.ts'].map((name) =>
    readFileSync(join(__dirname, '../../examples/checks-only', name), 'utf-8'),
  );
  const imports = sources.flatMap((text) =>
    text.split('\n').filter((line) => line.includes("from 'cdk-secure-sagemaker'")),
  );
  expect(imports).toEqual(["import { compliance } from 'cdk-secure-sagemaker';"]);
});
