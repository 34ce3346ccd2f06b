import { AuthMode, ConditionKeyType, FileSystemAccessMode, FileSystemType, WorkteamType } from './values';

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

/** Keys that requests are compared by as another type too, which the reference does not say. */
const FURTHER_TYPES: Readonly<Record<string, ConditionKeyType>> = {
  // AWS documents policies that compare it by Bool, although its reference says that it is a String.
  'sagemaker:DirectGatedModelAccess': ConditionKeyType.BOOL,
  // Its values are ARNs, although the reference says that it is a String.
  'aws:SourceVpcArn': ConditionKeyType.ARN,
};

/** The types that a key can be compared as: the one of the catalogue, and another one where AWS uses it as well. */
export function typesOf(name: string, catalogued: string): readonly string[] {
  const further = FURTHER_TYPES[name];
  return further === undefined ? [catalogued] : [catalogued, further];
}
