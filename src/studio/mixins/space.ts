import { CfnSpace } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { SpaceRemoteAccess } from '../spaces/props';
import { StudioMixin } from './mixin';

/**
 * Closes any space to development environments outside of Studio.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/remote-access.html
 */
export class NoRemoteAccess extends StudioMixin {
  /** @internal */
  protected _isTarget(construct: IConstruct): boolean {
    return CfnSpace.isCfnSpace(construct);
  }

  /** @internal */
  protected _harden(construct: IConstruct): void {
    (construct as CfnSpace).addPropertyOverride('SpaceSettings.RemoteAccess', SpaceRemoteAccess.DISABLED);
  }
}
