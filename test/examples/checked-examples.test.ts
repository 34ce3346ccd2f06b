import { readFileSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { testApp } from '../app';
import { contextOf, SOUND_EXAMPLES } from './catalogue';

interface Evidence {
  readonly totals: { readonly pass: number };
  readonly checks: readonly {
    readonly rule: string;
    readonly resource: { readonly path: string };
    readonly findings: readonly { readonly text: string }[];
  }[];
}

/** Without the acknowledgements of the example, so that none is needed. */
function evidenceOf(name: string, build: (app: App) => unknown): Evidence {
  const app = testApp({ context: contextOf(name) });
  const { files } = new compliance.EvidenceReport(app, 'Evidence', { formats: [compliance.EvidenceFormat.JSON] });
  build(app);
  app.synth();
  return JSON.parse(readFileSync(files[0], 'utf-8'));
}

test.each(SOUND_EXAMPLES)('the checks find nothing in %s, and look at much', (name, { build }) => {
  const { checks, totals } = evidenceOf(name, build);
  expect(
    checks.flatMap(({ rule, resource, findings }) => findings.map(({ text }) => `${resource.path} ${rule}: ${text}`)),
  ).toEqual([]);
  expect(totals.pass).toBeGreaterThan(30);
});
