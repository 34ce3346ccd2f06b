import type { EndpointPerimeter } from './perimeter';
import type { SharedBucket } from './shared-bucket';

/**
 * What the default policies of endpoints let through.
 */
export interface EndpointPolicyOptions {
  /**
   * Whose principals may call, and whose resources they reach.
   *
   * @default `EndpointPerimeter.STACK_ACCOUNT` - principals and resources of the account of the stack
   */
  readonly perimeter?: EndpointPerimeter;

  /**
   * The Studio domains that can be opened: their ids such as `d-abcdefghijkl`, or literal ARNs.
   *
   * @default - all domains of the perimeter in the region
   */
  readonly studioDomains?: string[];

  /**
   * The ids of the private APIs that can be called. Do not take them from an API of the same app that names these
   * endpoints: both would wait for each other.
   *
   * @default - all APIs of the perimeter in the region
   */
  readonly privateApis?: string[];

  /**
   * Buckets of AWS that can be read through the endpoints of S3.
   *
   * @default - container layers and JumpStart
   */
  readonly sharedBuckets?: SharedBucket[];

  /**
   * Accounts of AWS whose container images can be pulled through the endpoints of Amazon ECR. SageMaker itself pulls
   * the images of jobs, models and Studio without these endpoints.
   *
   * @default - those of the AWS Deep Learning Containers in the region of the stack, as far as CDK knows them
   */
  readonly imageAccounts?: string[];
}
