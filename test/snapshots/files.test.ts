import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { SecureNotebookStack } from '../../examples/secure-notebook/secure-notebook-stack';
import { compliance, guardrails, network } from '../../src';
import { testApp } from '../app';
import { contextOf, EXAMPLES } from '../examples/catalogue';
import { synthesized } from '../life-cycle/templates';
import { isolatedVpc } from '../samples/sample';
import { normalized } from './normalized';

const ENV = { account: '111122223333', region: 'us-east-1' };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'snapshots-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function contentsOf(files: readonly string[]): Record<string, string> {
  const entries = files.map((file) => [relative(directory, file), normalized(readFileSync(file, 'utf-8'))]);
  return Object.fromEntries(entries);
}

test.each(Object.values(guardrails.PolicyFileFormat))('exported policies as %s', (format) => {
  const { ServiceControlPolicy, Guardrail, PolicyFileFormat } = guardrails;
  const policy = new ServiceControlPolicy(new Stack(testApp(), 'Stack', { env: ENV }), 'Scp', {
    guardrails: [Guardrail.imdsV2Notebooks(), Guardrail.vpcOnlyDomains()],
    targetIds: ['ou-ab12-prod0001'],
    policyName: 'SageMaker',
  });
  const isLza = format === PolicyFileFormat.LANDING_ZONE_ACCELERATOR;
  const organizationalUnits = isLza ? ['Workloads'] : undefined;
  expect(contentsOf(policy.exportTo({ directory, format, organizationalUnits }))).toMatchSnapshot();
});

test('files for DNS servers', () => {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const vpc = isolatedVpc(stack);
  const resolver = new network.InboundResolver(stack, 'Resolver', {
    vpc,
    allowedDnsServers: ['10.1.0.2/32'],
    ipAddresses: network.ResolverIpAddresses.derived({ vpc, hostNumber: 10 }),
  });
  const { SAGEMAKER_API, SAGEMAKER_STUDIO } = network.EndpointService;
  const config = new network.DnsForwarderConfig(stack, 'Config', {
    resolver,
    services: [SAGEMAKER_API, SAGEMAKER_STUDIO],
  });
  expect(contentsOf(config.writeTo(directory))).toMatchSnapshot();
});

test.each(Object.entries(EXAMPLES))('the example %s', (name, { build }) => {
  const app = testApp({ context: contextOf(name) });
  build(app);
  expect(normalized(JSON.stringify(synthesized(app), undefined, 1))).toMatchSnapshot();
});

test('evidence of an app as JSON, Markdown and HTML', () => {
  const app = testApp({ context: contextOf('secure-notebook'), outdir: directory });
  const report = new compliance.EvidenceReport(app, 'Evidence');
  new SecureNotebookStack(app, 'SecureNotebook');
  app.synth();
  expect(contentsOf(report.files)).toMatchSnapshot();
});
