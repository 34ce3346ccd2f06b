import { Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { notebook } from '../../src';
import {
  isolatedVpc,
  NOTEBOOK,
  notebookIn,
  propertiesOf,
  SUBNET_ID,
  statementsOf,
  testStack,
  warningsOf,
} from './setup';

describe('NotebookInstance with nothing but a VPC', () => {
  const stack = testStack();
  const instance = notebookIn(stack);
  const template = Template.fromStack(stack);

  test('is secure in every property', () => {
    expect(propertiesOf(template)).toEqual({
      DirectInternetAccess: 'Disabled',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      InstanceType: 'ml.t3.medium',
      KmsKeyId: stack.resolve(instance.encryptionKey.keyRef.keyArn),
      PlatformIdentifier: 'notebook-al2023-v1',
      RoleArn: stack.resolve(instance.role.roleArn),
      RootAccess: 'Disabled',
      SecurityGroupIds: [stack.resolve(instance.connections.securityGroups[0].securityGroupId)],
      SubnetId: SUBNET_ID,
      VolumeSizeInGB: 5,
    });
  });

  test('is deleted with its stack, while the key of its volume stays', () => {
    template.hasResource(NOTEBOOK, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('makes a role that SageMaker assumes for this account only, and that may do nothing', () => {
    const [statement, ...others] = statementsOf(template, 'AWS::IAM::Role', 'AssumeRolePolicyDocument');
    expect(others).toEqual([]);
    expect(statement).toEqual({
      Action: 'sts:AssumeRole',
      Condition: {
        ArnLike: {
          'aws:SourceArn': {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':sagemaker:',
                { Ref: 'AWS::Region' },
                ':',
                { Ref: 'AWS::AccountId' },
                ':*',
              ],
            ],
          },
        },
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      },
      Effect: 'Allow',
      Principal: { Service: 'sagemaker.amazonaws.com' },
    });
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    expect(propertiesOf(template, 'AWS::IAM::Role')).not.toHaveProperty('ManagedPolicyArns');
  });

  test('makes a security group that lets nothing in or out', () => {
    const { SecurityGroupIngress, SecurityGroupEgress } = propertiesOf(template, 'AWS::EC2::SecurityGroup');
    expect(SecurityGroupIngress).toBeUndefined();
    expect(SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: '127.0.0.1/32', IpProtocol: '-1' })]);
  });

  test('makes nothing else', () => {
    const types = Object.values(template.toJSON().Resources).map((resource) => (resource as { Type: string }).Type);
    expect(types.sort()).toEqual(['AWS::EC2::SecurityGroup', 'AWS::IAM::Role', 'AWS::KMS::Key', NOTEBOOK]);
  });

  test('leaves no warning', () => {
    expect(warningsOf(stack)).toEqual([]);
  });

  test('is readable as a template', () => {
    expect(template.toJSON().Resources).toMatchSnapshot();
  });
});

describe('NotebookInstance as seen by other constructs', () => {
  const stack = testStack();
  const instance = notebookIn(stack);

  test('has the ARN that CloudFormation returns', () => {
    expect(stack.resolve(instance.notebookInstanceArn)).toEqual({
      Ref: stack.getLogicalId(instance.node.defaultChild as never),
    });
  });

  test('has the name that CloudFormation returns', () => {
    expect(stack.resolve(instance.notebookInstanceName)).toEqual({
      'Fn::GetAtt': [stack.getLogicalId(instance.node.defaultChild as never), 'NotebookInstanceName'],
    });
  });

  test('gives the same tokens whenever it is asked', () => {
    expect([instance.notebookInstanceArn, instance.notebookInstanceName]).toEqual([
      instance.notebookInstanceArn,
      instance.notebookInstanceName,
    ]);
  });

  test('is granted to by way of its role', () => {
    expect(instance.grantPrincipal).toBe(instance.role);
  });

  test('names the log group of its logs', () => {
    expect(notebook.NotebookInstance.LOG_GROUP_NAME).toBe('/aws/sagemaker/NotebookInstances');
  });
});

describe('NotebookInstance with tags', () => {
  const stack = testStack();
  const app = stack.node.root;
  notebookIn(stack);
  Tags.of(app).add('team', 'research');
  const template = Template.fromStack(stack);

  test.each([NOTEBOOK, 'AWS::KMS::Key', 'AWS::IAM::Role', 'AWS::EC2::SecurityGroup'])(
    'passes those of the app on to %s',
    (type) => {
      template.hasResourceProperties(type, { Tags: [{ Key: 'team', Value: 'research' }] });
    },
  );
});

describe('NotebookInstance and its state changes', () => {
  const stack = testStack();
  const instance = notebookIn(stack);
  instance.onStateChange('Failed', {
    description: 'The notebook has failed',
    eventPattern: { detail: { NotebookInstanceStatus: ['Failed'] } },
    target: { bind: () => ({ id: '', arn: 'arn:aws:sns:us-west-2:111122223333:alarms' }) },
  });
  instance.onStateChange('Any');
  const template = Template.fromStack(stack);
  const name = stack.resolve(instance.notebookInstanceName);

  test('match a rule that knows the notebook by its name', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.sagemaker'],
        'detail-type': ['SageMaker Notebook Instance State Change'],
        detail: { NotebookInstanceName: [name] },
      },
      State: 'ENABLED',
      Targets: Match.absent(),
    });
  });

  test('match a rule with a pattern, a description and a target of its own', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      Description: 'The notebook has failed',
      EventPattern: { detail: { NotebookInstanceName: [name], NotebookInstanceStatus: ['Failed'] } },
      Targets: [Match.objectLike({ Arn: 'arn:aws:sns:us-west-2:111122223333:alarms' })],
    });
  });
});

describe('two notebook instances in a stack', () => {
  const alone = testStack();
  notebookIn(alone);
  const together = testStack();
  const vpc = isolatedVpc(together);
  notebookIn(together, { vpc });
  new notebook.NotebookInstance(together, 'Second', { vpc });

  test('leave each other as they are', () => {
    const first = Template.fromStack(alone).toJSON().Resources;
    expect(Template.fromStack(together).toJSON().Resources).toMatchObject(first);
  });
});
