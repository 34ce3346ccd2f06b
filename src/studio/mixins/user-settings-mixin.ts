import { Mixin } from 'aws-cdk-lib';
import { CfnDomain, CfnUserProfile } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';

/**
 * A mixin for the user settings of any Studio domain and any user profile, which leaves everything else alone. What else
 * they say is kept, also where it is a token.
 *
 * @internal
 */
export abstract class UserSettingsMixin extends Mixin {
  public supports(construct: IConstruct): boolean {
    return CfnDomain.isCfnDomain(construct) || CfnUserProfile.isCfnUserProfile(construct);
  }

  public applyTo(construct: IConstruct): void {
    for (const [path, value] of Object.entries(this._settings())) {
      if (CfnDomain.isCfnDomain(construct)) {
        construct.addPropertyOverride(`DefaultUserSettings.${path}`, value);
      } else if (CfnUserProfile.isCfnUserProfile(construct)) {
        construct.addPropertyOverride(`UserSettings.${path}`, value);
      }
    }
  }

  /** What to set, by its path within the user settings. @internal */
  protected abstract _settings(): Record<string, unknown>;
}
