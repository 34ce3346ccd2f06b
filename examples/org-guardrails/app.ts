import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { exportPolicies } from './export-policies';
import { OrganizationGuardrailsStack } from './organization-guardrails-stack';

const app = new App();
// Organizations is served from this region, and a known region is a known partition, without which nothing can be exported.
const stack = new OrganizationGuardrailsStack(app, 'OrganizationGuardrails', { env: { region: 'us-east-1' } });
Validations.of(app).addPlugins(new compliance.SageMakerChecks());
exportPolicies(stack, join(app.outdir, 'exported'));
