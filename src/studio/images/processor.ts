/**
 * The processors that an image version can be made for.
 */
export enum ImageProcessor {
  /** Processors of any instance type. */
  CPU = 'CPU',
  /** Graphics processors of accelerated instance types. */
  GPU = 'GPU',
}
