import { App, Validations } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { acknowledgeFindings } from './acknowledgements';
import { RULE_PACKS } from './rule-packs';
import { SecureNotebookStack } from './secure-notebook-stack';

const app = new App();
acknowledgeFindings(new SecureNotebookStack(app, 'SecureNotebook'));
Validations.of(app).addPlugins(new compliance.SageMakerChecks(), ...RULE_PACKS.map((Pack) => new Pack(app)));
