import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { access, conditions, guardrails, network, notebook, permissions, studio, trust } from 'cdk-secure-sagemaker';

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Consumer');
const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
const instance = new notebook.NotebookInstance(stack, 'Notebook', { vpc });
const role = new trust.ExecutionRole(stack, 'Role', { features: [trust.Feature.TRAINING, trust.Feature.pipeline('Churn')] });
instance.grants.presignedUrl(role);

const { Guardrail } = guardrails;
const maxRuntime = conditions.Requirement.atMost(conditions.ConditionKey.MAX_RUNTIME_IN_SECONDS, 3600);
new guardrails.ServiceControlPolicy(stack, 'Guardrails', {
  guardrails: [Guardrail.imdsV2Notebooks(), Guardrail.custom({ id: 'short-jobs', description: 'Jobs are short', requirements: [maxRuntime] })],
  exemptions: [guardrails.Exemption.principals(['arn:aws:iam::*:role/Platform*'])],
  targetIds: ['r-ab12'],
});
new permissions.PermissionPolicy(stack, 'Permissions', { permissions: [permissions.Permission.isolatedTraining({ executionRoles: [role] })] });

const domain = new studio.Domain(stack, 'Domain', { vpc });
const alice = domain.addUserProfile('alice');
const endpoints = new network.PrivateEndpoints(stack, 'Endpoints', {
  vpc,
  services: network.EndpointSet.STUDIO.union(network.EndpointSet.PRESIGNED_URL),
  clients: [ec2.Peer.ipv4('10.0.0.0/8'), domain],
});
new access.PrivateStudioAccess(stack, 'Access', {
  domain,
  endpoints,
  authorization: access.Authorization.jwt({
    issuer: 'https://login.example.com/',
    audiences: ['studio'],
    keys: access.JwtKeys.fromUri('https://login.example.com/keys'),
  }),
  users: access.UserDirectory.fromUsers([{ subject: '00u1', userProfile: alice }]),
  urlFunction: { dynamoDbPrefixListId: 'pl-66a5400f' },
});
app.synth();
