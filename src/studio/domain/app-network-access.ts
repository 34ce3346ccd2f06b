/**
 * How the applications of a domain reach the network.
 */
export enum AppNetworkAccess {
  /** Through the VPC alone. */
  VPC_ONLY = 'VpcOnly',
  /** Through a VPC of SageMaker with direct internet access. The VPC is for the file system of the domain alone. */
  PUBLIC_INTERNET = 'PublicInternetOnly',
}
