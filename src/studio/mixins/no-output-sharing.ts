import { UserSettingsMixin } from './user-settings-mixin';

/**
 * Keeps the output of notebook cells out of notebooks that are shared, for any Studio domain or user profile.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SharingSettings.html
 */
export class NoOutputSharing extends UserSettingsMixin {
  /** @internal */
  protected _settings(): Record<string, unknown> {
    return { 'SharingSettings.NotebookOutputOption': 'Disabled' };
  }
}
