import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { check, type Fault } from './errors';

export interface VolumeKeyStatementsProps {
  /** The role, in a key policy; absent in an identity policy. */
  readonly principals?: iam.IPrincipal[];
  /** The ARN of the key; `*` in a key policy. */
  readonly keyArn: string;
}

export function volumeKeyFaults(encryptionKey: kms.IKeyRef | undefined): Fault[] {
  const isAlias = encryptionKey && ('aliasName' in encryptionKey || encryptionKey.keyRef.keyArn.includes(':alias/'));
  const message = 'encryptionKey must be a key, got an alias: IAM allows nothing by the ARN of an alias';
  return check(!isAlias, 'InvalidResourceArn', message);
}

/**
 * What SageMaker needs of a key to attach an encrypted volume for a role: use of the key through SageMaker and EC2
 * only, and grants to AWS services only.
 */
export function volumeKeyStatements(
  scope: IConstruct,
  { principals, keyArn }: VolumeKeyStatementsProps,
): iam.PolicyStatement[] {
  const { region, urlSuffix } = Stack.of(scope);
  const services = ['ec2', 'sagemaker'].map((service) => `${service}.${region}.${urlSuffix}`);
  return [
    new iam.PolicyStatement({
      sid: 'VolumeKeyUse',
      principals,
      resources: [keyArn],
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'],
      conditions: { StringEquals: { 'kms:ViaService': services } },
    }),
    new iam.PolicyStatement({
      sid: 'VolumeKeyGrants',
      principals,
      resources: [keyArn],
      actions: ['kms:CreateGrant'],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' }, StringEquals: { 'kms:ViaService': services } },
    }),
  ];
}
