import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { guardrails } from '../../src';
import { codesOf, faultsOf } from '../faults';
import { propertiesOf, stackIn, statementsOf, VIRGINIA } from './support';

const { Exemption, Guardrail, GuardrailPolicy, PermissionsBoundaryPolicy } = guardrails;

const MANAGED_POLICY = 'AWS::IAM::ManagedPolicy';
const REMOTE = [Guardrail.noRemoteDebug(), Guardrail.noRemoteAccess()];
const PERIMETER = Guardrail.confusedDeputyProtection({ organizationId: 'o-a1b2c3d4e5' });
const BROAD = Guardrail.requireTags({ tags: [{ key: 'Team' }] });

function statementsIn(policy: Record<string, unknown>): { Effect: string; Sid: string }[] {
  return (policy.PolicyDocument as { Statement: { Effect: string; Sid: string }[] }).Statement;
}

function warningsOf(stack: ReturnType<typeof stackIn>): string[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => String(entry.data));
}

describe('a guardrail policy', () => {
  const stack = stackIn(VIRGINIA);
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const user = new iam.User(stack, 'User');
  const group = new iam.Group(stack, 'Group');
  const policy = new GuardrailPolicy(stack, 'Policy', {
    guardrails: REMOTE,
    exemptions: [Exemption.principals(['arn:aws:iam::*:role/Platform*'])],
    roles: [role],
    groups: [group],
    users: [user],
  });
  const [properties, ...others] = propertiesOf(stack, MANAGED_POLICY);

  test('denies what its guardrails deny, and allows nothing', () => {
    expect(others).toEqual([]);
    expect(statementsIn(properties).map(({ Sid }) => Sid)).toEqual(statementsOf(...REMOTE).map(({ Sid }) => Sid));
    expect(new Set(statementsIn(properties).map(({ Effect }) => Effect))).toEqual(new Set(['Deny']));
  });

  test('has the exemptions in every statement', () => {
    for (const statement of statementsIn(properties)) {
      expect(statement).toHaveProperty(
        ['Condition', 'ArnNotLike', 'aws:PrincipalArn'],
        'arn:aws:iam::*:role/Platform*',
      );
    }
  });

  test('binds its roles, groups and users', () => {
    expect([properties.Roles, properties.Groups, properties.Users].map((bound) => (bound as unknown[]).length)).toEqual(
      [1, 1, 1],
    );
  });

  test('gives its documents', () => {
    expect(policy.documents.map((document) => JSON.parse(document).Statement)).toEqual([statementsIn(properties)]);
  });

  test('is several policies where one does not hold all, with stable names', () => {
    const many = stackIn(VIRGINIA);
    const given = [
      BROAD,
      Guardrail.requireTags({ tags: [{ key: 'CostCenter' }] }),
      Guardrail.requireTags({ tags: [{ key: 'Owner' }] }),
    ];
    new GuardrailPolicy(many, 'Policy', { guardrails: given, policyName: 'guardrails', path: '/platform/' });
    const named = Object.entries(Template.fromStack(many).findResources(MANAGED_POLICY)).map(([id, { Properties }]) => [
      id,
      Properties.ManagedPolicyName,
      Properties.Path,
    ]);
    expect(named).toEqual([
      [expect.stringMatching(/^Policy[0-9A-F]{8}$/), 'guardrails', '/platform/'],
      [expect.stringMatching(/^PolicyPolicy2[0-9A-F]{8}$/), 'guardrails-2', '/platform/'],
    ]);
  });

  test('is refused where it takes more policies than there may be', () => {
    const twoTags = Guardrail.requireTags({ tags: [{ key: 'Team' }, { key: 'Owner' }] });
    const props = { guardrails: [twoTags], maxPolicyLength: 2500, maxPolicies: 1 };
    expect(codesOf(() => new GuardrailPolicy(stackIn(), 'Policy', props))).toEqual(['PolicyOverflow']);
  });

  test('is refused with a malformed name and for guardrails of resources', () => {
    expect(codesOf(() => new GuardrailPolicy(stackIn(), 'Policy', { guardrails: REMOTE, policyName: 'a b' }))).toEqual([
      'InvalidPolicyName',
    ]);
    expect(codesOf(() => new GuardrailPolicy(stackIn(), 'Policy', { guardrails: [PERIMETER] }))).toEqual([
      'UnsupportedStatement',
    ]);
  });

  test('tells of service roles that are denied', () => {
    const denying = stackIn();
    new GuardrailPolicy(denying, 'Policy', {
      guardrails: [Guardrail.apiFromNetwork({ vpcIds: ['vpc-0123456789abcdef0'] })],
    });
    expect(warningsOf(denying)).toEqual([
      expect.stringContaining('cdk-secure-sagemaker:guardrails.serviceRolesDenied'),
    ]);
  });
});

describe('a permissions boundary', () => {
  const stack = stackIn(VIRGINIA);
  const boundary = new PermissionsBoundaryPolicy(stack, 'Boundary', {
    guardrails: REMOTE,
    policyName: 'boundary',
    description: 'For roles of teams',
  });
  new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  boundary.applyTo(stack);
  const [properties, ...others] = propertiesOf(stack, MANAGED_POLICY);

  test('lets through what its guardrails do not deny', () => {
    expect(others).toEqual([]);
    expect(statementsIn(properties)[0]).toEqual({
      Sid: 'AllowEverythingElse',
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
    });
    expect(
      statementsIn(properties)
        .slice(1)
        .map(({ Sid }) => Sid),
    ).toEqual(statementsOf(...REMOTE).map(({ Sid }) => Sid));
    expect(properties).toMatchObject({ ManagedPolicyName: 'boundary', Description: 'For roles of teams' });
  });

  test('is the boundary of all roles below a construct', () => {
    expect(propertiesOf(stack, 'AWS::IAM::Role')[0].PermissionsBoundary).toEqual({
      Ref: expect.stringMatching(/^BoundaryPolicy[0-9A-F]{8}$|^Boundary[0-9A-F]{8}$/),
    });
  });

  test('gives its document', () => {
    expect(boundary.documents.map((document) => JSON.parse(document).Statement)).toEqual([statementsIn(properties)]);
  });

  test('lets through less where it is told to', () => {
    const narrow = stackIn(VIRGINIA);
    const allowed = [new iam.PolicyStatement({ actions: ['sagemaker:*'], resources: ['*'] })];
    new PermissionsBoundaryPolicy(narrow, 'Boundary', { guardrails: REMOTE, allowed });
    const allows = statementsIn(propertiesOf(narrow, MANAGED_POLICY)[0]).filter(({ Effect }) => Effect === 'Allow');
    expect(allows).toEqual([{ Sid: 'Allowed', Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }]);
  });

  test('is refused where what is allowed denies, and where it is for resources', () => {
    const allowed = [
      new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['sagemaker:CreateModel'], resources: ['*'] }),
    ];
    expect(
      faultsOf(() => new PermissionsBoundaryPolicy(stackIn(), 'Boundary', { guardrails: [PERIMETER], allowed })),
    ).toEqual([
      'UnsupportedStatement: confused-deputy-protection names a principal, which is for a ResourceControlPolicy',
      'UnsupportedStatement: a statement of allowed must allow, got one that denies sagemaker:CreateModel',
    ]);
  });

  test('is refused where one policy does not hold it', () => {
    const given = ['A', 'B', 'C'].map((key) => Guardrail.requireTags({ tags: [{ key }] }));
    expect(faultsOf(() => new PermissionsBoundaryPolicy(stackIn(), 'Boundary', { guardrails: given }))).toEqual([
      expect.stringMatching(
        /^PolicyOverflow: there must be at most 1 policies of 6144 characters, got 2; characters per item: require-tags \d{4}, allow \d{2}$/,
      ),
    ]);
  });

  test('holds as much as it may', () => {
    expect(
      codesOf(
        () => new PermissionsBoundaryPolicy(stackIn(), 'Boundary', { guardrails: [BROAD], maxPolicyLength: 2000 }),
      ),
    ).toEqual(['PolicyOverflow', 'PolicyOverflow']);
  });
});
