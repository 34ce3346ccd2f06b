import { App, Validations } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { acknowledge } from '../shared/acknowledgement';
import { RULE_PACKS } from '../shared/rule-packs';
import { acknowledgements, acknowledgeWarnings } from './acknowledgements';
import { SecureNotebookStack } from './secure-notebook-stack';

const app = new App();
const stack = new SecureNotebookStack(app, 'SecureNotebook');
acknowledge(acknowledgements(stack));
acknowledgeWarnings(stack);
Validations.of(app).addPlugins(new compliance.SageMakerChecks(), ...RULE_PACKS.map((Pack) => new Pack(app)));
