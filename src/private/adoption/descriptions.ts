/** How the response of a Describe operation names what a template has. */
interface Description {
  /** A member that only the response for this type has, among those further down. */
  readonly arn: string;
  readonly type: string;
  /** Properties of the template by members of the response. Members that are not listed stay out of the template. */
  readonly properties: Readonly<Record<string, string>>;
}

const same = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, name]));

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Operations_Amazon_SageMaker_Service.html */
const DESCRIPTIONS: readonly Description[] = [
  {
    arn: 'NotebookInstanceArn',
    type: 'AWS::SageMaker::NotebookInstance',
    properties: {
      ...same('NotebookInstanceName', 'InstanceType', 'SubnetId', 'RoleArn', 'KmsKeyId', 'DirectInternetAccess'),
      ...same('VolumeSizeInGB', 'DefaultCodeRepository', 'AdditionalCodeRepositories', 'RootAccess'),
      ...same('PlatformIdentifier', 'InstanceMetadataServiceConfiguration'),
      SecurityGroups: 'SecurityGroupIds',
      NotebookInstanceLifecycleConfigName: 'LifecycleConfigName',
    },
  },
  {
    arn: 'NotebookInstanceLifecycleConfigArn',
    type: 'AWS::SageMaker::NotebookInstanceLifecycleConfig',
    properties: same('NotebookInstanceLifecycleConfigName', 'OnCreate', 'OnStart'),
  },
  {
    arn: 'SpaceArn',
    type: 'AWS::SageMaker::Space',
    properties: same(
      'DomainId',
      'SpaceName',
      'SpaceDisplayName',
      'OwnershipSettings',
      'SpaceSharingSettings',
      'SpaceSettings',
    ),
  },
  {
    arn: 'UserProfileArn',
    type: 'AWS::SageMaker::UserProfile',
    properties: same(
      'DomainId',
      'UserProfileName',
      'SingleSignOnUserIdentifier',
      'SingleSignOnUserValue',
      'UserSettings',
    ),
  },
  {
    arn: 'DomainArn',
    type: 'AWS::SageMaker::Domain',
    properties: {
      ...same('DomainName', 'AuthMode', 'VpcId', 'SubnetIds', 'KmsKeyId', 'AppNetworkAccessType', 'TagPropagation'),
      ...same('AppSecurityGroupManagement', 'DefaultUserSettings', 'DefaultSpaceSettings'),
    },
  },
  {
    arn: 'ImageVersionArn',
    type: 'AWS::SageMaker::ImageVersion',
    properties: same(
      'BaseImage',
      'JobType',
      'Processor',
      'MLFramework',
      'ProgrammingLang',
      'VendorGuidance',
      'ReleaseNotes',
      'Horovod',
    ),
  },
  {
    arn: 'ImageArn',
    type: 'AWS::SageMaker::Image',
    properties: {
      ImageName: 'ImageName',
      DisplayName: 'ImageDisplayName',
      Description: 'ImageDescription',
      RoleArn: 'ImageRoleArn',
    },
  },
  {
    arn: 'AppImageConfigArn',
    type: 'AWS::SageMaker::AppImageConfig',
    properties: same(
      'AppImageConfigName',
      'KernelGatewayImageConfig',
      'JupyterLabAppImageConfig',
      'CodeEditorAppImageConfig',
    ),
  },
  {
    arn: 'StudioLifecycleConfigArn',
    type: 'AWS::SageMaker::StudioLifecycleConfig',
    properties: same('StudioLifecycleConfigName', 'StudioLifecycleConfigContent', 'StudioLifecycleConfigAppType'),
  },
];

/** The type and the properties of the resource that a Describe operation returned; undefined for any other text. */
export function describedResource(
  response: Readonly<Record<string, unknown>>,
): { type: string; properties: Record<string, unknown> } | undefined {
  const description = DESCRIPTIONS.find(({ arn }) => typeof response[arn] === 'string');
  if (!description) {
    return undefined;
  }
  const { type, properties: names } = description;
  const given = Object.entries(names).filter(([member]) => response[member] !== undefined && response[member] !== null);
  const properties = Object.fromEntries(given.map(([member, property]) => [property, response[member]]));
  if (type === 'AWS::SageMaker::ImageVersion') {
    // `arn:<partition>:sagemaker:<region>:<account>:image/<name>`
    properties.ImageName = String(response.ImageArn).split('/')[1];
  }
  return { type, properties };
}
