import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { guardrails } from 'cdk-secure-sagemaker';
import { WAYS_OUT } from '../../demo/report/network-checks';
import { type Properties, resourcesOfType, type Template } from '../../demo/report/template';
import { Accounts, HUB_ACCESS, HUB_NETWORK, teamStacks } from '../../demo/studio-hub/accounts';
import { conditionsOf, namedEndpoints } from '../../demo/studio-hub/conditions';
import { deploymentGroups, namedRoles, needsOf } from '../../demo/studio-hub/order';
import { HUB_README_BLOCKS } from '../../demo/studio-hub/readme';
import { Outcome, type Row, WhoMay } from '../../demo/studio-hub/who-may';
import { HUB, TEAMS } from '../../examples/studio-hub/organization';
import { createStacks } from '../../examples/studio-hub/stacks';
import { testApp } from '../app';
import { contextOf, readExampleFile } from './catalogue';
import { type Party, type Question, reach, waysOut } from './reachability';

const folder = mkdtempSync(join(tmpdir(), 'studio-hub-'));
const app = testApp({ context: contextOf('studio-hub'), outdir: join(folder, 'cdk.out') });
const stacks = createStacks(app);
const { directory } = app.synth();
const accounts = new Accounts(directory);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function templateOf(stack: string): Template {
  return { Resources: accounts.stack(stack).resources };
}

type Change = (properties: Properties) => unknown;

/** In the policy of an API, it denies what did not come through the endpoint. */
function withoutFirstStatement({ Policy }: Properties): void {
  ((Policy as Properties).Statement as Properties[]).shift();
}

/** The accounts as they would be with mistakes in the template of a stack. */
function mistaken(stack: string, type: string, change: Change, ...others: [string, Change][]): Accounts {
  const copy = mkdtempSync(join(folder, 'mistake-'));
  for (const file of readdirSync(directory)) {
    symlinkSync(join(directory, file), join(copy, file));
  }
  const template = JSON.parse(readFileSync(join(directory, `${stack}.template.json`), 'utf-8')) as Template;
  for (const [changedType, changeOne] of [[type, change] as const, ...others]) {
    for (const [, properties] of resourcesOfType(template, changedType)) {
      changeOne(properties);
    }
  }
  rmSync(join(copy, `${stack}.template.json`));
  writeFileSync(join(copy, `${stack}.template.json`), JSON.stringify(template));
  return new Accounts(copy);
}

const OPENING = [Outcome.OPENS, Outcome.CHOICE];

/** Who opens what, as one line for each. */
function opening(rows: readonly Row[]): string[] {
  return rows.flatMap(({ who, from, outcomes }) =>
    outcomes.filter(({ outcome }) => OPENING.includes(outcome)).map(({ team }) => `${who}, from ${from}: ${team}`),
  );
}

async function outcomesOf(of: Accounts, who: string, from: string): Promise<Outcome[]> {
  const row = (await new WhoMay(of).rows()).find((one) => one.who === who && one.from === from);
  return row!.outcomes.map(({ outcome }) => outcome);
}

describe('the README', () => {
  test.each(Object.entries(HUB_README_BLOCKS))('has the %s that the templates have', async (_, textOf) => {
    expect(readExampleFile('studio-hub', 'README.md')).toContain(await textOf(accounts));
  });

  test('deploys the stacks in an order in which each is after those that it needs', () => {
    const readme = readExampleFile('studio-hub', 'README.md');
    const commands = [...readme.matchAll(/^npx aws-cdk@2 deploy (\w+) /gm)].map(([, stack]) => stack);
    expect([...commands].sort()).toEqual([...accounts.stackNames].sort());
    const early = needsOf(accounts).filter(({ stack, of }) => commands.indexOf(stack) < commands.indexOf(of));
    expect(early).toEqual([]);
  });
});

describe('the order of deployment', () => {
  const needs = needsOf(accounts);

  test('exists', () => {
    expect(deploymentGroups(accounts.stackNames, needs)).toEqual([
      ['ForecastStudio', 'FraudStudio'],
      ['HubNetwork'],
      ['HubAccess'],
      ['ForecastAccess', 'FraudAccess'],
    ]);
  });

  test('would not exist if a team had one stack', () => {
    const joined = (stack: string) => stack.replace(/^Forecast.*/, 'Forecast');
    const changed = needs
      .map((need) => ({ ...need, stack: joined(need.stack), of: joined(need.of) }))
      .filter(({ stack, of }) => stack !== of);
    const names = [...new Set(accounts.stackNames.map(joined))];
    expect(() => deploymentGroups(names, changed)).toThrow('HubNetwork, HubAccess, Forecast');
  });

  test('would not exist if policies other than trust policies named only roles that exist', () => {
    const named = namedRoles(accounts);
    expect(named.map(({ stack, of }) => `${stack} ${of}`)).toEqual(
      TEAMS.map((team) => `${HUB_ACCESS} ${teamStacks(team).access}`),
    );
    expect(() => deploymentGroups(accounts.stackNames, [...needs, ...named])).toThrow('need each other');
  });

  test('gives every id that organization.ts names as an output', () => {
    const outputsOf = (stack: string) =>
      accounts
        .stack(stack)
        .outputs.filter(({ Export }) => !Export)
        .map(({ Value }) => accounts.stack(stack).resolve(Value));
    expect(outputsOf(HUB_NETWORK)).toEqual(expect.arrayContaining(Object.values(HUB.endpoints)));
    for (const team of TEAMS) {
      expect(outputsOf(teamStacks(team).studio)).toContain(team.domainId);
    }
  });
});

describe('names and routes', () => {
  test('lead out of no VPC', () => {
    const ways = accounts.stackNames.flatMap((stack) =>
      WAYS_OUT.flatMap((type) => resourcesOfType(templateOf(stack), `AWS::EC2::${type}`)),
    );
    expect(ways).toEqual([]);
  });

  test('are forwarded to the addresses of the resolver, for services whose endpoints have private DNS there', () => {
    const { forwarderConfig, resolver } = stacks.network;
    expect(forwarderConfig.zones).toEqual([
      'api.sagemaker.eu-central-1.amazonaws.com',
      'studio.corp.example',
      'studio.eu-central-1.sagemaker.aws',
    ]);
    expect(forwarderConfig.resolverAddresses).toEqual(resolver.ipAddresses);
    const stack = accounts.stack(HUB_NETWORK);
    const privateDns = ['studio', 'sagemaker.api', 'sts'].map(
      (service) => stack.resources[stack.endpointOf(service)].Properties?.PrivateDnsEnabled,
    );
    expect(privateDns).toEqual([true, true, true]);
  });

  test('lead to the portal by one record in the VPC of the hub, which is the endpoint of the API', () => {
    const access = accounts.stack(HUB_ACCESS);
    const records = access.ofType('AWS::Route53::RecordSet', 'Name', 'Type');
    expect(records.map(({ properties }) => properties)).toEqual([{ Name: `${HUB.portal.domainName}.`, Type: 'A' }]);
    const zones = accounts.stack(HUB_NETWORK).ofType('AWS::Route53::HostedZone', 'Name');
    expect(zones.map(({ properties }) => properties.Name)).toEqual([`${HUB.portal.domainName}.`]);
    expect(JSON.stringify(access.resources[records[0].id].Properties?.AliasTarget)).toContain('EndpointsExecuteApi');
  });

  test.each(TEAMS.map((team) => [team.name, teamStacks(team)] as const))(
    'in the VPC of %s stay with its own endpoints',
    (_, { studio, access }) => {
      const types = ['AWS::Route53::HostedZone', 'AWS::Route53Resolver::ResolverRuleAssociation'];
      expect(
        [studio, access].flatMap((stack) => types.flatMap((type) => resourcesOfType(templateOf(stack), type))),
      ).toEqual([]);
      const own = accounts.stack(studio);
      expect(own.resources[own.endpointOf('sagemaker.api')].Properties?.PrivateDnsEnabled).toBe(true);
    },
  );
});

describe('the security groups of the hub', () => {
  const template = templateOf(HUB_NETWORK);
  const groupsOf = ({ connections }: Pick<typeof stacks.network.endpoints, 'connections'>): Party => ({
    groups: connections.securityGroups.map(
      ({ securityGroupId }) => stacks.network.resolve(securityGroupId)['Fn::GetAtt'][0],
    ),
  });
  const [endpoints, resolver] = [groupsOf(stacks.network.endpoints), groupsOf(stacks.network.resolver)];
  const [office, dns, elsewhere] = [HUB.clients[0], HUB.dnsServers[0], '10.80.0.0/12'].map(
    (range): Party => ({ range }),
  );
  const team: Party = { range: TEAMS[0].vpc };

  test.each<[string, Question]>([
    ['browsers to the endpoints', { from: office, to: endpoints, protocol: 'tcp', port: 443 }],
    ['DNS servers to the resolver by UDP', { from: dns, to: resolver, protocol: 'udp', port: 53 }],
    ['DNS servers to the resolver by TCP', { from: dns, to: resolver, protocol: 'tcp', port: 53 }],
  ])('let in %s, by one rule', (_, question) => {
    const { reachable, ingress } = reach(template, question);
    expect([reachable, ingress.length]).toEqual([true, 1]);
  });

  test.each<[string, Question]>([
    ['other networks to the endpoints', { from: elsewhere, to: endpoints, protocol: 'tcp', port: 443 }],
    ['the VPC of a team to the endpoints', { from: team, to: endpoints, protocol: 'tcp', port: 443 }],
    ['browsers to the resolver', { from: office, to: resolver, protocol: 'tcp', port: 443 }],
  ])('do not let in %s', (_, question) => {
    expect(reach(template, question)).toMatchObject({ reachable: false, ingress: [] });
  });

  test('let nothing out', () => {
    expect([endpoints, resolver].flatMap((party) => waysOut(template, (party as { groups: string[] }).groups))).toEqual(
      [],
    );
  });
});

describe('conditions', () => {
  test('of every team name endpoints of the hub, and its own one only for code in applications', () => {
    const [first, ...others] = TEAMS.map((team) => conditionsOf(accounts, team));
    expect(first).toEqual([
      'policy of the role `StudioAccess`: hub `sagemaker.api`, hub `studio`',
      'policy of the execution role: own `sagemaker.api`, hub `sagemaker.api`, hub `studio`',
      'trust policy of the access role: hub `sts`',
    ]);
    expect(others).toEqual(others.map(() => first));
  });

  test('name no endpoint that no stack creates', () => {
    expect(
      namedEndpoints(accounts).flatMap(({ endpoints }) => endpoints.filter((name) => name.startsWith('vpce-'))),
    ).toEqual([]);
  });

  test('of the endpoints of the hub name the accounts and the domains of all teams', () => {
    const text = (service: string) => JSON.stringify(accounts.endpoint(HUB_NETWORK, service).policy);
    for (const { env, domainId } of TEAMS) {
      expect(text('studio')).toContain(`:${env.account}:user-profile/${domainId}/*`);
      expect(text('sts')).toContain(env.account);
      expect(text('sagemaker.api')).toContain(env.account);
    }
  });
});

describe('who opens what, from where', () => {
  const ADMINISTRATORS = [
    'an administrator of the account of the domain, as itself, from anywhere: Forecast',
    'an administrator of the account of the domain, as itself, from anywhere: Fraud',
    'an administrator of the account of Forecast, from anywhere: Forecast',
  ];
  const MEANT = [
    'a user of Forecast, from the corporate network: Forecast',
    'a user of Fraud, from the corporate network: Fraud',
    'a user of both teams, from the corporate network: Forecast',
    'a user of both teams, from the corporate network: Fraud',
    'the function of the hub, from the VPC of the hub: Forecast',
    'the function of the hub, from the VPC of the hub: Fraud',
    'the access role of Forecast, from the endpoints of the hub: Forecast',
    'an open session of a Forecast user, own application, from the corporate network: Forecast',
    'code in an application of a Forecast user, own profile, from the VPC of the domain; opened in the corporate network: Forecast',
  ];

  test('is nobody but the users of each team in the corporate network, and administrators of its account', async () => {
    const rows = await new WhoMay(accounts).rows();
    expect(opening(rows).sort()).toEqual([...MEANT, ...ADMINISTRATORS].sort());
    expect(rows.length).toBeGreaterThan(20);
  });

  test('is a choice for a user of both teams, and for nobody else', async () => {
    const rows = await new WhoMay(accounts).rows();
    const choices = rows.filter(({ outcomes }) => outcomes.some(({ outcome }) => outcome === Outcome.CHOICE));
    expect(choices.map(({ who, from }) => `${who}, from ${from}`)).toEqual([
      'a user of both teams, from the corporate network',
    ]);
    expect(choices[0].outcomes.map(({ outcome }) => outcome)).toEqual([Outcome.CHOICE, Outcome.CHOICE]);
  });

  test('is no administrator either with the guardrail for presigned URLs', async () => {
    const principalArns = ['arn:aws:iam::*:role/StudioAccess', 'arn:aws:iam::*:role/DomainRole*'];
    const { documents } = new guardrails.ServiceControlPolicy(new Stack(testApp(), 'Organization'), 'Policy', {
      guardrails: [guardrails.Guardrail.presignedUrlsByPrincipals({ principalArns })],
      targetIds: ['ou-ab12-prod0001'],
    });
    const policies = documents.map((document) => JSON.parse(document));
    const rows = await new WhoMay(accounts, policies).rows();
    expect(opening(rows).sort()).toEqual([...MEANT].sort());
  });
});

describe('a mistake shows', () => {
  const [FORECAST] = TEAMS;
  const { access } = teamStacks(FORECAST);
  const CORPORATE = 'the corporate network';
  const conditionsIn = (document: unknown) =>
    ((document as Properties).Statement as Properties[]).flatMap(({ Condition }) =>
      Object.values((Condition ?? {}) as Record<string, Properties>),
    );

  test('where the access role names the endpoint of the API only: Studio refuses what it made', async () => {
    const changed = mistaken(access, 'AWS::IAM::ManagedPolicy', ({ PolicyDocument }) => {
      for (const keys of conditionsIn(PolicyDocument)) {
        keys['aws:SourceVpce'] = HUB.endpoints.sagemakerApi;
      }
    });
    expect(await outcomesOf(changed, 'a user of Forecast', CORPORATE)).toEqual([Outcome.STUDIO, Outcome.DIRECTORY]);
  });

  test('where the access role names endpoints of its own account: there is no URL', async () => {
    const changed = mistaken(access, 'AWS::IAM::ManagedPolicy', ({ PolicyDocument }) => {
      for (const keys of conditionsIn(PolicyDocument)) {
        keys['aws:SourceVpce'] = ['sagemaker.api', 'studio'].map(
          (service) => accounts.endpoint(teamStacks(FORECAST).studio, service).id,
        );
      }
    });
    expect(await outcomesOf(changed, 'a user of Forecast', CORPORATE)).toEqual([Outcome.URL, Outcome.DIRECTORY]);
  });

  test('where the access role trusts another account: nobody gets a session', async () => {
    const changed = mistaken(access, 'AWS::IAM::Role', ({ AssumeRolePolicyDocument }) => {
      for (const statement of (AssumeRolePolicyDocument as Properties).Statement as Properties[]) {
        statement.Principal = { AWS: `arn:aws:iam::${FORECAST.env.account}:role/${HUB.urlFunctionRole}` };
      }
    });
    expect(await outcomesOf(changed, 'a user of Forecast', CORPORATE)).toEqual([Outcome.SESSION, Outcome.DIRECTORY]);
  });

  test('where the access role trusts the whole account of the hub: its administrators open Studio', async () => {
    const changed = mistaken(access, 'AWS::IAM::Role', ({ AssumeRolePolicyDocument }) => {
      for (const statement of (AssumeRolePolicyDocument as Properties).Statement as Properties[]) {
        statement.Principal = { AWS: `arn:aws:iam::${HUB.env.account}:root` };
      }
    });
    expect(
      await outcomesOf(
        changed,
        'another role in the account of the hub, which may do everything',
        'the VPC of the hub',
      ),
    ).toEqual([Outcome.OPENS, Outcome.SESSION]);
  });

  test('where the endpoints of the hub leave the account of a team out: its users get no session', async () => {
    const changed = mistaken(HUB_NETWORK, 'AWS::EC2::VPCEndpoint', (properties) => {
      const text = JSON.stringify(properties.PolicyDocument).replaceAll(FORECAST.env.account, '999900001111');
      properties.PolicyDocument = JSON.parse(text);
    });
    expect(await outcomesOf(changed, 'a user of Forecast', CORPORATE)).toEqual([Outcome.SESSION, Outcome.DIRECTORY]);
    expect(await outcomesOf(changed, 'a user of Fraud', CORPORATE)).toEqual([Outcome.DIRECTORY, Outcome.OPENS]);
  });

  test('where the endpoint of Studio names another domain of the account: its users cannot open their URL', async () => {
    const changed = mistaken(HUB_NETWORK, 'AWS::EC2::VPCEndpoint', (properties) => {
      const text = JSON.stringify(properties.PolicyDocument).replaceAll(FORECAST.domainId, 'd-another');
      properties.PolicyDocument = JSON.parse(text);
    });
    expect(await outcomesOf(changed, 'a user of Forecast', CORPORATE)).toEqual([Outcome.STUDIO, Outcome.DIRECTORY]);
  });

  test('where the API can be called from everywhere: the name of the portal still refuses the internet', async () => {
    const changed = mistaken(HUB_ACCESS, 'AWS::ApiGateway::RestApi', withoutFirstStatement);
    expect(await outcomesOf(changed, 'a user of Forecast', 'the internet')).toEqual([Outcome.API, Outcome.API]);
  });

  test('where the name of the portal can be used from everywhere: the API still refuses the internet', async () => {
    const changed = mistaken(HUB_ACCESS, 'AWS::ApiGateway::DomainNameV2', ({ Policy }) => {
      ((Policy as Properties).Statement as Properties[]).pop();
    });
    expect(await outcomesOf(changed, 'a user of Forecast', 'the internet')).toEqual([Outcome.API, Outcome.API]);
  });

  test('where both can be used from everywhere: the internet gets to the directory', async () => {
    const changed = mistaken(HUB_ACCESS, 'AWS::ApiGateway::RestApi', withoutFirstStatement, [
      'AWS::ApiGateway::DomainNameV2',
      ({ Policy }) => ((Policy as Properties).Statement as Properties[]).pop(),
    ]);
    expect(await outcomesOf(changed, 'a user of Forecast', 'the internet')).toEqual([Outcome.OPENS, Outcome.DIRECTORY]);
  });

  test('where the API does not let browsers reach the pages of the portal: nobody signs in', async () => {
    const changed = mistaken(HUB_ACCESS, 'AWS::ApiGateway::RestApi', ({ Policy }) => {
      const { Statement: statements } = Policy as { Statement: Properties[] };
      statements.splice(
        statements.findIndex(({ Sid }) => Sid === 'AllowPortalPages'),
        1,
      );
    });
    expect(await outcomesOf(changed, 'a user of Forecast', CORPORATE)).toEqual([Outcome.API, Outcome.API]);
  });
});
