import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { access, guardrails, notebook, permissions, studio, trust } from '../../src';
import { accessIn } from '../access/support/private-access';
import { testApp } from '../app';
import { ACCOUNT, ENV } from '../trust/support';
import { GRANTEES, membersTaking, ROLE } from './role-takers';
import { endpointsIn as accessEndpointsIn } from './subnet-constructs';

const ARN = `arn:aws:iam::${ACCOUNT}:role/Existing`;
const FOREIGN_ARN = 'arn:aws:iam::444455556666:role/Existing';
const ID = 'cdk-secure-sagemaker:trust.permissionNotGranted';
const ENDPOINTS = ['vpce-a0000000000000001', 'vpce-a0000000000000002'];

/** Roles whose policies CDK does not change, without a word about it. */
const UNCHANGEABLE: Readonly<Record<string, (stack: Stack) => iam.IRole>> = {
  'an imported role that is not mutable': (stack) => iam.Role.fromRoleArn(stack, 'Given', ARN, { mutable: false }),
  'a role of another account': (stack) => iam.Role.fromRoleArn(stack, 'Given', FOREIGN_ARN),
  'a role without policy updates': (stack) =>
    new iam.Role(stack, 'Given', { assumedBy: sagemaker() }).withoutPolicyUpdates(),
  'an imported execution role that is not mutable': (stack) =>
    trust.ExecutionRole.fromRoleArn(stack, 'Given', ARN, { mutable: false }),
  'an execution role of another account': (stack) => trust.ExecutionRole.fromRoleArn(stack, 'Given', FOREIGN_ARN),
};

/** SageMaker takes no role of another account, which the constructs report as an error. */
const OF_THE_ACCOUNT = Object.keys(UNCHANGEABLE).filter((kind) => !kind.endsWith('of another account'));

const CHANGEABLE: Readonly<Record<string, (stack: Stack) => iam.IRole>> = {
  'a role of the app': (stack) => new iam.Role(stack, 'Given', { assumedBy: sagemaker() }),
  'an execution role of the app': (stack) =>
    new trust.ExecutionRole(stack, 'Given', { features: [trust.Feature.STUDIO_SOURCE_IDENTITY] }),
  'an imported role': (stack) => iam.Role.fromRoleArn(stack, 'Given', ARN),
  'an imported execution role': (stack) => trust.ExecutionRole.fromRoleArn(stack, 'Given', ARN),
};

function sagemaker(): iam.IPrincipal {
  return new trust.SageMakerPrincipal({ features: [trust.Feature.STUDIO_SOURCE_IDENTITY] });
}

function vpc(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
  });
}

function newStack(): Stack {
  return new Stack(testApp(), 'Stack', { env: ENV });
}

interface Needed {
  /** An action that the role must be allowed. */
  readonly action: string;
  /** What SageMaker must be trusted for, unless the role is assumed by somebody else. */
  readonly trusted?: string;
}

/** Every prop that takes a role, with what the role needs for it. */
const TAKERS: Readonly<Record<string, Needed & { readonly use: (stack: Stack, role: iam.IRole) => unknown }>> = {
  'studio.DomainIdentityProps.role': {
    use: (stack, role) => new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role }),
    action: 'kms:CreateGrant',
    trusted: 'sts:SetSourceIdentity',
  },
  'studio.SharedSpaces.role': {
    use: (stack, role) => new studio.Domain(stack, 'Domain', { vpc: vpc(stack), sharedSpaces: { role } }),
    action: 'kms:CreateGrant',
    trusted: 'sts:AssumeRole',
  },
  'studio.ProfileRole.of': {
    use: (stack, role) =>
      new studio.Domain(stack, 'Domain', { vpc: vpc(stack) }).addUserProfile('alice', {
        role: studio.ProfileRole.of(role),
      }),
    action: 'sagemaker:CreateSpace',
    trusted: 'sts:SetSourceIdentity',
  },
  'studio.ImageProps.role': {
    use: (stack, role) => {
      const repository = new ecr.Repository(stack, 'Repository');
      new studio.Image(stack, 'Image', { role, repositories: [repository] }).addVersion('Version', {
        repository,
        digest: `sha256:${'a'.repeat(64)}`,
      });
    },
    action: 'ecr:BatchGetImage',
    trusted: 'sts:AssumeRole',
  },
  'notebook.NotebookInstanceProps.role': {
    use: (stack, role) =>
      new notebook.NotebookInstance(stack, 'Notebook', {
        vpc: vpc(stack),
        role,
        encryptionKey: new kms.Key(stack, 'Key'),
      }),
    action: 'kms:CreateGrant',
    trusted: 'sts:AssumeRole',
  },
};

/** These attach policies by the name of the role, which reaches every role of the account. */
const POLICIES: Readonly<Record<string, (stack: Stack, role: iam.IRole) => unknown>> = {
  'permissions.PermissionPolicyProps.roles': (stack, role) =>
    new permissions.PermissionPolicy(stack, 'Policy', { permissions: [permission()], roles: [role] }),
  'permissions.PermissionPolicy.attachToRole': (stack, role) =>
    new permissions.PermissionPolicy(stack, 'Policy', { permissions: [permission()] }).attachToRole(role),
  'guardrails.GuardrailPolicyProps.roles': (stack, role) =>
    new guardrails.GuardrailPolicy(stack, 'Policy', {
      guardrails: [guardrails.Guardrail.noRemoteDebug()],
      roles: [role],
    }),
  'guardrails.GuardrailPolicy.attachToRole': (stack, role) =>
    new guardrails.GuardrailPolicy(stack, 'Policy', {
      guardrails: [guardrails.Guardrail.noRemoteDebug()],
    }).attachToRole(role),
};

/** Nothing is granted to these roles: they are known of an existing resource, or mount a file system. */
const NOTHING_GRANTED = [
  'studio.CustomFileSystemContext.role',
  'studio.DomainAttributes.role',
  'studio.UserProfileAttributes.role',
  'trust.RoleRequirements.of',
];

function permission(): permissions.Permission {
  return permissions.Permission.isolatedTraining({ executionRoleArns: [ARN] });
}

function existing(stack: Stack) {
  const domain = studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6' });
  const profile = studio.UserProfile.fromUserProfileAttributes(stack, 'Profile', { domain, userProfileName: 'alice' });
  const instance = notebook.NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'churn');
  const role = new trust.ExecutionRole(stack, 'Exec', { features: [trust.Feature.TRAINING] });
  const endpoints = ENDPOINTS.map((id) =>
    ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, id, { vpcEndpointId: id, port: 443 }),
  );
  return { domain, profile, instance, role, endpoints };
}

function revocationIn(stack: Stack): access.Revocation {
  const domains = [studio.Domain.fromDomainAttributes(stack, 'Revoked', { domainId: 'd-a' })];
  const role = new access.StudioAccessRole(stack, 'Access', {
    domains,
    endpoints: accessEndpointsIn(stack),
    urlFunctionRoleArn: 'arn:aws:iam::111122223333:role/Urls',
  });
  return new access.Revocation(stack, 'Revocation', {
    table: new access.DirectoryTable(stack, 'Users'),
    accessRoles: [role],
  });
}

/** Every method that grants something, with an action of it. */
const GRANTS: Readonly<Record<string, [string, (stack: Stack, grantee: iam.IRole) => unknown]>> = {
  'access.AccessOperations.grantReadAudit': [
    'logs:StartQuery',
    (stack, grantee) =>
      new access.AccessOperations(stack, 'Operations', {
        studioAccess: accessIn(stack),
        alarmActions: [],
      }).grantReadAudit(grantee),
  ],
  'access.DirectoryTable.grantRead': [
    'dynamodb:Query',
    (stack, grantee) => new access.DirectoryTable(stack, 'Table').grantRead(grantee),
  ],
  'access.Revocation.grantRevoke': [
    'lambda:InvokeFunction',
    (stack, grantee) => revocationIn(stack).grantRevoke(grantee),
  ],
  'notebook.FleetHardening.grantReset': [
    'lambda:InvokeFunction',
    (stack, grantee) => new notebook.FleetHardening(stack, 'Fleet').grantReset(grantee),
  ],
  'notebook.NotebookInstanceGrants.describe': [
    'sagemaker:DescribeNotebookInstance',
    (stack, grantee) => existing(stack).instance.grants.describe(grantee),
  ],
  'notebook.NotebookInstanceGrants.presignedUrl': [
    'sagemaker:CreatePresignedNotebookInstanceUrl',
    (stack, grantee) => existing(stack).instance.grants.presignedUrl(grantee),
  ],
  'notebook.NotebookInstanceGrants.startStop': [
    'sagemaker:StopNotebookInstance',
    (stack, grantee) => existing(stack).instance.grants.startStop(grantee),
  ],
  'notebook.NotebookInstanceGrants.writeLogs': [
    'logs:PutLogEvents',
    (stack, grantee) => existing(stack).instance.grants.writeLogs(grantee),
  ],
  'permissions.Permission.grantTo': ['iam:PassRole', (_, grantee) => permission().grantTo(grantee)],
  'studio.DomainGrants.describe': [
    'sagemaker:DescribeDomain',
    (stack, grantee) => existing(stack).domain.grants.describe(grantee),
  ],
  'studio.DomainGrants.ownAppUrl': [
    'sagemaker:CreatePresignedDomainUrl',
    (stack, grantee) => {
      const { domain, endpoints } = existing(stack);
      domain.grants.ownAppUrl(grantee, { endpoints });
    },
  ],
  'studio.DomainGrants.presignedUrl': [
    'sagemaker:CreatePresignedDomainUrl',
    (stack, grantee) => {
      const { domain, endpoints } = existing(stack);
      domain.grants.presignedUrl(grantee, { endpoints });
    },
  ],
  'studio.DomainGrants.readUserProfiles': [
    'sagemaker:ListUserProfiles',
    (stack, grantee) => existing(stack).domain.grants.readUserProfiles(grantee),
  ],
  'studio.UserProfileGrants.describe': [
    'sagemaker:DescribeUserProfile',
    (stack, grantee) => existing(stack).profile.grants.describe(grantee),
  ],
  'studio.UserProfileGrants.presignedUrl': [
    'sagemaker:CreatePresignedDomainUrl',
    (stack, grantee) => {
      const { profile, endpoints } = existing(stack);
      profile.grants.presignedUrl(grantee, { endpoints });
    },
  ],
  'trust.ExecutionRole.grant': ['iam:GetRole', (stack, grantee) => existing(stack).role.grant(grantee, 'iam:GetRole')],
  'trust.ExecutionRole.grantAssumeRole': [
    'sts:AssumeRole',
    (stack, grantee) => existing(stack).role.grantAssumeRole(grantee),
  ],
  'trust.ExecutionRole.grantPassRole': [
    'iam:PassRole',
    (stack, grantee) => existing(stack).role.grantPassRole(grantee),
  ],
  'trust.ExecutionRoleGrants.passRole': [
    'iam:PassRole',
    (stack, grantee) => existing(stack).role.grants.passRole(grantee),
  ],
  'trust.ExecutionRoleGrants.read': ['iam:GetRole', (stack, grantee) => existing(stack).role.grants.read(grantee)],
};

/** The principal is named by a resource policy or a trust policy. */
const IN_RESOURCE_POLICIES = ['trust.ExecutionRoleProps.additionalPrincipals', 'trust.ServiceStatement.volumeKeyUse'];

function warningsOf(stack: Stack): string[] {
  Template.fromStack(stack);
  const found = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  return found.map(({ entry }) => String(entry.data)).filter((text) => text.includes(ID));
}

describe('a role that the app may not change', () => {
  const rows = Object.keys(TAKERS).flatMap((taker) => OF_THE_ACCOUNT.map((role) => [taker, role] as const));

  test.each(rows)('is reported by %s with what it must allow and trust: %s', (taker, kind) => {
    const { use, action, trusted } = TAKERS[taker];
    const stack = newStack();
    const role = UNCHANGEABLE[kind](stack);
    use(stack, role);
    const texts = warningsOf(stack).join('\n');
    expect(texts).toContain(`"${action}"`);
    expect(texts).toContain(`"${trusted}"`);
    expect(texts).toContain('"Service":"sagemaker.amazonaws.com"');
    expect(texts).toContain(role.node.path);
    const { permissionPolicy, trustPolicy } = trust.RoleRequirements.of(role);
    expect(JSON.stringify(stack.resolve(permissionPolicy))).toContain(`"${action}"`);
    expect(JSON.stringify(stack.resolve(trustPolicy))).toContain(`"${trusted}"`);
  });

  test.each(Object.keys(POLICIES))(
    'is reported by %s if it is in another account, to which nothing is attached',
    (name) => {
      const stack = newStack();
      POLICIES[name](stack, iam.Role.fromRoleArn(stack, 'Given', FOREIGN_ARN));
      expect(warningsOf(stack)).toEqual([expect.stringContaining('Stack/Given must have {')]);
      Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', { Roles: Match.absent() });
    },
  );

  test.each(Object.keys(GRANTS))('is reported by %s', (name) => {
    const [action, use] = GRANTS[name];
    for (const kind of Object.values(UNCHANGEABLE)) {
      const stack = newStack();
      const role = kind(stack);
      use(stack, role);
      expect(warningsOf(stack)).toEqual([expect.stringContaining(`"${action}"`)]);
      expect(JSON.stringify(stack.resolve(trust.RoleRequirements.of(role).permissionPolicy))).toContain(`"${action}"`);
    }
  });

  test('is reported once by each construct, with all that it lacks', () => {
    const stack = newStack();
    const role = iam.Role.fromRoleArn(stack, 'Given', ARN, { mutable: false });
    const domain = new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role });
    domain.grants.describe(role);
    expect(warningsOf(stack)).toEqual([
      expect.stringMatching(/CreateSpace.*DescribeDomain.*|DescribeDomain.*CreateSpace/),
    ]);
  });

  test('is named in words that need no knowledge of CloudFormation', () => {
    const stack = newStack();
    const role = iam.Role.fromRoleArn(stack, 'Given', ARN, { mutable: false });
    new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role });
    const [text] = warningsOf(stack);
    expect(text).toContain('arn:aws:sagemaker:us-west-2:111122223333:domain/');
    expect(text).not.toMatch(/Token\[|"Fn::Join"|"Ref"/);
  });
});

describe('a role that the app may change', () => {
  test.each(Object.keys(CHANGEABLE))('is not reported: %s', (kind) => {
    for (const { use } of Object.values(TAKERS)) {
      const stack = newStack();
      use(stack, CHANGEABLE[kind](stack));
      expect(warningsOf(stack)).toEqual([]);
    }
  });

  test('has the same requirements as one that it may not change', () => {
    const requirementsOf = (make: (stack: Stack) => iam.IRole) => {
      const stack = newStack();
      const domain = new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role: make(stack) });
      const { permissionPolicy, trustPolicy } = domain.roleRequirements;
      return stack.resolve([permissionPolicy, trustPolicy]);
    };
    const expected = requirementsOf(UNCHANGEABLE['an imported role that is not mutable']);
    for (const make of [...Object.values(CHANGEABLE), ...OF_THE_ACCOUNT.map((kind) => UNCHANGEABLE[kind])]) {
      expect(requirementsOf(make)).toEqual(expected);
    }
  });
});

describe('the report of missing permissions', () => {
  test('is tried with everything that takes a role', () => {
    expect([...Object.keys(TAKERS), ...Object.keys(POLICIES), ...NOTHING_GRANTED].sort()).toEqual(membersTaking(ROLE));
  });

  test('is tried with everything that grants', () => {
    expect([...Object.keys(GRANTS), ...IN_RESOURCE_POLICIES].sort()).toEqual(membersTaking(...GRANTEES));
  });

  test('has one home for everything that grants', () => {
    const source = join(__dirname, '..', '..', 'src');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const granting = files.filter((file) =>
      /Grant\.add|\.addToPrincipalPolicy\(|\.addToPolicy\(|\.grantPull\(/.test(
        readFileSync(join(source, file), 'utf8'),
      ),
    );
    expect(granting.sort()).toEqual([
      // Roles of their own, which they may change.
      'access/directory/reconciler.ts',
      'access/operations/canary.ts',
      'access/portal/credentials.ts',
      'access/portal/server-side-site.ts',
      'access/revocation/revocation.ts',
      'access/url-function/presigned-url-function.ts',
      // The policy of an endpoint.
      'network/endpoints/vpc-endpoint.ts',
      // Roles of their own, which they may change.
      'notebook/fleet/fleet-hardening.ts',
      'private/lambda/function.ts',
      'private/policies/role-needs.ts',
      'studio/images/pull.ts',
      'trust/execution-role.ts',
    ]);
  });
});
