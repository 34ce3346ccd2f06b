import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws, CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { guardrails, notebook, permissions, studio, trust } from '../../src';
import { testApp } from '../app';
import { ENV, synthFaults } from '../trust/support';
import { membersTaking, ROLE } from './role-takers';

const QUOTA = 10;

interface Place {
  readonly stack: Stack;
  readonly role: iam.Role;
}

function place(): Place {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const role = new iam.Role(stack, 'Given', { assumedBy: new trust.SageMakerPrincipal({ features: TRUSTED }) });
  return { stack, role };
}

const TRUSTED = [trust.Feature.STUDIO_SOURCE_IDENTITY, trust.Feature.NOTEBOOK_INSTANCE];
const PERMISSIONS = [
  permissions.Permission.allow({
    id: 'read',
    description: 'Reads',
    actions: ['s3:GetObject'],
    resources: ['arn:aws:s3:::bucket/*'],
    requirements: [],
  }),
];
const GUARDRAILS = [guardrails.Guardrail.noRemoteDebug()];

function vpc(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
  });
}

function key(stack: Stack, id = 'Key'): kms.Key {
  return new kms.Key(stack, id);
}

function policy(stack: Stack, index: number): iam.ManagedPolicy {
  return new iam.ManagedPolicy(stack, `Policy${index}`, {
    statements: [new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'] })],
  });
}

/** Every way to attach a managed policy to a role. */
const WAYS: Readonly<Record<string, (place: Place, index: number) => void>> = {
  'addManagedPolicy with a policy of the app': ({ stack, role }, index) => role.addManagedPolicy(policy(stack, index)),
  'addManagedPolicy with a policy of AWS': ({ role }, index) =>
    role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${index}`)),
  'roles of a managed policy': ({ stack, role }, index) => {
    new iam.ManagedPolicy(stack, `Policy${index}`, {
      statements: [new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'] })],
      roles: [role],
    });
  },
  attachToRole: ({ stack, role }, index) => policy(stack, index).attachToRole(role),
  'roles of an L1 policy': ({ stack, role }, index) => {
    const policyDocument = { Version: '2012-10-17', Statement: [] };
    new iam.CfnManagedPolicy(stack, `Policy${index}`, { policyDocument, roles: [role.roleName] });
  },
  'managedPolicyArns of an L1 role': ({ role }, index) => {
    const arns = Array.from({ length: index + 1 }, (_, each) => `arn:aws:iam::aws:policy/Policy${each}`);
    (role.node.defaultChild as iam.CfnRole).managedPolicyArns = arns;
  },
  'a policy of another stack': ({ stack, role }, index) => {
    const other =
      (stack.node.scope!.node.tryFindChild('Other') as Stack) ?? new Stack(stack.node.scope, 'Other', { env: ENV });
    policy(other, index).attachToRole(role);
  },
  'attachToRole of a permission policy': ({ stack, role }, index) =>
    new permissions.PermissionPolicy(stack, `Policy${index}`, { permissions: PERMISSIONS }).attachToRole(role),
  'attachToRole of a guardrail policy': ({ stack, role }, index) =>
    new guardrails.GuardrailPolicy(stack, `Policy${index}`, { guardrails: GUARDRAILS }).attachToRole(role),
};

/** Every prop and parameter of ours that takes a role, with how many managed policies the role gets there. */
const TAKERS: Readonly<Record<string, { readonly attach: (place: Place) => void; readonly policies: number }>> = {
  'studio.DomainIdentityProps.role': {
    attach: ({ stack, role }) => new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role }),
    policies: 1,
  },
  'studio.SharedSpaces.role': {
    attach: ({ stack, role }) => new studio.Domain(stack, 'Domain', { vpc: vpc(stack), sharedSpaces: { role } }),
    policies: 1,
  },
  'studio.ProfileRole.of': {
    attach: ({ stack, role }) => {
      const domain = new studio.Domain(stack, 'Domain', { vpc: vpc(stack) });
      domain.addUserProfile('alice', { role: studio.ProfileRole.of(role) });
    },
    policies: 1,
  },
  'notebook.NotebookInstanceProps.role': {
    attach: ({ stack, role }) =>
      new notebook.NotebookInstance(stack, 'Notebook', { vpc: vpc(stack), role, encryptionKey: key(stack) }),
    policies: 1,
  },
  'permissions.PermissionPolicyProps.roles': {
    attach: ({ stack, role }) =>
      new permissions.PermissionPolicy(stack, 'Permissions', { permissions: PERMISSIONS, roles: [role] }),
    policies: 1,
  },
  'permissions.PermissionPolicy.attachToRole': {
    attach: ({ stack, role }) =>
      new permissions.PermissionPolicy(stack, 'Permissions', { permissions: PERMISSIONS }).attachToRole(role),
    policies: 1,
  },
  'guardrails.GuardrailPolicyProps.roles': {
    attach: ({ stack, role }) =>
      new guardrails.GuardrailPolicy(stack, 'Guardrails', { guardrails: GUARDRAILS, roles: [role] }),
    policies: 1,
  },
  'guardrails.GuardrailPolicy.attachToRole': {
    attach: ({ stack, role }) =>
      new guardrails.GuardrailPolicy(stack, 'Guardrails', { guardrails: GUARDRAILS }).attachToRole(role),
    policies: 1,
  },
};

/** These are told about a role and attach nothing to it. */
const NOTHING_ATTACHED: readonly string[] = [
  'studio.CustomFileSystemContext.role',
  'studio.DomainAttributes.role',
  'studio.ImageProps.role',
  'studio.UserProfileAttributes.role',
  'trust.RoleRequirements.of',
];

describe('a role with as many managed policies as IAM accepts', () => {
  const rows = Object.keys(TAKERS)
    .flatMap((taker) => Object.keys(WAYS).map((way) => [taker, way] as const))
    // The L1 property takes the place of what the notebook instance has attached to the role.
    .filter(([taker, way]) => !(taker.startsWith('notebook') && way.startsWith('managedPolicyArns')));

  test.each(rows)('can have none of %s beside those by %s', (taker, way) => {
    const { attach, policies } = TAKERS[taker];
    const faultsWith = (others: number) => {
      const at = place();
      attach(at);
      for (let index = 0; index < others; index++) {
        WAYS[way](at, index);
      }
      return synthFaults(at.stack);
    };
    expect(faultsWith(QUOTA - policies)).toBe('');
    expect(faultsWith(QUOTA - policies + 1)).toContain(
      '[TooManyManagedPolicies] a role must have at most 10 managed policies, got 11: grant to several roles, or grant more coarsely. Stack/Given has ',
    );
  });

  test('is tried with everything that takes a role', () => {
    expect([...Object.keys(TAKERS), ...NOTHING_ATTACHED].sort()).toEqual(membersTaking(ROLE));
  });
});

describe('the quota of managed policies', () => {
  /** Who has how many managed policies, and how many it may have. */
  const tooMany = (faults: string) =>
    faults.split('\n').flatMap((fault) => {
      const [, max, got, holder] = /at most (\d+) managed policies, got (\d+): .*\. (\S+) has /.exec(fault) ?? [];
      return holder ? [`${holder}: ${got} of ${max}`] : [];
    });

  test('counts the keys of all notebook instances of a role', () => {
    const { stack, role } = place();
    const network = vpc(stack);
    for (let index = 0; index < 12; index++) {
      const encryptionKey = key(stack, `Key${index}`);
      new notebook.NotebookInstance(stack, `Notebook${index}`, { vpc: network, role, encryptionKey });
    }
    expect(tooMany(synthFaults(stack))).toEqual(['Stack/Given: 12 of 10']);
  });

  test('counts what a domain adds to an execution role with nine policies', () => {
    const { stack } = place();
    const managedPolicies = Array.from({ length: 9 }, (_, index) => policy(stack, index));
    const role = new trust.ExecutionRole(stack, 'Exec', { features: TRUSTED, managedPolicies });
    new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role });
    expect(tooMany(synthFaults(stack))).toEqual(['Stack/Exec/Role: 11 of 10']);
  });

  test('holds for an execution role all of whose policies come from elsewhere', () => {
    const { stack } = place();
    const role = new trust.ExecutionRole(stack, 'Exec', { features: TRUSTED });
    for (let index = 0; index < 11; index++) {
      policy(stack, index).attachToRole(role);
    }
    expect(tooMany(synthFaults(stack))).toEqual(['Stack/Exec/Role: 11 of 10']);
  });

  test('holds for users and groups', () => {
    const { stack } = place();
    const managedPolicies = Array.from({ length: 10 }, (_, index) => policy(stack, index));
    const users = [new iam.User(stack, 'User', { managedPolicies })];
    const groups = [new iam.Group(stack, 'Group', { managedPolicies })];
    new permissions.PermissionPolicy(stack, 'Permissions', { permissions: PERMISSIONS, users, groups });
    expect(tooMany(synthFaults(stack))).toEqual(['Stack/User: 11 of 10', 'Stack/Group: 11 of 10']);
  });

  test('counts a policy once that is attached in two ways', () => {
    const { stack } = place();
    const arns = (roles: string[]) =>
      Array.from({ length: 9 }, (_, index) => {
        const policyDocument = { Version: '2012-10-17', Statement: [] };
        return new iam.CfnManagedPolicy(stack, `Policy${index}`, { policyDocument, roles }).ref;
      });
    const assumedBy = new trust.SageMakerPrincipal({ features: TRUSTED });
    const role = new iam.Role(stack, 'Named', { assumedBy, roleName: 'Named' });
    (role.node.defaultChild as iam.CfnRole).managedPolicyArns = arns(['named']);
    new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role });
    expect(synthFaults(stack)).toBe('');
  });

  test('counts the policies of an imported role by its name, however it is imported', () => {
    const { stack } = place();
    const arn = 'arn:aws:iam::111122223333:role/team/Shared';
    const imports = [
      iam.Role.fromRoleArn(stack, 'ByArn', arn),
      iam.Role.fromRoleName(stack, 'ByName', 'Shared'),
      trust.ExecutionRole.fromRoleArn(stack, 'Execution', arn),
    ];
    for (let index = 0; index < 11; index++) {
      const role = imports[index % imports.length];
      new permissions.PermissionPolicy(stack, `Permissions${index}`, { permissions: PERMISSIONS, roles: [role] });
    }
    expect(tooMany(synthFaults(stack))).toEqual(['Shared: 11 of 10']);
  });

  test.each([
    [19, []],
    [20, ['Stack/Given: 21 of 20']],
  ])('is what a policy says that its account grants, beside %d others', (others, faults) => {
    const { stack, role } = place();
    new permissions.PermissionPolicy(stack, 'Permissions', {
      permissions: PERMISSIONS,
      roles: [role],
      maxPolicies: 20,
    });
    for (let index = 0; index < others; index++) {
      policy(stack, index).attachToRole(role);
    }
    expect(tooMany(synthFaults(stack))).toEqual(faults);
  });

  test('counts nothing that a deployment may leave out', () => {
    const { stack, role } = place();
    new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role });
    const condition = new CfnCondition(stack, 'Condition', { expression: Fn.conditionEquals('a', 'b') });
    for (let index = 0; index < 9; index++) {
      role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${index}`));
    }
    const maybe = policy(stack, 9);
    (maybe.node.defaultChild as iam.CfnManagedPolicy).cfnOptions.condition = condition;
    maybe.attachToRole(role);
    const arn = Fn.conditionIf('Condition', 'arn:aws:iam::aws:policy/Maybe', Aws.NO_VALUE).toString();
    role.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Maybe', arn));
    role.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'None', Aws.NO_VALUE));
    expect(synthFaults(stack)).toBe('');
  });

  test('leaves a list alone that only the deployment knows', () => {
    const { stack, role } = place();
    new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role });
    const arns = new CfnParameter(stack, 'Arns', { type: 'CommaDelimitedList' }).valueAsList;
    (role.node.defaultChild as iam.CfnRole).managedPolicyArns = arns;
    expect(synthFaults(stack)).toBe('');
  });

  test('is counted again at each synthesis', () => {
    const { stack, role } = place();
    new studio.Domain(stack, 'Domain', { vpc: vpc(stack), role });
    expect(stack.node.root.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
    for (let index = 0; index < 10; index++) {
      policy(stack, index).attachToRole(role);
    }
    const faults = stack.node.root.node.findAll().flatMap(({ node }) => node.validate());
    expect(faults.join()).toContain('[TooManyManagedPolicies]');
  });

  test('is checked wherever the library makes a managed policy', () => {
    const source = join(__dirname, '..', '..', 'src');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const making = files.filter((file) =>
      /new (iam\.)?(Cfn)?ManagedPolicy\(/.test(readFileSync(join(source, file), 'utf8')),
    );
    expect(making).toEqual(['private/policies/managed-policy.ts']);
  });
});
