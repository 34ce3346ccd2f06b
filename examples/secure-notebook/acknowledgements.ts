import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type Acknowledgement, inPacks } from '../shared/acknowledgement';
import type { SecureNotebookStack } from './secure-notebook-stack';

const LOGS = 'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/sagemaker/NotebookInstances';
const [HIPAA, NIST_4, NIST_5, PCI] = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];

/** What the rule packs find and this app means, each with its reason. Taking one away makes the synthesis fail. */
export function acknowledgements({ accessLogs, data, notebook, vpc }: SecureNotebookStack): Acknowledgement[] {
  return [
    ...grantsOfData(notebook.role),
    ...ownLogs(notebook.role),
    ...[data, accessLogs].flatMap(keptInRegion),
    ...inPacks(
      [HIPAA, NIST_5, PCI],
      accessLogs,
      'S3DefaultEncryptionKMS',
      'S3 delivers server access logs only to buckets that are encrypted with SSE-S3',
    ),
    ...inPacks(
      [HIPAA, NIST_4, NIST_5, PCI],
      vpc,
      'VPCDefaultSecurityGroupClosed',
      'Nothing uses the default security group; closing it would take a custom resource',
    ),
  ];
}

/** The warnings of the library that this app means. */
export function acknowledgeWarnings({ idleStop }: SecureNotebookStack): void {
  Validations.of(idleStop).acknowledge({
    id: 'cdk-secure-sagemaker:notebook.lifecycleConfigRunsAsRoot',
    reason: 'The script is reviewed with this app; only its deployment role may change it',
  });
}

function keptInRegion(bucket: IConstruct): Acknowledgement[] {
  return [
    ...inPacks([HIPAA, NIST_4, NIST_5, PCI], bucket, 'S3BucketReplicationEnabled', 'The data stays in one region'),
    ...inPacks(
      [NIST_4],
      bucket,
      'S3BucketDefaultLockEnabled',
      'Versions are kept; a retention period is a decision of the data owner',
    ),
  ];
}

function grantsOfData(role: IConstruct): Acknowledgement[] {
  return [
    ...wildcards(role, 'Reading and writing the objects of the data bucket, as s3.Bucket.grantReadWrite grants it', [
      'Action::s3:Abort*',
      'Action::s3:DeleteObject*',
      'Action::s3:GetBucket*',
      'Action::s3:GetObject*',
      'Action::s3:List*',
      'Resource::<Data666C94C7.Arn>/*',
    ]),
    ...wildcards(role, 'Use of the key of the data bucket, as kms.Key.grantEncryptDecrypt grants it', [
      'Action::kms:GenerateDataKey*',
      'Action::kms:ReEncrypt*',
    ]),
  ];
}

function ownLogs(role: IConstruct): Acknowledgement[] {
  return wildcards(role, 'The log streams of this notebook instance alone, and its log group', [
    `Resource::${LOGS}:*`,
    `Resource::${LOGS}:log-stream:<Notebook985EE735.NotebookInstanceName>/*`,
  ]);
}

function wildcards(scope: IConstruct, reason: string, findings: readonly string[]): Acknowledgement[] {
  return findings.map((finding) => ({ scope, finding: `AwsSolutions-IAM5[${finding}]`, reason }));
}
