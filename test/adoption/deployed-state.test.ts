import { Template } from 'aws-cdk-lib/assertions';
import { adoption, notebook } from '../../src';
import { CREATE_ONLY } from '../../src/private/adoption/create-only';
import { codesOf, faultsOf } from '../faults';
import extract from '../life-cycle/schemas/replacements.json';
import { testStack } from '../notebook/setup';
import { DeployedFiles } from './deployed';

const files = new DeployedFiles();
afterAll(() => files.delete());

const TYPE = 'AWS::SageMaker::NotebookInstance';
const ROLE = 'arn:aws:iam::111122223333:role/research';

function renderedOf(deployedState: ReturnType<DeployedFiles['state']>): Record<string, unknown> {
  const stack = testStack();
  new notebook.NotebookInstance(stack, 'Notebook', { deployedState });
  return Template.fromStack(stack).toJSON().Resources.Old.Properties;
}

test('the create-only properties that are kept are those of the registry schemas', () => {
  const types: Readonly<Record<string, { createOnly: string[]; conditional: string[] }>> = extract.types;
  const topLevel = Object.keys(CREATE_ONLY).map((type) => {
    const paths = [...types[type].createOnly, ...types[type].conditional];
    return [type, paths.filter((path) => !path.includes('/')).sort()];
  });
  expect(CREATE_ONLY).toEqual(Object.fromEntries(topLevel));
  expect(topLevel).toHaveLength(9);
});

describe('a state from a template file', () => {
  test('keeps intrinsic functions as they are', () => {
    const RoleArn = { 'Fn::GetAtt': ['Role', 'Arn'] };
    const SubnetId = { 'Fn::Select': [0, { Ref: 'Subnets' }] };
    const SecurityGroupIds = { Ref: 'Groups' };
    const Properties = {
      InstanceType: { Ref: 'Type' },
      RoleArn,
      SubnetId,
      SecurityGroupIds,
      VolumeSizeInGB: { Ref: 'Size' },
    };
    expect(renderedOf(files.state(TYPE, Properties))).toMatchObject(Properties);
  });

  test('can be in YAML, with short forms of intrinsic functions', () => {
    const yaml = [
      'Parameters: { Subnet: { Type: String } }',
      'Resources:',
      '  Old:',
      `    Type: ${TYPE}`,
      '    Properties:',
      '      InstanceType: ml.t3.large',
      `      RoleArn: !Sub arn:\${AWS::Partition}:iam::111122223333:role/research`,
      '      SubnetId: !Ref Subnet',
    ].join('\n');
    const state = files.write('template.yaml', yaml);
    expect(renderedOf(adoption.DeployedState.fromTemplateFile(state, 'Old'))).toMatchObject({
      InstanceType: 'ml.t3.large',
      RoleArn: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::111122223333:role/research' },
      SubnetId: { Ref: 'Subnet' },
    });
  });

  test('takes a property that is AWS::NoValue as missing', () => {
    const rendered = renderedOf(files.state(TYPE, { RoleArn: ROLE, KmsKeyId: { Ref: 'AWS::NoValue' } }));
    expect(rendered).not.toHaveProperty('KmsKeyId');
  });

  test.each(['template.json', 'template.yaml'])('must have the resource: %s', (name) => {
    const content = name.endsWith('json') ? '{ "Resources": {} }' : 'Resources: { Other: { Type: AWS::SNS::Topic } }';
    const path = files.write(name, content);
    expect(faultsOf(() => adoption.DeployedState.fromTemplateFile(path, 'Old'))).toEqual([
      `InvalidDeployedState: logicalId must be that of a resource in the template ${path}, got 'Old'`,
    ]);
  });
});

describe('a state from a description file', () => {
  const DESCRIPTION = {
    NotebookInstanceArn: 'arn:aws:sagemaker:us-west-2:111122223333:notebook-instance/research',
    NotebookInstanceName: 'research',
    NotebookInstanceStatus: 'InService',
    SubnetId: 'subnet-0123456789abcdef0',
    SecurityGroups: ['sg-0123456789abcdef0'],
    InstanceType: 'ml.t3.large',
    RoleArn: ROLE,
    NotebookInstanceLifecycleConfigName: 'scripts',
    DirectInternetAccess: 'Disabled',
    VolumeSizeInGB: 50,
    PlatformIdentifier: 'notebook-al2023-v1',
    FailureReason: null,
  };

  test('has the names of CloudFormation, and nothing that a template cannot have', () => {
    expect(renderedOf(files.description(DESCRIPTION))).toEqual({
      NotebookInstanceName: 'research',
      SubnetId: 'subnet-0123456789abcdef0',
      SecurityGroupIds: ['sg-0123456789abcdef0'],
      InstanceType: 'ml.t3.large',
      RoleArn: ROLE,
      LifecycleConfigName: 'scripts',
      DirectInternetAccess: 'Disabled',
      VolumeSizeInGB: 50,
      PlatformIdentifier: 'notebook-al2023-v1',
      RootAccess: 'Disabled',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
    });
  });

  test('must be the output of a Describe operation, for a logical id', () => {
    expect(codesOf(() => files.description({ Vpcs: [] }))).toEqual(['InvalidDeployedState']);
    expect(faultsOf(() => files.description(DESCRIPTION, 'my-notebook'))).toEqual([
      "InvalidDeployedState: logicalId must have letters and digits only, got 'my-notebook'",
    ]);
  });
});
