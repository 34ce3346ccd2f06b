import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { SecureNotebookStack } from './secure-notebook-stack';

const LOGS = 'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/sagemaker/NotebookInstances';
const [HIPAA, NIST_4, NIST_5, PCI] = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];

/** What the rule packs find and this app means, each with its reason. Taking one away makes the synthesis fail. */
export function acknowledgeFindings({ accessLogs, data, idleStop, notebook, vpc }: SecureNotebookStack): void {
  acknowledgeWildcards(notebook.role);
  acknowledgeOwnLogs(notebook.role);
  for (const bucket of [data, accessLogs]) {
    acknowledge(bucket, 'The data stays in one region', [HIPAA, NIST_4, NIST_5, PCI], 'S3BucketReplicationEnabled');
    acknowledge(
      bucket,
      'Versions are kept; a retention period is a decision of the data owner',
      [NIST_4],
      'S3BucketDefaultLockEnabled',
    );
  }
  acknowledge(
    accessLogs,
    'S3 delivers server access logs only to buckets that are encrypted with SSE-S3',
    [HIPAA, NIST_5, PCI],
    'S3DefaultEncryptionKMS',
  );
  acknowledge(
    vpc,
    'Nothing uses the default security group; closing it would take a custom resource',
    [HIPAA, NIST_4, NIST_5, PCI],
    'VPCDefaultSecurityGroupClosed',
  );
  Validations.of(idleStop).acknowledge({
    id: 'cdk-secure-sagemaker:notebook.lifecycleConfigRunsAsRoot',
    reason: 'The script is reviewed with this app; only its deployment role may change it',
  });
}

/** A rule of several packs. */
function acknowledge(scope: IConstruct, reason: string, packs: readonly string[], rule: string): void {
  Validations.of(scope).acknowledge(...packs.map((pack) => ({ id: `${pack}-${rule}`, reason })));
}

function acknowledgeWildcards(role: IConstruct): void {
  Validations.of(role).acknowledge(
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
}

function wildcards(reason: string, findings: readonly string[]): { id: string; reason: string }[] {
  return findings.map((finding) => ({ id: `AwsSolutions-IAM5[${finding}]`, reason }));
}

function acknowledgeOwnLogs(role: IConstruct): void {
  for (const resource of [`${LOGS}:*`, `${LOGS}:log-stream:<Notebook985EE735.NotebookInstanceName>/*`]) {
    // Validations.acknowledge refuses ids in which '::' stands more than once, as it does in findings about such ARNs.
    role.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, {
      [`AwsSolutions-IAM5[Resource::${resource}]`]:
        'The log streams of this notebook instance alone, and its log group',
    });
  }
}
