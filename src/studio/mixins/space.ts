import { CfnSpace } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { HardeningMixin } from '../../private/hardening-mixin';
import type { WarningId } from '../../private/warnings';
import { SpaceRemoteAccess } from '../spaces/props';

/**
 * Closes any space to development environments outside of Studio.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/remote-access.html
 */
export class NoRemoteAccess extends HardeningMixin {
  /** @internal */
  protected get _missedWarning(): WarningId {
    return 'studio.mixinMissed';
  }

  /** @internal */
  protected _isTarget(construct: IConstruct): boolean {
    return CfnSpace.isCfnSpace(construct);
  }

  /** @internal */
  protected _harden(construct: IConstruct): void {
    (construct as CfnSpace).addPropertyOverride('SpaceSettings.RemoteAccess', SpaceRemoteAccess.DISABLED);
  }
}
