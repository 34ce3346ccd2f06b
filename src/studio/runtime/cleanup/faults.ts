/** Names of errors that mean that a resource is gone. */
const GONE = [
  'FileSystemNotFound',
  'InvalidGroup.NotFound',
  'InvalidNetworkInterfaceID.NotFound',
  'MountTargetNotFound',
  'ResourceNotFound',
];

/** Names of errors of callers without permission. A new permission takes some seconds to take effect. */
const REFUSED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'];

const MESSAGE_MAX = 160;

/** A cleanup that stopped, with a message for CloudFormation. */
export class CleanupError extends Error {
  public override readonly name = 'CleanupError';
}

export function isGone(error: unknown): boolean {
  return isNamed(error, GONE);
}

export function isRefused(error: unknown): boolean {
  return isNamed(error, REFUSED);
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown error';
  }
  return error instanceof CleanupError ? error.message : `${error.name}: ${error.message.slice(0, MESSAGE_MAX)}`;
}

function isNamed(error: unknown, names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
