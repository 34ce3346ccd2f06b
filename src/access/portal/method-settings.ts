import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { Portal } from './portal';

/** What browsers accept first for an image. API Gateway returns an image as bytes if the first accepted type is one of these. */
export const IMAGE_TYPES = [
  'image/avif',
  'image/webp',
  'image/apng',
  'image/png',
  'image/jpeg',
  'image/jxl',
  'image/*',
];

/**
 * The settings of the portal's methods in a stage, with limits of their own: a browser that reloads a page must not use up the
 * limit of the API.
 */
export function portalSettings(
  portal: Portal | undefined,
  common: apigateway.MethodDeploymentOptions,
): Record<string, apigateway.MethodDeploymentOptions> {
  if (!portal) {
    return {};
  }
  const { rateLimit, burstLimit } = portal._throttle;
  const settings = { ...common, throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit };
  return Object.fromEntries(portal._throttledMethods.map((method) => [pathOf(method), settings]));
}

/** The method `GET/signin` is `/signin/GET` in a stage. */
function pathOf(method: string): string {
  const [httpMethod, path] = method.split('/');
  return `/${path}/${httpMethod}`;
}
