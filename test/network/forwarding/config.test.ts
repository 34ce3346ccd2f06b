import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aws, CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { network } from '../../../src';
import { codesOf, faultsOf } from '../../faults';
import { warningsOf } from '../../notebook/setup';
import { ENV, inboundIn, pinnedInbound, testStack } from '../dns-setup';
import { bindZones, unboundZones } from './file-syntax';

const { EndpointService, DnsForwarderFileFormat, DnsForwarderConfig } = network;
const API = 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com';

type Props = Partial<network.DnsForwarderConfigProps>;

function configIn(stack: Stack, props: Props = {}): network.DnsForwarderConfig {
  const services = [EndpointService.SAGEMAKER_STUDIO, EndpointService.SAGEMAKER_API];
  return new DnsForwarderConfig(stack, 'Config', {
    services,
    ...props,
    resolver: props.resolver ?? pinnedInbound(stack),
  });
}

function outputsOf(stack: Stack): Record<string, unknown> {
  const outputs = Object.entries(Template.fromStack(stack).findOutputs('*'));
  return Object.fromEntries(
    outputs.map(([id, { Value }]) => [id.replace(/^(Config[A-Z][a-z]+)[0-9A-F]{8}$/, '$1'), Value]),
  );
}

const zonesIn = (region: string, services: network.EndpointService[]) =>
  configIn(testStack({ env: { ...ENV, region } }), { services }).zones;

describe('the configuration of DNS forwarders', () => {
  test('names the zones in alphabetical order, each once, and the addresses', () => {
    const stack = testStack();
    const services = [
      EndpointService.SAGEMAKER_STUDIO,
      EndpointService.SAGEMAKER_API,
      EndpointService.SAGEMAKER_STUDIO,
    ];
    const config = configIn(stack, {
      services,
      apiNames: [API, `${API.toUpperCase()}.`],
      zones: ['studio-login.corp.example'],
    });
    expect(config.zones).toEqual([
      API,
      'api.sagemaker.eu-central-1.amazonaws.com',
      'studio-login.corp.example',
      'studio.eu-central-1.sagemaker.aws',
    ]);
    expect(config.resolverAddresses).toEqual(['10.0.0.10', '10.0.1.10']);
    expect(outputsOf(stack)).toEqual({
      ConfigZones: config.zones.join(','),
      ConfigForwarders: '10.0.0.10,10.0.1.10',
    });
  });

  test.each([
    ['eu-central-1', ['notebook.eu-central-1.sagemaker.aws', 'studio.eu-central-1.sagemaker.aws']],
    ['cn-north-1', ['notebook.cn-north-1.sagemaker.com.cn', 'studio.cn-north-1.sagemaker.com.cn']],
    [
      'us-gov-west-1',
      ['notebook-fips', 'notebook', 'studio-fips', 'studio'].map((label) => `${label}.us-gov-west-1.sagemaker.aws`),
    ],
  ])('names the zones of %s', (region, zones) => {
    expect(zonesIn(region, [EndpointService.SAGEMAKER_STUDIO, EndpointService.SAGEMAKER_NOTEBOOK])).toEqual(zones);
  });

  test('names those zones of endpoints that people open or call', () => {
    const stack = testStack();
    const existing = [
      EndpointService.SAGEMAKER_API,
      EndpointService.SAGEMAKER_STUDIO,
      EndpointService.STS,
      EndpointService.EXECUTE_API,
    ];
    const endpoints = endpointsIn(stack, existing);
    expect(configIn(stack, { endpoints, services: undefined }).zones).toEqual([
      'api.sagemaker.eu-central-1.amazonaws.com',
      'studio.eu-central-1.sagemaker.aws',
    ]);
  });

  test('is for services that have an endpoint', () => {
    const stack = testStack();
    const endpoints = endpointsIn(stack, [EndpointService.SAGEMAKER_API]);
    expect(faultsOf(() => configIn(stack, { endpoints }))).toEqual([
      'EndpointNotIncluded: the service studio must have an endpoint in Stack/Endpoints, or its names would lead to nothing private: add it there',
    ]);
  });
});

function endpointsIn(stack: Stack, services: network.EndpointService[]): network.IPrivateEndpoints {
  return network.PrivateEndpoints.fromEndpointIds(stack, 'Endpoints', {
    endpointIds: services.map((service, index) => ({ service, endpointId: `vpce-0123456789abcdef${index}` })),
  });
}

describe('a stack without environment', () => {
  test('has the names of the deployment in its outputs, in the same order whatever was made before', () => {
    const stack = testStack({});
    const warm = `${Aws.REGION}${Fn.importValue('Other')}`;
    new CfnOutput(stack, 'Warm', { value: warm });
    configIn(stack, {
      apiNames: [`a1b2c3d4e5.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`],
      zones: ['corp.example'],
    });
    const region = { Ref: 'AWS::Region' };
    const suffix = { Ref: 'AWS::URLSuffix' };
    const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
    const api = joined('a1b2c3d4e5.execute-api.', region, '.', suffix);
    const zones = [
      'corp.example',
      api,
      joined('api.sagemaker.', region, '.', suffix),
      joined('studio.', region, '.sagemaker.aws'),
    ];
    expect(outputsOf(stack).ConfigZones).toEqual({ 'Fn::Join': [',', zones] });
  });

  test('is warned of names that differ between partitions', () => {
    const stack = testStack({});
    configIn(stack);
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:network.unknownRegion']);
  });

  test('writes no file, unless the region is named', () => {
    expect(codesOf(() => configIn(testStack({})).fileFor(DnsForwarderFileFormat.BIND))).toEqual(['UnresolvedDocument']);
    const stack = testStack({});
    const config = configIn(stack, { region: 'cn-north-1' });
    expect(config.fileFor(DnsForwarderFileFormat.BIND)).toContain('zone "studio.cn-north-1.sagemaker.com.cn" {');
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('names are refused', () => {
  test.each<[Props, string[]]>([
    [{ services: [EndpointService.EXECUTE_API] }, ['BroadDnsZone']],
    [{ apiNames: ['execute-api.eu-central-1.amazonaws.com'] }, ['BroadDnsZone']],
    [{ apiNames: ['corp.example.com'] }, ['BroadDnsZone']],
    [{ apiNames: ['portal.corp.example'] }, ['BroadDnsZone']],
    [{ apiNames: ['a.b.execute-api.eu-central-1.amazonaws.com'] }, ['BroadDnsZone']],
    [{ zones: ['amazonaws.com'] }, ['BroadDnsZone']],
    [{ zones: ['sagemaker.aws'] }, ['BroadDnsZone']],
    [{ zones: ['.'] }, ['BroadDnsZone']],
    [{ zones: ['corp example'] }, ['InvalidDnsZone']],
    [{ apiNames: ['https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com'] }, ['InvalidDnsZone']],
    [{ services: [EndpointService.SAGEMAKER_PARTNER_APP] }, ['UnknownDnsNames']],
    [{ region: 'us-iso-east-1' }, ['UnknownDnsNames']],
    [{ region: 'Frankfurt' }, ['InvalidRegion', 'UnknownDnsNames', 'UnknownDnsNames']],
    [{ services: [] }, ['ConflictingProps']],
    [{ services: undefined }, ['ConflictingProps']],
  ])('as %j', (props, codes) => {
    expect(codesOf(() => configIn(testStack(), props))).toEqual(codes);
  });

  test('of all APIs, with what to give in their place', () => {
    const [fault] = faultsOf(() => configIn(testStack(), { services: [EndpointService.EXECUTE_API] }));
    expect(fault).toContain('give apiNames');
  });
});

describe('an inbound endpoint is refused', () => {
  test('whose addresses are unknown', () => {
    const stack = testStack();
    expect(codesOf(() => configIn(stack, { resolver: inboundIn(stack) }))).toEqual(['UnknownResolverAddresses']);
  });

  test('that does not speak plain DNS', () => {
    const stack = testStack();
    const attributes = { resolverEndpointId: 'rslvr-in-0123456789abcdef0', ipAddresses: ['10.0.0.10'] };
    const imported = network.InboundResolver.fromInboundResolverAttributes(stack, 'Existing', attributes);
    expect(codesOf(() => configIn(stack, { resolver: imported }))).toEqual([]);
    const resolver = inboundIn(testStack(), { protocols: network.InboundProtocols.DOH });
    expect(codesOf(() => configIn(testStack(), { resolver }))).toEqual([
      'UnknownResolverAddresses',
      'ConflictingProps',
    ]);
  });
});

const CHECKS = [
  API,
  'api.sagemaker.eu-central-1.amazonaws.com',
  'd-0123456789ab.studio.eu-central-1.sagemaker.aws',
].flatMap((name) => ['10.0.0.10', '10.0.1.10'].map((address) => `dig +short ${name} @${address}`));

const HEADER = `# Forwards the names of private endpoints to a Route 53 Resolver inbound endpoint.
# Each of these must answer with a private address:
${CHECKS.map((check) => `#   ${check}`).join('\n')}
`;

describe('the files', () => {
  const config = configIn(testStack(), { apiNames: [API] });
  const { BIND, JSON: JSON_FORMAT, UNBOUND, WINDOWS } = DnsForwarderFileFormat;

  test('for BIND hold a zone statement each', () => {
    const zone = (name: string) => `
zone "${name}" {
    type forward;
    forward only;
    forwarders { 10.0.0.10; 10.0.1.10; };
};
`;
    expect(config.fileFor(BIND)).toBe(HEADER + config.zones.map(zone).join(''));
  });

  test('for Unbound hold a forward-zone clause each, and let private addresses through', () => {
    const zone = (name: string) => `
forward-zone:
    name: "${name}"
    forward-addr: 10.0.0.10
    forward-addr: 10.0.1.10
    forward-first: no
`;
    const server = `\nserver:\n${config.zones.map((name) => `    private-domain: "${name}"\n`).join('')}`;
    expect(config.fileFor(UNBOUND)).toBe(HEADER + server + config.zones.map(zone).join(''));
  });

  test('for Windows hold a command each', () => {
    const command = (name: string) =>
      `Add-DnsServerConditionalForwarderZone -Name '${name}' -MasterServers '10.0.0.10', '10.0.1.10'\n`;
    expect(config.fileFor(WINDOWS)).toBe(`${HEADER}\n${config.zones.map(command).join('')}`);
  });

  test('for other tools hold everything as JSON', () => {
    expect(JSON.parse(config.fileFor(JSON_FORMAT))).toEqual({
      zones: config.zones,
      forwarders: ['10.0.0.10', '10.0.1.10'],
      checks: CHECKS,
    });
  });

  test('for BIND and Unbound can be read, and say the same', () => {
    const expected = config.zones.map((name) => ({ name, forwarders: ['10.0.0.10', '10.0.1.10'] }));
    expect(bindZones(config.fileFor(BIND))).toEqual(expected);
    expect(unboundZones(config.fileFor(UNBOUND))).toEqual(expected);
  });

  test('are the same each time', () => {
    const again = configIn(testStack(), {
      apiNames: [API],
      services: [EndpointService.SAGEMAKER_API, EndpointService.SAGEMAKER_STUDIO],
    });
    for (const format of Object.values(DnsForwarderFileFormat)) {
      expect(again.fileFor(format)).toBe(config.fileFor(format));
    }
  });
});

describe('the writing of files', () => {
  const parent = mkdtempSync(join(tmpdir(), 'forwarders-'));
  afterAll(() => rmSync(parent, { recursive: true }));

  test('happens at once, and gives the paths', () => {
    const directory = join(parent, 'new', 'directory');
    const config = configIn(testStack());
    const paths = config.writeTo(directory);
    expect(paths).toEqual(
      ['forwarders.bind.conf', 'forwarders.json', 'forwarders.unbound.conf', 'forwarders.windows.ps1'].map((name) =>
        join(directory, name),
      ),
    );
    expect(readFileSync(paths[0], 'utf-8')).toBe(config.fileFor(DnsForwarderFileFormat.BIND));
    expect(readdirSync(directory)).toHaveLength(4);
  });

  test('can be of one format', () => {
    const directory = join(parent, 'one');
    expect(configIn(testStack()).writeTo(directory, [DnsForwarderFileFormat.WINDOWS])).toEqual([
      join(directory, 'forwarders.windows.ps1'),
    ]);
    expect(readdirSync(directory)).toEqual(['forwarders.windows.ps1']);
  });

  test('leaves nothing behind where it fails', () => {
    const directory = join(parent, 'none');
    expect(codesOf(() => configIn(testStack({})).writeTo(directory))).toEqual(['UnresolvedDocument']);
    expect(existsSync(directory)).toBe(false);
    expect(codesOf(() => configIn(testStack()).writeTo(' '))).toEqual(['ConflictingProps']);
  });
});
