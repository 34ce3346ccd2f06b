import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { conditions, network } from '../../../src';
import { testApp } from '../../app';
import { codesOf, faultsOf } from '../../faults';
import { endpointsIn, endpointsWithout } from '../support/network';
import { accessRoleIn, domainIn, statementsOf, URL_FUNCTION_ROLE, urlFunctionIn } from '../support/private-access';
import { testStack } from '../support/stack';

const ACTION = 'sagemaker:CreatePresignedDomainUrl';
const BOTH = ['vpce-a0000000000000001', 'vpce-a0000000000000002'];

function roleOf(stack: Stack) {
  const [[id, { Properties: properties }]] = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Role'));
  return { id, properties };
}

describe('an access role', () => {
  test('is allowed and denied URLs by the endpoints of the API and of Studio alike', () => {
    const stack = testStack();
    accessRoleIn(stack);
    const [allow, deny, ...others] = statementsOf(stack, 'AccessPolicy');
    expect([allow.Effect, allow.Action, allow.Condition]).toEqual([
      'Allow',
      ACTION,
      { StringEquals: { 'aws:SourceVpce': BOTH } },
    ]);
    expect(JSON.stringify(allow.Resource)).toContain(':sagemaker:eu-west-1:111122223333:user-profile/d-abc/*');
    expect(deny).toEqual({
      Effect: 'Deny',
      Action: ACTION,
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:SourceVpce': BOTH } },
    });
    expect(others).toEqual([]);
  });

  test('opens the user profiles of each of its domains', () => {
    const stack = testStack();
    accessRoleIn(stack, { domains: [domainIn(stack), domainIn(stack, 'd-xyz')] });
    const [allow, deny, ...others] = statementsOf(stack, 'AccessPolicy');
    expect(JSON.stringify(allow.Resource)).toMatch(/user-profile\/d-abc\/\*.*user-profile\/d-xyz\/\*/s);
    expect([deny.Effect, others]).toEqual(['Deny', []]);
  });

  test('is assumed by the function alone, through its endpoint of STS, and for somebody', () => {
    const stack = testStack();
    accessRoleIn(stack);
    const Condition = {
      StringEquals: { 'aws:SourceVpce': ['vpce-a0000000000000003'] },
      Null: { 'sts:SourceIdentity': 'false' },
    };
    const statement = (Action: string) => ({
      Effect: 'Allow',
      Principal: { AWS: URL_FUNCTION_ROLE },
      Action,
      Condition,
    });
    expect(roleOf(stack).properties.AssumeRolePolicyDocument.Statement).toEqual([
      statement('sts:AssumeRole'),
      statement('sts:SetSourceIdentity'),
    ]);
  });

  test('has managed policies alone', () => {
    const stack = testStack();
    accessRoleIn(stack).revokeAll();
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 2);
    template.allResourcesProperties('AWS::IAM::Role', Match.objectLike({ Policies: Match.absent() }));
  });

  test('keeps its logical id whatever its domains, endpoints and revocations are', () => {
    const ids = [
      (stack: Stack) => accessRoleIn(stack),
      (stack: Stack) => accessRoleIn(stack, { domains: [domainIn(stack, 'd-xyz'), domainIn(stack)], roleName: 'Name' }),
      (stack: Stack) => accessRoleIn(stack, { endpoints: fipsEndpoints(stack) }).revokeAll(),
    ].map((build) => {
      const stack = testStack();
      build(stack);
      return roleOf(stack).id;
    });
    expect(ids).toEqual(Array(3).fill('AccessRoleE6825E38'));
  });

  test('is bound to endpoints of the FIPS variants where there are such', () => {
    const stack = testStack();
    accessRoleIn(stack, { endpoints: fipsEndpoints(stack) });
    const [allow] = statementsOf(stack, 'AccessPolicy');
    expect(allow.Condition.StringEquals['aws:SourceVpce']).toEqual([
      'vpce-b0000000000000001',
      'vpce-b0000000000000002',
    ]);
  });

  test('can be named, so that functions of other accounts know it', () => {
    const stack = testStack();
    const role = accessRoleIn(stack, { roleName: 'StudioAccess' });
    expect(roleOf(stack).properties.RoleName).toBe('StudioAccess');
    expect(role.roleArn).toBe(role.role.roleArn);
  });
});

function fipsEndpoints(stack: Stack): network.IPrivateEndpoints {
  const { SAGEMAKER_API_FIPS, SAGEMAKER_STUDIO, STS_FIPS } = network.EndpointService;
  return endpointsIn(stack, [
    [SAGEMAKER_API_FIPS, 'vpce-b0000000000000001'],
    [SAGEMAKER_STUDIO, 'vpce-b0000000000000002'],
    [STS_FIPS, 'vpce-b0000000000000003'],
  ]);
}

test('in another account an access role needs no more of the endpoints than their ids', () => {
  const stack = new Stack(testApp(), 'Stack', { env: { account: '444455556666', region: 'eu-west-1' } });
  const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS } = network.EndpointService;
  const services = [SAGEMAKER_API, SAGEMAKER_STUDIO, STS];
  const endpointIds = services.map((service, index) => ({ service, endpointId: `vpce-c000000000000000${index}` }));
  accessRoleIn(stack, { endpoints: network.PrivateEndpoints.fromEndpointIds(stack, 'Central', { endpointIds }) });
  const [allow] = statementsOf(stack, 'AccessPolicy');
  expect(JSON.stringify(allow.Resource)).toContain(':444455556666:user-profile/d-abc/*');
  expect(allow.Condition.StringEquals['aws:SourceVpce']).toEqual(['vpce-c0000000000000000', 'vpce-c0000000000000001']);
  expect(roleOf(stack).properties.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ AWS: URL_FUNCTION_ROLE });
});

describe('a revocation', () => {
  test('denies everybody', () => {
    const stack = testStack();
    accessRoleIn(stack).revokeAll();
    expect(statementsOf(stack, 'AccessRevocations')).toEqual([{ Effect: 'Deny', Action: ACTION, Resource: '*' }]);
  });

  test('denies one user profile, as it is written and as SageMaker writes it', () => {
    const stack = testStack();
    const domain = domainIn(stack);
    accessRoleIn(stack, { domains: [domain] }).revokeUserProfile(domain, 'Alice');
    const [deny, ...others] = statementsOf(stack, 'AccessRevocations');
    expect([deny.Effect, deny.Action, others]).toEqual(['Deny', ACTION, []]);
    expect(JSON.stringify(deny.Resource)).toMatch(/user-profile\/d-abc\/Alice".*user-profile\/d-abc\/alice"/s);
  });

  test('leaves the policy that sessions live by as it is', () => {
    const [before, after] = [false, true].map((revoked) => {
      const stack = testStack();
      const domain = domainIn(stack);
      const role = accessRoleIn(stack, { domains: [domain] });
      if (revoked) {
        role.revokeUserProfile(domain, 'alice');
        role.revokeUserProfile(domain, 'bob');
      }
      return statementsOf(stack, 'AccessPolicy');
    });
    expect(after).toEqual(before);
  });
});

describe('an access role is refused', () => {
  test('without domain', () => {
    const stack = testStack();
    expect(codesOf(() => accessRoleIn(stack, { domains: [] }))).toEqual(['ConflictingProps']);
  });

  test('for a domain with single sign-on', () => {
    const stack = testStack();
    const domains = [domainIn(stack, 'd-sso', { authMode: conditions.AuthMode.SSO })];
    expect(faultsOf(() => accessRoleIn(stack, { domains }))).toEqual([
      'ConflictingProps: presigned URLs need a domain with AuthMode.IAM, got Stack/Domain-d-sso with AuthMode.SSO',
    ]);
  });

  test('for a domain of another region than the endpoints', () => {
    const app = testApp();
    const [here, there] = ['eu-west-1', 'us-east-1'].map(
      (region) => new Stack(app, region, { env: { account: '111122223333', region } }),
    );
    const domains = [domainIn(there, 'd-abc', { domainArn: 'arn:aws:sagemaker:us-east-1:111122223333:domain/d-abc' })];
    expect(codesOf(() => accessRoleIn(here, { domains }))).toEqual(['ForeignResource']);
  });

  test.each(['SAGEMAKER_API', 'SAGEMAKER_STUDIO', 'STS'] as const)('without endpoint of %s', (name) => {
    const stack = testStack();
    const endpoints = endpointsWithout(stack, network.EndpointService[name]);
    expect(faultsOf(() => accessRoleIn(stack, { endpoints }))).toEqual([
      expect.stringContaining(`MissingEndpoint: endpoints must hold EndpointService.${name},`),
    ]);
  });

  test.each([
    '*',
    'arn:aws:iam::111122223333:root',
    'arn:aws:iam::*:role/UrlFunction',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:iam::111122223333:user/me',
  ])('for %s in place of the role of a function', (urlFunctionRoleArn) => {
    const stack = testStack();
    expect(codesOf(() => accessRoleIn(stack, { urlFunctionRoleArn }))).toEqual(['InvalidResourceArn']);
  });

  test('with a name that IAM does not take', () => {
    const stack = testStack();
    expect(codesOf(() => accessRoleIn(stack, { roleName: 'a/b' }))).toEqual(['InvalidResourceArn']);
  });

  test('for more domains than its policy has room for', () => {
    const stack = testStack();
    accessRoleIn(stack, { domains: Array.from({ length: 120 }, (_, n) => domainIn(stack, `d-${n}`)) });
    expect(() =>
      stack.node.root.node
        .findAll()
        .flatMap(({ node }) => node.validate())
        .forEach((text) => {
          throw new Error(text);
        }),
    ).toThrow('[ManagedPolicyTooLong]');
  });
});

describe('many revoked user profiles', () => {
  const revoke = (count: number) => {
    const stack = testStack();
    const domain = domainIn(stack, 'd-a1b2c3d4e5f6');
    const role = accessRoleIn(stack, { domains: [domain] });
    for (let number = 0; number < count; number++) {
      role.revokeUserProfile(domain, `data-scientist-${number}`);
    }
    return () => Template.fromStack(stack);
  };

  test('fit as long as IAM accepts the policy', () => {
    expect(revoke(40)).not.toThrow();
  });

  test('are refused before the deployment where it does not, with another way', () => {
    expect(revoke(80)).toThrow(/ManagedPolicyTooLong.*access\.Revocation/s);
  });
});

test('the function learns whom the access role revokes, so that it refuses instead of failing', () => {
  const stack = testStack();
  const domain = domainIn(stack);
  const urls = urlFunctionIn(stack, { domains: [domain] });
  urls.accessRole!.revokeUserProfile(domain, 'alice');
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ REVOKED_PROFILES: 'd-abc/alice' }) },
  });
});
