import { App, Validations } from 'aws-cdk-lib';
import { acknowledgeFindings } from './acknowledgements';
import { RULE_PACKS } from './rule-packs';
import { SecureNotebookStack } from './secure-notebook-stack';

const app = new App();
acknowledgeFindings(new SecureNotebookStack(app, 'SecureNotebook'));
Validations.of(app).addPlugins(...RULE_PACKS.map((Pack) => new Pack(app)));
