import { type IPolicyValidationContext, NestedStack, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { sourcesOfApp } from '../../../src/compliance/templates/app-templates';
import { TemplateResource } from '../../../src/compliance/templates/resource';
import { Scenario } from '../../../src/compliance/templates/scenario';
import { TemplateSet } from '../../../src/compliance/templates/set';
import { testApp } from '../../app';
import { onlyValue, shown, withValue } from './shown';

const KEY = { Key: { Type: 'AWS::KMS::Key' } };
const ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const NESTED = { Type: 'AWS::CloudFormation::Stack' };

describe('a value comes', () => {
  test('from the parameters of a nested stack, in the scope of who gives it', () => {
    const parent = { Resources: { ...KEY, Nested: { ...NESTED, Properties: { Parameters: { Given: ARN } } } } };
    const child = withValue({ Ref: 'Given' }, { Parameters: { Given: { Type: 'String' } } });
    expect(
      onlyValue({ Parent: { json: parent }, Child: { json: child, parent: { name: 'Parent', logicalId: 'Nested' } } }),
    ).toBe('<Parent: ${Key.Arn}>');
  });

  test('from the default of a nested stack that is given nothing', () => {
    const parent = { Resources: { Nested: NESTED } };
    const child = withValue({ Ref: 'Given' }, { Parameters: { Given: { Type: 'String', Default: 'own' } } });
    expect(
      onlyValue({ Parent: { json: parent }, Child: { json: child, parent: { name: 'Parent', logicalId: 'Nested' } } }),
    ).toBe('own');
  });

  test('from the output of a nested stack', () => {
    const child = { Resources: KEY, Outputs: { KeyArn: { Value: ARN } } };
    const parent = withValue({ 'Fn::GetAtt': ['Nested', 'Outputs.KeyArn'] }, { Resources: { Nested: NESTED } });
    const templates = {
      Child: { json: child, parent: { name: 'Parent', logicalId: 'Nested' } },
      Parent: { json: parent },
    };
    expect(onlyValue(templates)).toBe('<Child: ${Key.Arn}>');
  });

  test('from a nested stack beside, through the parent', () => {
    const first = { Resources: KEY, Outputs: { KeyArn: { Value: ARN } } };
    const given = { Given: { 'Fn::GetAtt': ['First', 'Outputs.KeyArn'] } };
    const parent = { Resources: { First: NESTED, Second: { ...NESTED, Properties: { Parameters: given } } } };
    const second = withValue({ Ref: 'Given' });
    expect(
      onlyValue({
        Parent: { json: parent },
        First: { json: first, parent: { name: 'Parent', logicalId: 'First' } },
        Second: { json: second, parent: { name: 'Parent', logicalId: 'Second' } },
      }),
    ).toBe('<First: ${Key.Arn}>');
  });

  const EXPORTING = { Resources: KEY, Outputs: { KeyArn: { Value: ARN, Export: { Name: 'key' } } } };
  const IMPORTING = withValue({ 'Fn::ImportValue': 'key' });

  test('from the export of another stack', () => {
    expect(onlyValue({ Keys: { json: EXPORTING }, Stack: { json: IMPORTING } })).toBe('<Keys: ${Key.Arn}>');
  });

  test('from the export of the same environment', () => {
    const templates = {
      Here: { json: EXPORTING, region: 'eu-west-1' },
      There: { json: EXPORTING, region: 'us-east-1' },
    };
    expect(onlyValue({ ...templates, Stack: { json: IMPORTING, region: 'us-east-1' } })).toBe('<There: ${Key.Arn}>');
    expect(onlyValue({ ...templates, Stack: { json: IMPORTING } })).toBe(
      '<something: export key is made by several stacks>',
    );
    expect(onlyValue({ ...templates, Stack: { json: IMPORTING, region: 'eu-north-1' } })).toBe(
      '<something: export key is made outside of this app>',
    );
  });

  test('from the output of a stack by its name', () => {
    const importing = (StackName: string) => withValue({ 'Fn::GetStackOutput': { StackName, OutputName: 'KeyArn' } });
    const keys = { json: EXPORTING, stackName: 'keys' };
    expect(onlyValue({ Keys: keys, Stack: { json: importing('keys') } })).toBe('<Keys: ${Key.Arn}>');
    expect(onlyValue({ Keys: keys, Stack: { json: importing('others') } })).toBe(
      '<something: an output of stack others, which is not known>',
    );
  });
});

describe('an app', () => {
  /** The keys of notebook instances by their paths. */
  function keysOf(
    build: (app: Construct, notebook: (scope: Construct, key: string) => void) => void,
    pathMetadata = true,
  ): Record<string, unknown> {
    const app = testApp({
      context: { 'aws:cdk:enable-path-metadata': pathMetadata, 'aws:cdk:enable-asset-metadata': pathMetadata },
    });
    build(
      app,
      (scope, kmsKeyId) =>
        new sagemaker.CfnNotebookInstance(scope, 'Notebook', {
          instanceType: 'ml.t3.medium',
          roleArn: 'role',
          kmsKeyId,
        }),
    );
    const assembly = app.synth();
    const context: Partial<IPolicyValidationContext> = {
      appConstruct: app,
      templatePaths: assembly.stacksRecursively.map((s) => s.templateFullPath),
    };
    return keysIn(new TemplateSet(sourcesOfApp(context)));
  }

  function keysIn(templates: TemplateSet): Record<string, unknown> {
    const scenario = new Scenario();
    const notebooks = templates.judged.flatMap((template) =>
      [...template.declarations.values()].filter(({ type }) => type.endsWith('::NotebookInstance')),
    );
    return Object.fromEntries(
      notebooks.map((declaration) => {
        const key = new TemplateResource(declaration, templates, scenario).get('KmsKeyId');
        return [
          declaration.template.source.stackPath ?? declaration.logicalId,
          key.kind === 'reference' ? key.declaration.type : shown(key),
        ];
      }),
    );
  }

  test.each([
    ['with', true],
    ['without', false],
  ])('leads to the resources of other stacks and regions, %s metadata', (_, metadata) => {
    const keys = keysOf((app, notebook) => {
      const env = (region: string) => ({ env: { account: '111122223333', region }, crossRegionReferences: true });
      const { keyArn } = new kms.Key(new Stack(app, 'Keys', env('eu-west-1')), 'Key');
      notebook(new Stack(app, 'Same', env('eu-west-1')), keyArn);
      notebook(new Stack(app, 'Other', env('us-east-1')), keyArn);
      notebook(new NestedStack(new Stack(app, 'Parent', env('eu-west-1')), 'Nested'), keyArn);
    }, metadata);
    expect(keys).toEqual({ Same: 'AWS::KMS::Key', Other: 'AWS::KMS::Key', 'Parent/Nested': 'AWS::KMS::Key' });
  });

  test('leads to what nested stacks of nested stacks make', () => {
    const keys = keysOf((app, notebook) => {
      const parent = new Stack(app, 'Parent');
      const { keyArn } = new kms.Key(new NestedStack(new NestedStack(parent, 'Keys'), 'Deep'), 'Key');
      notebook(new NestedStack(parent, 'Beside'), keyArn);
    });
    expect(keys).toEqual({ 'Parent/Beside': 'AWS::KMS::Key' });
  });

  test('is read from its files where there is no tree of constructs', () => {
    const app = testApp({ context: { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true } });
    const parent = new Stack(app, 'Parent');
    const { keyArn } = new kms.Key(parent, 'Key');
    new sagemaker.CfnNotebookInstance(new NestedStack(parent, 'Nested'), 'Notebook', {
      instanceType: 'ml.t3.medium',
      roleArn: 'role',
      kmsKeyId: keyArn,
    });
    const templatePaths = app.synth().stacks.map((stack) => stack.templateFullPath);
    expect(keysIn(new TemplateSet(sourcesOfApp({ templatePaths })))).toEqual({ Notebook: 'AWS::KMS::Key' });
  });
});
