/** The CloudWatch metrics that functions extract from their records. None has a dimension that names a person. */
export const ACCESS_METRICS = {
  namespace: 'SecureSageMaker/StudioAccess',
  /** Counted by the function that creates URLs. */
  requests: 'Requests',
  /** Counted by the function that verifies tokens. */
  authorizations: 'Authorizations',
  /** Counted by the function of the portal. */
  portalRequests: 'PortalRequests',
  functionDimension: 'FunctionName',
  outcomeDimension: 'outcome',
  reasonDimension: 'reason',
} as const;
