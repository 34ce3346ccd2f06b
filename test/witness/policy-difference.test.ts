import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { guardrails, permissions, trust, witness } from '../../src';
import { testApp } from '../app';
import { codesOf } from '../faults';

const { PolicyDifference } = witness;
const VERSION = 'sagemaker:MinimumInstanceMetadataServiceVersion';
const NOTEBOOKS = ['sagemaker:CreateNotebookInstance', 'sagemaker:UpdateNotebookInstance'];

function document(type: string, property: string, build: (stack: Stack) => void): string {
  const stack = new Stack(testApp(), 'Stack');
  build(stack);
  const [resource] = Object.values(Template.fromStack(stack).findResources(type));
  const value = resource.Properties[property];
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function guardrail(...given: guardrails.Guardrail[]): string {
  return document('AWS::Organizations::Policy', 'Content', (stack) => {
    new guardrails.ServiceControlPolicy(stack, 'Policy', { guardrails: given, targetIds: ['r-abcd'] });
  });
}

function permission(...given: permissions.Permission[]): string {
  return document('AWS::IAM::ManagedPolicy', 'PolicyDocument', (stack) => {
    new permissions.PermissionPolicy(stack, 'Policy', { permissions: given });
  });
}

function trustOf(feature: trust.Feature): string {
  return document('AWS::IAM::Role', 'AssumeRolePolicyDocument', (stack) => {
    new iam.Role(stack, 'Role', { assumedBy: new trust.SageMakerPrincipal({ features: [feature] }) });
  });
}

function deny(Action: string[], Condition: object): string {
  const statement = { Sid: 'Mine', Effect: 'Deny', Action, Resource: '*', Condition };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

describe('the difference', () => {
  test('between our guardrail and a comparison without a word on updates is an update without the key', () => {
    const found = PolicyDifference.between(
      guardrail(guardrails.Guardrail.imdsV2Notebooks()),
      deny(NOTEBOOKS, { StringNotEquals: { [VERSION]: '2' } }),
    );
    expect(found).toMatchObject({
      action: NOTEBOOKS[1],
      resource: 'arn:x:sagemaker:x:x:notebook-instance/x',
      keys: {},
      missingKeys: [VERSION.toLowerCase()],
      allowedBefore: true,
    });
    expect(String(found)).toBe(
      'sagemaker:UpdateNotebookInstance on arn:x:sagemaker:x:x:notebook-instance/x, without sagemaker:minimuminstancemetadataserviceversion, is allowed before and explicitly denied after the change; before: allowed by Allow *; after: explicitly denied by Mine',
    );
  });

  test('between our guardrail and a comparison of numbers is a creation without the key', () => {
    const found = PolicyDifference.between(
      guardrail(guardrails.Guardrail.imdsV2Notebooks()),
      deny(NOTEBOOKS, { NumericLessThan: { [VERSION]: '2' } }),
    );
    expect(found).toMatchObject({ action: NOTEBOOKS[0], missingKeys: [VERSION.toLowerCase()], allowedBefore: false });
  });

  test('between one permission and two is what the second allows alone', () => {
    const roles = { executionRoleArns: ['arn:aws:iam::111122223333:role/Training'] };
    const isolated = permissions.Permission.isolatedTraining(roles);
    const small = permissions.Permission.trainingOnInstanceTypes({ ...roles, instanceTypes: ['ml.m5.large'] });
    const [one, both] = [permission(isolated), permission(isolated, small)];
    const found = PolicyDifference.between(one, both);
    expect(found).toMatchObject({ action: 'sagemaker:CreateHyperParameterTuningJob', allowedBefore: false });
    expect(found?.keys['sagemaker:instancetypes']).toEqual(['ml.m5.large']);
    expect(found?.missingKeys).toContain('sagemaker:networkisolation');
  });

  test('between the trust policies of two features is a source ARN', () => {
    const found = PolicyDifference.between(trustOf(trust.Feature.TRAINING), trustOf(trust.Feature.STUDIO));
    expect(found).toMatchObject({ action: 'sts:AssumeRole', principal: 'sagemaker.amazonaws.com' });
    expect(found?.keys['aws:sourcearn'][0]).toMatch(/^arn:aws:sagemaker:us-east-1:111122223333:/);
  });

  test('is nothing for guardrails in another order', () => {
    const { imdsV2Notebooks, noNotebookRootAccess } = guardrails.Guardrail;
    const [one, other] = [
      guardrail(imdsV2Notebooks(), noNotebookRootAccess()),
      guardrail(noNotebookRootAccess(), imdsV2Notebooks()),
    ];
    expect(PolicyDifference.between(one, other)).toBeUndefined();
    expect(() => PolicyDifference.assertNone(one, other)).not.toThrow();
  });

  test('is an error where there must be none', () => {
    const [one, other] = [deny(NOTEBOOKS, {}), deny([NOTEBOOKS[0]], {})];
    expect(() => PolicyDifference.assertNone(one, other)).toThrow(
      '[PoliciesDiffer] sagemaker:UpdateNotebookInstance on arn:x:sagemaker:x:x:notebook-instance/x, whatever its condition keys, is explicitly denied before and allowed after the change; before: explicitly denied by Mine; after: allowed by Allow *',
    );
  });
});

describe('references', () => {
  const allow = (Resource: unknown) =>
    JSON.stringify({ Statement: { Effect: 'Allow', Action: 'sagemaker:DescribeDomain', Resource } });
  const literal = allow('arn:aws:sagemaker:us-east-1:111122223333:domain/d-a');

  test.each<[string, unknown]>([
    ['Ref', { 'Fn::Join': ['', ['arn:aws:sagemaker:us-east-1:111122223333:domain/', { Ref: 'Domain' }]] }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Domain', 'DomainArn'] }],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Domain.DomainArn' }],
    ['Fn::Sub', { 'Fn::Sub': 'arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:domain/${Domain}' }],
  ])('of %s have their values', (_, resource) => {
    const references = { Domain: 'd-a', 'Domain.DomainArn': 'arn:aws:sagemaker:us-east-1:111122223333:domain/d-a' };
    expect(PolicyDifference.between(literal, allow(resource), { references })).toBeUndefined();
    expect(PolicyDifference.between(allow(resource), allow('*'), { references })).toMatchObject({
      action: 'sagemaker:DescribeDomain',
      allowedBefore: false,
    });
  });

  test('of pseudo parameters can be given', () => {
    const resource = { 'Fn::Sub': 'arn:${AWS::Partition}:sagemaker:${AWS::Region}:111122223333:domain/d-a' };
    const references = { 'AWS::Region': 'eu-west-1' };
    expect(PolicyDifference.between(literal, allow(resource), { references })?.resource).toMatch(
      /^arn:aws:sagemaker:(us-east|eu-west)-1:111122223333:domain\/d-a$/,
    );
  });

  test('without a value are errors, all at once', () => {
    const resources = [{ Ref: 'One' }, { 'Fn::GetAtt': ['Two', 'Arn'] }, { 'Fn::ImportValue': 'Three' }];
    const compare = () => PolicyDifference.between(literal, allow(resources));
    expect(codesOf(compare)).toEqual(['UnresolvedPolicy', 'UnresolvedPolicy', 'UnresolvedPolicy']);
    expect(compare).toThrow('references must have the value of every reference in the policies, got none for Two.Arn');
  });

  test.each<[string, string, string]>([
    ['no JSON', '{', 'JSON'],
    ['nothing', '{}', 'a policy document must have Statement, got {}'],
    ['another operator', deny(NOTEBOOKS, { DateLessThan: { 'aws:CurrentTime': '2030' } }), 'DateLessThan'],
  ])('cannot make a policy of %s', (_, given, message) => {
    expect(codesOf(() => PolicyDifference.between(given, literal))).toEqual(['UnresolvedPolicy']);
    expect(() => PolicyDifference.between(given, literal)).toThrow(message);
  });
});
