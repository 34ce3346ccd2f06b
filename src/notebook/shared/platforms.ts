/** Platforms and instance types, for constructs and handlers. */

/** The platform that SageMaker gives new notebook instances by default. */
export const AL2023 = 'notebook-al2023-v1';

/** Families that do not run on Amazon Linux 2023, the only platform that is not retired. @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2023.html */
export const RETIRED_FAMILIES = ['g3', 'inf1', 'p2', 'p3', 'p3dn'];

/** The family of an instance type, such as `m5` of `ml.m5.xlarge`. */
export function familyOf(instanceType: string): string {
  return instanceType.split('.')[1] ?? '';
}
