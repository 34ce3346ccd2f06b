import { App, Validations } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { acknowledge } from '../shared/acknowledgement';
import { RULE_PACKS } from '../shared/rule-packs';
import { acknowledgements } from './acknowledgements';
import { createStacks } from './stacks';

const app = new App();
acknowledge(acknowledgements(createStacks(app)));
Validations.of(app).addPlugins(new compliance.SageMakerChecks(), ...RULE_PACKS.map((Pack) => new Pack(app)));
