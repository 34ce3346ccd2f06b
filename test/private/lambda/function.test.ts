import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BundledFunction, type BundledFunctionProps } from '../../../src/private/lambda/function';
import { testStack } from '../../access/support/stack';
import { errorOf } from '../../faults';
import { uniqueNameLike } from '../../unique-name';

const ROOT = join(__dirname, '../../..');
const AREAS = ['access', 'notebook', 'studio'];

/** Such as `access/authorizer`. */
function handlersOf(area: string): string[] {
  const files = readdirSync(join(ROOT, 'src', area, 'runtime'), { recursive: true, encoding: 'utf-8' });
  return files.filter((file) => file.endsWith('.lambda.ts')).map((file) => `${area}/${basename(file, '.lambda.ts')}`);
}

function accessFunction(props: Partial<BundledFunctionProps> = {}) {
  const stack = testStack();
  const encryptionKey = new kms.Key(stack, 'Key');
  const fn = new BundledFunction(stack, 'Fn', {
    bundle: 'access/authorizer',
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
  const fn = new BundledFunction(stack, 'Fn', {
    bundle: 'access/authorizer',
    description: 'For tests',
    encryptionKey: new kms.Key(stack, 'Key'),
    network: { vpc, subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } },
  });
  return { stack, fn };
}

describe('bundled code', () => {
  test('exists for every handler, with the notices of what it is made of', () => {
    const assets = join(ROOT, 'assets');
    const names = AREAS.flatMap(handlersOf);
    const bundles = readdirSync(assets).flatMap((area) =>
      readdirSync(join(assets, area)).map((name) => `${area}/${name}`),
    );
    expect(bundles.sort()).toEqual([...names].sort());
    for (const name of names) {
      expect(existsSync(join(assets, name, 'THIRD-PARTY-NOTICES.txt'))).toBe(true);
      expect(readFileSync(join(assets, name, 'index.js'), 'utf-8')).toContain('module.exports=');
    }
  });

  test('that is missing is told of', () => {
    expect(errorOf(() => accessFunction({ bundle: 'nothing' }))).toMatchObject({
      code: 'MissingBundle',
      message: expect.stringContaining('npx projen bundle'),
    });
  });

  test('is no part of what is compiled', () => {
    for (const area of [...AREAS, 'private']) {
      expect(existsSync(join(ROOT, 'lib', area, 'runtime'))).toBe(false);
    }
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

  test.each([
    ['literal', 'x'.repeat(4096 - 8), []],
    ['literal', 'x'.repeat(4096 - 7), ['up to 4097']],
    ['literal with escapes', '"'.repeat(2045), ['up to 4098']],
    ['of a name that only the deployment knows', `${'x'.repeat(4096 - 8 - 128)}${Token.asString({ Ref: 'Role' })}`, []],
    [
      'of a name that only the deployment knows, at its longest',
      `${'x'.repeat(4096 - 7 - 128)}${Token.asString({ Ref: 'Role' })}`,
      ['up to 4097'],
    ],
  ])('has no more environment variables than Lambda accepts: %s', (_, value, expected) => {
    const { fn } = accessFunction();
    fn.handler.addEnvironment('A', value);
    expect(fn.node.validate()).toEqual(
      expected.map((text) =>
        expect.stringMatching(new RegExp(`^\\[EnvironmentTooLong\\] .*, got ${text}: .* shorter A$`)),
      ),
    );
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
