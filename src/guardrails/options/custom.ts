import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Requirement } from '../../conditions';

/**
 * A guardrail of one's own. It needs requirements or statements.
 */
export interface CustomGuardrailOptions {
  /**
   * The id, made of lower case words with hyphens between them. The ids of its statements begin with it.
   */
  readonly id: string;

  /**
   * The requirement that it enforces, as a sentence such as `Notebook instances must not give root access`.
   */
  readonly description: string;

  /**
   * What requests must be like. Whatever does not meet one of them is denied.
   *
   * @default - none
   */
  readonly requirements?: Requirement[];

  /**
   * Statements that deny. What they do when a condition key is absent is for you to think through.
   *
   * @default - none
   */
  readonly statements?: iam.PolicyStatement[];

  /**
   * The ids of published controls that the guardrail serves.
   *
   * @default - none
   */
  readonly controls?: string[];

  /**
   * The address of a page that explains it.
   *
   * @default - the page of SageMaker's condition keys
   */
  readonly documentationUrl?: string;
}
