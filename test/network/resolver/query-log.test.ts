import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { network } from '../../../src';
import { testApp } from '../../app';
import { codesOf } from '../../faults';
import { STACK_GUID, uniqueNameLike } from '../../unique-name';
import { allOf, ENV, inboundIn, literalVpc, onlyOf, testStack } from '../dns-setup';

const CONFIG = 'AWS::Route53Resolver::ResolverQueryLoggingConfig';
const ASSOCIATION = 'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation';
const GROUP = 'AWS::Logs::LogGroup';

function logIn(stack: Stack, props: Partial<network.ResolverQueryLogProps> = {}): network.ResolverQueryLog {
  return new network.ResolverQueryLog(stack, 'Log', { ...props, vpcs: props.vpcs ?? [literalVpc(stack)] });
}

describe('a query log', () => {
  const stack = testStack();
  const log = logIn(stack);
  const template = Template.fromStack(stack);

  test('goes to a log group whose name needs no resource policy', () => {
    expect(onlyOf(template, GROUP)).toMatchObject({
      LogGroupName: uniqueNameLike(/^\/aws\/route53\/logloggroup[0-9a-f]{8}$/),
      RetentionInDays: 365,
    });
    expect(onlyOf(template, CONFIG)).toEqual({ DestinationArn: stack.resolve(log.logGroup.logGroupArn) });
  });

  test('is encrypted with a key that CloudWatch Logs may use for this log group alone', () => {
    expect(onlyOf(template, GROUP).KmsKeyId).toEqual(stack.resolve(log.encryptionKey.keyArn));
    const key = onlyOf(template, 'AWS::KMS::Key');
    expect(key.EnableKeyRotation).toBe(true);
    const [, statement] = (key.KeyPolicy as { Statement: Record<string, unknown>[] }).Statement;
    const arn = {
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          expect.stringMatching(/^:logs:eu-central-1:111122223333:log-group:\/aws\/route53\/logloggroup[0-9a-f]{8}-$/),
          STACK_GUID,
        ],
      ],
    };
    expect(statement).toMatchObject({
      Principal: { Service: { 'Fn::Join': ['', ['logs.eu-central-1.', { Ref: 'AWS::URLSuffix' }]] } },
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arn } },
    });
  });

  test('is retained with its key', () => {
    for (const type of [GROUP, 'AWS::KMS::Key']) {
      const [{ DeletionPolicy }] = Object.values(template.findResources(type));
      expect(DeletionPolicy).toBe('RetainExceptOnCreate');
    }
  });

  test('is of the VPCs', () => {
    expect(onlyOf(template, ASSOCIATION)).toEqual({
      ResolverQueryLogConfigId: stack.resolve(log.queryLogConfigId),
      ResourceId: 'vpc-0123456789abcdef0',
    });
  });
});

describe('the options of a query log', () => {
  test('are its own', () => {
    const stack = testStack();
    const encryptionKey = new kms.Key(stack, 'Shared', { enableKeyRotation: true });
    const options = {
      encryptionKey,
      retention: logs.RetentionDays.ONE_MONTH,
      logGroupName: '/aws/route53/studio',
      removalPolicy: RemovalPolicy.DESTROY,
    };
    const resolver = inboundIn(stack, { queryLogging: options });
    const template = Template.fromStack(stack);
    expect(onlyOf(template, GROUP)).toEqual({
      KmsKeyId: stack.resolve(encryptionKey.keyArn),
      LogGroupName: '/aws/route53/studio',
      RetentionInDays: 30,
    });
    expect(Object.values(template.findResources(GROUP))[0].DeletionPolicy).toBe('Delete');
    expect(resolver.queryLog?.encryptionKey).toBe(encryptionKey);
    expect(onlyOf(template, ASSOCIATION).ResourceId).toBe('vpc-0123456789abcdef0');
  });

  test('may be of an imported key, whose policy is left as it is', () => {
    const stack = testStack();
    logIn(stack, {
      encryptionKey: kms.Key.fromKeyArn(
        stack,
        'Key',
        'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      ),
    });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 0);
  });

  test('name a log group that needs no resource policy', () => {
    expect(codesOf(() => logIn(testStack(), { logGroupName: '/studio/dns' }))).toEqual(['InvalidResolverName']);
  });

  test('may name a log group that only the deployment knows', () => {
    expect(codesOf(() => logIn(testStack(), { logGroupName: Fn.importValue('LogGroup') }))).toEqual([]);
  });

  test('name at least one VPC', () => {
    expect(codesOf(() => logIn(testStack(), { vpcs: [] }))).toEqual(['ConflictingProps']);
  });
});

test('a query log keeps the logical ids of its associations when a VPC is added before', () => {
  const idsOf = (vpcs: string[]) => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    logIn(stack, { vpcs: vpcs.map((id) => literalVpc(stack, id, `vpc-${id}`)) });
    const template = Template.fromStack(stack);
    expect(allOf(template, ASSOCIATION)).toHaveLength(vpcs.length);
    return Object.fromEntries(
      Object.entries(template.findResources(ASSOCIATION)).map(([id, { Properties: properties }]) => [
        properties.ResourceId,
        id,
      ]),
    );
  };
  expect(idsOf(['Other', 'Vpc'])['vpc-Vpc']).toBe(idsOf(['Vpc'])['vpc-Vpc']);
});
