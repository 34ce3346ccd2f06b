import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { acknowledge } from '../shared/acknowledgement';
import { RULE_PACKS } from '../shared/rule-packs';
import { acknowledgements } from './acknowledgements';
import { CORPORATE_NETWORK } from './corporate-network';
import { PrivateStudioStack } from './private-studio-stack';

const app = new App();
const stack = new PrivateStudioStack(app, 'PrivateStudio', { env: CORPORATE_NETWORK.env });
stack.forwarderConfig.writeTo(join(app.outdir, 'forwarders'));
stack.operations.canary.writeClientScript(join(app.outdir, 'check-studio-access.sh'));
acknowledge(acknowledgements(stack));
Validations.of(app).addPlugins(new compliance.SageMakerChecks(), ...RULE_PACKS.map((Pack) => new Pack(app)));
