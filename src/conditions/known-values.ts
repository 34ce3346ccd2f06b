import { AuthMode } from './auth-mode';
import { FileSystemAccessMode } from './file-system-access-mode';
import { FileSystemType } from './file-system-type';
import { WorkteamType } from './workteam-type';

/** The values that SageMaker sends for keys of which they are known. */
export const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  'sagemaker:AppNetworkAccessType': ['PublicInternetOnly', 'VpcOnly'],
  'sagemaker:AuthMode': Object.values(AuthMode),
  'sagemaker:DirectInternetAccess': ['Disabled', 'Enabled'],
  'sagemaker:FileSystemAccessMode': Object.values(FileSystemAccessMode),
  'sagemaker:FileSystemType': Object.values(FileSystemType),
  'sagemaker:MinimumInstanceMetadataServiceVersion': ['1', '2'],
  'sagemaker:ModelApprovalStatus': ['Approved', 'PendingManualApproval', 'Rejected'],
  'sagemaker:RemoteAccess': ['DISABLED', 'ENABLED'],
  'sagemaker:RootAccess': ['Disabled', 'Enabled'],
  'sagemaker:SpaceSharingType': ['Private', 'Shared'],
  'sagemaker:WorkteamType': Object.values(WorkteamType),
};

/** Keys that IAM compares with nothing but `Null`. */
export const PRESENCE_ONLY: readonly string[] = ['sagemaker:FeatureGroupOfflineStoreConfig'];
