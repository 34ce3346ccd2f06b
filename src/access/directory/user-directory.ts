import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { check, SecureSageMakerError } from '../../private/errors';
import { foreignFaults, used, usedIn } from '../../private/life-cycle/foreign';
import { placeKeyOf } from '../../private/life-cycle/names';
import type { IDomain } from '../../studio';
import { directoryAlarms } from './alarms';
import type { DirectoryBinding, DirectoryContext } from './binding';
import { accessRoleFaults } from './checks';
import { DirectoryTableBase } from './directory-table-base';
import type { IDirectoryTable } from './idirectory-table';
import { issuerFaults, warnOfIssuers } from './issuers';
import { keySchemaFaults } from './key-schema';
import { DirectoryTable } from './table';
import type { DirectoryListOptions, DirectoryUser } from './user';

/**
 * Settings of a list of users, and its table.
 */
export interface DirectoryUsersOptions extends DirectoryListOptions {
  /**
   * A table that several lists share, of this stack, another stack, or another app. Lists of another stack than the table have their own
   * function that writes them.
   *
   * @default - a new table
   */
  readonly table?: IDirectoryTable;
}

/**
 * Facts about a table that this library does not write.
 */
export interface ExistingTableOptions {
  /**
   * The domains that entries of the table refer to.
   *
   * @default - unknown, so that domains are neither checked nor granted
   */
  readonly domains?: IDomain[];

  /**
   * The ARNs of the access roles in entries of the table.
   *
   * @default - entries have no access roles
   */
  readonly accessRoleArns?: string[];

  /**
   * The key that encrypts the table, if the table object does not have it.
   *
   * @default - the encryption key of the table object
   */
  readonly encryptionKey?: kms.IKey;
}

/**
 * The user profile that each user may open.
 */
export abstract class UserDirectory {
  /**
   * A list of users, which is written to a table by every deployment that changes it. The table is compared with the list after every
   * update of the stack and every hour, and put right. Users that are removed from the list are removed from the table.
   * Deleting the stack removes all of them, even if the table is retained.
   */
  public static fromUsers(users: DirectoryUser[], options: DirectoryUsersOptions = {}): UserDirectory {
    return new ListedUsers(users, options);
  }

  /**
   * A table that another process writes, such as a joiner, mover and leaver process.
   *
   * Its partition key `pk` is a string of issuer, `#` and subject. Its sort key `sk` is a string of what the entry opens: `domainId`,
   * `userProfileName`, and then `spaceName` and `landingUri` if the entry has them, separated by `/`. Items have the strings
   * `domainId`, `userProfileName` and `owner`, and the boolean `enabled`. Optional are the strings `spaceName`, `landingUri`, `label`
   * and `accessRoleArn`, and the number `expiresAt` in seconds since 1970. Other items are ignored, and so are the entries of a user
   * after the first 25. Anybody who can write the table can open Studio as any user.
   */
  public static fromTable(table: dynamodb.ITable, options: ExistingTableOptions = {}): UserDirectory {
    return new ExistingTable(table, options);
  }

  /**
   * Creates the resources of the directory in a scope.
   *
   * @internal
   */
  public abstract _bind(scope: Construct, context: DirectoryContext): DirectoryBinding;
}

class ListedUsers extends UserDirectory {
  public constructor(
    private readonly users: DirectoryUser[],
    private readonly options: DirectoryUsersOptions,
  ) {
    super();
  }

  /** @internal */
  public _bind(scope: Construct, context: DirectoryContext): DirectoryBinding {
    const { table = new DirectoryTable(scope, 'Users'), issuer = context.issuer, ...options } = this.options;
    const issuers = this.users.map((user) => user.issuer ?? issuer);
    SecureSageMakerError.throwIfAny(scope, issuerFaults(issuers, context.issuer));
    warnOfIssuers(scope, issuers, context.issuer);
    // In a shared table, the id of the list must not depend on the other lists.
    const id = this.options.table ? `List${placeKeyOf(scope)}` : 'List';
    const shared = tableOf(scope, table);
    const { reconciler } = shared._addUsers(scope, id, this.users, { ...options, issuer });
    const { tableName } = table;
    return {
      tableName,
      ...shared._grantedTable,
      table,
      domains: this.domains(),
      domainIds: this.domainIds(),
      accessRoleArns: this.accessRoleArns(),
      reconciler,
      createAlarms: () => directoryAlarms(new Construct(scope, 'UserAlarms'), reconciler.handler, shared._checkEvery),
    };
  }

  /** Users with an access role of their own open domains of other accounts. */
  private domains(): IDomain[] {
    const own = this.users.filter(({ accessRoleArn }) => !accessRoleArn);
    return [...new Set(own.flatMap(({ userProfile }) => userProfile?.domain ?? []))];
  }

  private domainIds(): string[] {
    const own = this.users.filter(({ accessRoleArn, userProfile }) => !accessRoleArn && !userProfile);
    return [...new Set(own.flatMap(({ domainId }) => domainId ?? []))];
  }

  private accessRoleArns(): string[] {
    return [...new Set(this.users.flatMap(({ accessRoleArn }) => accessRoleArn ?? []))];
  }
}

/** Only this library can write a table that it protects. */
function tableOf(scope: Construct, table: IDirectoryTable): DirectoryTableBase {
  const message = `table must be a DirectoryTable, or imported with DirectoryTable.fromTableAttributes, got ${table.node.path}`;
  SecureSageMakerError.throwIfAny(scope, check(table instanceof DirectoryTableBase, 'ConflictingProps', message));
  return table as DirectoryTableBase;
}

class ExistingTable extends UserDirectory {
  public constructor(
    private readonly table: dynamodb.ITable,
    private readonly options: ExistingTableOptions,
  ) {
    super();
  }

  /** @internal */
  public _bind(scope: Construct, _context: DirectoryContext): DirectoryBinding {
    const { domains = [], accessRoleArns = [], encryptionKey = this.table.encryptionKey } = this.options;
    SecureSageMakerError.throwIfAny(scope, [
      ...keySchemaFaults(this.table),
      ...accessRoleFaults(accessRoleArns),
      ...foreignFaults(scope, [
        ...usedIn('table', [this.table], true),
        used('the encryptionKey of the table', encryptionKey?.keyArn),
      ]),
    ]);
    const { tableName, tableArn } = this.table;
    return { tableName, tableArn, encryptionKey, domains, domainIds: [], accessRoleArns };
  }
}
