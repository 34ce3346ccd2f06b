/** The properties that only one resource of a type can have in an account and region. A resource without them gets a generated name. */
export const UNIQUE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::DomainNameV2': ['DomainName'],
  'AWS::ApiGateway::Stage': ['RestApiId', 'StageName'],
  'AWS::CloudFormation::GuardHook': ['Alias'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::CloudWatch::CompositeAlarm': ['AlarmName'],
  'AWS::Config::ConfigRule': ['ConfigRuleName'],
  'AWS::DynamoDB::Table': ['TableName'],
  'AWS::EC2::SecurityGroup': ['VpcId', 'GroupName'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName'],
  'AWS::IAM::Role': ['RoleName'],
  'AWS::Lambda::Function': ['FunctionName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Logs::MetricFilter': ['LogGroupName', 'FilterName'],
  'AWS::Organizations::Policy': ['Type', 'Name'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::SageMaker::AppImageConfig': ['AppImageConfigName'],
  'AWS::SageMaker::Domain': ['DomainName'],
  'AWS::SageMaker::Image': ['ImageName'],
  'AWS::SageMaker::NotebookInstance': ['NotebookInstanceName'],
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': ['NotebookInstanceLifecycleConfigName'],
  'AWS::SageMaker::Space': ['DomainId', 'SpaceName'],
  'AWS::SageMaker::StudioLifecycleConfig': ['StudioLifecycleConfigName'],
  'AWS::SageMaker::UserProfile': ['DomainId', 'UserProfileName'],
};

/** Create-only names in templates that several resources can have, or that refer to another resource, with the reason. */
export const FREE_PROPERTIES: Readonly<Record<string, readonly RegExp[]>> = {
  'it refers to something else': [
    /^AWS::EC2::VPCEndpoint ServiceName$/,
    /^AWS::Lambda::(EventInvokeConfig|Permission) FunctionName$/,
    /^AWS::SageMaker::ImageVersion ImageName$/,
  ],
  'a VPC has one private zone of a name, and no zone is retained': [/^AWS::Route53::HostedZone Name$/],
};
