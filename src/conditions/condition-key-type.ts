/**
 * The type of the values of a condition key, which decides how they are compared.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export enum ConditionKeyType {
  /** ARNs, compared part by part. */
  ARN = 'ARN',
  /** `true` or `false`. */
  BOOL = 'Bool',
  /** IPv4 or IPv6 addresses, compared with ranges. */
  IP_ADDRESS = 'IPAddress',
  /** Whole numbers. */
  NUMERIC = 'Numeric',
  /** Text, compared with case. */
  STRING = 'String',
}
