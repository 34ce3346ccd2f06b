import type { IResource } from 'aws-cdk-lib';
import type { IDomain } from '../domain/idomain';

/**
 * A space of a Studio domain: a volume, and the application that runs on it.
 */
export interface ISpace extends IResource {
  /**
   * The ARN of the space.
   *
   * @attribute
   */
  readonly spaceArn: string;

  /**
   * The name of the space.
   *
   * @attribute
   */
  readonly spaceName: string;

  /**
   * The domain of the space.
   */
  readonly domain: IDomain;
}

/**
 * What is known of an existing space.
 */
export interface SpaceAttributes {
  /**
   * The domain of the space.
   */
  readonly domain: IDomain;

  /**
   * The name of the space.
   */
  readonly spaceName: string;
}
