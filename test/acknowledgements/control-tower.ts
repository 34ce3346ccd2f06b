import type { Acknowledgement } from './acknowledgement';

const BUCKET = 'AWS::S3::Bucket';

/** What the proactive controls of AWS Control Tower find in the templates of the samples and examples. */
export const CONTROL_TOWER: readonly Acknowledgement[] = [
  {
    rule: /^CT\.CLOUDWATCH\.PR\.1$/,
    type: 'AWS::CloudWatch::Alarm',
    path: /^(Access|Canary|Operations|Revocation|Table)\/.*$/,
    reason: 'The sample has no topic to notify, or the alarm of all outages notifies the operators',
  },
  {
    rule: /^CT\.CLOUDWATCH\.PR\.2$/,
    type: 'AWS::Logs::LogGroup',
    path: /^Domain\/Cleanup\/Function\/Logs\/Resource$/,
    reason: 'The sample sets a shorter retention than a year to show the option; the default satisfies the control',
  },
  {
    rule: /^CT\.EC2\.PR\.19$/,
    type: 'AWS::EC2::Instance',
    path: /^Host\/Instance\/Resource$/,
    reason: 'The host is the only instance, and opens nothing but TLS connections',
  },
  {
    rule: /^CT\.EC2\.PR\.8$/,
    type: 'AWS::EC2::Instance',
    path: /^Host\/Instance\/Resource$/,
    reason:
      'The subnet assigns no public addresses. With a network interface of its own, cdk-nag would not find the subnet of the host',
  },
  {
    rule: /^CT\.IAM\.PR\.[23]$/,
    type: 'AWS::IAM::ManagedPolicy',
    path: /^Boundary\/Policy\/Resource$/,
    reason: 'A permissions boundary allows everything that its Deny statements do not match, and grants nothing',
  },
  {
    rule: /^CT\.KMS\.PR\.3$/,
    type: 'AWS::KMS::Key',
    path: /^.*\/Resource$/,
    reason:
      'The key policy leaves permissions to IAM policies of the account. Those of this library allow kms:CreateGrant only for AWS services; an SCP can require it of everyone',
  },
  {
    rule: /^CT\.LAMBDA\.PR\.2$/,
    type: 'AWS::Lambda::Permission',
    path: /^.*Api.*$/,
    reason:
      'SourceArn is the ARN of one method or authorizer of the API, but a Fn::Join, which the control does not read',
  },
  {
    rule: /^CT\.LAMBDA\.PR\.3$/,
    type: 'AWS::Lambda::Function',
    path: /^(.*\/)?(AuthorizerFunction|Portal\/Function|Reconciler|Cleanup\/Function|Fleet\/Function|Revocation\/Function)\/Function\/Resource$/,
    reason:
      'The authorizer fetches public keys over the internet; the others answer CloudFormation or an operator, call AWS alone for a whole account, or outlive the VPC',
  },
  {
    rule: /^CT\.LAMBDA\.PR\.3$/,
    type: 'AWS::Lambda::Function',
    path: /^Access\/Urls\/Function\/Function\/Resource$/,
    reason: 'The subnets are Fn::ImportValue of another stack, which the control does not read',
  },
  {
    rule: /^CT\.S3\.PR\.(2|10)$/,
    type: BUCKET,
    path: /^AccessLogs\/Resource$/,
    reason: 'The bucket receives the access logs of the other bucket, which S3 delivers only without a KMS key',
  },
  {
    rule: /^CT\.S3\.PR\.[3469]$/,
    type: BUCKET,
    path: /^(AccessLogs|Data)\/Resource$/,
    reason: 'Lifecycle rules, object lock, and event notifications depend on the data, which the example does not know',
  },
  {
    rule: /^CT\.S3\.PR\.[23469]$/,
    type: BUCKET,
    path: /^Fleet\/Evidence\/Resource$/,
    reason:
      'Who keeps the evidence for how long, and who reads its access logs, depends on the organization, which can give a central bucket instead',
  },
];
