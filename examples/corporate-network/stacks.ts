import type { App } from 'aws-cdk-lib';
import { CORPORATE_NETWORK } from '../private-studio/corporate-network';
import { PrivateStudioStack } from '../private-studio/private-studio-stack';
import { CorporateNetworkStack } from './corporate-network-stack';

/** Both sides of a rehearsal. */
export interface RehearsalStacks {
  readonly studio: PrivateStudioStack;
  readonly corporate: CorporateNetworkStack;
}

export function createStacks(app: App): RehearsalStacks {
  const { env } = CORPORATE_NETWORK;
  const studio = new PrivateStudioStack(app, 'PrivateStudio', { env });
  return { studio, corporate: new CorporateNetworkStack(app, 'CorporateNetwork', { env, studioStack: studio }) };
}
