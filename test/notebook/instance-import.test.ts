import { CfnParameter } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { notebook } from '../../src';
import { codesOf, faultsOf } from '../faults';
import { statementsOf, testStack } from './setup';

const { NotebookInstance } = notebook;

const env = { account: '111122223333', region: 'us-west-2' };
const arnOf = (name: string, region = 'us-west-2', account = '111122223333') =>
  `arn:aws:sagemaker:${region}:${account}:notebook-instance/${name}`;

function inPartition(rest: string): unknown {
  return {
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, `:sagemaker:us-west-2:111122223333:notebook-instance/${rest}`],
    ],
  };
}

describe('NotebookInstance by its name', () => {
  const stack = testStack({ env });
  const instance = NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'Team-Notebook');

  test('keeps the case of the name, and has an ARN in lower case', () => {
    expect(instance.notebookInstanceName).toBe('Team-Notebook');
    expect(stack.resolve(instance.notebookInstanceArn)).toEqual(inPartition('team-notebook'));
  });

  test('adds no resource', () => {
    Template.fromStack(stack).templateMatches({});
  });

  test.each(['', 'a_b', 'a'.repeat(64)])('is refused as %j', (name) => {
    expect(codesOf(() => NotebookInstance.fromNotebookInstanceName(testStack(), 'Notebook', name))).toEqual([
      'InvalidNotebookName',
    ]);
  });
});

describe('NotebookInstance by a name that is a token', () => {
  const stack = testStack({ env });
  const name = new CfnParameter(stack, 'Name').valueAsString;
  const instance = NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', name);

  test('has an ARN with that token', () => {
    expect(stack.resolve(instance.notebookInstanceArn)).toEqual({
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':sagemaker:us-west-2:111122223333:notebook-instance/', { Ref: 'Name' }],
      ],
    });
  });
});

describe('NotebookInstance by its ARN', () => {
  test('is of the account and region of the ARN', () => {
    const instance = NotebookInstance.fromNotebookInstanceArn(
      testStack({ env }),
      'Notebook',
      arnOf('remote', 'eu-west-1', '444455556666'),
    );
    expect(instance.env).toEqual({ account: '444455556666', region: 'eu-west-1' });
    expect(instance.notebookInstanceName).toBe('remote');
    expect(instance.notebookInstanceArn).toBe(arnOf('remote', 'eu-west-1', '444455556666'));
  });

  test('is granted on there', () => {
    const stack = testStack({ env });
    const instance = NotebookInstance.fromNotebookInstanceArn(
      stack,
      'Notebook',
      arnOf('remote', 'eu-west-1', '444455556666'),
    );
    instance.grants.describe(new iam.ManagedPolicy(stack, 'Policy'));
    const [{ Resource }] = statementsOf(Template.fromStack(stack));
    expect(Resource).toEqual([
      arnOf('remote', 'eu-west-1', '444455556666'),
      {
        'Fn::Join': [
          '',
          ['arn:', { Ref: 'AWS::Partition' }, ':sagemaker:eu-west-1:444455556666:notebook-instance/remote'],
        ],
      },
    ]);
  });

  test.each([
    'arn:aws:sagemaker:us-west-2:111122223333:endpoint/name',
    'arn:aws:sagemaker:us-west-2:111122223333:notebook-instance-lifecycle-config/name',
    'arn:aws:s3:us-west-2:111122223333:notebook-instance/name',
    'arn:aws:sagemaker:us-west-2:111122223333:notebook-instance/*',
    'arn:aws:sagemaker::111122223333:notebook-instance/name',
    'name',
    '',
  ])('is refused as %j', (arn) => {
    const [fault, ...others] = faultsOf(() => NotebookInstance.fromNotebookInstanceArn(testStack(), 'Notebook', arn));
    expect(fault).toMatch(/^InvalidResourceArn: notebookInstanceArn must be the literal ARN of a notebook instance/);
    expect(fault).toContain(`, got '${arn}'`);
    expect(others).toEqual([]);
  });

  test('is refused as a token, whose name is not known', () => {
    const stack = testStack();
    const { valueAsString } = new CfnParameter(stack, 'Arn');
    expect(codesOf(() => NotebookInstance.fromNotebookInstanceArn(stack, 'Notebook', valueAsString))).toEqual([
      'InvalidResourceArn',
    ]);
  });
});

describe('NotebookInstance by its attributes', () => {
  test('has the connections of its security groups', () => {
    const stack = testStack();
    const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0', {
      allowAllOutbound: false,
    });
    const instance = NotebookInstance.fromNotebookInstanceAttributes(stack, 'Notebook', {
      notebookInstanceName: 'name',
      securityGroups: [securityGroup],
    });
    instance.connections.allowTo(ec2.Peer.prefixList('pl-12345678'), ec2.Port.HTTPS);
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      GroupId: 'sg-0123456789abcdef0',
      DestinationPrefixListId: 'pl-12345678',
      FromPort: 443,
      ToPort: 443,
    });
  });

  test('has no connections where its security groups are not known', () => {
    const instance = NotebookInstance.fromNotebookInstanceAttributes(testStack(), 'Notebook', {
      notebookInstanceName: 'name',
    });
    const hint = 'import it with fromNotebookInstanceAttributes and its security groups';
    expect(faultsOf(() => instance.connections)).toEqual([
      `UnconnectedNotebook: the security groups of the imported notebook instance name are not known: ${hint}`,
    ]);
  });

  test('has the ARN that is given, and its account and region', () => {
    const notebookInstanceArn = 'arn:aws:sagemaker:eu-central-1:444455556666:notebook-instance/name';
    const instance = NotebookInstance.fromNotebookInstanceAttributes(testStack(), 'Notebook', {
      notebookInstanceName: 'Name',
      notebookInstanceArn,
    });
    expect([instance.notebookInstanceName, instance.notebookInstanceArn]).toEqual(['Name', notebookInstanceArn]);
    expect(instance.env).toMatchObject({ account: '444455556666', region: 'eu-central-1' });
  });

  test('refuses a bad name and the ARN of something else together', () => {
    const notebookInstanceArn = 'arn:aws:sagemaker:eu-central-1:444455556666:training-job/name';
    const make = () =>
      NotebookInstance.fromNotebookInstanceAttributes(testStack(), 'Notebook', {
        notebookInstanceName: 'a_b',
        notebookInstanceArn,
      });
    expect(codesOf(make)).toEqual(['InvalidNotebookName', 'InvalidResourceArn']);
  });

  test('is watched for state changes by its name', () => {
    const stack = testStack();
    NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'name').onStateChange('Changed');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { detail: { NotebookInstanceName: ['name'] } },
    });
  });
});

describe('connections of a notebook instance', () => {
  test('open the security group that it made', () => {
    const stack = testStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Network', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ['a'],
      isolatedSubnetIds: ['subnet-0a'],
    });
    const instance = new NotebookInstance(stack, 'Notebook', { vpc });
    const endpoint = new ec2.SecurityGroup(stack, 'Endpoint', { vpc, allowAllOutbound: false });
    instance.connections.allowTo(endpoint, ec2.Port.HTTPS, 'AWS APIs');
    const template = Template.fromStack(stack);
    const rule = { Description: 'AWS APIs', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' };
    const own = stack.resolve(instance.connections.securityGroups[0].securityGroupId);
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { ...rule, GroupId: own });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { ...rule, SourceSecurityGroupId: own });
  });
});
