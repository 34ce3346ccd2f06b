import { permissions } from '../../../src';
import { SAMPLES } from '../../permissions/samples';
import type { LintRules } from '../policies';
import { managedPolicies, type Subject } from '../policies';

/** Which operator permissions may use on which key. Those that hold for an absent key are for updates and what a request need not have. */
export const PERMISSIONS_RULES: LintRules = {
  operators: {
    ArnEquals: ['sagemaker:OutputKmsKeyArn', 'sagemaker:VolumeKmsKeyArn'],
    ArnLike: ['sagemaker:OwnerUserProfileArn', 'sagemaker:WorkteamArn'],
    ArnLikeIfExists: ['sagemaker:WorkteamArn'],
    Bool: ['sagemaker:NetworkIsolation'],
    'ForAllValues:ArnLike': ['sagemaker:NotebookInstanceLifecycleConfigArns'],
    'ForAllValues:StringEquals': ['aws:TagKeys', 'sagemaker:VpcSecurityGroupIds', 'sagemaker:VpcSubnets'],
    'ForAllValues:StringLike': ['sagemaker:InstanceTypes'],
    IpAddress: ['aws:SourceIp'],
    Null: [
      'aws:TagKeys',
      'sagemaker:FileSystemId',
      'sagemaker:InstanceTypes',
      'sagemaker:NotebookInstanceLifecycleConfigArns',
      'sagemaker:VolumeKmsKeyArn',
      'sagemaker:VpcSecurityGroupIds',
      'sagemaker:VpcSubnets',
    ],
    StringEquals: [
      'aws:RequestTag/Project',
      'aws:RequestTag/sagemaker:domain-arn',
      'aws:RequestedRegion',
      'aws:ResourceTag/Project',
      'aws:ResourceTag/sagemaker:domain-arn',
      'aws:SourceVpc',
      'aws:SourceVpce',
      'iam:PassedToService',
      'sagemaker:DirectInternetAccess',
      'sagemaker:FileSystemAccessMode',
      'sagemaker:FileSystemDirectoryPath',
      'sagemaker:FileSystemId',
      'sagemaker:FileSystemType',
      'sagemaker:MinimumInstanceMetadataServiceVersion',
      'sagemaker:RootAccess',
      'sagemaker:SearchVisibilityCondition/Tags.Project/EqualsIfExists',
      'sagemaker:SpaceSharingType',
      'sagemaker:TaggingAction',
      'sagemaker:WorkteamType',
    ],
    StringEqualsIfExists: [
      'sagemaker:MinimumInstanceMetadataServiceVersion',
      'sagemaker:RootAccess',
      'sagemaker:WorkteamType',
    ],
    StringLike: ['sagemaker:FileSystemDirectoryPath'],
    StringNotLike: ['sagemaker:FileSystemDirectoryPath'],
  },
};

/** Every sample in a policy of its own. */
export const PERMISSIONS_SUBJECTS: Readonly<Record<string, Subject>> = Object.fromEntries(
  Object.entries(SAMPLES).map(([name, sample]) => [
    `Permission.${name}`,
    {
      policies: managedPolicies,
      build: (stack) => {
        new permissions.PermissionPolicy(stack, 'Permissions', { permissions: [sample(stack)] });
      },
    } satisfies Subject,
  ]),
);
