import type { IConstruct } from 'constructs';

/**
 * Every way in which input can be wrong. The codes are a public contract: once released they keep their meaning.
 */
export const FAULT_CODES = {
  AmbiguousSubnets: 'A VPC has private and isolated subnets, and no choice between them was made.',
  BroadDnsZone: 'A DNS zone is so broad that forwarding it would take names of other services or customers along.',
  CleanupOfForeignDomain: 'A cleanup was added to a domain that is imported, in another stack, or has one already.',
  ConflictingProps: 'Two props exclude each other, or one of several is required.',
  ConflictingRemoval: 'A resource is retained although something that depends on its deletion is deleted.',
  DeprecatedConditionKey: 'A condition key is honoured by no action any more.',
  DirectoryTooLarge:
    'A user directory has more users, lists or values that only the deployment knows than one deployment can take.',
  DomainWithoutVpc: 'A Studio domain was to be closed to the internet, but has no VPC and subnets.',
  DuplicateDirectoryUser:
    'Two users of a directory have the same issuer and subject, or two of its lists the same owner.',
  DuplicateName: 'Two constructs have the same name, or the same part of a parent, that only one can have.',
  DuplicateProfile: 'Two user profiles of a domain have the same name or the same POSIX user.',
  EmptyDirectory: 'A list of users is empty, which takes access from everybody in it.',
  EndpointNotIncluded: 'A service or endpoint was asked for that is not part of the set or of the endpoints.',
  EndpointPolicyTooLong: 'The policy of a VPC endpoint is longer than AWS accepts.',
  EndpointServiceUnavailable: 'An endpoint service does not exist in the partition or region of the stack.',
  EnvironmentTooLong: 'The environment variables of a function are longer than Lambda accepts.',
  ForeignAccountVpc: 'A VPC belongs to another account than the stack, which cannot associate it.',
  ForeignImageRegion: 'The repository of an image version is in another region than the stack.',
  ForeignOwner: 'The owner of a space is a user profile of another domain.',
  ForeignResource: 'A resource is in another partition, region, or account than the stack that uses it.',
  ForeignSourceAccount: 'An ARN names another account than the ones that aws:SourceAccount admits.',
  ForeignSourcePartition: 'An ARN names another partition than the stack is deployed to.',
  ForeignSourceRegion: 'An ARN names another region than the source region of the principal.',
  FullAccessPolicy: 'AmazonSageMakerFullAccess was attached to an execution role.',
  IncompleteDomain: 'An imported domain or user profile lacks what is asked of it, such as its VPC or security groups.',
  InvalidAccountId: 'An account id is not made of twelve digits.',
  InvalidApiId: 'The id of an API of API Gateway is malformed.',
  InvalidAppImageConfig: 'An app image configuration has an invalid name, argument or environment variable.',
  InvalidAuthorization: 'What authorizes the callers of an API is malformed, or would let in nobody or anybody.',
  InvalidCanary: 'The URL, an address range, the interval, or the sign-in of a canary is malformed.',
  InvalidCheckInterval: 'The time between two checks of a table of users is out of bounds.',
  InvalidCidr: 'An address range is not an IPv4 or IPv6 range in CIDR notation.',
  InvalidCodeRepository: 'A code repository is neither a resource name nor an HTTPS URL without credentials.',
  InvalidConditionKey: 'The name of a condition key, or its variable part, is malformed.',
  InvalidConditionValue: 'A value does not fit the type or the known values of its condition key.',
  InvalidConfigPolicy: 'The Guard policy of an AWS Config rule is longer than AWS Config accepts.',
  InvalidCustomFileSystem: 'The path, mount path or prefix of a file system for Studio is malformed.',
  InvalidDeployedState: 'The file with the state of a deployed resource has no such resource, or one of another type.',
  InvalidDirectoryTable: 'The key of a table of users is not the one that the directory needs.',
  InvalidDirectoryUser:
    'A user of a directory has a malformed issuer, subject or expiry, or a list of users a malformed owner.',
  InvalidDnsServer: 'A DNS server has not exactly one address, or a port out of bounds.',
  InvalidDnsZone: 'The name of a DNS zone is malformed.',
  InvalidDomainId: 'The id of a Studio domain is malformed.',
  InvalidEndpointId: 'The id of a VPC endpoint is malformed.',
  InvalidEndpointPolicy: 'An endpoint policy has no statement, or one without principal.',
  InvalidEndpointService: 'The name, prefix, partition or purpose of an endpoint service is malformed.',
  InvalidExemption: 'An exemption is malformed, or would exempt everybody.',
  InvalidExport: 'A directory or organizational unit for exported policies is missing, or given where it has no use.',
  InvalidFeature: 'A feature has no source ARN pattern, or one that SageMaker cannot have.',
  InvalidFeatureName: 'The name of a job, pipeline or other resource breaks its pattern or length.',
  InvalidFleet: 'A limit, a tag key, or the maintenance window of a fleet of notebook instances is malformed.',
  InvalidGuardrail:
    'A guardrail has a malformed id, no statement, or parameters that would deny everything or nothing.',
  InvalidHook: 'The alias, the operations, or the excluded stacks of a CloudFormation hook are malformed.',
  InvalidIdleTime: 'An idle time is out of bounds, or not between the bounds that go with it.',
  InvalidImage: 'An image or image version has an invalid name, alias or description.',
  InvalidInstanceType: 'An instance type is malformed, or not one that the resource can have.',
  InvalidIpAddress: 'An IP address is malformed, lies outside of its subnet, is reserved by AWS or is given twice.',
  InvalidJwtKeys: 'The keys of an identity provider are no HTTPS address or public key set.',
  InvalidLandingPage: 'What Studio opens first is malformed.',
  InvalidLifecycleConfig: 'A lifecycle configuration has no script, or an invalid name.',
  InvalidNotebookName: 'The name of a notebook instance breaks its pattern or length.',
  InvalidOrganization: 'An organization id or organization path is malformed.',
  InvalidOrigin: 'The origin of pages that may call an API is malformed.',
  InvalidPermission: 'A permission has a malformed id, no action, or parameters that would allow nothing or too much.',
  InvalidPlatform: 'A platform identifier is retired or malformed.',
  InvalidPolicyName: 'The name of a policy breaks its pattern or length.',
  InvalidPortal: 'The client, the texts, the logo or the name of a portal is malformed.',
  InvalidPosixUser: 'A POSIX user or group id is out of bounds.',
  InvalidQuota: 'A quota lies outside of what IAM can grant.',
  InvalidRegion: 'A region is malformed.',
  InvalidResolverAddresses:
    'A resolver endpoint has too few or too many addresses, or all of them in one availability zone.',
  InvalidResolverName: 'The name of a resolver endpoint or query log breaks its pattern or length.',
  InvalidResourceArn: 'An ARN is not the ARN of the expected kind of resource.',
  InvalidRuleSetting: 'A setting of the checks has no rule, or a value that no resource could keep to.',
  InvalidSharePrincipal:
    'A principal to share with is neither an account id nor the ARN of an organization or organizational unit.',
  InvalidSpace: 'A space has an invalid name, or a setting that does not go with its application.',
  InvalidStudioName: 'The name of a domain or user profile breaks its pattern or length.',
  InvalidTag: 'A tag breaks its pattern or length, or there are too many.',
  InvalidTarget: 'A target of an organization policy is not the id of a root, organizational unit or account.',
  InvalidThreshold: 'The threshold of an alarm is out of bounds, so that it would always or never be raised.',
  InvalidThrottle: 'A limit of requests to an API would refuse all of them.',
  InvalidUrlLifetime: 'The lifetime of a presigned URL or of its session is out of bounds.',
  InvalidUserRoster: 'A roster of users has a malformed number of stacks, or a name that only a deployment knows.',
  InvalidVolumeSize: 'A volume size is out of bounds or not a whole number of GiB.',
  ManagedPolicyTooLong: 'A customer managed policy is longer than IAM accepts.',
  MetadataCallWithoutToken: 'A lifecycle script calls the instance metadata service without a session token.',
  MissingBundle: 'The bundled code of a function is missing.',
  MissingEndpoint: 'Presigned URLs, or the API that hands them out, need an endpoint that is not there.',
  MissingReason: 'A named weakening was used without saying why.',
  MissingSessionAction: 'The trust policy of an execution role lacks a session action that its domain needs.',
  MissingVpc: 'A notebook instance has neither a VPC nor a deployed state that says where it is.',
  MixedAppTypes: 'A lifecycle configuration is for another application than the one it is given to.',
  NarrowingForbidden: 'AWS forbids narrowing the ARN of this feature.',
  NoEndpointClients: 'Nobody may connect to interface endpoints.',
  NoPrivateSubnet: 'No private or isolated subnet was found.',
  OpenToAnyAddress: 'The ranges of addresses that may connect to an endpoint hold at least half of all addresses.',
  PoliciesDiffer: 'Two policies that must decide alike differ about a request.',
  PolicyOverflow: 'Guardrails or permissions take more policies, or longer ones, than AWS accepts.',
  PrivateDnsConflict: 'A private hosted zone has the same names as the private DNS of an endpoint.',
  PublicSubnet: 'A public subnet was selected.',
  ReplacedCondition: 'A condition would replace one that guards against the confused deputy.',
  RequiredEndpoint: 'A service was left out of a set that cannot do without it.',
  ResolverLoop: 'A forwarding rule would send queries of a VPC back to the inbound endpoint of that same VPC.',
  ResourcePolicyTooLong: 'The resource policy of an API is longer than API Gateway accepts.',
  RoleNotAssumable: 'The trust policy of a role does not let SageMaker assume it for resources of the account.',
  RuleNotInGuard: 'A rule was named for CloudFormation Guard that Guard cannot express.',
  ScriptTooLong: 'A lifecycle script is longer than SageMaker accepts.',
  TooFewZones: 'A domain has subnets in fewer than two availability zones.',
  TooManyCodeRepositories: 'A notebook instance has more additional code repositories than SageMaker accepts.',
  TooManyFileSystems: 'A space, user profile or domain has more custom file systems than SageMaker accepts.',
  TooManyItems: 'A list has more items than SageMaker accepts.',
  TooManyManagedPolicies: 'A role has more managed policies than IAM accepts.',
  TooManySecurityGroupRules: 'A security group has more rules in a direction than its account has the quota for.',
  TooManySecurityGroups: 'There are more security groups than SageMaker accepts.',
  TooManyUsers: 'The users of a roster do not fit into its stacks.',
  TrustPolicyTooLong: 'A role trust policy is longer than IAM accepts.',
  UnconnectedEndpoints: 'The connections of imported endpoints were used, but their security groups are unknown.',
  UnconnectedNotebook:
    'The connections of an imported notebook instance were used, but its security groups are unknown.',
  UnconnectedResolver:
    'The connections of an imported inbound endpoint were used, but its security groups are unknown.',
  UnknownDeployedValue:
    'Something of a deployed resource was used that its state does not have or that only the deployment knows.',
  UnknownDnsNames: 'The DNS names of a service are not known where the stack is deployed.',
  UnknownResolverAddresses: 'The addresses of an inbound endpoint are needed, but neither pinned nor given.',
  UnknownSubnetCidr: 'An address cannot be derived, since the address range of its subnet is not known.',
  UnopenedDomain: 'A list of users names a domain that no access role opens.',
  UnpinnedImage: 'An image version is not pinned to contents by a digest.',
  UnresolvedDocument: 'A document was to be written to a file while it holds values that only a deployment knows.',
  UnresolvedPolicy:
    'A policy that is compared has a reference without a value, or an element or operator that cannot be decided.',
  UnsupportedAction: 'An action does not carry the condition key that is required of it, or none is named.',
  UnsupportedComparison: 'A condition key cannot be compared in the way that is asked for.',
  UnsupportedRegion: 'CloudFormation does not have a resource type where the stack is deployed.',
  UnsupportedStatement: 'A statement cannot be part of the policy in which it is to be rendered.',
  VpcDnsDisabled: 'Private DNS of endpoints was asked for in a VPC whose DNS is disabled.',
} as const;

export type FaultCode = keyof typeof FAULT_CODES;

export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
}

/** Renders a fault for places that only take text, such as construct validation. */
export function faultText(fault: Fault): string {
  return `[${fault.code}] ${fault.message}`;
}

/**
 * Thrown for bad input: says what was wrong, what was given and what is expected, with all faults at once.
 */
export class SecureSageMakerError extends Error {
  /** Throws all faults together; does nothing where there are none. */
  public static throwIfAny(scope: IConstruct | undefined, faults: readonly Fault[]): void {
    if (faults.length > 0) {
      throw new SecureSageMakerError(scope, faults);
    }
  }

  /** The code of the first fault. */
  public readonly code: FaultCode;

  /** The path of the construct, where the input belongs to one. */
  public readonly constructPath?: string;

  constructor(
    scope: IConstruct | undefined,
    public readonly faults: readonly Fault[],
  ) {
    super([scope?.node.path, ...faults.map(faultText)].filter(Boolean).join('\n  '));
    this.name = 'SecureSageMakerError';
    this.code = faults[0].code;
    this.constructPath = scope?.node.path;
  }
}

/** Gives each message of a checker the code of its kind. */
export function faultsOf(code: FaultCode, messages: readonly string[]): Fault[] {
  return messages.map((message) => ({ code, message }));
}

/**
 * The fault of a condition that must hold, as a list that is empty where it holds:
 * `SecureSageMakerError.throwIfAny(this, [...check(max > 0, 'InvalidThreshold', 'max must be …'), ...check(…)])`.
 *
 * The message is computed in any case, so it must not fail where the condition holds.
 */
export function check(condition: boolean, code: FaultCode, message: string): Fault[] {
  return condition ? [] : [{ code, message }];
}
