import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { conditions, studio, trust } from '../../../src';
import { codesOf } from '../../faults';
import { uniqueNameLike } from '../../unique-name';
import {
  domainIn,
  endpoints,
  isolatedVpc,
  type Properties,
  propertiesOf,
  statementsOf,
  templateOf,
  testStack,
  USER_PROFILE,
  warningsOf,
} from '../domain/setup';

const { ProfileRole } = studio;

function profileProperties(
  options: studio.UserProfileOptions = {},
  domainProps: Partial<studio.DomainProps> = {},
): Properties {
  const stack = testStack();
  domainIn(stack, domainProps).addUserProfile('alice', options);
  return propertiesOf(templateOf(stack), USER_PROFILE);
}

describe('a user profile with nothing but a name', () => {
  const stack = testStack();
  const profile = domainIn(stack).addUserProfile('alice');
  const template = templateOf(stack);
  const properties = propertiesOf(template, USER_PROFILE);

  test('follows its domain in everything but its security group', () => {
    expect(properties).toEqual({
      DomainId: { Ref: 'Domain66AC69E0' },
      UserProfileName: 'alice',
      UserSettings: { SecurityGroups: [{ 'Fn::GetAtt': [expect.stringContaining('SecurityGroup'), 'GroupId'] }] },
    });
  });

  test('has a security group in which its applications reach each other alone', () => {
    const [rule] = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress'));
    expect(rule.Properties).toMatchObject({ IpProtocol: 'tcp', FromPort: 8192, ToPort: 65535 });
    expect(rule.Properties.GroupId).toEqual(rule.Properties.SourceSecurityGroupId);
    expect(rule.Properties.GroupId).toEqual(properties.UserSettings.SecurityGroups[0]);
    const [egress] = Object.values(template.findResources('AWS::EC2::SecurityGroupEgress'));
    expect(egress.Properties).toMatchObject({
      FromPort: 8192,
      ToPort: 65535,
      DestinationSecurityGroupId: egress.Properties.GroupId,
    });
  });

  test('leaves the security group of the domain as it is', () => {
    const groups = Object.entries(template.findResources('AWS::EC2::SecurityGroup'));
    expect(groups).toHaveLength(2);
    expect(groups.every(([, { Properties: group }]) => group.SecurityGroupIngress === undefined)).toBe(true);
  });

  test('is retained, and leaves no warning', () => {
    template.hasResource(USER_PROFILE, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('tells its attributes', () => {
    expect(profile.userProfileName).toBe('alice');
    expect(stack.resolve(profile.userProfileArn)).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^DomainUsersalice/), 'UserProfileArn'],
    });
    expect(profile.role).toBe((profile.domain as studio.Domain).role);
  });
});

describe('the execution role of a user profile', () => {
  test('can be its own, with the permissions of that of the domain, and is waited for', () => {
    const stack = testStack();
    const domain = domainIn(stack);
    const profile = domain.addUserProfile('alice', { role: ProfileRole.OWN });
    const template = templateOf(stack);
    const { UserSettings: settings } = propertiesOf(template, USER_PROFILE);
    expect(settings.ExecutionRole).toEqual(stack.resolve(profile.role!.roleArn));
    expect(profile.role).not.toBe(domain.role);
    expect(statementsOf(template, 'DomainUsersaliceRolePolicy')).toEqual(statementsOf(template, 'DomainRolePolicy'));
    expect(statementsOf(template, 'DomainUsersaliceRolePermissions')).toEqual(
      statementsOf(template, 'DomainRolePermissions'),
    );
    template.hasResource(USER_PROFILE, { DependsOn: [Match.stringLikeRegexp('^DomainUsersaliceRolePolicy')] });
  });

  test('can be given', () => {
    const stack = testStack();
    const role = new trust.ExecutionRole(stack, 'Team', { features: [trust.Feature.STUDIO_SOURCE_IDENTITY] });
    const profile = domainIn(stack).addUserProfile('alice', { role: ProfileRole.of(role) });
    expect(profile.role).toBe(role);
    expect(profile.grantPrincipal).toBe(role.grantPrincipal);
    expect(propertiesOf(templateOf(stack), USER_PROFILE).UserSettings.ExecutionRole).toEqual(
      stack.resolve(role.roleArn),
    );
  });

  test('must let SageMaker set a source identity', () => {
    const stack = testStack();
    const role = new trust.ExecutionRole(stack, 'Team', { features: [trust.Feature.STUDIO] });
    domainIn(stack).addUserProfile('alice', { role: ProfileRole.of(role) });
    expect(() => templateOf(stack)).toThrow(/\[MissingSessionAction\]/);
  });

  test('is nobody that can be granted something where the domain tells none', () => {
    const stack = testStack();
    const domain = studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-abc', vpc: isolatedVpc(stack) });
    const profile = domain.addUserProfile('alice');
    expect(profile.role).toBeUndefined();
    domain.grants.describe(profile);
    expect(warningsOf(stack)).toHaveLength(1);
    templateOf(stack).resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  });
});

describe('the settings of a user profile', () => {
  const idle = (time: number, most = time) => ({
    AppLifecycleManagement: {
      IdleSettings: {
        LifecycleManagement: 'ENABLED',
        IdleTimeoutInMinutes: time,
        MinIdleTimeoutInMinutes: 60,
        MaxIdleTimeoutInMinutes: most,
      },
    },
  });

  test('that it says take along what the domain says in the same structure', () => {
    const { UserSettings: settings } = profileProperties(
      {
        jupyterLab: { defaultInstanceType: studio.StudioInstanceType.M5_LARGE },
        webPortal: { hiddenTools: [studio.PortalTool.JUMP_START] },
      },
      {
        idleShutdown: studio.IdleShutdown.after(Duration.minutes(90)),
        jupyterLab: { codeRepositoryUrls: ['https://example.com/a'] },
      },
    );
    expect(settings.JupyterLabAppSettings).toEqual({
      ...idle(90),
      CodeRepositories: [{ RepositoryUrl: 'https://example.com/a' }],
      DefaultResourceSpec: { InstanceType: 'ml.m5.large' },
    });
    expect(settings.StudioWebPortalSettings).toEqual({
      HiddenAppTypes: ['DetailedProfiler', 'JupyterServer', 'TensorBoard'],
      HiddenMlTools: ['JumpStart'],
    });
    expect(settings.DefaultLandingUri).toBe('studio::');
    expect(settings).not.toHaveProperty('CodeEditorAppSettings');
    expect(settings).not.toHaveProperty('SharingSettings');
  });

  test('shut idle applications down also where the domain is imported and nothing is known of its settings', () => {
    const stack = testStack();
    const domain = studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-abc', vpc: isolatedVpc(stack) });
    domain.addUserProfile('alice', { codeEditor: {}, storage: { maximumSize: Size.gibibytes(20) } });
    const { UserSettings: settings } = propertiesOf(templateOf(stack), USER_PROFILE);
    expect(settings.CodeEditorAppSettings).toEqual(idle(60));
    expect(settings.SpaceStorageSettings.DefaultEbsStorageSettings).toEqual({
      DefaultEbsVolumeSizeInGb: 5,
      MaximumEbsVolumeSizeInGb: 20,
    });
  });

  test('are weakened by name', () => {
    const stack = testStack();
    domainIn(stack).addUserProfile('alice', {
      idleShutdown: studio.IdleShutdown.DISABLED,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { IdleSettings } = propertiesOf(templateOf(stack), USER_PROFILE).UserSettings.JupyterLabAppSettings
      .AppLifecycleManagement;
    expect(IdleSettings).toEqual({ LifecycleManagement: 'DISABLED' });
    expect(warningsOf(stack)).toEqual([
      'cdk-secure-sagemaker:studio.noIdleShutdown',
      'cdk-secure-sagemaker:studio.userDataDeleted',
    ]);
  });

  test('have a POSIX user', () => {
    expect(profileProperties({ posixUser: { uid: 10_000, gid: 1001 } }).UserSettings.CustomPosixUserConfig).toEqual({
      Uid: 10_000,
      Gid: 1001,
    });
  });

  test('name a user of IAM Identity Center', () => {
    expect(
      profileProperties({ singleSignOnUserName: 'alice@example.com' }, { authMode: conditions.AuthMode.SSO }),
    ).toMatchObject({
      SingleSignOnUserIdentifier: 'UserName',
      SingleSignOnUserValue: 'alice@example.com',
    });
  });
});

describe('many user profiles', () => {
  function resourcesOf(names: string[]): Record<string, unknown> {
    const stack = testStack();
    const domain = domainIn(stack);
    for (const name of names) {
      domain.addUserProfile(name);
    }
    return templateOf(stack).toJSON().Resources;
  }

  const everybody = Array.from({ length: 30 }, (_, index) => `user-${index}`);
  const all = resourcesOf(everybody);

  test('fit into one stack', () => {
    expect(Object.values(all).filter((resource) => (resource as { Type: string }).Type === USER_PROFILE)).toHaveLength(
      30,
    );
    expect(Object.keys(all).length).toBeLessThan(200);
  });

  test('do not depend on each other: one less changes nothing but its own resources', () => {
    const without = resourcesOf(everybody.filter((name) => name !== 'user-7'));
    expect(all).toMatchObject(without);
    const gone = Object.keys(all).filter((id) => !(id in without));
    expect(gone).toHaveLength(4);
    expect(gone.every((id) => id.startsWith('DomainUsersuser7'))).toBe(true);
  });

  test('do not depend on their order', () => {
    expect(resourcesOf([...everybody].reverse())).toEqual(all);
  });

  test('may be called like what a domain is made of', () => {
    expect(codesOf(() => resourcesOf(['Resource', 'Role', 'Key', 'SecurityGroup', 'Users']))).toEqual([]);
  });
});

describe('the name of a user profile', () => {
  test('is made of its logical id and the stack where none is given', () => {
    const stack = testStack();
    const profile = new studio.UserProfile(stack, 'Alice', { domain: domainIn(stack) });
    expect(stack.resolve(profile.userProfileName)).toEqual(uniqueNameLike(/^alice[a-f0-9]{8}$/));
  });
});

describe('the grants of a user profile', () => {
  const stack = testStack();
  const domain = domainIn(stack);
  const profile = domain.addUserProfile('Alice');
  const portal = new iam.ManagedPolicy(stack, 'Portal');
  profile.grants.presignedUrl(portal, { endpoints: endpoints(stack) });
  profile.grants.describe(portal);
  const [url, describe_] = statementsOf(templateOf(stack), 'Portal');

  test('open Studio through the two endpoints alone', () => {
    expect(url.Condition).toEqual({ StringEquals: { 'aws:SourceVpce': ['vpce-api', 'vpce-studio'] } });
    expect(url.Action).toBe('sagemaker:CreatePresignedDomainUrl');
  });

  test('name the user profile by its ARN and by its name, which may differ in case', () => {
    expect(url.Resource).toHaveLength(2);
    expect(describe_.Resource).toEqual(url.Resource);
    expect(url.Resource).toContainEqual({ 'Fn::GetAtt': [expect.any(String), 'UserProfileArn'] });
  });
});
