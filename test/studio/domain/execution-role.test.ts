import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { studio, trust } from '../../../src';
import { DOMAIN, domainIn, propertiesOf, statementsOf, templateOf, testStack, warningsOf } from './setup';

describe('a role of a domain', () => {
  test('that is imported gets its permissions in a policy that the domain waits for', () => {
    const stack = testStack({ env: { region: 'us-west-2', account: '111122223333' } });
    domainIn(stack, { role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/execution') });
    const template = templateOf(stack);
    expect(Object.values(template.findResources(DOMAIN))[0].DependsOn).toEqual([expect.stringMatching(/^RolePolicy/)]);
  });

  test.each([
    [
      'a plain one',
      (stack: Stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') }),
    ],
    [
      'an execution role',
      (stack: Stack) => new trust.ExecutionRole(stack, 'Role', { features: [trust.Feature.STUDIO] }),
    ],
  ])('must let SageMaker set a source identity: %s', (_, make) => {
    const stack = testStack();
    domainIn(stack, { role: make(stack) });
    expect(() => templateOf(stack)).toThrow(
      /\[MissingSessionAction\] the trust policy of .* must allow sts:SetSourceIdentity/,
    );
  });

  test('need not do so where sessions have no source identity', () => {
    const stack = testStack();
    domainIn(stack, {
      role: new trust.ExecutionRole(stack, 'Role', { features: [trust.Feature.STUDIO] }),
      sourceIdentity: studio.SourceIdentity.NONE,
    });
    expect(propertiesOf(templateOf(stack)).DomainSettings.ExecutionRoleIdentityConfig).toBe('DISABLED');
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:studio.noSourceIdentity']);
  });

  test('may be granted rights on the domain', () => {
    const stack = testStack();
    const domain = domainIn(stack);
    domain.grants.describe(domain);
    domain.grants.describe(domain.role);
    expect(statementsOf(templateOf(stack), 'DomainRolePermissions')).toContainEqual(
      expect.objectContaining({ Action: 'sagemaker:DescribeDomain' }),
    );
  });
});
