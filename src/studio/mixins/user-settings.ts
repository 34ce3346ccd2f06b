import { Duration } from 'aws-cdk-lib';
import { CfnDomain, CfnUserProfile } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { check, SecureSageMakerError } from '../../private/errors';
import { IDLE_TIMEOUT_MIN_MINUTES } from '../../private/limits';
import { IdleShutdown } from '../settings/idle-shutdown';
import { StudioMixin } from './mixin';

/**
 * A mixin for the user settings of any Studio domain and any user profile, which leaves everything else alone. What else
 * they say is kept, also where it is a token.
 *
 * @internal
 */
abstract class UserSettingsMixin extends StudioMixin {
  /** @internal */
  protected _isTarget(construct: IConstruct): boolean {
    return CfnDomain.isCfnDomain(construct) || CfnUserProfile.isCfnUserProfile(construct);
  }

  /** @internal */
  protected _harden(construct: IConstruct): void {
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

const APPS = ['JupyterLabAppSettings', 'CodeEditorAppSettings'];

/**
 * Shuts idle applications down, for any Studio domain or user profile: what nobody watches costs, and keeps credentials.
 *
 * Without an argument they are shut down after 60 minutes, and users cannot choose a longer time.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-idle-shutdown.html
 */
export class ShutdownWhenIdle extends UserSettingsMixin {
  private readonly idleSettings: Record<string, unknown>;

  constructor(idleShutdown: IdleShutdown = IdleShutdown.after(Duration.minutes(IDLE_TIMEOUT_MIN_MINUTES))) {
    super();
    const { idleTime, minimum, maximum } = idleShutdown;
    const message = 'this mixin shuts idle applications down, got IdleShutdown.DISABLED: leave the mixin out instead';
    SecureSageMakerError.throwIfAny(undefined, check(idleTime !== undefined, 'InvalidIdleTime', message));
    this.idleSettings = {
      LifecycleManagement: 'ENABLED',
      IdleTimeoutInMinutes: idleTime?.toMinutes(),
      MinIdleTimeoutInMinutes: minimum?.toMinutes(),
      MaxIdleTimeoutInMinutes: maximum?.toMinutes(),
    };
  }

  /** @internal */
  protected _settings(): Record<string, unknown> {
    return Object.fromEntries(APPS.map((app) => [`${app}.AppLifecycleManagement.IdleSettings`, this.idleSettings]));
  }
}
