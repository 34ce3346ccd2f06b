/**
 * Where calls may come from. One way in is enough; at least one is needed.
 */
export interface FromNetworkOptions {
  /**
   * The ids of VPC endpoints. Calls of the API, of the runtime and the use of presigned URLs each come through an endpoint of their own.
   *
   * @default - none
   */
  readonly vpcEndpointIds?: string[];

  /**
   * The ids of VPCs, with any endpoint in them.
   *
   * @default - none
   */
  readonly vpcIds?: string[];

  /**
   * Public address ranges in CIDR notation. Private ones never show: behind an endpoint SageMaker sees no address.
   *
   * @default - none
   */
  readonly cidrs?: string[];
}

/**
 * Where calls of the API may come from.
 */
export interface ApiFromNetworkOptions extends FromNetworkOptions {
  /**
   * ARNs of the roles with which AWS services call SageMaker, in which `*` and `?` are wildcards: execution roles of
   * pipelines, tuning jobs and Step Functions. Such calls come from the network of AWS.
   *
   * @default - none, so that these calls are denied, which leaves the warning `guardrails.serviceRolesDenied`
   */
  readonly serviceRoleArns?: string[];
}

/**
 * Who may make presigned URLs.
 */
export interface PresignedUrlsByPrincipalsOptions {
  /**
   * ARNs of roles or users, in which `*` and `?` are wildcards.
   */
  readonly principalArns: string[];
}
