import { type IAspect, Mixin, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type WarningId, warn } from './warnings';

/**
 * A mixin that changes resources of certain types, no matter which construct created them, and nothing else.
 *
 * A mixin reaches the resources that exist when it is applied. If one is created later in a stack, stage, or app to which it was
 * applied, the mixin warns at synthesis.
 *
 * @internal
 */
export abstract class HardeningMixin extends Mixin {
  private readonly reached = new WeakSet<IConstruct>();
  private readonly watched = new WeakSet<IConstruct>();

  public supports(construct: IConstruct): boolean {
    // CDK asks about every construct below the one that the mixin is applied to.
    if ((Stack.isStack(construct) || Stage.isStage(construct)) && !this.watched.has(construct)) {
      this.watched.add(construct);
      this.watch(construct);
    }
    return this._isTarget(construct);
  }

  public applyTo(construct: IConstruct): void {
    if (this._isTarget(construct)) {
      this.reached.add(construct);
      this._harden(construct);
    }
  }

  /**
   * The same as an aspect, which also reaches resources that are created later: `Aspects.of(app).add(mixin.asAspect())`.
   */
  public asAspect(): IAspect {
    return { visit: (construct) => this.applyTo(construct) };
  }

  /** Warns once of the resources that the mixin has not reached. */
  private watch(scope: IConstruct): void {
    let isWarned = false;
    const validate = () => {
      const missed = isWarned ? [] : this.missedIn(scope);
      if (missed.length > 0) {
        isWarned = true;
        const paths = missed.map(({ node }) => node.path).join(', ');
        const hint = `Aspects.of(scope).add(new ${this.constructor.name}().asAspect())`;
        warn(
          scope,
          this._missedWarning,
          `The mixin is ${this.constructor.name}, and it has not reached ${paths}. Use ${hint}.`,
        );
      }
      return [];
    };
    scope.node.addValidation({ validate });
  }

  /** Without those of other stacks and stages, which have a warning of their own. */
  private missedIn(scope: IConstruct): IConstruct[] {
    const below = scope.node.children.filter((child) => !this.watched.has(child));
    const missed = below.filter((child) => this._isTarget(child) && !this.reached.has(child));
    return [...missed, ...below.flatMap((child) => this.missedIn(child))];
  }

  /** @internal */
  protected abstract get _missedWarning(): WarningId;

  /** @internal */
  protected abstract _isTarget(construct: IConstruct): boolean;

  /** @internal */
  protected abstract _harden(construct: IConstruct): void;
}
