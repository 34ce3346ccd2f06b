import type * as iam from 'aws-cdk-lib/aws-iam';

/** One row of the table of guardrails. */
export interface GuardrailDefinition {
  readonly id: string;
  /** The requirement, as a sentence that reads correctly after the word ERROR. */
  readonly description: string;
  /** The published controls that it serves. */
  readonly controls?: readonly string[];
  /** The AWS page that documents the requirement. */
  readonly documentationUrl: string;
  /** Whether it denies what AWS services do with roles of the account. */
  readonly deniesServiceRoles?: boolean;
  readonly statements: readonly iam.PolicyStatement[];
}

export const CONDITION_KEYS_PAGE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html';
export const IDENTITY_POLICIES_PAGE =
  'https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html';
export const API_PAGE = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference';
