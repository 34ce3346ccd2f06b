import { Mixin } from 'aws-cdk-lib';
import { CfnSpace } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { SpaceRemoteAccess } from '../spaces/props';

/**
 * Closes any space to development environments outside of Studio.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/remote-access.html
 */
export class NoRemoteAccess extends Mixin {
  public supports(construct: IConstruct): construct is CfnSpace {
    return CfnSpace.isCfnSpace(construct);
  }

  public applyTo(construct: IConstruct): void {
    if (this.supports(construct)) {
      construct.addPropertyOverride('SpaceSettings.RemoteAccess', SpaceRemoteAccess.DISABLED);
    }
  }
}
