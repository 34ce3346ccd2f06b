/**
 * Whether development environments outside of Studio can connect to a space.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/remote-access.html
 */
export enum SpaceRemoteAccess {
  /** Whoever may call `sagemaker:StartSession` for the space can connect from their own computer. */
  ENABLED = 'ENABLED',
  /** The space is opened through Studio alone. */
  DISABLED = 'DISABLED',
}
