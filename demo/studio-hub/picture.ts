import { accessRoleArn, HUB, TEAMS, type Team, urlFunctionRoleArn } from '../../examples/studio-hub/organization';
import { ApiDefinition } from '../local-access/api-definition';
import { AuthorizationType } from '../local-access/authorization-flow';
import type { PolicyDocument } from '../local-access/deployment';
import { accessParts } from '../report/access-steps';
import type { GraphEdge, GraphNode, NetworkGraph } from '../report/network-graph';
import { securityRules } from '../report/security-rules';
import { asList, type Properties, resourcesOfType } from '../report/template';
import { type Accounts, HUB_ACCESS, HUB_NETWORK, teamStacks } from './accounts';

const BROWSERS = 'Browsers';
const DNS = 'DNS servers';
const RESOLVER = 'Inbound resolver';
const API = 'Private API';
const PORTAL = 'Portal';
const FUNCTION = 'Function of the API';
const DIRECTORY = 'Directory of users';
const HUB_TITLE = `Hub, account ${HUB.env.account}, VPC ${HUB.vpc}`;
const BROWSER_SERVICES = ['execute-api', 'sagemaker.api', 'studio'];

/** Who reaches what over all accounts, as the templates say. */
export function hubGraph(accounts: Accounts): NetworkGraph {
  return {
    title: HUB_TITLE,
    nodes: [...outside(), ...hubNodes(), ...TEAMS.flatMap((team) => teamNodes(team))],
    edges: [...entrances(accounts), ...hubEdges(accounts), ...TEAMS.flatMap((team) => teamEdges(accounts, team))],
  };
}

function outside(): GraphNode[] {
  return [
    { id: BROWSERS, outside: true, title: BROWSERS, lines: HUB.clients },
    { id: DNS, outside: true, title: DNS, lines: HUB.dnsServers },
  ];
}

function hubNodes(): GraphNode[] {
  const endpoints = [...BROWSER_SERVICES, 'sts'].map((service) => ({
    id: service,
    title: `Endpoint ${service}`,
    lines: ['of the hub'],
  }));
  return [
    { id: RESOLVER, title: RESOLVER, lines: ['answers for the VPC of the hub'] },
    ...endpoints,
    { id: API, title: API, lines: ['POST /presigned-url', 'GET /studio'] },
    { id: PORTAL, title: PORTAL, lines: [HUB.portal.domainName, 'pages of the private API'] },
    { id: FUNCTION, title: FUNCTION, lines: [`role ${HUB.urlFunctionRole}`] },
    { id: DIRECTORY, title: DIRECTORY, lines: ['domain and access role of each user'] },
  ].map((node) => ({ ...node, group: HUB_TITLE }));
}

function idsOf({ name }: Team) {
  return { role: `${name} role`, domain: `${name} domain`, endpoints: `${name} endpoints` };
}

function teamNodes(team: Team): GraphNode[] {
  const { role, domain, endpoints } = idsOf(team);
  return [
    { id: role, title: 'Access role', lines: ['trusts the function of the hub'] },
    { id: domain, title: 'Studio domain', lines: team.users.map(({ name }) => name) },
    { id: endpoints, title: 'Endpoints of the team', lines: ['only for applications'] },
  ].map((node) => ({ ...node, group: `${team.name}, account ${team.env.account}, VPC ${team.vpc}` }));
}

/** What the security groups of the hub let in from the corporate network. */
function entrances(accounts: Accounts): GraphEdge[] {
  const stack = accounts.stack(HUB_NETWORK);
  const admitted = (type: string, id: string, peers: readonly string[]) => {
    const groups = stack.resources[id].Properties?.SecurityGroupIds;
    const names = (asList(groups) as Record<string, string[]>[]).map((group) => group['Fn::GetAtt'][0]);
    const rules = securityRules({ Resources: stack.resources }).filter(({ direction }) => direction === 'in');
    return peers.every((peer) =>
      rules.some((rule) => names.includes(rule.group) && rule.peer.id === peer && rule.protocol === type),
    );
  };
  const [[resolver]] = resourcesOfType({ Resources: stack.resources }, 'AWS::Route53Resolver::ResolverEndpoint');
  return [
    ...edge(admitted('udp', resolver, HUB.dnsServers), DNS, RESOLVER, 'names'),
    ...BROWSER_SERVICES.flatMap((service) =>
      edge(admitted('tcp', stack.endpointOf(service), HUB.clients), BROWSERS, service, 'TCP 443'),
    ),
  ];
}

function hubEdges(accounts: Accounts): GraphEdge[] {
  const stack = accounts.stack(HUB_ACCESS);
  const parts = accessParts({ Resources: stack.resources });
  const { EndpointConfiguration } = stack.theOnly('AWS::ApiGateway::RestApi', 'EndpointConfiguration').properties;
  const { VpcEndpointIds: ids } = EndpointConfiguration as Properties;
  const execute = accounts.endpoint(HUB_NETWORK, 'execute-api').id;
  const assumes = allowed(accounts, urlFunctionRoleArn(), 'sts:AssumeRole');
  const sts = accounts.endpoint(HUB_NETWORK, 'sts').id;
  const portal = portalParts(accounts, execute);
  return [
    ...edge(asList(ids).includes(execute), 'execute-api', API, 'only from there'),
    ...edge(portal.domain, 'execute-api', PORTAL, 'by its name'),
    ...edge(portal.pages, PORTAL, API, 'signed in'),
    ...edge(parts.urlFunction !== undefined, API, FUNCTION, 'token verified'),
    ...edge(parts.directory !== undefined, FUNCTION, DIRECTORY, 'who is it'),
    ...edge(
      assumes.some((statement) => throughOf(statement).includes(sts)),
      FUNCTION,
      'sts',
      'session of an access role',
    ),
    ...edge(opensAny(accounts), FUNCTION, 'sagemaker.api', 'URL, as the access role'),
  ];
}

/** Whether the name of the portal leads to the endpoint, and to the API, which serves it without a token but for the last page. */
function portalParts(accounts: Accounts, endpointId: string): { domain: boolean; pages: boolean } {
  const stack = accounts.stack(HUB_ACCESS);
  const [association] = stack.ofType('AWS::ApiGateway::DomainNameAccessAssociation', 'AccessAssociationSource');
  const [name] = stack.ofType('AWS::ApiGateway::DomainNameV2', 'DomainName');
  const { methods } = new ApiDefinition(stack);
  const authorizationOf = (path: string) => methods.find((method) => method.path === path)?.authorization;
  return {
    domain:
      association?.properties.AccessAssociationSource === endpointId &&
      name?.properties.DomainName === HUB.portal.domainName,
    pages:
      authorizationOf('/signin') === AuthorizationType.NONE && authorizationOf('/open') === AuthorizationType.FUNCTION,
  };
}

function teamEdges(accounts: Accounts, team: Team): GraphEdge[] {
  const { role, domain, endpoints } = idsOf(team);
  const hub = (service: string) => accounts.endpoint(HUB_NETWORK, service);
  const trust = statementsOf(accounts.trustOf(accessRoleArn(team)));
  const opens = allowed(accounts, accessRoleArn(team), 'sagemaker:CreatePresignedDomainUrl');
  const through = (service: string) => opens.some((statement) => throughOf(statement).includes(hub(service).id));
  const studio = JSON.stringify(hub('studio').policy);
  const trusts = trust.some(
    (statement) =>
      throughOf(statement).includes(hub('sts').id) &&
      asList((statement.Principal as Properties).AWS).includes(urlFunctionRoleArn()),
  );
  return [
    ...edge(trusts, 'sts', role, 'trusted through'),
    ...edge(through('sagemaker.api'), 'sagemaker.api', role, 'may make URLs through'),
    ...edge(studio.includes(`${team.env.account}:user-profile/${team.domainId}/`), 'studio', domain, 'opens'),
    ...edge(through('studio'), domain, role, 'may it still, on every request').map((one) => ({ ...one, dashed: true })),
    ...edge(ownEndpoints(accounts, team), domain, endpoints, 'AWS APIs'),
  ];
}

/** Whether the group of the domain reaches the endpoints of its own VPC. */
function ownEndpoints(accounts: Accounts, team: Team): boolean {
  const { resources } = accounts.stack(teamStacks(team).studio);
  const rules = securityRules({ Resources: resources });
  return rules.some(
    ({ direction, group, peer }) => direction === 'in' && group.startsWith('Endpoints') && peer.id.startsWith('Domain'),
  );
}

function opensAny(accounts: Accounts): boolean {
  return TEAMS.some((team) => allowed(accounts, accessRoleArn(team), 'sagemaker:CreatePresignedDomainUrl').length > 0);
}

function allowed(accounts: Accounts, roleArn: string, action: string): Properties[] {
  return accounts
    .policiesOf(roleArn)
    .flatMap(statementsOf)
    .filter(({ Action, Effect }) => Effect === 'Allow' && asList(Action).includes(action));
}

function statementsOf({ Statement }: PolicyDocument): Properties[] {
  return Statement.map((statement) => ({ ...statement }));
}

/** The endpoints through which a statement allows. */
function throughOf({ Condition }: Properties): unknown[] {
  return asList((Condition as Record<string, Properties> | undefined)?.StringEquals?.['aws:SourceVpce']);
}

function edge(exists: boolean, from: string, to: string, label: string): GraphEdge[] {
  return exists ? [{ from, to, label }] : [];
}
