/** The values that SageMaker sends for keys of which they are known. */
export const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  'sagemaker:AppNetworkAccessType': ['PublicInternetOnly', 'VpcOnly'],
  'sagemaker:AuthMode': ['IAM', 'SSO'],
  'sagemaker:DirectInternetAccess': ['Disabled', 'Enabled'],
  'sagemaker:FileSystemAccessMode': ['ro', 'rw'],
  'sagemaker:FileSystemType': ['EFS', 'FSxLustre'],
  'sagemaker:MinimumInstanceMetadataServiceVersion': ['1', '2'],
  'sagemaker:ModelApprovalStatus': ['Approved', 'PendingManualApproval', 'Rejected'],
  'sagemaker:RemoteAccess': ['DISABLED', 'ENABLED'],
  'sagemaker:RootAccess': ['Disabled', 'Enabled'],
  'sagemaker:SpaceSharingType': ['Private', 'Shared'],
  'sagemaker:WorkteamType': ['private-crowd', 'public-crowd', 'vendor-crowd'],
};

/** Keys that IAM compares with nothing but `Null`. */
export const PRESENCE_ONLY: readonly string[] = ['sagemaker:FeatureGroupOfflineStoreConfig'];
