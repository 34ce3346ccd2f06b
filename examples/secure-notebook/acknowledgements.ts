import { Validations } from 'aws-cdk-lib';
import type { SecureNotebookStack } from './secure-notebook-stack';

const LOGS = 'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/sagemaker/NotebookInstances';

/** What the rule packs find and this app means, each with its reason. Taking one away makes the synthesis fail. */
export function acknowledgeFindings({ accessLogs, data, idleStop, notebook, vpc }: SecureNotebookStack): void {
  Validations.of(notebook.role).acknowledge(
    ...wildcards('Reading and writing the objects of the data bucket, as s3.Bucket.grantReadWrite grants it', [
      'Action::s3:Abort*',
      'Action::s3:DeleteObject*',
      'Action::s3:GetBucket*',
      'Action::s3:GetObject*',
      'Action::s3:List*',
      'Resource::<Data666C94C7.Arn>/*',
    ]),
    ...wildcards('Use of the key of the data bucket, as kms.Key.grantEncryptDecrypt grants it', [
      'Action::kms:GenerateDataKey*',
      'Action::kms:ReEncrypt*',
    ]),
  );
  const ownLogs = 'The log streams of this notebook instance alone, and its log group';
  for (const finding of [
    `Resource::${LOGS}:*`,
    `Resource::${LOGS}:log-stream:<Notebook985EE735.NotebookInstanceName>/*`,
  ]) {
    // Validations.acknowledge refuses ids in which '::' stands more than once, as it does in findings about such ARNs.
    notebook.role.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, {
      [`AwsSolutions-IAM5[${finding}]`]: ownLogs,
    });
  }
  const inOneRegion = 'The data stays in one region';
  const noObjectLock = 'Versions are kept; a retention period is a decision of the data owner';
  for (const bucket of [data, accessLogs]) {
    Validations.of(bucket).acknowledge(
      { id: 'HIPAA.Security-S3BucketReplicationEnabled', reason: inOneRegion },
      { id: 'NIST.800.53.R4-S3BucketReplicationEnabled', reason: inOneRegion },
      { id: 'NIST.800.53.R5-S3BucketReplicationEnabled', reason: inOneRegion },
      { id: 'PCI.DSS.321-S3BucketReplicationEnabled', reason: inOneRegion },
      { id: 'NIST.800.53.R4-S3BucketDefaultLockEnabled', reason: noObjectLock },
    );
  }
  const serverAccessLogs = 'S3 delivers server access logs only to buckets that are encrypted with SSE-S3';
  Validations.of(accessLogs).acknowledge(
    { id: 'HIPAA.Security-S3DefaultEncryptionKMS', reason: serverAccessLogs },
    { id: 'NIST.800.53.R5-S3DefaultEncryptionKMS', reason: serverAccessLogs },
    { id: 'PCI.DSS.321-S3DefaultEncryptionKMS', reason: serverAccessLogs },
  );
  const unused = 'Nothing uses the default security group; closing it would take a custom resource';
  Validations.of(vpc).acknowledge(
    { id: 'HIPAA.Security-VPCDefaultSecurityGroupClosed', reason: unused },
    { id: 'NIST.800.53.R4-VPCDefaultSecurityGroupClosed', reason: unused },
    { id: 'NIST.800.53.R5-VPCDefaultSecurityGroupClosed', reason: unused },
    { id: 'PCI.DSS.321-VPCDefaultSecurityGroupClosed', reason: unused },
  );
  Validations.of(idleStop).acknowledge({
    id: 'cdk-secure-sagemaker:notebook.lifecycleConfigRunsAsRoot',
    reason: 'The script is reviewed with this app; only its deployment role may change it',
  });
}

function wildcards(reason: string, findings: string[]): { id: string; reason: string }[] {
  return findings.map((finding) => ({ id: `AwsSolutions-IAM5[${finding}]`, reason }));
}
