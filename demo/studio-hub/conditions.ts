import { HUB, TEAMS, type Team } from '../../examples/studio-hub/organization';
import { serviceOf } from '../report/network-graph';
import { asList, type Properties } from '../report/template';
import { type Accounts, HUB_ACCESS, HUB_NETWORK, teamStacks } from './accounts';

/** A policy that names endpoints, and which. */
export interface NamedEndpoints {
  readonly stack: string;
  readonly policy: string;
  readonly endpoints: readonly string[];
}

/** The properties that hold policies, by the types of their resources. */
const POLICIES: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::DomainNameV2': 'Policy',
  'AWS::ApiGateway::RestApi': 'Policy',
  'AWS::IAM::ManagedPolicy': 'PolicyDocument',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
};

/** Which endpoints the conditions of all accounts name. */
export function namedEndpoints(accounts: Accounts): NamedEndpoints[] {
  const names = endpointNames(accounts);
  return accounts.stackNames.flatMap((stack) =>
    Object.entries(POLICIES).flatMap(([type, property]) =>
      accounts
        .stack(stack)
        .ofType(type, property, 'Roles')
        .map(({ id, properties }) => ({
          stack,
          policy: titleOf(type, id, properties),
          endpoints: idsIn(properties[property]).map((one) => names.get(one) ?? one),
        }))
        .filter(({ endpoints }) => endpoints.length > 0),
    ),
  );
}

function titleOf(type: string, id: string, { Roles: roles }: Properties): string {
  if (type === 'AWS::ApiGateway::RestApi') {
    return 'resource policy of the API';
  }
  if (type === 'AWS::ApiGateway::DomainNameV2') {
    return 'policy of the name of the portal';
  }
  const role = String(asList(roles)[0] ?? id);
  if (type === 'AWS::IAM::Role') {
    return 'trust policy of the access role';
  }
  return role.startsWith('DomainRole') ? 'policy of the execution role' : `policy of the role \`${role}\``;
}

/** Every endpoint once, however many statements name it. */
function idsIn(document: unknown): string[] {
  const statements = asList((document as Properties | undefined)?.Statement) as Properties[];
  const values = statements.flatMap(({ Condition = {} }) =>
    Object.values(Condition as Record<string, Properties>).flatMap((keys) => asList(keys['aws:SourceVpce'])),
  );
  return [...new Set(values.map(String))];
}

function endpointNames(accounts: Accounts): Map<string, string> {
  const named = (stackName: string, owner: string) => {
    const stack = accounts.stack(stackName);
    return stack
      .ofType('AWS::EC2::VPCEndpoint', 'ServiceName')
      .map(({ id, properties }): [string, string] => [
        stack.refOf(id),
        `${owner} \`${serviceOf(properties.ServiceName)}\``,
      ]);
  };
  return new Map([...named(HUB_NETWORK, 'hub'), ...TEAMS.flatMap((team) => named(teamStacks(team).studio, 'own'))]);
}

/** The table in Markdown. Teams have the same policies, so it has those of the first one. */
export function conditionsTable(accounts: Accounts): string[] {
  const [team] = TEAMS;
  const shown: Readonly<Record<string, string>> = {
    [HUB_ACCESS]: `hub, ${HUB.env.account}`,
    [teamStacks(team).access]: `team, such as ${team.env.account}`,
  };
  const rows = namedEndpoints(accounts).filter(({ stack }) => stack in shown);
  return [
    '| account | policy | endpoints that it names |',
    '| --- | --- | --- |',
    ...rows.map(({ stack, policy, endpoints }) => `| ${shown[stack]} | ${policy} | ${endpoints.join(', ')} |`),
  ];
}

/** What the policies of a team name, to compare teams. */
export function conditionsOf(accounts: Accounts, team: Team): string[] {
  const { studio, access } = teamStacks(team);
  return namedEndpoints(accounts)
    .filter(({ stack }) => stack === studio || stack === access)
    .map(({ policy, endpoints }) => `${policy}: ${endpoints.join(', ')}`);
}
