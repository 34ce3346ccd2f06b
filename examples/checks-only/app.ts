import { App, Validations } from 'aws-cdk-lib';
import { compliance } from 'cdk-secure-sagemaker';
import { acknowledgeFindings } from './acknowledgements';
import { HandWrittenStack } from './hand-written-stack';

const app = new App();
acknowledgeFindings(new HandWrittenStack(app, 'HandWritten', { env: { region: 'eu-central-1' } }));

const checks = new compliance.SageMakerChecks();
Validations.of(app).addPlugins(checks);
new compliance.EvidenceReport(app, 'Evidence', { checks, title: 'Evidence of an app that was written by hand' });
