import { HardeningMixin } from '../../private/hardening-mixin';
import type { WarningId } from '../../private/warnings';

/**
 * A mixin for resources of Studio.
 *
 * @internal
 */
export abstract class StudioMixin extends HardeningMixin {
  /** @internal */
  protected get _missedWarning(): WarningId {
    return 'studio.mixinMissed';
  }
}
