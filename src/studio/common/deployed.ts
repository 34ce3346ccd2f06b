import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { DeployedResource } from '../../private/adoption/deployed-resource';
import { warn } from '../../private/warnings';

/** Keeps what is deployed in the resource of a construct, and says so, with what it gives up. */
export function keepDeployed(
  scope: IConstruct,
  resource: CfnResource,
  deployed: DeployedResource | undefined,
  givenUp = '',
): void {
  if (deployed) {
    deployed.keepIn(resource);
    warn(scope, 'studio.deployedState', [`Kept: ${deployed.keptNames}.`, givenUp].filter(Boolean).join(' '));
  }
}
