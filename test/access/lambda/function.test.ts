import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AccessFunction, type AccessFunctionProps } from '../../../src/access/lambda/function';
import { errorOf } from '../../faults';
import { uniqueNameLike } from '../../unique-name';
import { testStack } from '../support/stack';

const ASSETS = join(__dirname, '../../../assets/access');
const RUNTIME = join(__dirname, '../../../src/access/runtime');

function accessFunction(props: Partial<AccessFunctionProps> = {}) {
  const stack = testStack();
  const encryptionKey = new kms.Key(stack, 'Key');
  const fn = new AccessFunction(stack, 'Fn', {
    bundle: 'authorizer',
    description: 'For tests',
    encryptionKey,
    ...props,
  });
  return { stack, fn };
}

function inVpc() {
  const stack = testStack();
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    natGateways: 0,
    subnetConfiguration: [{ name: 'inside', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
  const fn = new AccessFunction(stack, 'Fn', {
    bundle: 'authorizer',
    description: 'For tests',
    encryptionKey: new kms.Key(stack, 'Key'),
    network: { vpc, subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } },
  });
  return { stack, fn };
}

describe('bundled code', () => {
  test('exists for every handler, with the notices of what it is made of', () => {
    const files = readdirSync(RUNTIME, { recursive: true, encoding: 'utf-8' });
    const names = files.flatMap((file) => (file.endsWith('.lambda.ts') ? [basename(file, '.lambda.ts')] : []));
    expect(readdirSync(ASSETS).sort()).toEqual(names.sort());
    for (const name of names) {
      expect(existsSync(join(ASSETS, name, 'THIRD-PARTY-NOTICES.txt'))).toBe(true);
      expect(readFileSync(join(ASSETS, name, 'index.js'), 'utf-8')).toContain('module.exports=');
    }
  });

  test('that is missing is told of', () => {
    expect(errorOf(() => accessFunction({ bundle: 'nothing' }))).toMatchObject({
      code: 'MissingBundle',
      message: expect.stringContaining('npx projen bundle'),
    });
  });

  test('is no part of what is compiled', () => {
    expect(existsSync(join(RUNTIME, '../../../lib/access/runtime'))).toBe(false);
  });
});

describe('a function', () => {
  test('runs Node.js 24 on Graviton, without tracing and out of any VPC', () => {
    Template.fromStack(accessFunction().stack).hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: 10,
      MemorySize: 256,
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: Match.stringLikeRegexp('^FnLogs.*$') } },
      TracingConfig: Match.absent(),
      VpcConfig: Match.absent(),
      ReservedConcurrentExecutions: Match.absent(),
    });
  });

  test('takes what is chosen', () => {
    const { stack } = accessFunction({
      environment: { A: 'b' },
      timeout: Duration.seconds(3),
      memorySize: 512,
      reservedConcurrentExecutions: 7,
      tracing: true,
      logRetention: logs.RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { A: 'b' } },
      Timeout: 3,
      MemorySize: 512,
      ReservedConcurrentExecutions: 7,
      TracingConfig: { Mode: 'Active' },
    });
    template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete', Properties: { RetentionInDays: 7 } });
    expect(policiesOf(template)).toContain('xray:PutTraceSegments');
  });

  test('logs into its own encrypted group, for which the key can be used alone', () => {
    const template = Template.fromStack(accessFunction().stack);
    template.hasResource('AWS::Logs::LogGroup', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { RetentionInDays: 365, KmsKeyId: Match.anyValue() },
    });
    const [{ Properties }] = Object.values(template.findResources('AWS::Logs::LogGroup'));
    const [key] = Object.values(template.findResources('AWS::KMS::Key'));
    const [name] = Properties.LogGroupName['Fn::Join'][1];
    expect(Properties.LogGroupName).toEqual(uniqueNameLike(/^\/aws\/lambda\/[a-z]+logs[a-f0-9]{8}$/));
    expect(JSON.stringify(key)).toContain(`:logs:eu-west-1:111122223333:log-group:${name}`);
  });

  test('has customer managed policies alone, also for grants', () => {
    const { stack, fn } = accessFunction({ tracing: true });
    new s3.Bucket(stack, 'Bucket').grantRead(fn.handler);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent(), Policies: Match.absent() });
    expect(policiesOf(template)).toContain('s3:GetObject*');
    expect(policiesOf(template)).toContain('logs:PutLogEvents');
    expect(policiesOf(template)).not.toContain('ec2:');
  });

  test('in a VPC has a closed security group, and code that cannot use its network interfaces', () => {
    const { stack, fn } = inVpc();
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '127.0.0.1/32' })],
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: { SecurityGroupIds: [stack.resolve(fn.securityGroup!.securityGroupId)] },
    });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      Roles: [stack.resolve(fn.role.roleName)],
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Action: Match.arrayWith(['ec2:CreateNetworkInterface', 'ec2:DetachNetworkInterface']),
            Condition: { ArnEquals: { 'lambda:SourceFunctionArn': stack.resolve(fn.handler.functionArn) } },
          }),
        ],
      },
    });
  });
});

function policiesOf(template: Template): string {
  return JSON.stringify(template.findResources('AWS::IAM::ManagedPolicy'));
}
