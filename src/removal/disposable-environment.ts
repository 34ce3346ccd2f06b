import type { IConstruct } from 'constructs';
import { disposeOf } from '../private/life-cycle/removal';
import { warn } from '../private/warnings';

/**
 * An environment that is removed without a trace, such as one for a test.
 *
 * By default, this library retains resources that hold data, logs, or keys. In a disposable environment they are deleted
 * with their stack: domains, user profiles, spaces, images, tables, log groups, and keys, the latter after the shortest
 * waiting period of seven days. Resources that other constructs create keep their removal policies.
 *
 * A Studio domain also needs a cleanup, which deletes its file system and what users created in it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export class DisposableEnvironment {
  /**
   * Deletes every resource of this library in a scope together with its stack. Leaves the warning
   * `removal.disposableEnvironment`. Synthesis fails if a resource in the scope has a prop or an aspect that retains it.
   *
   * @param scope an app, stage, stack, or any other construct
   */
  public static declare(scope: IConstruct): void {
    disposeOf(scope);
    warn(scope, 'removal.disposableEnvironment', 'Use it only where all data may be lost.');
  }

  private constructor() {}
}
