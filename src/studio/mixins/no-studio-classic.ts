import { UserSettingsMixin } from './user-settings-mixin';

/**
 * Opens the current Studio for the users of any Studio domain or user profile, and not Studio Classic, which SageMaker no
 * longer supports.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-migrate.html
 */
export class NoStudioClassic extends UserSettingsMixin {
  /** @internal */
  protected _settings(): Record<string, unknown> {
    return { StudioWebPortal: 'ENABLED', DefaultLandingUri: 'studio::' };
  }
}
