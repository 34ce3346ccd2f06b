/** Where CloudWatch shows how many requests of a function had which outcome. */
export const REQUEST_METRIC = {
  namespace: 'SecureSageMaker/StudioAccess',
  name: 'Requests',
  functionDimension: 'FunctionName',
  outcomeDimension: 'outcome',
} as const;
