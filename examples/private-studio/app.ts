import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { acknowledgeFindings } from './acknowledgements';
import { CORPORATE_NETWORK } from './corporate-network';
import { PrivateStudioStack } from './private-studio-stack';
import { RULE_PACKS } from './rule-packs';

const app = new App();
const stack = new PrivateStudioStack(app, 'PrivateStudio', { env: CORPORATE_NETWORK.env });
stack.forwarderConfig.writeTo(join(app.outdir, 'forwarders'));
acknowledgeFindings(stack);
Validations.of(app).addPlugins(new compliance.SageMakerChecks(), ...RULE_PACKS.map((Pack) => new Pack(app)));
