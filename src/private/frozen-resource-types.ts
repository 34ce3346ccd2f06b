/** Resource types of SageMaker of which AWS forbids to name a concrete ARN in `aws:SourceArn`, with the feature that they belong to. */
export const FROZEN_RESOURCE_TYPES: Readonly<Record<string, string>> = {
  algorithm: 'Marketplace',
  app: 'Studio',
  domain: 'Studio',
  endpoint: 'Inference',
  'endpoint-config': 'Inference',
  image: 'Images',
  'image-version': 'Images',
  'inference-component': 'Inference',
  model: 'Inference',
  'model-package': 'Marketplace',
  'model-package-group': 'Marketplace',
  space: 'Studio',
  'user-profile': 'Studio',
};
