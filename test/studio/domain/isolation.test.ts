import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import { permissions, studio } from '../../../src';
import { domainIn, endpoints, statementsOf, templateOf, testStack } from './setup';

describe('the isolation of a domain', () => {
  const stack = testStack();
  const domain = domainIn(stack);
  const { isolation } = domain;
  const own = [
    isolation.ownProfile(permissions.StudioProfileName.ofPrincipalTag('StudioUserProfile')),
    isolation.ownSpaces({ endpoints: endpoints(stack) }),
    isolation.ownResources({ executionRoles: [domain.role], operations: ['CreateTrainingJob'] }),
  ];
  new permissions.PermissionPolicy(stack, 'Policy', { permissions: own, roles: [domain.role] });

  test('is made of permissions that can be put on roles', () => {
    expect(own.map(({ id }) => id)).toEqual(['own-studio-profile', 'private-spaces', 'create-in-domain']);
    const text = JSON.stringify(statementsOf(templateOf(stack), 'Policy'));
    expect(text).toContain('{"Ref":"Domain66AC69E0"}');
    expect(text).toContain(`"aws:RequestTag/sagemaker:domain-arn":{"Fn::GetAtt":["Domain66AC69E0","DomainArn"]}`);
  });
});

describe('a domain that another construct made', () => {
  const stack = testStack();
  const domain = CfnDomain.fromDomainArn(stack, 'Other', 'arn:aws:sagemaker:eu-west-1:444455556666:domain/d-abc');

  test('has grants', () => {
    const portal = new iam.ManagedPolicy(stack, 'Portal');
    const grants = studio.DomainGrants.fromDomain(domain);
    grants.describe(portal);
    grants.presignedUrl(portal, { endpoints: endpoints(stack) });
    const resources = statementsOf(templateOf(stack), 'Portal').map(({ Resource }) => JSON.stringify(Resource));
    expect(resources).toEqual([
      expect.stringContaining('arn:aws:sagemaker:eu-west-1:444455556666:domain/d-abc'),
      expect.stringContaining(':sagemaker:eu-west-1:444455556666:user-profile/d-abc/*'),
    ]);
  });

  test('has isolation', () => {
    const isolation = studio.DomainIsolation.ofDomain(domain);
    const own = isolation.ownResources({ executionRoleArns: ['arn:aws:iam::444455556666:role/Team'] });
    const conditions = own.statements().map((statement) => JSON.stringify(statement.toStatementJson().Condition));
    expect(conditions).toContainEqual(expect.stringContaining('arn:aws:sagemaker:eu-west-1:444455556666:domain/d-abc'));
  });
});

describe('the grants of a domain', () => {
  const stack = testStack();
  const domain = domainIn(stack);
  const reader = new iam.ManagedPolicy(stack, 'Reader');
  const through = { endpoints: endpoints(stack) };
  domain.grants.describe(reader);
  domain.grants.readUserProfiles(reader);
  domain.grants.presignedUrl(new iam.ManagedPolicy(stack, 'Portal'), through);
  domain.grants.ownAppUrl(domain, through);
  const template = templateOf(stack);

  test('let settings be read', () => {
    expect(statementsOf(template, 'Reader').map(({ Action }) => Action)).toEqual([
      'sagemaker:DescribeDomain',
      'sagemaker:DescribeUserProfile',
      'sagemaker:ListUserProfiles',
    ]);
  });

  test('let a portal open Studio through the endpoints alone', () => {
    expect(statementsOf(template, 'Portal')).toEqual([
      expect.objectContaining({
        Action: 'sagemaker:CreatePresignedDomainUrl',
        Condition: { StringEquals: { 'aws:SourceVpce': ['vpce-api', 'vpce-studio'] } },
      }),
    ]);
  });

  test('let the execution role of a domain open its own applications, without waiting for itself', () => {
    const url = statementsOf(template, 'DomainRolePermissions').find(
      ({ Action }) => Action === 'sagemaker:CreatePresignedDomainUrl',
    )!;
    expect(JSON.stringify(url.Resource)).toContain('/${sagemaker:UserProfileName}');
    expect(url.Condition).toEqual({ StringEquals: { 'aws:SourceVpce': ['vpce-api', 'vpce-studio'] } });
  });
});
