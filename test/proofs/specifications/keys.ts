/** Condition keys by short names. */
export const KEY = {
  appNetworkAccess: 'sagemaker:AppNetworkAccessType',
  authMode: 'sagemaker:AuthMode',
  directInternet: 'sagemaker:DirectInternetAccess',
  fileSystem: 'sagemaker:FileSystemId',
  fileSystemDirectory: 'sagemaker:FileSystemDirectoryPath',
  fileSystemMode: 'sagemaker:FileSystemAccessMode',
  fileSystemType: 'sagemaker:FileSystemType',
  gatedModel: 'sagemaker:DirectGatedModelAccess',
  images: 'sagemaker:ImageArns',
  imageVersions: 'sagemaker:ImageVersionArns',
  imds: 'sagemaker:MinimumInstanceMetadataServiceVersion',
  instanceTypes: 'sagemaker:InstanceTypes',
  interContainerEncryption: 'sagemaker:InterContainerTrafficEncryption',
  keepAlive: 'sagemaker:KeepAlivePeriod',
  maxRuntime: 'sagemaker:MaxRuntimeInSeconds',
  model: 'sagemaker:ModelArn',
  networkIsolation: 'sagemaker:NetworkIsolation',
  notebookScripts: 'sagemaker:NotebookInstanceLifecycleConfigArns',
  outputKey: 'sagemaker:OutputKmsKeyArn',
  owner: 'sagemaker:OwnerUserProfileArn',
  passedTo: 'iam:PassedToService',
  principal: 'aws:PrincipalArn',
  principalAccount: 'aws:PrincipalAccount',
  remoteAccess: 'sagemaker:RemoteAccess',
  remoteDebug: 'sagemaker:EnableRemoteDebug',
  requestedRegion: 'aws:RequestedRegion',
  rootAccess: 'sagemaker:RootAccess',
  securityGroups: 'sagemaker:VpcSecurityGroupIds',
  sharedType: 'ram:RequestedResourceType',
  sharing: 'sagemaker:SpaceSharingType',
  sourceAccount: 'aws:SourceAccount',
  sourceArn: 'aws:SourceArn',
  sourceIp: 'aws:SourceIp',
  sourceOrganization: 'aws:SourceOrgID',
  sourceVpc: 'aws:SourceVpc',
  sourceVpce: 'aws:SourceVpce',
  studioScripts: 'sagemaker:StudioLifecycleConfigArns',
  subnets: 'sagemaker:VpcSubnets',
  tagKeys: 'aws:TagKeys',
  taggingAction: 'sagemaker:TaggingAction',
  viaService: 'aws:ViaAWSService',
  volumeKey: 'sagemaker:VolumeKmsKeyArn',
  workteam: 'sagemaker:WorkteamArn',
  workteamType: 'sagemaker:WorkteamType',
} as const;

export function requestTag(tag: string): string {
  return `aws:RequestTag/${tag}`;
}

export function resourceTag(tag: string): string {
  return `aws:ResourceTag/${tag}`;
}
