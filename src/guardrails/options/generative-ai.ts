/**
 * Which hubs may be used.
 */
export interface ApprovedHubsOptions {
  /**
   * ARNs of the hubs, in which `*` and `?` are wildcards, such as `arn:aws:sagemaker:*:111122223333:hub/approved`.
   */
  readonly hubArns: string[];

  /**
   * ARNs of the content of the hubs, in which `*` and `?` are wildcards.
   *
   * @default - all content of the hubs; it must be given where it does not follow from the ARN of a hub, such as that of a token
   */
  readonly hubContentArns?: string[];
}
