import { readFileSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { OrganizationGuardrailsStack } from '../../examples/org-guardrails/organization-guardrails-stack';
import { CORPORATE_NETWORK } from '../../examples/private-studio/corporate-network';
import { PrivateStudioStack } from '../../examples/private-studio/private-studio-stack';
import { context } from '../../examples/secure-notebook/cdk.json';
import { SecureNotebookStack } from '../../examples/secure-notebook/secure-notebook-stack';
import { testApp } from '../app';

interface Evidence {
  readonly totals: { readonly pass: number };
  readonly checks: readonly {
    readonly rule: string;
    readonly resource: { readonly path: string };
    readonly findings: readonly { readonly text: string }[];
  }[];
}

/** Without the acknowledgements of the example, so that none is needed. */
function evidenceOf(build: (app: App) => void): Evidence {
  const app = testApp({ context });
  const { files } = new compliance.EvidenceReport(app, 'Evidence', { formats: [compliance.EvidenceFormat.JSON] });
  build(app);
  app.synth();
  return JSON.parse(readFileSync(files[0], 'utf-8'));
}

test.each<[string, (app: App) => void]>([
  ['secure-notebook', (app) => new SecureNotebookStack(app, 'SecureNotebook')],
  ['private-studio', (app) => new PrivateStudioStack(app, 'PrivateStudio', { env: CORPORATE_NETWORK.env })],
  [
    'org-guardrails',
    (app) => new OrganizationGuardrailsStack(app, 'OrganizationGuardrails', { env: { region: 'us-east-1' } }),
  ],
])('the checks find nothing in %s, and look at much', (_, build) => {
  const { checks, totals } = evidenceOf(build);
  expect(
    checks.flatMap(({ rule, resource, findings }) => findings.map(({ text }) => `${resource.path} ${rule}: ${text}`)),
  ).toEqual([]);
  expect(totals.pass).toBeGreaterThan(30);
});
