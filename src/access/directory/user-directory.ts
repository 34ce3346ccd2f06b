import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { SecureSageMakerError } from '../../private/errors';
import type { IDomain } from '../../studio';
import type { DirectoryBinding, DirectoryContext } from './binding';
import { accessRoleFaults } from './checks';
import { DirectoryTable } from './table';
import type { DirectoryListOptions, DirectoryUser } from './user';

/**
 * Where a list of users is kept.
 */
export interface DirectoryUsersOptions extends DirectoryListOptions {
  /**
   * The table in which the list is kept, beside the lists of others.
   *
   * @default - a table of its own
   */
  readonly table?: DirectoryTable;
}

/**
 * What is known of a table that is filled by other means.
 */
export interface ExistingTableOptions {
  /**
   * The domains to which the entries of the table lead.
   *
   * @default - not known, so that what depends on domains is neither checked nor granted
   */
  readonly domains?: IDomain[];

  /**
   * The ARNs of the roles that entries of the table name.
   *
   * @default - entries name no roles
   */
  readonly accessRoleArns?: string[];

  /**
   * The key that encrypts the table, where the table does not know it.
   *
   * @default - the one that the table knows of
   */
  readonly encryptionKey?: kms.IKey;
}

/**
 * Who may open which user profile.
 */
export abstract class UserDirectory {
  /**
   * The users of a list, which the stack brings to a table at every deployment. Who leaves the list leaves the table. Deleting the stack
   * takes the list out of the table, also where the table is retained.
   */
  public static fromUsers(users: DirectoryUser[], options: DirectoryUsersOptions = {}): UserDirectory {
    return new ListedUsers(users, options);
  }

  /**
   * A table that is filled by other means, such as a joiner, mover and leaver process.
   *
   * Its partition key is `pk`, a text made of issuer, `#` and subject. An item has the texts `domainId`, `userProfileName` and
   * `owner`, and the boolean `enabled`; it may have the texts `spaceName`, `landingUri` and `accessRoleArn`, and the number
   * `expiresAt` in seconds since 1970. An item of another shape opens nothing. Whoever may write the table can be anybody.
   */
  public static fromTable(table: dynamodb.ITable, options: ExistingTableOptions = {}): UserDirectory {
    return new ExistingTable(table, options);
  }

  /**
   * Makes what the directory needs below a construct.
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
    const { table = new DirectoryTable(scope, 'Users'), issuer = context.issuer, owner } = this.options;
    // In a shared table, the id of the list must not depend on the other lists.
    const id = this.options.table ? `List${scope.node.addr}` : 'List';
    table._addUsers(id, this.users, { issuer, owner });
    const { tableName, tableArn, encryptionKey } = table;
    return { tableName, tableArn, encryptionKey, domains: this.domains(), accessRoleArns: this.accessRoleArns() };
  }

  /** Users with an access role of their own open domains of other accounts. */
  private domains(): IDomain[] {
    const own = this.users.filter(({ accessRoleArn }) => !accessRoleArn);
    return [...new Set(own.flatMap(({ userProfile }) => userProfile?.domain ?? []))];
  }

  private accessRoleArns(): string[] {
    return [...new Set(this.users.flatMap(({ accessRoleArn }) => accessRoleArn ?? []))];
  }
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
    SecureSageMakerError.throwIfAny(scope, accessRoleFaults(accessRoleArns));
    const { tableName, tableArn } = this.table;
    return { tableName, tableArn, encryptionKey, domains, accessRoleArns };
  }
}
