import { Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { compliance } from '../../../src';
import { testApp } from '../../app';
import { type Base, baseNamed, findingsIn, findingsOf, HAND_WRITTEN } from '../mutations/bases';
import { isIntrinsic, isObject, type TemplateJson } from '../mutations/rewriting';

const { Rule, SageMakerChecks, Severity } = compliance;

/** What CDK puts into a template for a lookup that the CLI has yet to make, alone and as part of a text. */
const PLACEHOLDERS = [
  'dummy-value-for-/network/shared/value',
  'vpc-12345',
  's-12345',
  'sg-12345678',
  'pl-xxxxxxxx',
  'dummy1a',
  '1.2.3.4/5',
  'DUMMY',
  'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  'arn:aws:iam::123456789012:role/DUMMY_ARN',
];

type Place = readonly string[];

/** The places of all texts in the properties of resources. The grammar of policies is never looked up. */
function placesIn(json: unknown, path: Place = []): Place[] {
  if (typeof json === 'string') {
    return ['Effect', 'Version'].includes(path.at(-1) ?? '') ? [] : [path];
  }
  const isWalked = Array.isArray(json) || (isObject(json) && !isIntrinsic(json));
  return isWalked ? Object.entries(json).flatMap(([key, value]) => placesIn(value, [...path, key])) : [];
}

function placesOf(template: TemplateJson): Place[] {
  return Object.entries<TemplateJson>(template.Resources).flatMap(([id, { Properties = {} }]) =>
    placesIn(Properties, ['Resources', id, 'Properties']),
  );
}

function withText(template: TemplateJson, place: Place, text: string): TemplateJson {
  const owner = place.slice(0, -1).reduce<TemplateJson>((json, key) => json[key], template);
  owner[place.at(-1)!] = text;
  return template;
}

/** The findings in the first synthesis of an app. */
function findingsOfFirst(json: TemplateJson): string[] {
  return findingsIn({ Stack: { json, hasPendingLookups: true } });
}

/** The findings that a template has with a placeholder, and without it has not. */
function causedBy(base: Base, text: string): string[] {
  const before = findingsOf(base.read());
  return placesOf(base.read()).flatMap((place) =>
    findingsOfFirst(withText(base.read(), place, text))
      .filter((finding) => !before.includes(finding))
      .map((finding) => `${place.join('.')}: ${finding}`),
  );
}

describe.each(HAND_WRITTEN.map((base) => [base.name, base] as const))(
  'a value of %s that is not looked up',
  (_, base) => {
    test('causes no finding', () => {
      expect(causedBy(base, PLACEHOLDERS[0])).toEqual([]);
    });
  },
);

test.each(PLACEHOLDERS)('%s causes no finding', (text) => {
  expect(causedBy(baseNamed('notebook'), text)).toEqual([]);
});

describe('a value that is written like a placeholder', () => {
  const Properties = {
    InstanceType: 'ml.t3.medium',
    KmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
    SubnetId: 's-12345',
  };
  const Metadata = { MinimumInstanceMetadataServiceVersion: 'dummy-value-for-imds' };
  const template = {
    Resources: {
      Notebook: {
        Type: 'AWS::SageMaker::NotebookInstance',
        Properties: { ...Properties, InstanceMetadataServiceConfiguration: Metadata },
      },
    },
  };

  test('is judged where nothing is looked up', () => {
    expect(findingsOf(template)).toContain('Notebook notebook-imds-v2');
  });

  test('waits while a lookup is pending', () => {
    expect(findingsOfFirst(template)).not.toContain('Notebook notebook-imds-v2');
  });
});

test('a setting that is wrong whatever a lookup finds is reported', () => {
  const Properties = { SubnetId: 's-12345', SecurityGroupIds: ['sg-12345678'], RootAccess: 'Enabled' };
  const notebook = { Type: 'AWS::SageMaker::NotebookInstance', Properties };
  expect(findingsOfFirst({ Resources: { Notebook: notebook } })).toContain('Notebook notebook-no-root-access');
});

test('the first synthesis of an app with lookups passes the strictest checks', () => {
  const { ERROR } = Severity;
  const app = testApp();
  const checks = new SageMakerChecks({
    rules: [Rule.NOTEBOOK_IMDS_V2, Rule.NOTEBOOK_PLATFORM],
    unknownSeverity: ERROR,
  });
  const judged = jest.spyOn(checks, 'validate');
  Validations.of(app).addPlugins(checks);
  const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'us-west-2' } });
  const vpc = ec2.Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-0a1b2c3d' });
  const lookedUp = (name: string) => ssm.StringParameter.valueFromLookup(stack, `/notebooks/${name}`);
  new sagemaker.CfnNotebookInstance(stack, 'Notebook', {
    instanceType: 'ml.t3.medium',
    roleArn: lookedUp('role'),
    subnetId: vpc.privateSubnets[0].subnetId,
    platformIdentifier: lookedUp('platform'),
    instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: lookedUp('imds') },
  });
  expect(app.synth().manifest.missing).toHaveLength(4);
  expect(judged.mock.results.flatMap(({ value }) => value.violations)).toEqual([]);
});
