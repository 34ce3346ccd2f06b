import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { exportPolicies } from './export-policies';
import { OrganizationGuardrailsStack } from './organization-guardrails-stack';

const app = new App();
// Organizations is served from this region, and a known region is a known partition, without which nothing can be exported.
const stack = new OrganizationGuardrailsStack(app, 'OrganizationGuardrails', { env: { region: 'us-east-1' } });
exportPolicies(stack, join(app.outdir, 'exported'));
