/** What the stack, the function of revocations and the function that creates URLs agree on. */

/** The environment variables of the function of revocations. */
export const REVOCATION_VARIABLES = {
  tableName: 'TABLE_NAME',
  /** The names of the access roles, separated by spaces. */
  accessRoleNames: 'ACCESS_ROLE_NAMES',
} as const;

/** The sort key of the item that shuts a user out. It lies beside the entries of the user, so that one read finds both. */
export const REVOKED_KEY = '#revoked';

/** The inline policy of an access role that ends sessions. */
export const REVOCATION_POLICY_NAME = 'StudioRevocations';
