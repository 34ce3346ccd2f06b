import { Aspects, Mixins, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as mixins from '../../../src/studio/mixins';
import { propertiesOf, testStack, warningsOf } from '../../notebook/setup';
import { SPACE } from '../spaces/setup';
import { DOMAIN, insecureDomain, insecureSpace } from './plain';

const ENV = { account: '111122223333', region: 'us-west-2' };

function domainWithRole(stack: Stack, role: iam.IRole): void {
  const domain = insecureDomain(stack);
  domain.addPropertyOverride('DefaultUserSettings.ExecutionRole', role.roleArn);
  domain.with(new mixins.UserSourceIdentity());
}

test('as aspects, mixins reach what is created later', () => {
  const stack = testStack();
  Aspects.of(stack).add(new mixins.VpcOnly().asAspect());
  Aspects.of(stack).add(new mixins.NoRemoteAccess().asAspect());
  insecureDomain(stack);
  insecureSpace(stack);
  const template = Template.fromStack(stack);
  expect(propertiesOf(template, DOMAIN).AppNetworkAccessType).toBe('VpcOnly');
  expect(propertiesOf(template, SPACE).SpaceSettings).toMatchObject({ RemoteAccess: 'DISABLED' });
});

test('applied to a scope, each mixin warns of what is created later', () => {
  const stack = testStack();
  Mixins.of(stack).apply(new mixins.NoDocker(), new mixins.NoRemoteAccess(), new mixins.NoOutputSharing());
  insecureDomain(stack);
  insecureSpace(stack);
  const warnings = warningsOf(stack);
  expect([...new Set(warnings)]).toEqual(['cdk-secure-sagemaker:studio.mixinMissed']);
  expect(warnings).toHaveLength(3);
});

test('a mixin checks the role and the key of a domain', () => {
  const stack = testStack({ env: ENV });
  const domain = insecureDomain(stack);
  domain.kmsKeyId = 'arn:aws:kms:eu-west-1:111122223333:key/0e1d2c3b-1111-2222-3333-444455556666';
  domain.addPropertyOverride('DefaultUserSettings.ExecutionRole', 'arn:aws:iam::444455556666:role/execution');
  domain.with(new mixins.NoDocker());
  expect(() => Template.fromStack(stack)).toThrow(
    /ForeignResource.*DefaultUserSettings.ExecutionRole[\s\S]*ForeignResource.*KmsKeyId/,
  ); // unanchored: within the message
});

describe('the mixin for source identities', () => {
  test('refuses a role that may not set one', () => {
    const stack = testStack({ env: ENV });
    const assumedBy = new iam.ServicePrincipal('sagemaker.amazonaws.com');
    domainWithRole(stack, new iam.Role(stack, 'Role', { assumedBy }));
    expect(() => Template.fromStack(stack)).toThrow(/\[MissingSessionAction\]/); // unanchored: within the message
  });

  test('accepts a role that may', () => {
    const stack = testStack({ env: ENV });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    role.assumeRolePolicy?.addStatements(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('sagemaker.amazonaws.com')],
        actions: ['sts:Set*'],
      }),
    );
    domainWithRole(stack, role);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});
