/** The requests that the function answers, as method and resource of the API. */
export enum Route {
  /** Answers with the URL. */
  URL = 'POST /presigned-url',
  /** Redirects the browser to the URL. */
  REDIRECT = 'GET /studio',
  /** Redirects a browser that signed in at the portal, and answers with pages. */
  OPEN = 'GET /open',
}

/** The environment variables of the function. Lists are separated by spaces, which neither role ARNs nor origins can contain. */
export const URL_FUNCTION_VARIABLES = {
  tableName: 'TABLE_NAME',
  accessRoleArn: 'ACCESS_ROLE_ARN',
  foreignAccessRoleArns: 'FOREIGN_ACCESS_ROLE_ARNS',
  callerRoleArns: 'CALLER_ROLE_ARNS',
  /** User profiles that the code revokes, as domain id and name with a slash between; `*` for all. */
  revokedProfiles: 'REVOKED_PROFILES',
  allowedOrigins: 'ALLOWED_ORIGINS',
  urlExpirySeconds: 'URL_EXPIRY_SECONDS',
  sessionSeconds: 'SESSION_SECONDS',
  fipsServices: 'FIPS_SERVICES',
} as const;
