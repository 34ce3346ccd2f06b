/**
 * What a SageMaker feature does when it assumes a role, besides `sts:AssumeRole`.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export enum SessionAction {
  /**
   * Sets the source identity of the session, such as the user profile name of a Studio user.
   *
   * Every role that the session assumes in turn must allow it too.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html
   */
  SET_SOURCE_IDENTITY = 'sts:SetSourceIdentity',

  /**
   * Passes the identity of an IAM Identity Center user on (trusted identity propagation).
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/trustedidentitypropagation-setup.html
   */
  SET_CONTEXT = 'sts:SetContext',

  /**
   * Tags the session, which Partner AI Apps need when they are opened from Studio.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/partner-app-onboard.html
   */
  TAG_SESSION = 'sts:TagSession',
}
