import type { Json } from '../support';

/** A template that several tools judge. */
export interface AgreementTemplate {
  readonly name: string;
  readonly json: Json;
}

const SECURE: Json = {
  InstanceType: 'ml.t3.medium',
  RoleArn: 'arn:aws:iam::111122223333:role/notebook',
  DirectInternetAccess: 'Disabled',
  RootAccess: 'Disabled',
  PlatformIdentifier: 'notebook-al2023-v1',
  SubnetId: 'subnet-0123456789abcdef0',
  SecurityGroupIds: ['sg-0123456789abcdef0'],
  KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012',
};

const PARAMETERS = {
  Given: { Type: 'String' },
  Disabled: { Type: 'String', Default: 'Disabled' },
  Enabled: { Type: 'String', Default: 'Enabled' },
  Subnet: { Type: 'AWS::EC2::Subnet::Id' },
  Groups: { Type: 'List<AWS::EC2::SecurityGroup::Id>' },
};
const CONDITIONS = { Chosen: { 'Fn::Equals': [{ Ref: 'Given' }, 'yes'] } };
const NETWORK = {
  MySubnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-0123456789abcdef0', CidrBlock: '10.0.0.0/24' } },
  MyGroup: {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription: 'Notebooks', VpcId: 'vpc-0123456789abcdef0' },
  },
  MyKey: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } },
};

function template(name: string, type: string, properties: Json, sections: Json = {}): AgreementTemplate {
  return {
    name,
    json: {
      ...sections,
      Resources: {
        ...(sections.Resources as object),
        Subject: { Type: `AWS::SageMaker::${type}`, Properties: properties },
      },
    },
  };
}

function notebook(name: string, properties: Json, sections: Json = {}): AgreementTemplate {
  const all = Object.entries({ ...SECURE, ...properties }).filter(([, value]) => value !== undefined);
  return template(name, 'NotebookInstance', Object.fromEntries(all), sections);
}

function open(name: string, properties: Json): AgreementTemplate {
  return notebook(name, properties, { Parameters: PARAMETERS, Conditions: CONDITIONS });
}

const NOTEBOOKS: readonly AgreementTemplate[] = [
  notebook('a secure notebook', {}),
  template('a notebook with nothing', 'NotebookInstance', {
    InstanceType: SECURE.InstanceType,
    RoleArn: SECURE.RoleArn,
  }),
  notebook('a notebook with internet access', { DirectInternetAccess: 'Enabled' }),
  notebook('a notebook without a word on internet access', { DirectInternetAccess: undefined }),
  notebook('a notebook with root access', { RootAccess: 'Enabled' }),
  notebook('a notebook without a word on root access', { RootAccess: undefined }),
  notebook('a notebook without subnet', { SubnetId: undefined }),
  notebook('a notebook without security groups', { SecurityGroupIds: undefined }),
  notebook('a notebook with an empty list of security groups', { SecurityGroupIds: [] }),
  notebook('a notebook without key', { KmsKeyId: undefined }),
  notebook('a notebook with the key of AWS', { KmsKeyId: 'alias/aws/sagemaker' }),
  notebook('a notebook on an old platform', { PlatformIdentifier: 'notebook-al2-v3' }),
  notebook('a notebook without platform', { PlatformIdentifier: undefined }),
  notebook(
    'a notebook with a network and key of the stack',
    {
      SubnetId: { Ref: 'MySubnet' },
      SecurityGroupIds: [{ 'Fn::GetAtt': ['MyGroup', 'GroupId'] }],
      KmsKeyId: { 'Fn::GetAtt': ['MyKey', 'Arn'] },
    },
    { Resources: NETWORK },
  ),
  notebook('a notebook with a network and key of another stack', {
    SubnetId: { 'Fn::ImportValue': 'Network:Subnet' },
    SecurityGroupIds: [{ 'Fn::ImportValue': 'Network:Group' }],
    KmsKeyId: { 'Fn::ImportValue': 'Network:Key' },
  }),
  open('a notebook with a network by parameters of AWS', {
    SubnetId: { Ref: 'Subnet' },
    SecurityGroupIds: { Ref: 'Groups' },
  }),
  open('a notebook with internet access by a parameter', { DirectInternetAccess: { Ref: 'Given' } }),
  open('a notebook with root access by a parameter', { RootAccess: { Ref: 'Given' } }),
  open('a notebook with a key by a parameter', { KmsKeyId: { Ref: 'Given' } }),
  open('a notebook without root access by a default', { RootAccess: { Ref: 'Disabled' } }),
  open('a notebook with root access by a default', { RootAccess: { Ref: 'Enabled' } }),
  open('a notebook without internet access in both branches', {
    DirectInternetAccess: { 'Fn::If': ['Chosen', 'Disabled', 'Disabled'] },
  }),
  open('a notebook with internet access in one branch', {
    DirectInternetAccess: { 'Fn::If': ['Chosen', 'Enabled', 'Disabled'] },
  }),
  open('a notebook with root access in one branch', { RootAccess: { 'Fn::If': ['Chosen', 'Enabled', 'Disabled'] } }),
  open('a notebook without key in one branch', {
    KmsKeyId: { 'Fn::If': ['Chosen', SECURE.KmsKeyId, { Ref: 'AWS::NoValue' }] },
  }),
];

const VARIANTS = [
  {
    ModelName: 'churn',
    VariantName: 'all',
    InitialVariantWeight: 1,
    InitialInstanceCount: 2,
    InstanceType: 'ml.m5.large',
  },
];
const MODEL = { ExecutionRoleArn: 'arn:aws:iam::111122223333:role/model' };
const DOMAIN = {
  DomainName: 'science',
  AuthMode: 'IAM',
  VpcId: 'vpc-0123456789abcdef0',
  SubnetIds: ['subnet-0123456789abcdef0'],
  DefaultUserSettings: {},
};
const EXPERIMENT = {
  Name: 'shadow',
  Type: 'ShadowMode',
  EndpointName: 'churn',
  ModelVariants: [],
  RoleArn: 'arn:aws:iam::111122223333:role/experiment',
};

const OTHERS: readonly AgreementTemplate[] = [
  template('an endpoint with a key', 'EndpointConfig', { ProductionVariants: VARIANTS, KmsKeyId: 'alias/endpoints' }),
  template('an endpoint without key', 'EndpointConfig', { ProductionVariants: VARIANTS }),
  template('an endpoint with a key of another stack', 'EndpointConfig', {
    ProductionVariants: VARIANTS,
    KmsKeyId: { 'Fn::ImportValue': 'Keys:Endpoints' },
  }),
  template(
    'an endpoint with a key by a parameter',
    'EndpointConfig',
    { ProductionVariants: VARIANTS, KmsKeyId: { Ref: 'Given' } },
    { Parameters: PARAMETERS },
  ),
  template('an isolated model', 'Model', { ...MODEL, EnableNetworkIsolation: true }),
  template('a model that is isolated as text', 'Model', { ...MODEL, EnableNetworkIsolation: 'true' }),
  template('a model that is not isolated', 'Model', { ...MODEL, EnableNetworkIsolation: false }),
  template('a model without a word on isolation', 'Model', MODEL),
  template('a domain in its VPC', 'Domain', { ...DOMAIN, AppNetworkAccessType: 'VpcOnly' }),
  template('a domain with internet access', 'Domain', { ...DOMAIN, AppNetworkAccessType: 'PublicInternetOnly' }),
  template('a domain without a word on its network', 'Domain', DOMAIN),
  template('an experiment with a key', 'InferenceExperiment', { ...EXPERIMENT, KmsKey: 'alias/experiments' }),
  template('an experiment without key', 'InferenceExperiment', EXPERIMENT),
];

export const TEMPLATES = [...NOTEBOOKS, ...OTHERS];
