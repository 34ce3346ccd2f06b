import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/**
 * Which operations are allowed through a VPC. Either the VPC or its endpoints are named.
 */
export interface ApiFromVpcOptions {
  /**
   * The operations, such as `sagemaker:InvokeEndpoint`, in which `*` and `?` are wildcards.
   */
  readonly actions: string[];

  /**
   * The VPC through whose interface endpoints requests must come, in the region of the stack.
   *
   * @default - that of the endpoints
   */
  readonly vpc?: ec2.IVPCRef;

  /**
   * The interface endpoints through which requests must come: those of `sagemaker.api` and `sagemaker.runtime`.
   *
   * @default - any of the VPC
   */
  readonly endpoints?: ec2.IVPCEndpointRef[];
}

/**
 * Which operations are allowed from where.
 */
export interface ApiFromAddressesOptions {
  /**
   * The operations, such as `sagemaker:InvokeEndpoint`, in which `*` and `?` are wildcards.
   */
  readonly actions: string[];

  /**
   * The public address ranges, IPv4 or IPv6. Requests through interface endpoints carry no public address.
   */
  readonly cidrs: string[];
}

/**
 * Which notebook instances may be opened from where.
 */
export interface NotebookUrlFromAddressesOptions {
  /**
   * The names of the notebook instances, in which `*` and `?` are wildcards. Who opens one has the permissions of its execution role.
   */
  readonly notebookInstanceNames: string[];

  /**
   * The public address ranges, IPv4 or IPv6, from which the URL may be made and used.
   */
  readonly cidrs: string[];
}
