import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type Construct, Dependable, type IConstruct, type IDependable } from 'constructs';
import { knownToDiffer } from '../arn';
import { SecureSageMakerError } from '../errors';
import { foreignFaults, usedIdentity } from '../life-cycle/foreign';
import { readableJson } from '../literal-json';
import { entriesInOrder, inOrder, literalsInOrder } from '../order';
import { warn } from '../warnings';

/** What the constructs of this library need of a role, whether the app can give it or not. */
export class RoleNeeds {
  private static readonly ofPrincipals = new WeakMap<iam.IPrincipal, RoleNeeds>();

  public static of({ grantPrincipal }: iam.IGrantable): RoleNeeds {
    const needs = RoleNeeds.ofPrincipals.get(grantPrincipal) ?? new RoleNeeds();
    RoleNeeds.ofPrincipals.set(grantPrincipal, needs);
    return needs;
  }

  private readonly allowed: iam.PolicyStatement[] = [];
  private readonly trusted: iam.PrincipalBase[] = [];

  public allow(statements: readonly iam.PolicyStatement[]): void {
    this.allowed.push(...statements);
  }

  public trust(principal: iam.PrincipalBase): void {
    this.trusted.push(principal);
  }

  public permissionPolicy(): iam.PolicyDocument {
    const statements = this.allowed.map((statement) => statement.copy({ sid: undefined }));
    return new iam.PolicyDocument({ minimize: true, statements });
  }

  public trustPolicy(): iam.PolicyDocument {
    const document = new iam.PolicyDocument({ minimize: true });
    for (const principal of this.trusted) {
      principal.addToAssumeRolePolicy(document);
    }
    return document;
  }
}

/** `iam.Grant.addToPrincipal` that warns if the permission lands in no policy. */
export function grant(scope: IConstruct | undefined, options: iam.GrantOnPrincipalOptions): iam.Grant {
  const { grantee } = options;
  const place = scope ?? constructOf(grantee.grantPrincipal);
  const { resourceArns } = options;
  const actions = literalsInOrder(options.actions);
  const conditions = place && options.conditions ? conditionsInOrder(place, options.conditions) : options.conditions;
  const granted = iam.Grant.addToPrincipal({ ...options, actions, conditions });
  const statement = new iam.PolicyStatement({ actions, resources: resourceArns, conditions });
  noteGrant(scope, grantee, [statement], granted.success ? granted : undefined);
  return granted;
}

type Conditions = NonNullable<iam.GrantOnPrincipalOptions['conditions']>;

function conditionsInOrder(scope: IConstruct, conditions: Conditions): Conditions {
  const ofKey = (values: unknown) => (Array.isArray(values) ? inOrder(scope, values) : values);
  const ofOperator = (keys: Record<string, unknown>) =>
    Token.isUnresolved(keys)
      ? keys
      : Object.fromEntries(entriesInOrder(keys).map(([key, values]) => [key, ofKey(values)]));
  return Object.fromEntries(entriesInOrder(conditions).map(([operator, keys]) => [operator, ofOperator(keys)]));
}

/** Adds statements to the policies of a role, warns of those that land in none, and gives the policies of the others. */
export function addStatements(
  scope: Construct,
  role: iam.IRole,
  statements: readonly iam.PolicyStatement[],
): IDependable[] {
  return statements.flatMap((statement) => {
    const { policyDependable } = role.addToPrincipalPolicy(statement);
    noteGrant(scope, role, [statement], policyDependable);
    return policyDependable ?? [];
  });
}

/** Takes note of what a role needs, and warns at synthesis if there is no policy that holds it. */
export function noteGrant(
  scope: IConstruct | undefined,
  grantee: iam.IGrantable,
  statements: readonly iam.PolicyStatement[],
  policies: IDependable | undefined,
): void {
  const { grantPrincipal } = grantee;
  RoleNeeds.of(grantee).allow(statements);
  const reportedAt = scope ?? constructOf(grantPrincipal);
  if (reportedAt) {
    grantsOf(reportedAt, grantPrincipal).push({ statements, policies });
  }
}

/** Attaches policies to a role, with a warning instead if the role is in an account that these policies do not reach. */
export function attachPolicies(scope: Construct, policies: readonly iam.ManagedPolicy[], role: iam.IRole): void {
  if (knownToDiffer(role.env.account, Stack.of(scope).account)) {
    noteGrant(scope, role, policies.flatMap(statementsOf), undefined);
    return;
  }
  for (const policy of policies) {
    policy.attachToRole(role);
  }
}

/** Attaches policies to a group, which must be in the account of the policies. */
export function attachPoliciesToGroup(
  scope: IConstruct,
  policies: readonly iam.ManagedPolicy[],
  group: iam.IGroup,
): void {
  SecureSageMakerError.throwIfAny(scope, foreignFaults(scope, [usedIdentity('the group', group, group.groupArn)]));
  for (const policy of policies) {
    policy.attachToGroup(group);
  }
}

/** Attaches policies to a user, which must be in the account of the policies. */
export function attachPoliciesToUser(scope: IConstruct, policies: readonly iam.ManagedPolicy[], user: iam.IUser): void {
  SecureSageMakerError.throwIfAny(scope, foreignFaults(scope, [usedIdentity('the user', user, user.userArn)]));
  for (const policy of policies) {
    policy.attachToUser(user);
  }
}

function statementsOf({ document }: iam.ManagedPolicy): iam.PolicyStatement[] {
  const statements: object[] = document.toJSON().Statement;
  return statements.map((statement) => iam.PolicyStatement.fromJson(statement));
}

interface Granted {
  readonly statements: readonly iam.PolicyStatement[];
  /** What holds the statements; nothing, or a dependable without constructs, if CDK has dropped them. */
  readonly policies: IDependable | undefined;
}

/** What each construct grants to whom. */
const grants = new WeakMap<IConstruct, Map<iam.IPrincipal, Granted[]>>();

/** With one check for all of them at synthesis, since CDK finds a policy for the statements of a role no earlier. */
function grantsOf(scope: IConstruct, principal: iam.IPrincipal): Granted[] {
  const ofScope = grants.get(scope) ?? new Map<iam.IPrincipal, Granted[]>();
  grants.set(scope, ofScope);
  const known = ofScope.get(principal);
  if (known) {
    return known;
  }
  const granted: Granted[] = [];
  ofScope.set(principal, granted);
  scope.node.addValidation({ validate: () => warnOnce(scope, principal, granted) });
  return granted;
}

const warned = new WeakSet<readonly Granted[]>();

function warnOnce(scope: IConstruct, principal: iam.IPrincipal, granted: readonly Granted[]): string[] {
  const lost = granted.filter(({ policies }) => !policies || isDropped(principal, policies));
  if (lost.length > 0 && !warned.has(granted)) {
    warned.add(granted);
    const statements = lost.flatMap((each) => each.statements);
    warn(scope, 'trust.permissionNotGranted', missingText(scope, principal, statements));
  }
  return [];
}

/** CDK itself warns of principals that are not constructs and whose policies it does not know. */
function isDropped(principal: iam.IPrincipal, policies: IDependable): boolean {
  return constructOf(principal) !== undefined && Dependable.of(policies).dependencyRoots.length === 0;
}

function missingText(scope: IConstruct, principal: iam.IPrincipal, statements: iam.PolicyStatement[]): string {
  const stack = Stack.of(scope);
  const needs = new RoleNeeds();
  needs.allow(statements);
  const trust = readableJson(stack, RoleNeeds.of(principal).trustPolicy());
  const name = constructOf(principal)?.node.path ?? 'the grantee';
  const alsoTrust = trust === undefined ? '' : ` Its trust policy must have ${trust}.`;
  return `The policies of ${name} must have ${readableJson(stack, needs.permissionPolicy())}.${alsoTrust} RoleRequirements.of(role) gives all that this app needs of a role as documents.`;
}

function constructOf(principal: iam.IPrincipal): IConstruct | undefined {
  return 'node' in principal ? (principal as iam.IRole) : undefined;
}
