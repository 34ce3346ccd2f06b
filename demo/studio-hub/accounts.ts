import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HUB, TEAMS, type Team } from '../../examples/studio-hub/organization';
import { LAYER_FOLDER } from '../../src/access/shared/directory-file';
import { Deployment, type PolicyDocument } from '../local-access/deployment';
import { asList, type Properties } from '../report/template';

export const HUB_NETWORK = 'HubNetwork';
export const HUB_ACCESS = 'HubAccess';

/** The stacks of a team. */
export function teamStacks({ name }: Team): { readonly studio: string; readonly access: string } {
  return { studio: `${name}Studio`, access: `${name}Access` };
}

/** The services whose endpoints in the hub the other accounts name, with the ids that they name. */
export const NAMED_ENDPOINTS: Readonly<Record<string, string>> = {
  'sagemaker.api': HUB.endpoints.sagemakerApi,
  studio: HUB.endpoints.studio,
  sts: HUB.endpoints.sts,
};

/** An endpoint as it is deployed. */
export interface Endpoint {
  readonly id: string;
  readonly policy: PolicyDocument;
}

/** The synthesized stacks of all accounts, as if they were deployed with the ids that `organization.ts` has. */
export class Accounts {
  private readonly deployments: ReadonlyMap<string, Deployment>;

  constructor(
    /** The directory with the templates and assets. */
    private readonly output: string,
  ) {
    this.deployments = new Map([
      ...[HUB_NETWORK, HUB_ACCESS].map((name) => this.deployed(name, HUB.env)),
      ...TEAMS.flatMap((team) => Object.values(teamStacks(team)).map((name) => this.deployed(name, team.env, team))),
    ]);
  }

  public get stackNames(): string[] {
    return [...this.deployments.keys()];
  }

  public stack(name: string): Deployment {
    const found = this.deployments.get(name);
    if (!found) {
      throw new Error(`there is no stack ${name}`);
    }
    return found;
  }

  /** The endpoint of a service in the account of a stack. */
  public endpoint(stackName: string, service: string): Endpoint {
    return this.stack(stackName).endpoint(service);
  }

  /** Whom a role of any account trusts. */
  public trustOf(roleArn: string): PolicyDocument {
    const [found] = this.stackNames.flatMap((name) => {
      const stack = this.stack(name);
      return stack
        .ofType('AWS::IAM::Role', 'AssumeRolePolicyDocument')
        .filter(({ id }) => stack.attributeOf(id, 'Arn') === roleArn)
        .map(({ properties }) => properties.AssumeRolePolicyDocument as PolicyDocument);
    });
    if (!found) {
      throw new Error(`no stack has the role ${roleArn}`);
    }
    return found;
  }

  /** The policies of a role, in whatever stack of its account. */
  public policiesOf(roleArn: string): PolicyDocument[] {
    const [, , , , account, resource] = roleArn.split(':');
    const name = resource.replace(/^role\//, '');
    return this.stackNames
      .map((stackName) => this.stack(stackName))
      .filter((stack) => stack.account === account)
      .flatMap((stack) => stack.ofType('AWS::IAM::ManagedPolicy', 'Roles', 'PolicyDocument'))
      .filter(({ properties: { Roles: roles } }) => asList(roles).includes(name))
      .map(({ properties }) => properties.PolicyDocument as PolicyDocument);
  }

  /** The text of the file with the users, as the reconciler gets it. */
  public userFile(): string {
    const stack = this.stack(HUB_ACCESS);
    const folders = stack
      .ofType('AWS::Lambda::LayerVersion', 'Content')
      .map(({ properties }) => join(stack.assetFolder(properties.Content as Properties), LAYER_FOLDER));
    const folder = folders.find((path) => existsSync(path))!;
    return readFileSync(join(folder, readdirSync(folder)[0]), 'utf-8');
  }

  private deployed(name: string, place: { account: string; region: string }, team?: Team): [string, Deployment] {
    const ids = new Deployment(this.output, name, { place });
    const known = [
      ...(name === HUB_NETWORK
        ? Object.entries(NAMED_ENDPOINTS).map(([service, id]) => [ids.endpointOf(service), id])
        : []),
      ...(team ? ids.ofType('AWS::SageMaker::Domain').map(({ id }) => [id, team.domainId]) : []),
    ];
    const options = { place, ids: Object.fromEntries(known), imports: (value: string) => this.exported(value) };
    return [name, new Deployment(this.output, name, options)];
  }

  private exported(name: string): unknown {
    return [...this.deployments.values()].map((stack) => stack.exported(name)).find((value) => value !== undefined);
  }
}
