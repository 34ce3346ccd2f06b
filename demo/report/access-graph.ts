import { type AccessParts, accessParts, endpointsOf } from './access-steps';
import type { GraphEdge, GraphNode, NetworkGraph } from './network-graph';
import { asList, asText, type Properties, resourcesOfType, type Template } from './template';

const BROWSER = 'Browser';
const DNS = 'DNS servers';
const ENDPOINTS: [service: string, lines: string[]][] = [
  ['execute-api', ['takes calls of the API']],
  ['sts', ['takes sessions of the access role']],
  ['sagemaker.api', ['takes the making of URLs']],
  ['studio', ['takes the opening of URLs']],
];

/** Who calls whom on the way to Studio, as the resources of a template refer to each other. Numbers are those of the steps. */
export function accessGraph(template: Template): NetworkGraph {
  const parts = accessParts(template);
  const nodes = [...outsideNodes(), ...endpointNodes(template), ...partNodes(template, parts)];
  const edges = [...entranceEdges(template), ...callEdges(template, parts)];
  const known = new Set(nodes.map(({ id }) => id));
  return {
    title: 'From a browser to Studio',
    nodes,
    edges: edges.filter(({ from, to }) => known.has(from) && known.has(to)),
  };
}

function outsideNodes(): GraphNode[] {
  return [
    { id: BROWSER, outside: true, title: BROWSER, lines: ['1 signed in'] },
    { id: DNS, outside: true, title: DNS, lines: ['of the corporate network'] },
  ];
}

function endpointNodes(template: Template): GraphNode[] {
  const resolvers = resolversOf(template).map((id) => ({
    id,
    title: 'Inbound resolver',
    lines: ['4 tells private addresses'],
  }));
  const endpoints = ENDPOINTS.flatMap(([service, lines]) =>
    endpointsOf(template, service).map((id) => ({ id, title: `Endpoint of ${service}`, lines })),
  );
  return [...endpoints, ...resolvers];
}

function partNodes(
  template: Template,
  { api, urlFunction, authorizer, reconciler, directory, accessRole }: AccessParts,
): GraphNode[] {
  const of = (id: string | undefined, title: string, lines: string[]) => (id ? [{ id, title, lines }] : []);
  const described = (id: string | undefined) => [asText(propertiesOf(template, id).Description)];
  return [
    ...of(api, 'Private API', methodsOf(template)),
    ...of(urlFunction, 'Function in the VPC', described(urlFunction)),
    ...resourcesOfType(template, 'AWS::SageMaker::Domain').map(([id, { DomainName }]) => ({
      id,
      title: 'Studio domain',
      lines: [asText(DomainName)],
    })),
    ...of(authorizer, 'Authorizer', described(authorizer)),
    ...of(reconciler, 'Reconciler', ['brings the list of the stack']),
    ...of(directory, 'Directory of users', ['who may open what']),
    ...of(accessRole, 'Access role', ['makes URLs for this domain,', 'through two endpoints alone']),
  ];
}

function entranceEdges(template: Template): GraphEdge[] {
  const [[execute], [studio]] = ['execute-api', 'studio'].map((service) => endpointsOf(template, service));
  const names = resolversOf(template).flatMap((resolver) => edge(DNS, resolver, '3 names'));
  return [...edge(BROWSER, execute, '2'), ...names, ...edge(BROWSER, studio, '9')];
}

function callEdges(
  template: Template,
  { api, urlFunction, authorizer, reconciler, directory, accessRole }: AccessParts,
): GraphEdge[] {
  const [[execute], [sts], [sagemaker], [studio]] = ENDPOINTS.map(([service]) => endpointsOf(template, service));
  const domains = resourcesOfType(template, 'AWS::SageMaker::Domain').map(([id]) => id);
  return [
    edge(execute, api, '5'),
    edge(api, authorizer, '6 token'),
    edge(api, urlFunction, '7'),
    edge(urlFunction, directory, '8 who is it'),
    edge(reconciler, directory, 'alone writes'),
    edge(urlFunction, sts, '8'),
    edge(urlFunction, accessRole, '8 as whom'),
    edge(urlFunction, sagemaker, '8'),
    ...domains.flatMap((domain) => [edge(studio, domain, '11'), edge(domain, accessRole, '10 may it still')]),
  ].flat();
}

function resolversOf(template: Template): string[] {
  return resourcesOfType(template, 'AWS::Route53Resolver::ResolverEndpoint').map(([id]) => id);
}

function edge(from: string | undefined, to: string | undefined, label: string): GraphEdge[] {
  return from && to ? [{ from, to, label }] : [];
}

function propertiesOf(template: Template, id: string | undefined): Properties {
  return (id && template.Resources[id].Properties) || {};
}

/** What can be called, without what API Gateway answers by itself. */
function methodsOf(template: Template): string[] {
  const paths = new Map(
    resourcesOfType(template, 'AWS::ApiGateway::Resource').map(([id, { PathPart }]) => [id, asText(PathPart)]),
  );
  return resourcesOfType(template, 'AWS::ApiGateway::Method')
    .filter(([, { HttpMethod }]) => HttpMethod !== 'OPTIONS')
    .map(
      ([, { HttpMethod, ResourceId }]) =>
        `${HttpMethod} /${asList(ResourceId).map((id) => paths.get((id as { Ref: string }).Ref))}`,
    );
}
