import type { CfnResource } from 'aws-cdk-lib';

/** Lifecycle configurations whose scripts a construct has checked, or that a user has reviewed. */
const checked = new WeakSet<CfnResource>();

/** Takes note of a lifecycle configuration whose scripts need no further check. */
export function markScriptsChecked(config: CfnResource): void {
  checked.add(config);
}

export function areScriptsChecked(config: CfnResource): boolean {
  return checked.has(config);
}
