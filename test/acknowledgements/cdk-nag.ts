import type { Acknowledgement } from './acknowledgement';

const FUNCTION = /^.*Function\/Resource$/;
const STAGE = /^.*DeploymentStage\.v1\/Resource$/;

/** What the rule packs of cdk-nag find in the samples, without the names of the packs. */
export const CDK_NAG: readonly Acknowledgement[] = [
  {
    rule: /^(SM2|SageMakerNotebookInstanceKMSKeyConfigured)$/,
    path: /^KeptNotebook\/Resource$/,
    reason: 'The deployed notebook instance has no customer key, and a key would replace it; a warning says so',
  },
  {
    rule: /^LambdaConcurrency$/,
    path: FUNCTION,
    reason:
      'The stage of the API limits requests; CloudFormation calls the reconciler once for each list and deployment',
  },
  {
    rule: /^LambdaDLQ$/,
    path: FUNCTION,
    reason:
      'The caller waits for the response, or the next run of a schedule is due soon, so no event is lost that a queue would keep',
  },
  {
    rule: /^LambdaInsideVPC$/,
    path: /^.*(AuthorizerFunction|Portal\/Function|Reconciler|Cleanup\/Function|Revocation\/Function|Fleet\/Function)\/Function\/Resource$/,
    reason:
      'The authorizers and the portal call the identity provider over the internet; the others answer CloudFormation, a schedule or an operator, and a cleanup outlives the VPC',
  },
  {
    rule: /^DynamoDBInBackupPlan$/,
    path: /^.*\/Table\/Resource$/,
    reason: 'The template has the contents of the table, and point-in-time recovery is on',
  },
  {
    rule: /^DynamoDBInBackupPlan$/,
    path: /^Fleet\/State\/Resource$/,
    reason: 'The table has what is known between two runs, which read the fleet anew, and point-in-time recovery is on',
  },
  {
    rule: /^(S1|S3BucketLoggingEnabled)$/,
    path: /^Fleet\/Evidence\/Resource$/,
    reason:
      'Data events of CloudTrail record who reads the evidence, and a bucket for access logs belongs to the account',
  },
  {
    rule: /^S3Bucket(Replication|DefaultLock)Enabled$/,
    path: /^Fleet\/Evidence\/Resource$/,
    reason: 'evidenceBucket names a bucket with replication or a lock, such as the central one of an organization',
  },
  {
    rule: /^IAM5\[Resource::(\*|arn:<AWS::Partition>:sagemaker:[^\]]*:(domain|notebook-instance|notebook-instance-lifecycle-config)\/\*)\]$/,
    path: /^Fleet\/Function\/Role\/Permissions\/Resource$/,
    reason:
      'It reads the whole fleet, whoever created it; changes have conditions on tags and on the settings that are sent',
  },
  {
    rule: /^IAM5\[Resource::<FleetEvidence[^\]]*\/\*\]$/,
    path: /^Fleet\/Function\/Role\/Permissions\/Resource$/,
    reason: 'Each run writes objects with names of its own, below the account and region',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /^.*(Urls|Canary)\/Function\/Role\/Permissions\/Resource$/,
    reason:
      'Lambda creates network interfaces with this role, which have no ARN before that; the code is denied all of it',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /^(.*\/)?(Role\/Permissions|Permissions\/Policy|Execution\/Permissions|Shared\/Permissions)\/Resource$/,
    reason: 'IAM has no resource type for listing applications and spaces',
  },
  {
    rule: /^IAM5\[Resource::arn:<AWS::Partition>:sagemaker:[^\]]*:(app|space)\/<sagemaker:DomainId>\/\*\]$/,
    path: /^(.*\/)?(Role\/Permissions|Permissions\/Policy|Execution\/Permissions|Shared\/Permissions)\/Resource$/,
    reason: 'Users name their own applications and spaces; a condition requires that they own them',
  },
  {
    rule: /^IAM5\[Resource::arn:<AWS::Partition>:sagemaker:[^\]]*:user-profile\/d-a1b2c3d4e5f6\/\*\]$/,
    path: /^(.*\/)?(AccessRole|Role)\/Policy\/Resource$/,
    reason: 'The directory says which user profile a person may open, and it changes without the role',
  },
  {
    rule: /^IAM5\[Resource::arn:<AWS::Partition>:sagemaker:[^\]]*:image-version\/.*\/\*\]$/,
    path: /^Domain\/(RolePolicy|SharedSpacesPolicy)\/Resource$/,
    reason: 'The newest version of the image is attached, and versions have numbers',
  },
  {
    rule: /^IAM5\[Action::\*\]$|^IAM5\[Resource::\*\]$|^IAMPolicyNoStatementsWith(Admin|Full)Access$/,
    path: /^Boundary\/Policy\/Resource$/,
    reason: 'A permissions boundary allows everything that its Deny statements do not match, and grants nothing',
  },
  {
    rule: /^IAM5\[Resource::arn:<AWS::Partition>:sagemaker:[^\]]*:app\/\*\]$/,
    path: /^Revocation\/Function\/Role\/Permissions\/Resource$/,
    reason: 'It stops the applications of any user who is shut out, and users name them',
  },
  {
    rule: /^IAM5\[Resource::arn:<AWS::Partition>:s3:::hook-reports\/\*\]$/,
    path: /^Hook\/Policy\/Resource$/,
    reason: 'CloudFormation names the reports of a hook, which it writes to the bucket that the user names',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /^Image\/Role\/Permissions\/Resource$/,
    reason: 'ecr:GetAuthorizationToken has no resource type',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /^(Domain\/)?Cleanup\/Permissions\/Resource$/,
    reason: 'IAM has no resource type for the lists of SageMaker and EC2; responses are filtered by domain and tag',
  },
  {
    rule: /^IAM5\[Resource::arn:<AWS::Partition>:(ec2|sagemaker|elasticfilesystem):[^\]]*\/\*\]$/,
    path: /^(Domain\/)?Cleanup\/Permissions\/Resource$/,
    reason: 'Users and SageMaker name these resources; the ARN has the domain, or a condition requires its tag',
  },
  {
    rule: /^IAM4\[Policy::arn:<AWS::Partition>:iam::aws:policy\/service-role\/AmazonAPIGatewayPushToCloudWatchLogs\]$/,
    path: /^.*CloudWatchRole\/Resource$/,
    reason: 'API Gateway has one role for the logs of all APIs of an account, and AWS documents this policy for it',
  },
  {
    rule: /^APIGWCacheEnabledAndEncrypted$/,
    path: STAGE,
    reason: 'A cache would return the URL of one user to the next',
  },
  {
    rule: /^APIGWSSLEnabled$/,
    path: STAGE,
    reason: 'A client certificate is for servers, and behind this API is a function',
  },
  {
    rule: /^APIG3$|^APIGWAssociatedWithWAF$/,
    path: STAGE,
    reason: 'The API is private, and callers come through one endpoint; webAclArn attaches a web ACL',
  },
  { rule: /^COG4$/, path: /^.*Api\/Default\/.*$/, reason: 'Another identity provider authorizes the callers' },
  {
    rule: /^APIG4$/,
    path: /^.*Api\/Default\/(.*\/)?GET\/Resource$/,
    reason: 'The pages of a portal are for browsers that are not signed in yet; the resource policy names each of them',
  },
  { rule: /^CloudWatchAlarmAction$/, path: /^.*$/, reason: 'The sample has no topic to notify' },
];
