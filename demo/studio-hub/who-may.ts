import { accessRoleArn, HUB, TEAMS, type Team, urlFunctionRoleArn } from '../../examples/studio-hub/organization';
import type { Policy } from '../../test/effects/policies';
import { decide } from '../../test/effects/simulate';
import type { PolicyDocument } from '../local-access/deployment';
import type { Properties } from '../report/template';
import { type Accounts, type Endpoint, HUB_NETWORK, teamStacks } from './accounts';
import { HubPortal } from './portal';

/** What becomes of an attempt: Studio opens, or the first thing that refuses. */
export enum Outcome {
  OPENS = 'opens',
  CHOICE = 'opens, if chosen',
  API = 'refused by the API',
  DIRECTORY = 'not in the directory',
  SESSION = 'no session of the access role',
  URL = 'no URL',
  STUDIO = 'refused by Studio',
}

/** How a request reaches AWS: through an endpoint with its policy, or over the internet. */
type Way = Partial<Endpoint>;

const INTERNET: Way = {};

/** An endpoint of somebody else, whose policy may allow everything. */
const FOREIGN: Way = { id: 'vpce-0ffffffffffffffff' };

/** The ways of the requests on the way to Studio. */
interface Ways {
  /** Of the browser to the API. */
  readonly api: Way;
  /** Of the function to STS. */
  readonly sts: Way;
  /** Of the call that makes the URL. */
  readonly url: Way;
  /** Of the browser to Studio. */
  readonly studio: Way;
}

/** A session of a role. */
interface Session {
  readonly roleArn: string;
  readonly name: string;
  readonly policies: readonly PolicyDocument[];
  /** Variables that SageMaker puts into the policies of an execution role. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Somebody who would open Studio. */
interface Attempt {
  readonly who: string;
  readonly from: string;
  readonly outcome: (team: Team) => Promise<Outcome>;
}

/** A row of the table. */
export interface Row {
  readonly who: string;
  readonly from: string;
  readonly outcomes: readonly { readonly team: string; readonly outcome: Outcome }[];
}

const ADMINISTRATOR: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const CORPORATE = 'the corporate network';
const [FORECAST, FRAUD] = TEAMS;

/** Who opens which domain from where, as the synthesized policies of all accounts decide. */
export class WhoMay {
  private readonly usual: Ways;
  private readonly portal: HubPortal;

  constructor(
    private readonly accounts: Accounts,
    /** Policies of the organization, which every account has. */
    private readonly guardrails: readonly PolicyDocument[] = [],
  ) {
    const hub = (service: string) => accounts.endpoint(HUB_NETWORK, service);
    this.usual = { api: hub('execute-api'), sts: hub('sts'), url: hub('sagemaker.api'), studio: hub('studio') };
    this.portal = new HubPortal(accounts);
  }

  public rows(): Promise<Row[]> {
    const attempts = [...this.people(), ...this.functions(), ...this.rolesOfTeams()];
    return Promise.all(
      attempts.map(async ({ who, from, outcome }) => {
        const outcomes = TEAMS.map(async (team) => ({ team: team.name, outcome: await outcome(team) }));
        return { who, from, outcomes: await Promise.all(outcomes) };
      }),
    );
  }

  /** People with a token of the identity provider. */
  private people(): Attempt[] {
    const [{ subject: ana }] = FORECAST.users;
    const [{ subject: chen }] = FRAUD.users;
    const dana = FORECAST.users.find(({ subject }) => FRAUD.users.some((other) => other.subject === subject))!.subject;
    const own = (team: Team): Way => this.accounts.endpoint(teamStacks(team).studio, 'studio');
    const by = (subject: string, ways: Partial<Ways> = {}) => ({
      outcome: (team: Team) => this.visit(subject, team, { ...this.usual, ...ways }),
    });
    return [
      { who: 'a user of Forecast', from: CORPORATE, ...by(ana) },
      { who: 'a user of Fraud', from: CORPORATE, ...by(chen) },
      { who: 'a user of both teams', from: CORPORATE, ...by(dana) },
      { who: 'an employee whom no team lists', from: CORPORATE, ...by('00uNOBODY') },
      { who: 'a user of both teams', from: 'the internet', ...by(dana, { api: INTERNET }) },
      { who: 'a user of Forecast', from: 'the internet', ...by(ana, { api: INTERNET }) },
      { who: 'a user of Forecast', from: 'an endpoint `execute-api` of another VPC', ...by(ana, { api: FOREIGN }) },
      { who: 'a user of Forecast, with a URL', from: 'the internet', ...by(ana, { studio: INTERNET }) },
      {
        who: 'a user of Forecast, with a URL',
        from: 'an endpoint `studio` of another VPC',
        ...by(ana, { studio: FOREIGN }),
      },
      {
        who: 'a user of Forecast, with a URL',
        from: 'the endpoint `studio` in the VPC of the domain',
        outcome: (team) => this.visit(ana, team, { ...this.usual, studio: own(team) }),
      },
    ];
  }

  /** Roles that want to be the function of the API. */
  private functions(): Attempt[] {
    const role = urlFunctionRoleArn();
    const policies = this.accounts.policiesOf(role);
    const as = (roleArn: string, documents: readonly PolicyDocument[], ways: Partial<Ways> = {}) => ({
      outcome: (team: Team) =>
        this.open({ roleArn, name: 'StudioUrls', policies: documents }, team, { ...this.usual, ...ways }),
    });
    const another = (account: string) => role.replace(HUB.env.account, account);
    return [
      { who: 'the function of the hub', from: 'the VPC of the hub', ...as(role, policies) },
      {
        who: 'the function of the hub',
        from: 'an endpoint `sts` of another VPC',
        ...as(role, policies, { sts: FOREIGN }),
      },
      { who: 'the function of the hub', from: 'outside of any VPC', ...as(role, policies, { sts: INTERNET }) },
      {
        who: 'another role in the account of the hub, which may do everything',
        from: 'the VPC of the hub',
        ...as(role.replace(HUB.urlFunctionRole, 'Administrator'), [ADMINISTRATOR]),
      },
      {
        who: 'a role of the same name in another account, which may do everything',
        from: 'anywhere',
        ...as(another('999900001111'), [ADMINISTRATOR], { sts: INTERNET }),
      },
    ];
  }

  /** Roles in the accounts of the teams. */
  private rolesOfTeams(): Attempt[] {
    const administrator = (team: Team): Session => ({
      roleArn: accessRoleArn(team).replace(/[^/]+$/, 'Administrator'),
      name: 'somebody',
      policies: [ADMINISTRATOR],
    });
    return [
      {
        who: 'the access role of Forecast',
        from: 'the endpoints of the hub',
        outcome: (team) => this.useUrl(this.sessionOf(accessRoleArn(FORECAST)), team, this.usual),
      },
      {
        who: 'an administrator of the account of the domain, as the access role',
        from: 'the VPC of the hub',
        outcome: (team) => this.open(administrator(team), team, this.usual),
      },
      {
        who: 'an administrator of the account of the domain, as itself',
        from: 'anywhere',
        outcome: (team) => this.useUrl(administrator(team), team, { ...this.usual, url: INTERNET, studio: INTERNET }),
      },
      {
        who: 'an administrator of the account of Forecast',
        from: 'anywhere',
        outcome: (team) =>
          this.useUrl(administrator(FORECAST), team, { ...this.usual, url: INTERNET, studio: INTERNET }),
      },
      ...this.applications(),
    ];
  }

  /** Users who are in Studio already, with the execution role of the domain of Forecast. */
  private applications(): Attempt[] {
    const [{ name: ana }, { name: bela }] = FORECAST.users;
    const own = this.accounts.endpoint(teamStacks(FORECAST).studio, 'sagemaker.api');
    const opening = (target: string, ways: Partial<Ways> = {}) => ({
      outcome: (team: Team) => this.useUrl(this.executionSession(ana), team, { ...this.usual, ...ways }, target),
    });
    return [
      { who: 'an open session of a Forecast user, own application', from: CORPORATE, ...opening(ana) },
      {
        who: 'an open session of a Forecast user, own application',
        from: 'the internet',
        ...opening(ana, { studio: INTERNET }),
      },
      {
        who: 'code in an application of a Forecast user, own profile',
        from: 'the VPC of the domain; opened in the corporate network',
        ...opening(ana, { url: own }),
      },
      {
        who: 'code in an application of a Forecast user, profile of another user',
        from: 'the VPC of the domain; opened in the corporate network',
        ...opening(bela, { url: own }),
      },
    ];
  }

  /** From signing in at the portal to Studio. */
  private async visit(subject: string, team: Team, ways: Ways): Promise<Outcome> {
    if (!(await this.portal.admits(ways.api))) {
      return Outcome.API;
    }
    const found = this.portal.selected(subject, team);
    if (!found) {
      return Outcome.DIRECTORY;
    }
    const outcome = await this.open(this.sessionOf(urlFunctionRoleArn()), team, ways, found.userProfileName);
    return outcome === Outcome.OPENS && found.chosen ? Outcome.CHOICE : outcome;
  }

  /** Takes a session of the access role of a team, and opens a user profile with it. */
  private async open(session: Session, team: Team, ways: Ways, userProfile?: string): Promise<Outcome> {
    const resource = accessRoleArn(team);
    const trust: Policy = { kind: 'trust', name: 'trust', document: this.accounts.trustOf(resource) };
    const decisions = await Promise.all(
      ['sts:AssumeRole', 'sts:SetSourceIdentity'].map((action) =>
        this.allows({ session, way: ways.sts, action, resource, context: { 'sts:SourceIdentity': 'somebody' } }, [
          trust,
        ]),
      ),
    );
    return decisions.every(Boolean) ? this.useUrl(this.sessionOf(resource), team, ways, userProfile) : Outcome.SESSION;
  }

  /** Makes a URL and opens it, which needs the same permission of the same role. */
  private async useUrl(
    session: Session,
    { env, domainId, users }: Team,
    ways: Ways,
    userProfile: string = users[0].name,
  ): Promise<Outcome> {
    const call = {
      session,
      action: 'sagemaker:CreatePresignedDomainUrl',
      resource: `arn:aws:sagemaker:${env.region}:${env.account}:user-profile/${domainId}/${userProfile}`,
      context: {},
    };
    if (!(await this.allows({ ...call, way: ways.url }))) {
      return Outcome.URL;
    }
    // The browser has no credentials that the policy of the endpoint could see: the resource decides there.
    return (await this.allows({ ...call, way: ways.studio })) ? Outcome.OPENS : Outcome.STUDIO;
  }

  private sessionOf(roleArn: string): Session {
    return { roleArn, name: 'somebody', policies: this.accounts.policiesOf(roleArn) };
  }

  private executionSession(userProfile: string): Session {
    const { studio } = teamStacks(FORECAST);
    const stack = this.accounts.stack(studio);
    const { DefaultUserSettings } = stack.resources[stack.theOnly('AWS::SageMaker::Domain').id].Properties!;
    const roleArn = String(stack.resolve((DefaultUserSettings as Properties).ExecutionRole));
    const variables = { 'sagemaker:DomainId': FORECAST.domainId, 'sagemaker:UserProfileName': userProfile };
    return { ...this.sessionOf(roleArn), variables };
  }

  private async allows(
    { session, way, action, resource, context }: Call,
    others: readonly Policy[] = [],
  ): Promise<boolean> {
    const [account, resourceAccount] = [session.roleArn, resource].map((arn) => arn.split(':')[4]);
    const role = session.roleArn.replace(/^.*\//, '');
    const policies: Policy[] = [
      ...session.policies.map((document): Policy => ({ kind: 'identity', name: 'identity', document })),
      ...this.guardrails.map((document): Policy => ({ kind: 'scp', name: 'guardrail', document })),
      ...(way.policy ? [{ kind: 'endpoint' as const, name: 'endpoint', document: way.policy }] : []),
      ...others,
    ];
    const request = {
      principal: `arn:aws:sts::${account}:assumed-role/${role}/${session.name}`,
      action,
      resource,
      context: {
        'aws:PrincipalAccount': account,
        'aws:PrincipalArn': session.roleArn,
        'aws:ResourceAccount': resourceAccount,
        ...(way.id ? { 'aws:SourceVpce': way.id } : {}),
        ...context,
        ...session.variables,
      },
    };
    return (await decide(policies, request, resourceAccount)) === 'Allowed';
  }
}

interface Call {
  readonly session: Session;
  readonly way: Way;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** The table in Markdown. */
export async function whoMayTable(whoMay: WhoMay): Promise<string[]> {
  const rows = await whoMay.rows();
  return [
    `| who | from | ${TEAMS.map(({ name }) => `the domain of ${name}`).join(' | ')} |`,
    `|${' --- |'.repeat(2 + TEAMS.length)}`,
    ...rows.map(
      ({ who, from, outcomes }) => `| ${[who, from, ...outcomes.map(({ outcome }) => outcome)].join(' | ')} |`,
    ),
  ];
}
