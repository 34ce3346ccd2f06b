import type { Stack } from 'aws-cdk-lib';
import type { permissions } from '../../../src';

/** A permission with parameters, for a stack that has what they refer to. */
export type Sample = (stack: Stack) => permissions.Permission;

/** A permission: what its README and its tests need to know of it. */
export interface PermissionRow {
  readonly make: Sample;
  /** What the README says on defaults, and how to widen them. */
  readonly notes?: string;
  /** The keys that its statements may compare, by operator, besides those of passing a role. */
  readonly compares: Readonly<Record<string, readonly string[]>>;
  /** Samples with other parameters, by what is special about them. */
  readonly variants?: Readonly<Record<string, Sample>>;
}

export type PermissionRows = Readonly<Record<string, PermissionRow>>;
