import { type App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { notebook, trust } from '../../src';
import { faultsOf } from '../faults';
import { isolatedVpc, NOTEBOOK, notebookIn, type Properties, statementsOf, testStack } from './setup';

const KEY = 'AWS::KMS::Key';
const KEY_ARN = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd';

function service(name: string): unknown {
  return { 'Fn::Join': ['', [`${name}.`, { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] };
}

const VIA_SERVICE = { 'kms:ViaService': [service('ec2'), service('sagemaker')] };

/** What the role needs of the key, with what names the role or the key. */
function volumeKeyStatements(others: Properties): Properties[] {
  return [
    {
      Sid: 'VolumeKeyUse',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'],
      Condition: { StringEquals: VIA_SERVICE },
      ...others,
    },
    {
      Sid: 'VolumeKeyGrants',
      Effect: 'Allow',
      Action: 'kms:CreateGrant',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' }, StringEquals: VIA_SERVICE },
      ...others,
    },
  ];
}

function executionRole(stack: Stack): trust.ExecutionRole {
  return new trust.ExecutionRole(stack, 'Execution', { features: [trust.Feature.NOTEBOOK_INSTANCE] });
}

/** The logical ids that the notebook instance waits for. */
function dependenciesIn(template: Template): string[] {
  const [resource] = Object.values(template.findResources(NOTEBOOK));
  return resource.DependsOn ?? [];
}

type Found = ReturnType<typeof Object.entries<ReturnType<Template['findResources']>[string]>>[number];

/** The managed policies that hold what roles need of the keys of volumes. */
function policiesOfKeys(template: Template): Found[] {
  return Object.entries(template.findResources('AWS::IAM::ManagedPolicy')).filter(([id]) =>
    id.includes('VolumeKeyPolicy'),
  );
}

function everyGrant(instance: notebook.NotebookInstance, grantee: iam.IGrantable): void {
  instance.grants.presignedUrl(grantee);
  instance.grants.startStop(grantee);
  instance.grants.describe(grantee);
  instance.grants.writeLogs(grantee);
}

describe('the key that a notebook instance makes', () => {
  const stack = testStack();
  const instance = notebookIn(stack);
  const template = Template.fromStack(stack);

  test('is rotated, and says what it is for', () => {
    template.hasResourceProperties(KEY, {
      EnableKeyRotation: true,
      Description: 'Volume of the notebook instance Notebook',
    });
  });

  test('names the role in its policy, for use through SageMaker and EC2 and for grants to AWS services', () => {
    const [account, ...ofRole] = statementsOf(template, KEY, 'KeyPolicy');
    expect(account).toMatchObject({ Action: 'kms:*', Effect: 'Allow' });
    expect(ofRole).toEqual(
      volumeKeyStatements({ Principal: { AWS: stack.resolve(instance.role.roleArn) }, Resource: '*' }),
    );
  });
});

describe('the key that a notebook instance makes for a given role', () => {
  const stack = testStack();
  const role = executionRole(stack);
  const instance = notebookIn(stack, { role });
  everyGrant(instance, role);
  const template = Template.fromStack(stack);

  test('names that role', () => {
    const [, ...ofRole] = statementsOf(template, KEY, 'KeyPolicy');
    expect(ofRole).toEqual(volumeKeyStatements({ Principal: { AWS: stack.resolve(role.roleArn) }, Resource: '*' }));
  });

  test('leaves no cycle where the role gets grants on its own notebook instance', () => {
    expect(dependenciesIn(template)).toEqual([]);
  });
});

describe('a key that is given to a notebook instance', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  const instance = notebookIn(stack, { encryptionKey: key });
  everyGrant(instance, instance);
  const template = Template.fromStack(stack);
  const [ofKey] = policiesOfKeys(template);

  test('keeps its policy', () => {
    expect(statementsOf(template, KEY, 'KeyPolicy')).toHaveLength(1);
  });

  test('is open to the role by a managed policy for this key alone', () => {
    const [id, { Properties: properties }] = ofKey;
    expect(properties.PolicyDocument.Statement).toEqual(volumeKeyStatements({ Resource: stack.resolve(key.keyArn) }));
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: id }] });
  });

  test('makes the notebook instance wait for that policy by way of its role, and for no grant on itself', () => {
    expect(dependenciesIn(template)).toEqual([]);
    template.hasResourceProperties(NOTEBOOK, {
      RoleArn: { 'Fn::GetAtt': [Object.keys(template.findResources('AWS::IAM::Role'))[0], 'Arn'] },
    });
  });

  test('brings no inline policy', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('a key that is given by its ARN', () => {
  test.each([
    ['literal', () => KEY_ARN, KEY_ARN],
    ['token', (stack: Stack) => new CfnParameter(stack, 'KeyArn').valueAsString, { Ref: 'KeyArn' }],
  ])('is open to the role where the ARN is a %s', (_, arn, expected) => {
    const stack = testStack();
    notebookIn(stack, { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', arn(stack)) });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(NOTEBOOK, { KmsKeyId: expected });
    expect(statementsOf(template)).toEqual(volumeKeyStatements({ Resource: expected }));
    template.resourceCountIs(KEY, 0);
  });
});

describe('an alias that is given as key', () => {
  const ALIAS =
    'InvalidResourceArn: encryptionKey must be a key, got an alias: IAM allows nothing by the ARN of an alias';

  test('is refused where it is a resource', () => {
    const stack = testStack();
    const encryptionKey = new kms.Alias(stack, 'Alias', {
      aliasName: 'alias/volumes',
      targetKey: new kms.Key(stack, 'Key'),
    });
    expect(faultsOf(() => notebookIn(stack, { encryptionKey }))).toEqual([ALIAS]);
  });

  test('is refused where it is known by its name', () => {
    const stack = testStack();
    const encryptionKey = kms.Alias.fromAliasName(stack, 'Alias', 'alias/volumes');
    expect(faultsOf(() => notebookIn(stack, { encryptionKey }))).toEqual([ALIAS]);
  });
});

describe('a key and a role that are given together', () => {
  const plainRole = (stack: Stack) =>
    new iam.Role(stack, 'Execution', {
      assumedBy: new trust.SageMakerPrincipal({ features: [trust.Feature.NOTEBOOK_INSTANCE] }),
    });

  test.each([
    ['an execution role', executionRole],
    ['any other role', plainRole],
  ])('meet in a managed policy for %s, which may have grants on its own notebook instance as well', (_, makeRole) => {
    const stack = testStack();
    const role = makeRole(stack);
    everyGrant(notebookIn(stack, { role, encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) }), role);
    const template = Template.fromStack(stack);
    const [[ofKey, { Properties: properties }]] = policiesOfKeys(template);
    expect(properties.PolicyDocument.Statement).toEqual(volumeKeyStatements({ Resource: KEY_ARN }));
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: ofKey }] });
  });

  test('share one policy among all notebook instances that have both', () => {
    const stack = testStack();
    const role = executionRole(stack);
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
    const vpc = isolatedVpc(stack);
    for (const id of ['One', 'Two', 'Three']) {
      new notebook.NotebookInstance(stack, id, { vpc, role, encryptionKey });
    }
    expect(policiesOfKeys(Template.fromStack(stack))).toHaveLength(1);
  });

  test('do not make the stack of the role depend on that of the notebook instance', () => {
    const ofRole = testStack();
    const role = executionRole(ofRole);
    const ofNotebook = new Stack(ofRole.node.root as App, 'Notebooks');
    notebookIn(ofNotebook, { role, encryptionKey: new kms.Key(ofNotebook, 'Key') });
    const template = Template.fromStack(ofNotebook);
    expect(policiesOfKeys(Template.fromStack(ofRole))).toEqual([]);
    const [[ofKey]] = policiesOfKeys(template);
    expect(dependenciesIn(template)).toEqual([ofKey]);
  });

  test('count towards the managed policies that a role may have', () => {
    const stack = testStack();
    const role = executionRole(stack);
    const vpc = isolatedVpc(stack);
    for (let i = 0; i < 11; i++) {
      new notebook.NotebookInstance(stack, `Notebook${i}`, { vpc, role, encryptionKey: new kms.Key(stack, `Key${i}`) });
    }
    expect(() => Template.fromStack(stack)).toThrow(/\[TooManyManagedPolicies\] .* got 11/);
  });

  test('meet in the policy of an imported role, which the notebook instance waits for', () => {
    const stack = testStack();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/execution');
    notebookIn(stack, { role, encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) });
    const template = Template.fromStack(stack);
    expect(statementsOf(template, 'AWS::IAM::Policy')).toEqual(volumeKeyStatements({ Resource: KEY_ARN }));
    expect(dependenciesIn(template)).toEqual([expect.stringMatching(/^RolePolicy/)]);
  });

  test('leave a role alone that must not be changed', () => {
    const stack = testStack();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/execution', { mutable: false });
    notebookIn(stack, { role, encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) });
    const template = Template.fromStack(stack);
    expect(dependenciesIn(template)).toEqual([]);
    expect(Object.keys(template.toJSON().Resources)).toHaveLength(2);
  });
});
