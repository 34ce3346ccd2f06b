/**
 * S3 buckets of AWS that SageMaker users read from.
 *
 * @see https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
 */
export enum SharedBucket {
  /** The layers of container images, which Amazon ECR hands out by presigned URLs of its own. */
  CONTAINER_LAYERS = 'container-layers',
  /** Models and scripts of JumpStart. */
  JUMPSTART = 'jumpstart',
  /** Data sets of tutorials. */
  SAMPLE_DATA = 'sample-data',
}
