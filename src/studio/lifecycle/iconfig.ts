import type { IResource } from 'aws-cdk-lib';
import type { StudioAppType } from '../common/app-type';

/**
 * A lifecycle configuration for the applications of Studio spaces.
 */
export interface IStudioLifecycleConfig extends IResource {
  /**
   * The ARN of the lifecycle configuration.
   *
   * @attribute
   */
  readonly studioLifecycleConfigArn: string;

  /**
   * The name of the lifecycle configuration.
   *
   * @attribute
   */
  readonly studioLifecycleConfigName: string;

  /**
   * The application whose start runs the script, where it is known.
   */
  readonly appType?: StudioAppType;
}
