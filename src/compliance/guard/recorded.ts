import type { GuardedRule } from './text';

/**
 * What AWS Config records of each type, without `configuration.` before it, as far as rules read it. The metadata version
 * and the platform of notebook instances are not recorded.
 *
 * @see https://github.com/awslabs/aws-config-resource-schema
 */
const RECORDED: Readonly<Record<string, readonly string[]>> = {
  'AWS::SageMaker::NotebookInstance': [
    'AcceleratorTypes',
    'DirectInternetAccess',
    'KmsKeyId',
    'RootAccess',
    'SecurityGroupIds',
    'SubnetId',
  ],
  'AWS::SageMaker::Domain': [
    'AppNetworkAccessType',
    'AuthMode',
    'DefaultUserSettings.SharingSettings.NotebookOutputOption',
    'KmsKeyId',
  ],
};

/** Whether AWS Config records everything that a rule reads. */
export function isRecorded({ type, clauses }: GuardedRule): boolean {
  const recorded = RECORDED[type] ?? [];
  return clauses.flatMap(({ paths }) => paths).every((path) => recorded.includes(path));
}
