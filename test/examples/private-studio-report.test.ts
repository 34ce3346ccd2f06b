import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { accessGraph } from '../../demo/report/access-graph';
import { apiUrl, checkedSteps } from '../../demo/report/access-steps';
import { endpointTable } from '../../demo/report/endpoint-table';
import { mermaid } from '../../demo/report/mermaid';
import { checkedNetwork, NETWORK_CHECKS } from '../../demo/report/network-checks';
import { networkGraph, serviceOf } from '../../demo/report/network-graph';
import { writePictures } from '../../demo/report/studio-report';
import type { Template as TemplateJson } from '../../demo/report/template';
import { context } from '../../examples/private-studio/cdk.json';
import { CORPORATE_NETWORK } from '../../examples/private-studio/corporate-network';
import { PrivateStudioStack } from '../../examples/private-studio/private-studio-stack';
import { testApp } from '../app';

function privateStudio(): PrivateStudioStack {
  return new PrivateStudioStack(testApp({ context }), 'PrivateStudio', { env: CORPORATE_NETWORK.env });
}

const stack = privateStudio();
const template = Template.fromStack(stack).toJSON() as TemplateJson;

/** The template with a resource more. */
function withResource(Type: string, Properties: Record<string, unknown> = {}): TemplateJson {
  return { Resources: { ...template.Resources, Planted: { Type, Properties } } };
}

function withoutType(type: string): TemplateJson {
  return {
    ...template,
    Resources: Object.fromEntries(Object.entries(template.Resources).filter(([, { Type }]) => Type !== type)),
  };
}

/** The boxes and arrows of Mermaid text: a box is on one side, with its title in bold and its lines; an arrow names two boxes. */
function drawingOf(text: string): { boxes: Record<string, string[]>; arrows: string[] } {
  const lines = text.split('\n');
  const inside = lines.findIndex((line) => line.startsWith('  subgraph inside['));
  const boxes = lines.flatMap((line, index) => {
    const [, name, content] = /^ {4}(n\d+)\["(.*)"\]$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, side: index < inside ? 'outside' : 'inside', content }];
  });
  const titles = new Map(boxes.map(({ name, content }) => [name, content.replace(/^<b>(.*?)<\/b>.*$/, '$1')]));
  const arrows = lines.flatMap((line) => {
    const [, from, label, to] = /^ {2}(n\d+) (?:--|-\.) "(.*)" (?:-->|\.->) (n\d+)$/.exec(line) ?? [];
    return from === undefined ? [] : [`${titles.get(from)} ${label} ${titles.get(to)}`];
  });
  return {
    boxes: Object.fromEntries(boxes.map(({ side, content, name }) => [`${name} ${side}`, content.split('<br/>')])),
    arrows,
  };
}

function testDrawing(graph: ReturnType<typeof networkGraph>): void {
  test('has every box on its side, and every arrow, in Mermaid text', () => {
    const { boxes, arrows } = drawingOf(mermaid(graph));
    const titleOf = (id: string) => graph.nodes.find((node) => node.id === id)?.title;
    expect(boxes).toEqual(
      Object.fromEntries(
        graph.nodes.map(({ title, lines, outside }, index) => [
          `n${index} ${outside ? 'outside' : 'inside'}`,
          [`<b>${title}</b>`, ...lines],
        ]),
      ),
    );
    expect(arrows).toEqual(graph.edges.map(({ from, label, to }) => `${titleOf(from)} ${label} ${titleOf(to)}`));
    expect(mermaid(graph)).toMatch(/^flowchart LR\n {2}subgraph outside\["Corporate network"\]\n/);
  });
}

describe('the picture of the network', () => {
  const graph = networkGraph(template);
  const titleOf = (id: string) => graph.nodes.find((node) => node.id === id)?.title;

  test('has who may connect to whom', () => {
    expect(graph.edges.map(({ from, to, label }) => [titleOf(from), titleOf(to), label])).toEqual([
      ['Browsers and SDKs', 'Interface endpoints', 'TCP 443'],
      ['DNS servers', 'Inbound resolver', 'TCP 53, UDP 53'],
      ['Studio domain', 'Interface endpoints', 'TCP 443'],
      ['Function', 'Interface endpoints', 'TCP 443'],
      ['Function', 'Interface endpoints', 'TCP 443'],
      ['Studio domain', 'Gateway endpoints', 'TCP 443'],
      ['Function', 'Gateway endpoints', 'TCP 443'],
      ...CORPORATE_NETWORK.users.map(({ name }) => [`User profile ${name}`, 'Studio domain', 'also in']),
    ]);
  });

  test('has addresses, services and users', () => {
    const lines = Object.fromEntries(graph.nodes.map(({ title, lines: all }) => [title, all]));
    expect(graph.title).toBe('VPC 10.20.0.0/22 in 2 zones');
    expect(lines).toMatchObject({
      'Browsers and SDKs': CORPORATE_NETWORK.clients,
      'DNS servers': CORPORATE_NETWORK.dnsServers,
      'Inbound resolver': stack.forwarderConfig.resolverAddresses,
      'Gateway endpoints': ['s3', 'dynamodb'],
      'User profile ana': ['group of own applications', 'among themselves: TCP 8192–65535'],
    });
    expect(graph.nodes.filter(({ title }) => title === 'Function').map((node) => node.lines)).toEqual([
      ['Makes presigned URLs of Studio'],
      ['Follows the path of a user to Studio'],
    ]);
    expect(lines['Interface endpoints'].join(' ')).toBe(
      'sagemaker.api sts logs studio sagemaker.runtime execute-api monitoring ecr.api ecr.dkr',
    );
  });

  test('shows a hole', () => {
    const endpoints = stack.resolve(stack.endpoints.connections.securityGroups[0].securityGroupId);
    const hole = withResource('AWS::EC2::SecurityGroupIngress', {
      GroupId: endpoints,
      IpProtocol: '-1',
      CidrIp: '0.0.0.0/0',
    });
    expect(networkGraph(hole).edges).toContainEqual({
      from: 'Outside 0.0.0.0/0',
      to: endpoints['Fn::GetAtt'][0],
      label: 'everything',
    });
  });

  test('is the same for the same app', () => {
    const again = networkGraph(Template.fromStack(privateStudio()).toJSON() as TemplateJson);
    expect(mermaid(again)).toBe(mermaid(graph));
  });

  testDrawing(graph);

  test('escapes what Mermaid would read as markup', () => {
    const hostile = { title: 'a < b', nodes: [{ id: 'n', title: '"&"', lines: ['<script>', '#1'] }], edges: [] };
    expect(mermaid(hostile)).toBe(
      [
        'flowchart LR',
        '  subgraph inside["a #lt; b"]',
        '    n0["<b>#quot;#amp;#quot;</b><br/>#lt;script#gt;<br/>#35;1"]',
        '  end',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['com.amazonaws.eu-central-1.sagemaker.api', 'sagemaker.api'],
    ['aws.sagemaker.us-gov-west-1.studio', 'studio'],
    [{ 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.s3']] }, 's3'],
    ['vpce-svc-0123', 'vpce-svc-0123'],
  ])('names the service of %j', (name, expected) => {
    expect(serviceOf(name)).toBe(expected);
  });
});

describe('the picture of the way to Studio', () => {
  const graph = accessGraph(template);
  const titleOf = (id: string) => graph.nodes.find((node) => node.id === id)?.title;

  test('has who calls whom, by the numbers of the steps', () => {
    expect(graph.edges.map(({ from, to, label }) => [titleOf(from), label, titleOf(to)])).toEqual([
      ['Browser', '2', 'Endpoint of execute-api'],
      ['DNS servers', '3 names', 'Inbound resolver'],
      ['Browser', '9', 'Endpoint of studio'],
      ['Endpoint of execute-api', '5', 'Private API'],
      ['Private API', '6 token', 'Authorizer'],
      ['Private API', '7', 'Function in the VPC'],
      ['Function in the VPC', '8 who is it', 'Directory of users'],
      ['Reconciler', 'alone writes', 'Directory of users'],
      ['Function in the VPC', '8', 'Endpoint of sts'],
      ['Function in the VPC', '8 as whom', 'Access role'],
      ['Function in the VPC', '8', 'Endpoint of sagemaker.api'],
      ['Endpoint of studio', '11', 'Studio domain'],
      ['Studio domain', '10 may it still', 'Access role'],
    ]);
  });

  test('has what can be called, and what the functions are for', () => {
    const lines = Object.fromEntries(graph.nodes.map(({ title, lines: all }) => [title, all]));
    expect(lines).toMatchObject({
      'Private API': ['POST /presigned-url', 'GET /studio'],
      Authorizer: ['Verifies the tokens of callers'],
    });
  });

  test('leaves out what is not there', () => {
    const { nodes, edges } = accessGraph(withoutType('AWS::ApiGateway::RestApi'));
    expect(nodes.map(({ title }) => title)).not.toContain('Private API');
    expect(edges.map(({ label }) => label)).not.toContain('5');
  });

  testDrawing(graph);
});

describe('the steps to Studio', () => {
  const missing = (made: TemplateJson) =>
    checkedSteps(made)
      .filter(({ held }) => !held)
      .map(({ number }) => number);

  test('are eleven, and all of them are taken', () => {
    expect(checkedSteps(template).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(missing(template)).toEqual([]);
  });

  test('end at the address of the API', () => {
    expect(apiUrl(template)).toMatch(/^https:\/\/\S+\.execute-api\.eu-central-1\.\S+\/v1$/);
    expect(apiUrl({ Resources: {} })).toBeUndefined();
  });

  test.each<[string, number[]]>([
    ['AWS::EC2::VPCEndpoint', [2, 4, 5, 8, 9, 10]],
    ['AWS::Route53Resolver::ResolverEndpoint', [3]],
    ['AWS::ApiGateway::RestApi', [5]],
    ['AWS::ApiGateway::Authorizer', [6]],
    ['AWS::ApiGateway::Method', [6, 7, 8, 10]],
    ['AWS::DynamoDB::Table', [8]],
    ['AWS::IAM::ManagedPolicy', [10]],
    ['AWS::SageMaker::Domain', [11]],
  ])('are not all taken without %s', (type, expected) => {
    expect(missing(withoutType(type))).toEqual(expected);
  });
});

describe('the table of endpoints', () => {
  const table = endpointTable(stack.endpoints, 2);

  test('has a line for each endpoint, whether it is required, and what it is billed by', () => {
    const rows = table.slice(0, stack.endpoints.includedEndpoints.length).map((line) => line.split(/ {2,}/)); // unanchored: gaps between columns
    expect(rows.map(([id, required, price]) => [id, required, price])).toEqual([
      ['SAGEMAKER_API', 'required', 'per zone and hour'],
      ['S3', 'required', 'free'],
      ['STS', 'required', 'per zone and hour'],
      ['CLOUDWATCH_LOGS', 'required', 'per zone and hour'],
      ['SAGEMAKER_STUDIO', 'required', 'per zone and hour'],
      ['SAGEMAKER_RUNTIME', 'required', 'per zone and hour'],
      ['EXECUTE_API', 'required', 'per zone and hour'],
      ['DYNAMODB', 'required', 'free'],
      ['CLOUDWATCH_MONITORING', 'optional', 'per zone and hour'],
      ['ECR_API', 'optional', 'per zone and hour'],
      ['ECR_DOCKER', 'optional', 'per zone and hour'],
    ]);
    expect(rows.map(([, , , purpose]) => purpose)).toEqual(
      stack.endpoints.includedEndpoints.map(({ purpose }) => purpose),
    );
  });

  test('says about what the interface endpoints cost', () => {
    expect(table[table.length - 2]).toContain('9 interface endpoints in 2 zones: about USD 15 a month each');
    expect(endpointTable(stack.endpoints, 3).join()).toContain('about USD 22 a month each');
  });
});

describe('the checks of the network', () => {
  const statements = (made: TemplateJson) =>
    checkedNetwork(made)
      .filter(({ held }) => !held)
      .map(({ statement }) => statement);

  test('hold', () => {
    expect(statements(template)).toEqual([]);
  });

  test.each<[number, TemplateJson]>([
    [0, withResource('AWS::SageMaker::Domain', { AppNetworkAccessType: 'PublicInternetOnly' })],
    [1, withResource('AWS::EC2::NatGateway')],
    [2, withResource('AWS::EC2::SecurityGroup', {})],
    [
      3,
      withResource(
        'AWS::SageMaker::UserProfile',
        template.Resources[stack.resolve(stack.users[0].userProfileArn)['Fn::GetAtt'][0]].Properties,
      ),
    ],
    [
      4,
      withResource('AWS::IAM::ManagedPolicy', {
        PolicyDocument: { Statement: [{ Action: 'sagemaker:CreatePresignedDomainUrl' }] },
      }),
    ],
    [5, withResource('AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ['PRIVATE'] } })],
    [5, withResource('AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ['REGIONAL'] } })],
  ])('find what is against check %i', (index, made) => {
    expect(statements(made)).toEqual([NETWORK_CHECKS[index].statement]);
  });
});

describe('the files', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'private-studio-'));
    stack.forwarderConfig.writeTo(directory);
    writePictures(template, directory);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('are pictures, and forwarders for each DNS server', () => {
    expect(readdirSync(directory).sort()).toEqual([
      'access.mmd',
      'forwarders.bind.conf',
      'forwarders.json',
      'forwarders.unbound.conf',
      'forwarders.windows.ps1',
      'network.mmd',
    ]);
  });

  test('forward the zones to the addresses that the resolver has', () => {
    const { zones, forwarders } = JSON.parse(readFileSync(join(directory, 'forwarders.json'), 'utf-8'));
    expect(zones).toEqual([
      'api.sagemaker.eu-central-1.amazonaws.com',
      'runtime.sagemaker.eu-central-1.amazonaws.com',
      'studio.eu-central-1.sagemaker.aws',
    ]);
    expect(forwarders).toEqual(['10.20.0.10', '10.20.1.10']);
    expect(forwarders).toEqual(stack.resolver.ipAddresses);
  });
});
