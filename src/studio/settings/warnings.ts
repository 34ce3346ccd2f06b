import type { IConstruct } from 'constructs';
import { warn } from '../../private/warnings';
import type { UserSettings } from './user-settings';

export function warnOfWeakSettings(scope: IConstruct, { idleShutdown, sharing }: UserSettings): void {
  if (idleShutdown && !idleShutdown.idleTime) {
    warn(scope, 'studio.noIdleShutdown', 'Use IdleShutdown.after.');
  }
  if (sharing?._props) {
    warn(
      scope,
      'studio.notebookOutputSharing',
      'Use NotebookOutputSharing.DISABLED, or see to it that everybody may read what is in the bucket.',
    );
  }
}
