/**
 * The top-level properties that CloudFormation cannot change in place, by resource type. A deployed resource keeps them, whatever
 * its construct would render. `VpcId` of a domain is updatable in some cases only.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SageMaker.html
 */
export const CREATE_ONLY: Readonly<Record<string, readonly string[]>> = {
  'AWS::SageMaker::AppImageConfig': ['AppImageConfigName'],
  'AWS::SageMaker::Domain': ['AuthMode', 'DomainName', 'KmsKeyId', 'VpcId'],
  'AWS::SageMaker::Image': ['ImageName'],
  'AWS::SageMaker::ImageVersion': ['BaseImage', 'ImageName'],
  'AWS::SageMaker::NotebookInstance': [
    'DirectInternetAccess',
    'KmsKeyId',
    'NotebookInstanceName',
    'PlatformIdentifier',
    'SecurityGroupIds',
    'SubnetId',
  ],
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': ['NotebookInstanceLifecycleConfigName'],
  'AWS::SageMaker::Space': ['DomainId', 'OwnershipSettings', 'SpaceName', 'SpaceSharingSettings'],
  'AWS::SageMaker::StudioLifecycleConfig': [
    'StudioLifecycleConfigAppType',
    'StudioLifecycleConfigContent',
    'StudioLifecycleConfigName',
    'Tags',
  ],
  'AWS::SageMaker::UserProfile': ['DomainId', 'SingleSignOnUserIdentifier', 'SingleSignOnUserValue', 'UserProfileName'],
};
