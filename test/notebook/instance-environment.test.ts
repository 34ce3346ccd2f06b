import { readFileSync } from 'node:fs';
import type { App, Environment } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { testApp } from '../app';
import { NOTEBOOK, notebookIn, statementsOf, testStack } from './setup';

const RECOMMENDED: Record<string, unknown> = JSON.parse(
  readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf-8'),
);
const SECURITY_RELEVANT = [
  NOTEBOOK,
  'AWS::KMS::Key',
  'AWS::IAM::Role',
  'AWS::IAM::ManagedPolicy',
  'AWS::EC2::SecurityGroup',
];

function templateOf({ env, app }: { env?: Environment; app?: App } = {}): Template {
  const stack = testStack({ env }, app);
  const instance = notebookIn(stack);
  instance.grants.startStop(instance);
  instance.grants.writeLogs(instance);
  return Template.fromStack(stack);
}

describe('two syntheses of the same app', () => {
  test('give the same template', () => {
    expect(templateOf().toJSON()).toEqual(templateOf().toJSON());
  });
});

describe('feature flags', () => {
  const without = templateOf();
  const withAll = templateOf({ app: testApp({ context: RECOMMENDED }) });

  test.each(SECURITY_RELEVANT)('change no property of %s', (type) => {
    const propertiesIn = (template: Template) =>
      Object.entries(template.findResources(type)).map(([id, { Properties: properties }]) => [id, properties]);
    expect(propertiesIn(withAll)).toEqual(propertiesIn(without));
    expect(propertiesIn(without)).toHaveLength(1);
  });
});

describe.each([
  ['aws', 'us-west-2', 'amazonaws.com'],
  ['aws-cn', 'cn-north-1', 'amazonaws.com.cn'],
  ['aws-us-gov', 'us-gov-west-1', 'amazonaws.com'],
])('partition %s', (partition, region, urlSuffix) => {
  const app = testApp({
    context: { '@aws-cdk/core:enablePartitionLiterals': true, '@aws-cdk/core:target-partitions': [partition] },
  });
  const template = templateOf({ app, env: { account: '111122223333', region } });
  const text = JSON.stringify(template.toJSON()).replaceAll('{"Ref":"AWS::URLSuffix"}', JSON.stringify(urlSuffix));

  test('is in every ARN', () => {
    expect([...text.matchAll(/"arn:([a-z-]*)/g)].map(([, name]) => name)).toEqual(expect.arrayContaining([partition]));
    expect(new Set([...text.matchAll(/"arn:([a-z-]*)/g)].map(([, name]) => name))).toEqual(new Set([partition]));
  });

  test('is in the names of the services through which the key may be used', () => {
    const [, use, grants] = statementsOf(template, 'AWS::KMS::Key', 'KeyPolicy');
    for (const { Condition } of [use, grants]) {
      const services = (Condition as { StringEquals: Record<string, unknown[]> }).StringEquals['kms:ViaService'];
      const resolved = services.map((service) =>
        JSON.stringify(service).replaceAll('{"Ref":"AWS::URLSuffix"}', JSON.stringify(urlSuffix)),
      );
      expect(resolved.map((service) => service.replace(/\{"Fn::Join":\["",\[|\]\]\}|"|,/g, ''))).toEqual([
        `ec2.${region}.${urlSuffix}`,
        `sagemaker.${region}.${urlSuffix}`,
      ]);
    }
  });
});

describe('a stack without environment', () => {
  const stack = testStack();
  const instance = notebookIn(stack, {
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-west-2:111122223333:key/1234abcd'),
  });
  instance.grants.describe(instance);

  test('names no partition but that of the key that was given', () => {
    const text = JSON.stringify(Template.fromStack(stack).toJSON());
    expect([...text.matchAll(/arn:(aws[a-z-]*):(\w+)/g)].map(([arn]) => arn)).toEqual(
      expect.arrayContaining(['arn:aws:kms']),
    );
    expect(new Set([...text.matchAll(/arn:(aws[a-z-]*):(\w+)/g)].map(([arn]) => arn))).toEqual(
      new Set(['arn:aws:kms']),
    );
  });
});
