import { Rule } from '../../../src/compliance';
import { type Json, ruleCases } from '../support';

const PARAMETERS = { Parameters: { Isolated: { Type: 'String' } } };

ruleCases(Rule.MODEL_NETWORK_ISOLATION, 'AWS::SageMaker::Model', [
  { name: 'isolated', properties: { EnableNetworkIsolation: true }, is: 'pass' },
  { name: 'isolated in text', properties: { EnableNetworkIsolation: 'true' }, is: 'pass' },
  {
    name: 'not isolated',
    properties: { EnableNetworkIsolation: false },
    is: 'fail',
    saying: ['EnableNetworkIsolation must be "true", got "false"'],
  },
  { name: 'not said', properties: {}, is: 'fail' },
  {
    name: 'a parameter',
    properties: { EnableNetworkIsolation: { Ref: 'Isolated' } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

const SUBNET = { Resources: { Subnet: { Type: 'AWS::EC2::Subnet' } } };

ruleCases(Rule.MODEL_IN_VPC, 'AWS::SageMaker::Model', [
  {
    name: 'subnets',
    properties: { VpcConfig: { Subnets: [{ Ref: 'Subnet' }, 'subnet-1'], SecurityGroupIds: ['sg-1'] } },
    besides: SUBNET,
    is: 'pass',
  },
  {
    name: 'a subnet of another app',
    properties: { VpcConfig: { Subnets: [{ 'Fn::ImportValue': 'subnet' }] } },
    is: 'pass',
  },
  { name: 'no VPC', properties: {}, is: 'fail', saying: ['VpcConfig.Subnets must be a subnet, got nothing'] },
  { name: 'no subnets', properties: { VpcConfig: { Subnets: [] } }, is: 'fail' },
  {
    name: 'an empty subnet',
    properties: { VpcConfig: { Subnets: [''] } },
    is: 'fail',
    saying: ['VpcConfig.Subnets.0 must be a subnet, got ""'],
  },
  {
    name: 'a parameter',
    properties: { VpcConfig: { Subnets: [{ Ref: 'Isolated' }] } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a configuration that is not known',
    properties: { VpcConfig: { 'Fn::ImportValue': 'vpc' } },
    is: 'cannot tell',
  },
  {
    name: 'no VPC in one branch',
    properties: { VpcConfig: { 'Fn::If': ['Private', { Subnets: ['subnet-1'] }, { Ref: 'AWS::NoValue' }] } },
    besides: { ...PARAMETERS, Conditions: { Private: { 'Fn::Equals': [{ Ref: 'Isolated' }, 'yes'] } } },
    is: 'fail',
    saying: ['VpcConfig.Subnets must be a subnet, got nothing (where Private is false)'],
  },
]);

function from(mode: unknown): Json {
  return { Image: 'registry.example.com/image', ImageConfig: { RepositoryAccessMode: mode } };
}

ruleCases(Rule.MODEL_PRIMARY_PRIVATE_REGISTRY, 'AWS::SageMaker::Model', [
  { name: 'a registry in the VPC', properties: { PrimaryContainer: from('Vpc') }, is: 'pass' },
  {
    name: 'Amazon ECR',
    properties: { PrimaryContainer: from('Platform') },
    is: 'fail',
    saying: ['PrimaryContainer.ImageConfig.RepositoryAccessMode must be "Vpc", got "Platform"'],
  },
  { name: 'not said, which is Amazon ECR', properties: { PrimaryContainer: { Image: 'image' } }, is: 'fail' },
  { name: 'no primary container', properties: { Containers: [from('Platform')] }, is: 'not judged' },
  {
    name: 'a parameter',
    properties: { PrimaryContainer: from({ Ref: 'Isolated' }) },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

ruleCases(Rule.MODEL_CONTAINERS_PRIVATE_REGISTRY, 'AWS::SageMaker::Model', [
  { name: 'a registry in the VPC', properties: { Containers: [from('Vpc'), from('Vpc')] }, is: 'pass' },
  {
    name: 'one of Amazon ECR',
    properties: { Containers: [from('Vpc'), { Image: 'image' }] },
    is: 'fail',
    saying: ['Containers.1.ImageConfig.RepositoryAccessMode must be "Vpc", got nothing'],
  },
  { name: 'no pipeline', properties: { PrimaryContainer: from('Platform') }, is: 'not judged' },
  {
    name: 'a parameter',
    properties: { Containers: [from({ Ref: 'Isolated' })] },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'containers that are not known',
    properties: { Containers: { 'Fn::ImportValue': 'containers' } },
    is: 'cannot tell',
  },
]);
