import { Rule } from '../../../src/compliance';
import { ruleCases } from '../support';

const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };
const OWNER = { Key: 'owner', Value: 'team' };

describe.each([
  ['AWS::SageMaker::AppImageConfig', Rule.APP_IMAGE_CONFIG_TAGGED],
  ['AWS::SageMaker::Domain', Rule.DOMAIN_TAGGED],
  ['AWS::SageMaker::FeatureGroup', Rule.FEATURE_GROUP_TAGGED],
  ['AWS::SageMaker::Image', Rule.IMAGE_TAGGED],
  ['AWS::SageMaker::InferenceExperiment', Rule.INFERENCE_EXPERIMENT_TAGGED],
] as const)('%s', (type, rule) => {
  ruleCases(rule, type, [
    { name: 'a tag', properties: { Tags: [OWNER] }, is: 'pass' },
    { name: 'a tag without value', properties: { Tags: [{ Key: 'owner', Value: '' }] }, is: 'pass' },
    { name: 'a tag beside those of AWS', properties: { Tags: [{ Key: 'aws:cdk', Value: '1' }, OWNER] }, is: 'pass' },
    {
      name: 'a key that is made of what is not known',
      properties: { Tags: [{ Key: { 'Fn::Sub': '${AWS::StackName}-owner' } }] },
      is: 'pass',
    },
    { name: 'no tags', properties: {}, is: 'fail', saying: ['Tags must have a tag of yours, got none'] },
    { name: 'an empty list', properties: { Tags: [] }, is: 'fail' },
    { name: 'tags of AWS', properties: { Tags: [{ Key: 'aws:cdk', Value: '1' }] }, is: 'fail' },
    { name: 'tags that are not known', properties: { Tags: { 'Fn::ImportValue': 'tags' } }, is: 'cannot tell' },
    {
      name: 'a key that is a parameter',
      properties: { Tags: [{ Key: OPEN, Value: 'team' }] },
      besides: PARAMETERS,
      is: 'cannot tell',
    },
    {
      name: 'a tag in one branch',
      properties: { Tags: [{ 'Fn::If': ['Owned', OWNER, { Ref: 'AWS::NoValue' }] }] },
      besides: { ...PARAMETERS, Conditions: { Owned: { 'Fn::Equals': [OPEN, 'yes'] } } },
      is: 'fail',
      saying: ['Tags must have a tag of yours, got none (where Owned is false)'],
    },
  ]);
});

describe.each([
  ['AWS::SageMaker::FeatureGroup', Rule.FEATURE_GROUP_DESCRIBED, 'Description'],
  ['AWS::SageMaker::Image', Rule.IMAGE_DESCRIBED, 'ImageDescription'],
] as const)('%s', (type, rule, property) => {
  ruleCases(rule, type, [
    { name: 'a description', properties: { [property]: 'What it is for' }, is: 'pass' },
    {
      name: 'a description with what is not known',
      properties: { [property]: { 'Fn::Sub': 'Of ${AWS::StackName}' } },
      is: 'pass',
    },
    { name: 'no description', properties: {}, is: 'fail', saying: [`${property} must be a description, got nothing`] },
    { name: 'an empty description', properties: { [property]: '' }, is: 'fail' },
    { name: 'a parameter', properties: { [property]: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
  ]);
});
