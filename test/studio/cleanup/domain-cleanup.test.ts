import { CfnDeletionPolicy, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { studio } from '../../../src';
import { testApp } from '../../app';
import { errorOf } from '../../faults';
import { STACK_GUID } from '../../unique-name';
import { DOMAIN, domainIn, isolatedVpc, statementsOf, testStack, USER_PROFILE, warningsOf } from '../domain/setup';
import { cleanedDomain, DELETE, DeletionOrder, disposableDomain, idsOf, KEEP } from './setup';

const FUNCTION = 'AWS::Lambda::Function';
const POLICY = 'AWS::IAM::ManagedPolicy';
const APPLICATIONS = 'Custom::StudioApplicationsCleanup';
const REST = 'Custom::StudioDomainCleanup';
const SPACE = sagemaker.CfnSpace.CFN_RESOURCE_TYPE_NAME;
const DESTROY = { removalPolicy: RemovalPolicy.DESTROY };

function templateWith(build: (stack: Stack) => void): Template {
  const stack = testStack();
  build(stack);
  return Template.fromStack(stack);
}

function cleanupIdsOf(template: Template): { applications: string; rest: string; domain: string } {
  const [applications] = idsOf(template, APPLICATIONS);
  const [rest] = idsOf(template, REST);
  const [domain] = idsOf(template, DOMAIN);
  return { applications, rest, domain };
}

/** The actions of all statements that the cleanup has. */
function actionsOf(template: Template): string[] {
  return statementsOf(template, 'DomainCleanupPermissions').flatMap(({ Action }) => Action);
}

describe('the order in which CloudFormation deletes a domain with a cleanup', () => {
  function withMembers(stack: Stack): void {
    const domain = disposableDomain(stack);
    const before = domain.addUserProfile('before', DESTROY);
    domain.addCleanup({ homeFileSystem: DELETE });
    const after = domain.addUserProfile('after', DESTROY);
    new studio.Space(stack, 'Space', { domain, owner: before, ...DESTROY });
    new studio.Space(stack, 'OtherSpace', { domain, owner: after, ...DESTROY });
  }

  test('is applications, spaces, user profiles, everything else, domain', () => {
    const template = templateWith(withMembers);
    const { applications, rest, domain } = cleanupIdsOf(template);
    const order = new DeletionOrder(template);
    const spaces = idsOf(template, SPACE);
    const profiles = idsOf(template, USER_PROFILE);
    expect([spaces.length, profiles.length]).toEqual([2, 2]);

    for (const member of [...spaces, ...profiles]) {
      expect(order.isBefore(applications, member)).toBe(true);
      expect(order.isBefore(member, rest)).toBe(true);
    }
    expect(order.isBefore(applications, rest)).toBe(true);
    expect(order.isBefore(rest, domain)).toBe(true);
  });

  test('ends with the permissions, the function and its logs only after both steps', () => {
    const template = templateWith(withMembers);
    const { applications, rest, domain } = cleanupIdsOf(template);
    const order = new DeletionOrder(template);
    const needed = [
      ...idsOf(template, POLICY),
      ...idsOf(template, FUNCTION),
      ...idsOf(template, 'AWS::Logs::LogGroup'),
    ];
    for (const id of needed.filter((one) => one.startsWith('DomainCleanup'))) {
      expect(order.isBefore(applications, id)).toBe(true);
      expect(order.isBefore(rest, id)).toBe(true);
    }
    expect(order.isBefore(idsOf(template, FUNCTION)[0], domain)).toBe(false);
  });

  test('has applications before resources that were written without constructs of this library', () => {
    const template = templateWith((stack) => {
      const { domainId, node } = cleanedDomain(stack);
      const userProfileName = 'bob';
      new sagemaker.CfnUserProfile(stack, 'Profile', { domainId, userProfileName });
      new sagemaker.CfnSpace(stack, 'Space', {
        domainId: (node.defaultChild as sagemaker.CfnDomain).attrDomainId,
        spaceName: 'team',
      });
      new sagemaker.CfnApp(stack, 'App', { domainId, userProfileName, appType: 'JupyterLab', appName: 'default' });
      new sagemaker.CfnUserProfile(stack, 'Other', { domainId: 'd-other', userProfileName });
    });
    const { applications } = cleanupIdsOf(template);
    const order = new DeletionOrder(template);
    const members = ['Profile', 'Space', 'App', 'Other'];
    expect(members.map((id) => order.isBefore(applications, id))).toEqual([true, true, true, false]);
  });

  test('has the nested stacks of a roster between applications and everything else', () => {
    const template = templateWith((stack) => {
      const domain = cleanedDomain(stack);
      const users = ['alice', 'bob'].map((userProfileName) => ({ userProfileName, ...DESTROY }));
      new studio.UserRoster(stack, 'Roster', { domain, users, stacks: 1 });
    });
    const { applications, rest } = cleanupIdsOf(template);
    const [nested] = idsOf(template, 'AWS::CloudFormation::Stack');
    const order = new DeletionOrder(template);
    expect(order.isBefore(applications, nested)).toBe(true);
    expect(order.isBefore(nested, rest)).toBe(true);
  });

  test('leaves user profiles of other stacks to those stacks', () => {
    const app = testApp();
    const stack = testStack(undefined, app);
    const domain = cleanedDomain(stack);
    const other = new Stack(app, 'Other');
    new studio.UserProfile(other, 'Profile', { domain, userProfileName: 'alice', ...DESTROY });
    expect(() => app.synth()).not.toThrow();
    expect(other.dependencies).toEqual([stack]);
    expect(stack.dependencies).toEqual([]);
  });
});

describe('a cleanup', () => {
  test('has two steps that get the ids of the domain, and an hour each', () => {
    const template = templateWith((stack) => cleanedDomain(stack));
    const { domain } = cleanupIdsOf(template);
    for (const [type, task] of [
      [APPLICATIONS, 'Applications'],
      [REST, 'Domain'],
    ]) {
      template.hasResourceProperties(type, {
        ServiceTimeout: '3600',
        Task: task,
        DomainId: { Ref: domain },
        DomainArn: { 'Fn::GetAtt': [domain, 'DomainArn'] },
        DomainLogicalId: domain,
        VpcId: 'vpc-0123456789abcdef0',
        HomeFileSystemId: { 'Fn::GetAtt': [domain, 'HomeEfsFileSystemId'] },
        HomeFileSystem: 'Delete',
      });
    }
  });

  test('has one function outside any VPC, with encrypted logs', () => {
    const template = templateWith((stack) => cleanedDomain(stack));
    template.resourceCountIs(FUNCTION, 1);
    template.hasResourceProperties(FUNCTION, { Runtime: 'nodejs24.x', Timeout: 900, VpcConfig: Match.absent() });
    template.hasResource('AWS::Logs::LogGroup', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { RetentionInDays: 365, KmsKeyId: Match.anyValue() },
    });
  });

  test('logs into another group in another stack of the same name, for which its key can be used', () => {
    const template = templateWith((stack) => cleanedDomain(stack));
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: { 'Fn::Join': ['', [Match.stringLikeRegexp('^/aws/lambda/.*-$'), STACK_GUID]] },
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Condition: {
              ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::Join': ['', Match.arrayWith([STACK_GUID])] } },
            },
          }),
        ]),
      },
    });
  });

  test('takes another key, retention and removal policy for its logs', () => {
    const template = templateWith((stack) =>
      cleanedDomain(stack, {
        logEncryptionKey: new kms.Key(stack, 'LogKey'),
        logRetention: logs.RetentionDays.ONE_WEEK,
        logRemovalPolicy: RemovalPolicy.DESTROY,
      }),
    );
    template.hasResource('AWS::Logs::LogGroup', {
      DeletionPolicy: 'Delete',
      Properties: {
        RetentionInDays: 7,
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^LogKey'), 'Arn'] },
      },
    });
  });

  test('replaces its policy together with the domain, so that the previous one keeps the permissions for the previous domain', () => {
    const template = templateWith((stack) => cleanedDomain(stack));
    const { domain } = cleanupIdsOf(template);
    template.hasResourceProperties(POLICY, {
      Description: { 'Fn::Join': ['', ['Deletes the Studio domain ', { Ref: domain }]] },
    });
  });

  test('can be created as a construct in the stack of the domain', () => {
    const template = templateWith((stack) => {
      const domain = disposableDomain(stack);
      const cleanup = new studio.DomainCleanup(stack, 'Own', { domain, homeFileSystem: KEEP });
      expect(cleanup.domain).toBe(domain);
      expect(stack.resolve(cleanup.role.roleName)).toEqual({ Ref: expect.stringMatching(/^OwnFunctionRole/) });
      expect(stack.resolve(cleanup.logGroup.logGroupName)).toEqual({ Ref: expect.stringMatching(/^OwnFunctionLogs/) });
    });
    template.resourceCountIs(REST, 1);
  });

  test('is absent by default', () => {
    const template = templateWith((stack) => disposableDomain(stack).addUserProfile('alice', DESTROY));
    template.resourceCountIs(FUNCTION, 0);
    template.resourceCountIs(REST, 0);
  });
});

describe('the permissions of a cleanup', () => {
  test('are for the ids of this domain, except where IAM has no resource types', () => {
    const template = templateWith((stack) => cleanedDomain(stack));
    const { domain } = cleanupIdsOf(template);
    const statements = statementsOf(template, 'DomainCleanupPermissions');
    const open = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    expect(open.sort()).toEqual([
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'sagemaker:ListApps',
      'sagemaker:ListSpaces',
      'sagemaker:ListUserProfiles',
    ]);
    const studioStatements = statements.filter(({ Action }) => [Action].flat()[0].startsWith('sagemaker:Delete'));
    expect(studioStatements).toHaveLength(4);
    expect(studioStatements.every(({ Resource }) => JSON.stringify(Resource).includes(domain))).toBe(true);
  });

  test.each([
    ['a kept file system', { homeFileSystem: KEEP }, {}, { fileSystem: false, network: false }],
    ['a deleted file system', { homeFileSystem: DELETE }, {}, { fileSystem: true, network: true }],
    [
      'no file system',
      { homeFileSystem: KEEP },
      { homeFileSystem: studio.HomeFileSystem.DISABLED },
      { fileSystem: false, network: true },
    ],
  ])('with %s reach no further than needed', (_, options, props, expected) => {
    const actions = actionsOf(templateWith((stack) => cleanedDomain(stack, options, props)));
    expect(actions.includes('elasticfilesystem:DeleteFileSystem')).toBe(expected.fileSystem);
    expect(actions.includes('ec2:DeleteSecurityGroup')).toBe(expected.network);
    expect(actions).toContain('sagemaker:DeleteDomain');
  });

  test('are in customer managed policies only', () => {
    templateWith((stack) => cleanedDomain(stack)).resourceCountIs('AWS::IAM::Policy', 0);
  });
});

test('a domain without a file system gives its cleanup no id of one', () => {
  const template = templateWith((stack) =>
    cleanedDomain(stack, {}, { homeFileSystem: studio.HomeFileSystem.DISABLED }),
  );
  template.hasResourceProperties(REST, { HomeFileSystemId: Match.absent() });
});

describe('a cleanup is refused', () => {
  const refused = (make: (stack: Stack) => void) => {
    const stack = testStack();
    return errorOf(() => make(stack));
  };

  test('for an imported domain', () => {
    const error = refused((stack) => {
      const domain = studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-abc' });
      new studio.DomainCleanup(stack, 'Cleanup', { domain, homeFileSystem: DELETE });
    });
    expect(error.code).toBe('CleanupOfForeignDomain');
    expect(error.constructPath).toBe('Stack/Cleanup');
    expect(error.message).toContain('got the imported domain Stack/Domain');
  });

  test('in another stack than that of the domain', () => {
    const error = refused((stack) => {
      const other = new Stack(stack.node.root, 'Other');
      new studio.DomainCleanup(other, 'Cleanup', { domain: disposableDomain(stack), homeFileSystem: DELETE });
    });
    expect(error.code).toBe('CleanupOfForeignDomain');
    expect(error.message).toContain('must be in the stack of its domain, Stack, got Other');
  });

  test('if the domain has another one', () => {
    const error = refused((stack) => {
      const domain = cleanedDomain(stack);
      new studio.DomainCleanup(stack, 'Cleanup', { domain, homeFileSystem: DELETE });
    });
    expect(error.code).toBe('CleanupOfForeignDomain');
    expect(error.message).toContain('Stack/Domain/Cleanup');
  });

  const synthesis = (build: (stack: Stack) => void) => {
    const app = testApp();
    build(testStack(undefined, app));
    return () => app.synth();
  };

  test('at synthesis if the domain is retained', () => {
    const synth = synthesis((stack) =>
      domainIn(stack, { removalPolicy: RemovalPolicy.RETAIN }).addCleanup({ homeFileSystem: KEEP }),
    );
    expect(synth).toThrow(
      /Stack\/Domain\/Cleanup.*\[ConflictingRemoval\] the DeletionPolicy of Stack\/Domain\/Resource must be Delete, because a cleanup deletes it, got Retain: set removalPolicy to RemovalPolicy\.DESTROY/,
    );
  });

  test('at synthesis if the policy of the resource was changed afterwards', () => {
    const synth = synthesis((stack) => {
      const resource = cleanedDomain(stack).node.defaultChild as sagemaker.CfnDomain;
      resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    });
    expect(synth).toThrow(/got RetainExceptOnCreate/);
  });

  test('at synthesis if a replaced domain is retained', () => {
    const synth = synthesis((stack) => {
      const resource = cleanedDomain(stack).node.defaultChild as sagemaker.CfnDomain;
      resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    });
    expect(synth).toThrow(/the UpdateReplacePolicy of Stack\/Domain\/Resource must be Delete/);
  });

  test('at synthesis if a user profile of the domain is retained', () => {
    const synth = synthesis((stack) =>
      cleanedDomain(stack).addUserProfile('alice', { removalPolicy: RemovalPolicy.RETAIN }),
    );
    expect(synth).toThrow(/the DeletionPolicy of Stack\/Domain\/Users\/alice\/Resource must be Delete/);
  });

  test('not for a domain whose policy CloudFormation chooses, which is to delete it', () => {
    const synth = synthesis((stack) => {
      const resource = cleanedDomain(stack).node.defaultChild as sagemaker.CfnDomain;
      resource.cfnOptions.deletionPolicy = undefined;
      resource.cfnOptions.updateReplacePolicy = undefined;
    });
    expect(synth).not.toThrow();
  });
});

describe('a cleanup warns', () => {
  test.each([
    [DELETE, {}, 'cdk-secure-sagemaker:studio.homeFileSystemDeleted'],
    [KEEP, {}, 'cdk-secure-sagemaker:studio.userDataDeleted'],
    [DELETE, { homeFileSystem: studio.HomeFileSystem.DISABLED }, 'cdk-secure-sagemaker:studio.userDataDeleted'],
  ])('of the data that is lost with %s and %p', (homeFileSystem, props, id) => {
    const stack = testStack();
    cleanedDomain(stack, { homeFileSystem }, props);
    const own = Annotations.fromStack(stack).findWarning('/Stack/Domain/Cleanup', Match.anyValue());
    expect(own).toHaveLength(1);
    expect(own[0].entry.data).toContain(id);
    expect(own[0].entry.data).toContain('volumes of all its spaces');
    expect(warningsOf(stack)).toContain(id);
  });
});

test('a cleanup works in a nested stack and in every partition', () => {
  for (const region of ['cn-north-1', 'us-gov-west-1', 'eu-west-1']) {
    const stack = testStack({ env: { account: '111122223333', region } });
    const nested = new NestedStack(stack, 'Nested');
    const domain = new studio.Domain(nested, 'Domain', { vpc: isolatedVpc(stack), ...DESTROY });
    domain.addCleanup({ homeFileSystem: DELETE });
    const text = JSON.stringify(Template.fromStack(nested).toJSON());
    expect(text).not.toContain('arn:aws:');
    expect(text).toContain('Custom::StudioDomainCleanup');
  }
});

test('the template of the shortest cleanup', () => {
  const template = templateWith((stack) => cleanedDomain(stack));
  expect(cleanupResources(template)).toMatchSnapshot();
});

test('the template of a customized cleanup', () => {
  const template = templateWith((stack) => {
    const domain = disposableDomain(stack);
    domain.addUserProfile('alice', DESTROY);
    domain.addCleanup({
      homeFileSystem: KEEP,
      logEncryptionKey: new kms.Key(stack, 'LogKey'),
      logRetention: logs.RetentionDays.ONE_MONTH,
      logRemovalPolicy: RemovalPolicy.DESTROY,
    });
  });
  expect(cleanupResources(template)).toMatchSnapshot();
});

/** Without the hash of the code. */
function cleanupResources(template: Template): unknown {
  const entries = Object.entries<Record<string, Record<string, unknown>>>(template.toJSON().Resources);
  const own = entries.filter(([id]) => id.startsWith('DomainCleanup'));
  return own.map(([id, resource]) => [
    id,
    'Code' in (resource.Properties ?? {})
      ? { ...resource, Properties: { ...resource.Properties, Code: 'code' } }
      : resource,
  ]);
}
