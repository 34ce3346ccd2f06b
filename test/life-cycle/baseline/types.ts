/** What happens to a resource of one type when CloudFormation replaces it, or creates it under another logical id. */
export interface TypeClass {
  /** Whether users lose data or an identity that others rely on, or the deployment fails. */
  readonly stateful: boolean;
  readonly reason: string;
  /** The samples in which resources of the type are stateful, if not all. */
  readonly samples?: RegExp;
}

function stateful(reason: string, samples?: RegExp): TypeClass {
  return { stateful: true, reason, samples };
}

function replaceable(reason: string): TypeClass {
  return { stateful: false, reason };
}

const PART_OF_API = 'it is a part of an API, and a deployment replaces all parts together';

/** Every type of resource in the baseline. A test fails for a type that is missing here. */
export const TYPE_CLASSES: Readonly<Record<string, TypeClass>> = {
  'AWS::ApiGateway::Account': replaceable('it is a setting of the region'),
  'AWS::ApiGateway::Authorizer': replaceable(PART_OF_API),
  'AWS::ApiGateway::BasePathMappingV2': replaceable('it only connects a name with a stage'),
  'AWS::ApiGateway::Deployment': replaceable('every change of an API creates another deployment'),
  'AWS::ApiGateway::DomainNameAccessAssociation': replaceable('it only connects a name with an endpoint'),
  'AWS::ApiGateway::DomainNameV2': stateful('users bookmark the name, and the identity provider knows it'),
  'AWS::ApiGateway::GatewayResponse': replaceable(PART_OF_API),
  'AWS::ApiGateway::Method': replaceable(PART_OF_API),
  'AWS::ApiGateway::RequestValidator': replaceable(PART_OF_API),
  'AWS::ApiGateway::Resource': replaceable(PART_OF_API),
  'AWS::ApiGateway::RestApi': stateful('callers and DNS servers use its host name, which contains its id'),
  'AWS::ApiGateway::Stage': stateful('callers use its name in URLs, and an API has only one stage of a name'),
  'AWS::CloudFormation::GuardHook': replaceable('it keeps nothing, and the new one runs before the old one is deleted'),
  'AWS::CloudFormation::Stack': stateful('it contains users, and all of them are created again'),
  'AWS::CloudWatch::Alarm': replaceable('only its history is lost'),
  'AWS::CloudWatch::CompositeAlarm': replaceable('only its history is lost'),
  'AWS::CloudWatch::Dashboard': replaceable('its contents are in the template'),
  'AWS::Config::ConfigRule': replaceable('it evaluates all resources again'),
  'AWS::DynamoDB::Table': stateful('its items are lost'),
  'AWS::EC2::EIP': replaceable('it is the address of a NAT gateway in an example'),
  'AWS::EC2::FlowLog': replaceable('the new one writes into the same log group or bucket'),
  'AWS::EC2::Instance': replaceable('it is a host in an example, which keeps nothing'),
  'AWS::EC2::InternetGateway': replaceable('it keeps nothing'),
  'AWS::EC2::NatGateway': replaceable('it keeps nothing'),
  'AWS::EC2::Route': replaceable('it keeps nothing'),
  'AWS::EC2::RouteTable': replaceable('its routes and associations are in the template'),
  'AWS::EC2::SecurityGroup': stateful(
    'rules of other groups contain its id, and network interfaces of running applications keep it from being deleted',
  ),
  'AWS::EC2::SecurityGroupEgress': replaceable('the new rule works before the old one is deleted'),
  'AWS::EC2::SecurityGroupIngress': replaceable('the new rule works before the old one is deleted'),
  'AWS::EC2::Subnet': stateful('network interfaces of running applications keep it from being deleted'),
  'AWS::EC2::SubnetRouteTableAssociation': replaceable('it keeps nothing'),
  'AWS::EC2::VPC': stateful('everything in it is created again'),
  'AWS::EC2::VPCGatewayAttachment': replaceable('it keeps nothing'),
  'AWS::EC2::VPCPeeringConnection': replaceable('routes in the same template lead to the new one'),
  'AWS::EC2::VPCEndpoint': stateful(
    'policies contain its id, and a VPC accepts the private DNS name of a service only once',
  ),
  'AWS::Events::Rule': replaceable('it keeps nothing'),
  'AWS::IAM::InstanceProfile': replaceable('it keeps nothing'),
  'AWS::IAM::ManagedPolicy': stateful(
    'people attach it to roles of other stacks, by its ARN',
    /^(guardrails|permissions)\./,
  ),
  'AWS::IAM::Role': stateful('its sessions end, and policies of other accounts contain its ARN'),
  'AWS::KMS::Key': stateful('what it encrypted cannot be read without it'),
  'AWS::Lambda::EventInvokeConfig': replaceable('it keeps nothing'),
  'AWS::Lambda::Function': replaceable('it keeps nothing, and its callers are in the same stack'),
  'AWS::Lambda::LayerVersion': replaceable('every change creates another version'),
  'AWS::Lambda::Permission': replaceable('the new statement works before the old one is deleted'),
  'AWS::Logs::LogGroup': stateful('its events are lost'),
  'AWS::Logs::MetricFilter': replaceable('it keeps nothing, and its metric has the same name'),
  'AWS::Logs::QueryDefinition': replaceable('its text is in the template'),
  'AWS::Organizations::Policy': stateful('an organization accepts the name of a policy only once'),
  'AWS::RAM::ResourceShare': stateful('other accounts have no access until they accept the new one'),
  'AWS::Route53::HostedZone': stateful('a VPC accepts only one private zone of a name'),
  'AWS::Route53::RecordSet': stateful('a zone accepts the name of a record only once'),
  'AWS::Route53Resolver::ResolverEndpoint': stateful('DNS servers of other networks contain its addresses'),
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': replaceable('the new one writes into the same log group'),
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': stateful(
    'a VPC accepts a configuration of query logging only once',
  ),
  'AWS::Route53Resolver::ResolverRule': stateful('VPCs of other accounts are associated with it by its id'),
  'AWS::Route53Resolver::ResolverRuleAssociation': stateful('a VPC accepts only one rule for a domain name'),
  'AWS::S3::Bucket': stateful('its objects are not in the new one'),
  'AWS::S3::BucketPolicy': replaceable('its statements are in the template'),
  'AWS::SNS::Topic': stateful('its subscriptions are lost'),
  'AWS::SNS::TopicPolicy': replaceable('its statements are in the template'),
  'AWS::SageMaker::AppImageConfig': stateful('spaces refer to it by its name'),
  'AWS::SageMaker::Domain': stateful('the home folders of all users are on its file system'),
  'AWS::SageMaker::Image': stateful('its versions are deleted, and spaces refer to it by its name'),
  'AWS::SageMaker::ImageVersion': stateful('spaces refer to it by its number'),
  'AWS::SageMaker::NotebookInstance': stateful('the files on its volume are lost'),
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': replaceable('its scripts are in the template'),
  'AWS::SageMaker::Space': stateful('the files on its volume are lost'),
  'AWS::SageMaker::StudioLifecycleConfig': stateful('spaces refer to it by its ARN and do not start without it'),
  'AWS::SageMaker::UserProfile': stateful('the user gets another POSIX id and an empty home folder'),
  'AWS::Scheduler::Schedule': replaceable('it keeps nothing, and a late run does no harm'),
  'AWS::WAFv2::LoggingConfiguration': replaceable('it only connects a web ACL with its log'),
  'AWS::WAFv2::WebACL': replaceable('it only counts requests of the last minutes'),
  'AWS::WAFv2::WebACLAssociation': replaceable('it only connects a web ACL with a stage'),
  'Custom::StudioApplicationsCleanup': stateful('its deletion deletes applications'),
  'Custom::StudioDomainCleanup': stateful('its deletion deletes spaces, user profiles, and the domain'),
  'Custom::StudioUserDirectory': stateful('its deletion removes the users from the table'),
};
