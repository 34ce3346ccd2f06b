/**
 * Whether a notebook instance has a way to the internet that bypasses the VPC.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
 */
export enum DirectInternetAccess {
  /** All traffic goes through the subnet and security groups of the notebook instance. */
  DISABLED = 'Disabled',
  /** Traffic may leave through a network interface of SageMaker. Leaves the warning `notebook.directInternetAccess`. */
  ENABLED = 'Enabled',
}
