import { Duration } from 'aws-cdk-lib';
import { SecureSageMakerError } from '../../private/errors';
import { IDLE_TIMEOUT_MIN_MINUTES } from '../../private/limits';
import { IdleShutdown } from '../settings/idle-shutdown';
import { UserSettingsMixin } from './user-settings-mixin';

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
    SecureSageMakerError.throwIfAny(undefined, idleTime ? [] : [{ code: 'InvalidIdleTime', message }]);
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
