import { type Duration, Resource, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { SecureSageMakerError } from '../../private/errors';
import { foreignFaults, usedIn } from '../../private/life-cycle/foreign';
import { labelOf, placeKeyOf } from '../../private/life-cycle/names';
import { createKey } from '../../private/life-cycle/removal';
import { isUnknown } from '../../private/life-cycle/unknown';
import { grantRead } from './grants';
import type { IDirectoryTable } from './idirectory-table';
import { DirectoryList } from './list';
import { DirectoryReconciler } from './reconciler';
import type { DirectoryListOptions, DirectoryUser } from './user';

/** A list of users in a table, with the function that writes it. */
export interface AddedList {
  readonly list: DirectoryList;
  readonly reconciler: DirectoryReconciler;
}

/** What tables of this app and of other apps have in common. @internal */
export abstract class DirectoryTableBase extends Resource implements IDirectoryTable {
  public abstract readonly tableName: string;
  public abstract readonly tableArn: string;

  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return grantRead(this, this._grantedTable, grantee);
  }

  /** The table with its key. @internal */
  public abstract get _grantedTable(): { readonly tableArn: string; readonly encryptionKey?: kms.IKey };

  /** How often a reconciler compares the table with its lists. @internal */
  public abstract get _checkEvery(): Duration;

  /** Adds a list in the scope of its users. @internal */
  public abstract _addUsers(
    scope: Construct,
    id: string,
    users: DirectoryUser[],
    options: DirectoryListOptions,
  ): AddedList;

  /** Lets a role write the table. @internal */
  public abstract _addWriter(roleArn: string): void;

  /**
   * A list in another stack than the table has a reconciler there. The policy of the table knows its role by name, so that the stack of
   * the table refers to nothing in the stack of the list.
   *
   * @internal
   */
  protected _addListOutside(
    scope: Construct,
    users: DirectoryUser[],
    options: DirectoryListOptions,
    roleName: string,
  ): AddedList {
    SecureSageMakerError.throwIfAny(scope, foreignFaults(scope, usedIn('table', [this], true)));
    const home = new Construct(scope, 'Directory');
    const logKey = createKey(home, `Log of the users of ${labelOf(scope)}`);
    const reconciler = new DirectoryReconciler(home, 'Reconciler', { logKey, roleName });
    reconciler.serve({ tableName: this.tableName, ...this._grantedTable }, this._checkEvery);
    const { handler } = reconciler;
    const list = new DirectoryList(home, 'List', { tableName: this.tableName, handler, users, options });
    reconciler.addList(list);
    return { list, reconciler };
  }
}

/** A name for a role that another stack can refer to before the role exists. Roles are global, so the region counts. */
export function writerRoleName(prefix: string, scope: Construct): string {
  const { region } = Stack.of(scope);
  return [prefix, placeKeyOf(scope), ...(isUnknown(region) ? [] : [region])].join('-');
}

/** The ARN of a role with a name, without a reference to its stack. */
export function writerRoleArn(table: Construct, roleName: string): string {
  return Stack.of(table).formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName });
}
