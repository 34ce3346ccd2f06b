/** What the construct tells the function by its environment. Lists are joined by blanks, which ARNs of roles and origins cannot have. */
export const URL_FUNCTION_VARIABLES = {
  tableName: 'TABLE_NAME',
  accessRoleArn: 'ACCESS_ROLE_ARN',
  foreignAccessRoleArns: 'FOREIGN_ACCESS_ROLE_ARNS',
  callerRoleArns: 'CALLER_ROLE_ARNS',
  allowedOrigins: 'ALLOWED_ORIGINS',
  urlExpirySeconds: 'URL_EXPIRY_SECONDS',
  sessionSeconds: 'SESSION_SECONDS',
  fipsServices: 'FIPS_SERVICES',
} as const;
