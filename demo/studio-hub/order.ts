import { HUB, TEAMS } from '../../examples/studio-hub/organization';
import { asList, type Properties } from '../report/template';
import { type Accounts, HUB_ACCESS, HUB_NETWORK, NAMED_ENDPOINTS, teamStacks } from './accounts';

/** Something that a stack needs before it can be deployed. */
export interface Need {
  readonly stack: string;
  /** The stack that must be deployed before. */
  readonly of: string;
  readonly because: string;
}

/**
 * What the stacks need of each other. An id that AWS chooses must be known before another stack names it, and a trust policy names
 * only roles that exist. Other policies may name roles that do not exist yet.
 */
export function needsOf(accounts: Accounts): Need[] {
  return accounts.stackNames.flatMap((stack) => [
    ...idNeeds(accounts, stack),
    ...trustNeeds(accounts, stack),
    ...importNeeds(accounts, stack),
  ]);
}

/** The stacks in the order of their deployment; those in a group do not need each other. Fails if there is no order. */
export function deploymentGroups(stacks: readonly string[], needs: readonly Need[]): string[][] {
  if (stacks.length === 0) {
    return [];
  }
  const ready = stacks.filter((stack) => !needs.some((need) => need.stack === stack && stacks.includes(need.of)));
  if (ready.length === 0) {
    throw new Error(`${stacks.join(', ')} need each other`);
  }
  const rest = stacks.filter((stack) => !ready.includes(stack));
  return [ready, ...deploymentGroups(rest, needs)];
}

/** The roles of other stacks that policies name, without being trust policies: if these needed the roles, there would be no order. */
export function namedRoles(accounts: Accounts): Need[] {
  return accounts.stackNames.flatMap((stack) => {
    const text = JSON.stringify(accounts.stack(stack).ofType('AWS::IAM::ManagedPolicy', 'PolicyDocument'));
    return rolesOf(accounts)
      .filter(({ of, arn }) => of !== stack && text.includes(`"${arn}"`))
      .map(({ of, arn }) => ({ stack, of, because: `a policy names ${arn}` }));
  });
}

function idNeeds(accounts: Accounts, stack: string): Need[] {
  const text = literalsOf(accounts, stack);
  const ids = [
    ...Object.entries(NAMED_ENDPOINTS).map(([service, id]) => ({
      of: HUB_NETWORK,
      id,
      what: `endpoint of ${service}`,
    })),
    ...TEAMS.map((team) => ({ of: teamStacks(team).studio, id: team.domainId, what: `domain of ${team.name}` })),
  ];
  return ids
    .filter(({ of, id }) => of !== stack && text.includes(id))
    .map(({ of, what }) => ({ stack, of, because: `it names the ${what}` }));
}

/** What a stack says literally, in its template and its list of users. */
function literalsOf(accounts: Accounts, stack: string): string {
  const template = JSON.stringify(accounts.stack(stack).resources);
  return stack === HUB_ACCESS ? template + accounts.userFile() : template;
}

function trustNeeds(accounts: Accounts, stack: string): Need[] {
  const trusted = accounts
    .stack(stack)
    .ofType('AWS::IAM::Role', 'AssumeRolePolicyDocument')
    .flatMap(({ properties }) => asList((properties.AssumeRolePolicyDocument as Properties).Statement) as Properties[])
    .flatMap(({ Principal }) => asList((Principal as Properties).AWS));
  return rolesOf(accounts)
    .filter(({ of, arn }) => of !== stack && trusted.includes(arn))
    .map(({ of, arn }) => ({ stack, of, because: `a trust policy names ${arn}` }));
}

function importNeeds(accounts: Accounts, stack: string): Need[] {
  const text = JSON.stringify(accounts.stack(stack).resources);
  return accounts.stackNames
    .filter((of) => accounts.stack(of).outputs.some(({ Export }) => Export && text.includes(`"${Export.Name}"`)))
    .map((of) => ({ stack, of, because: 'it imports values' }));
}

/** The roles with names of their own, by the stacks that create them. */
function rolesOf(accounts: Accounts): { of: string; arn: string }[] {
  return accounts.stackNames.flatMap((of) => {
    const stack = accounts.stack(of);
    return stack
      .ofType('AWS::IAM::Role', 'RoleName')
      .filter(({ properties: { RoleName: name } }) => name !== undefined)
      .map(({ id }) => ({ of, arn: stack.attributeOf(id, 'Arn') }));
  });
}

/** In which account a stack is. */
export function accountOf(stack: string): string {
  const team = TEAMS.find((one) => Object.values(teamStacks(one)).includes(stack));
  return (team ?? HUB).env.account;
}
