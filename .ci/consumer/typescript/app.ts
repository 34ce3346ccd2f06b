import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { notebook, trust } from 'cdk-secure-sagemaker';

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Consumer');
const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
const instance = new notebook.NotebookInstance(stack, 'Notebook', { vpc });
const role = new trust.ExecutionRole(stack, 'Role', { features: [trust.Feature.TRAINING, trust.Feature.pipeline('Churn')] });
instance.grants.presignedUrl(role);
app.synth();
