import type { Acknowledgement } from './acknowledgement';

const FUNCTION = 'AWS::Lambda::Function';
const POLICY = 'AWS::IAM::ManagedPolicy';

/** What Checkov finds in the templates of the samples and examples. */
export const CHECKOV: readonly Acknowledgement[] = [
  {
    rule: /^CKV_AWS_1(07|08|09|10|11)$/,
    type: POLICY,
    path: /^Boundary\/Policy\/Resource$/,
    reason: 'A permissions boundary allows everything that its Deny statements do not match, and grants nothing',
  },
  {
    rule: /^CKV_AWS_111$/,
    type: POLICY,
    path: /^(.*\/)?(Urls|Canary)\/Function\/Role\/Permissions\/Resource$/,
    reason:
      'Lambda creates network interfaces with this role, which have no ARN before that; the code is denied all of it',
  },
  {
    rule: /^CKV_AWS_111$/,
    type: POLICY,
    path: /^Host\/Sessions\/Resource$/,
    reason: 'IAM knows no resources for the channels of Session Manager and the registration of a host',
  },
  {
    rule: /^CKV_AWS_115$/,
    type: FUNCTION,
    path: /^.*Function\/Resource$/,
    reason:
      'The stage of the API limits requests; CloudFormation calls the reconciler once for each list and deployment, and a cleanup twice in all',
  },
  {
    rule: /^CKV_AWS_116$/,
    type: FUNCTION,
    path: /^.*Function\/Resource$/,
    reason: 'The caller waits for the response, so there is no queue in which an event could be lost',
  },
  {
    rule: /^CKV_AWS_117$/,
    type: FUNCTION,
    path: /^(.*\/)?(AuthorizerFunction|Portal\/Function|Reconciler|Cleanup\/Function|Revocation\/Function|Fleet\/Function)\/Function\/Resource$/,
    reason:
      'The authorizer fetches public keys over the internet; a fleet calls only APIs of AWS; the others answer CloudFormation or an operator, and a cleanup outlives the VPC',
  },
  {
    rule: /^CKV_AWS_120$/,
    type: 'AWS::ApiGateway::Stage',
    path: /^.*DeploymentStage\.v1\/Resource$/,
    reason: 'A cache would return the URL of one user to the next',
  },
  {
    rule: /^CKV_AWS_173$/,
    type: FUNCTION,
    path: /^.*Function\/Resource$/,
    reason: 'The variables contain no secrets, and Lambda encrypts them with a key of AWS',
  },
  {
    rule: /^CKV_AWS_187$/,
    path: /^Kept(Domain|Notebook)\/Resource$/,
    reason: 'What is deployed has no customer key, and a key would replace it; a warning says so',
  },
  {
    rule: /^CKV2_AWS_68$/,
    path: /^KeptNotebook\/Resource$/,
    reason: 'The deployed role is not in the template, so Checkov cannot read its policies',
  },
  {
    rule: /^CKV_AWS_18$/,
    type: 'AWS::S3::Bucket',
    path: /^AccessLogs\/Resource$/,
    reason: 'The bucket receives the access logs of the other bucket, and logs of its own requests would never end',
  },
  {
    rule: /^CKV_AWS_18$/,
    type: 'AWS::S3::Bucket',
    path: /^Fleet\/Evidence\/Resource$/,
    reason: 'Only the function writes evidence, and a bucket with access logs can be passed instead',
  },
  {
    rule: /^CKV_AWS_192$/,
    type: 'AWS::WAFv2::WebACL',
    path: /^Api\/AddressLimit\/WebAcl$/,
    reason: 'The web ACL counts requests for each address; no code behind it uses Log4j',
  },
  {
    rule: /^CKV_AWS_45$/,
    type: FUNCTION,
    path: /^.*Reconciler\/Function\/Resource$/,
    reason: 'The name of a list has forty letters and digits, as a secret key has',
  },
  {
    rule: /^CKV_AWS_59$/,
    type: 'AWS::ApiGateway::Method',
    path: /^(.*\/)?Api\/Default\/((signin|callback|signed-out|logo|portal\.js)\/)?GET\/Resource$/,
    reason: 'The pages on which users sign in, which only the endpoint of the private API serves',
  },
];
