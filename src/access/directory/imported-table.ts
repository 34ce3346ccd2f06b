import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { check, SecureSageMakerError } from '../../private/errors';
import { type AddedList, DirectoryTableBase } from './directory-table-base';
import type { DirectoryListOptions, DirectoryUser } from './user';

interface ImportedTableProps {
  readonly tableName: string;
  readonly encryptionKey?: kms.IKey;
}

/** A table of another app, whose policy cannot be changed from here. */
export class ImportedDirectoryTable extends DirectoryTableBase {
  public readonly tableName: string;
  public readonly tableArn: string;

  /** @internal */
  public readonly _checkEvery = Duration.hours(1);

  private readonly encryptionKey?: kms.IKey;

  constructor(scope: Construct, id: string, { tableName, encryptionKey }: ImportedTableProps) {
    super(scope, id);
    this.tableName = tableName;
    this.tableArn = Stack.of(this).formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: tableName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    this.encryptionKey = encryptionKey;
  }

  /** @internal */
  public get _grantedTable() {
    return { tableArn: this.tableArn, encryptionKey: this.encryptionKey };
  }

  /** The other app has to name the writer. @internal */
  public _addWriter(_roleArn: string): void {}

  /** @internal */
  public _addUsers(scope: Construct, _id: string, users: DirectoryUser[], options: DirectoryListOptions): AddedList {
    const { owner, reconcilerRoleName: roleName } = options;
    SecureSageMakerError.throwIfAny(
      scope,
      check(
        owner !== undefined && roleName !== undefined,
        'ConflictingProps',
        'a list in a table of another app must have owner and reconcilerRoleName, by which that app knows it in otherLists',
      ),
    );
    return this._addListOutside(scope, users, options, roleName!);
  }
}
