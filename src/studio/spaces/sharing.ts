/**
 * Who works in a space.
 */
export enum SpaceSharing {
  /** Its owner alone, with the execution role of that user profile. */
  PRIVATE = 'Private',
  /**
   * Everybody who may open spaces of the domain, with the execution role that the domain has for shared spaces. Neither IAM
   * nor CloudTrail tells them apart.
   */
  SHARED = 'Shared',
}
