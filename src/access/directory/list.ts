import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type CfnResource, CustomResource, Names, Resource, Stack, Token } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct, type IConstruct } from 'constructs';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { DIRECTORY_VALUES_MAX } from '../../private/limits';
import { warn } from '../../private/warnings';
import { ENTRIES_PER_USER_MAX } from '../shared/directory-entry';
import { type FileText, type FileUser, LAYER_FOLDER, type ListProperties } from '../shared/directory-file';
import { LIST_METADATA } from '../shared/directory-reconciler';
import { ListRemovals } from '../shared/list-removals';
import { directoryFaults, type ResolvedUser, resolvedUser } from './checks';
import type { DirectoryListOptions, DirectoryUser } from './user';
import { userFile } from './user-file';

export interface DirectoryListProps {
  readonly tableName: string;
  readonly handler: lambda.Function;
  readonly users: readonly DirectoryUser[];
  readonly options: DirectoryListOptions;
}

const OWNER_MAX = 255;
const DUPLICATES_SHOWN = 10;

/**
 * A list of users in a table. The reconciler gets its file as a layer, which takes no permissions, and recognizes it by its hash.
 */
export class DirectoryList extends Construct {
  public readonly owner: string;
  public readonly resource: CfnResource;

  constructor(scope: Construct, id: string, { tableName, handler, users, options }: DirectoryListProps) {
    super(scope, id);
    const { removals = ListRemovals.LIMITED } = options;
    this.owner = options.owner ?? Names.uniqueResourceName(this, { maxLength: OWNER_MAX });
    const resolved = users.map((user) => resolvedUser(user, options.issuer));
    const values = new DeploymentValues(this);
    SecureSageMakerError.throwIfAny(this, [
      ...directoryFaults(users, resolved, options),
      ...values.duplicates(resolved),
    ]);
    const text = userFile(values.fileUsers(resolved));
    SecureSageMakerError.throwIfAny(this, values.faults());

    handler.addLayers(this.layer(text));
    const properties: ListProperties = {
      TableName: tableName,
      Owner: this.owner,
      FileHash: createHash('sha256').update(text).digest('hex'),
      Values: values.values,
      Removals: removals === ListRemovals.LIMITED ? undefined : removals,
    };
    const resource = new CustomResource(this, 'Resource', {
      serviceToken: handler.functionArn,
      resourceType: 'Custom::StudioUserDirectory',
      properties: { ...properties },
    });
    resource.node.addDependency(...ownedBy(users));
    if (removals === ListRemovals.UNLIMITED) {
      warn(this, 'access.unlimitedRemovals', 'Leave removals out once the list is deployed.');
    }
    this.resource = resource.node.defaultChild as CfnResource;
    this.resource.addMetadata(LIST_METADATA, properties);
  }

  private layer(text: string): lambda.ILayerVersion {
    const source = mkdtempSync(join(tmpdir(), 'user-directory-'));
    mkdirSync(join(source, LAYER_FOLDER));
    writeFileSync(join(source, LAYER_FOLDER, `${this.owner}.json`), text);
    const asset = new Asset(this, 'File', { path: source });
    // If assets are not staged, the deployment reads the file from the source folder.
    if (!isAbsolute(asset.assetPath)) {
      rmSync(source, { recursive: true });
    }
    const layer = new lambda.CfnLayerVersion(this, 'Layer', {
      content: { s3Bucket: asset.s3BucketName, s3Key: asset.s3ObjectKey },
      // The same everywhere, since another description replaces the layer.
      description: 'A list of Studio users',
    });
    return lambda.LayerVersion.fromLayerVersionArn(this, 'Version', layer.ref);
  }
}

/** The user profiles and spaces of this app, which must exist before an entry opens them. */
function ownedBy(users: readonly DirectoryUser[]): IConstruct[] {
  const resources = new Set<IConstruct | undefined>(users.flatMap(({ userProfile, space }) => [userProfile, space]));
  return [...resources].filter((resource) => resource !== undefined).filter((one) => Resource.isOwnedResource(one));
}

/** Values that only the deployment knows: the file has their indexes, and the custom resource the values. */
class DeploymentValues {
  public readonly values: string[] = [];
  private readonly indexes = new Map<string, number>();

  public constructor(private readonly scope: Construct) {}

  /** The same destination twice for one person, and people with more destinations than one read finds. */
  public duplicates(users: readonly ResolvedUser[]): Fault[] {
    const seen = new Map<string, number>();
    const counts = new Map<string, number>();
    const messages: string[] = [];
    for (const [index, user] of users.entries()) {
      const entry = this.entryOf(user);
      const other = seen.get(entry);
      if (other === undefined) {
        seen.set(entry, index);
        this.count(user, counts);
      } else {
        messages.push(`users[${index}] must have another issuer, subject or destination than users[${other}]`);
      }
    }
    return [
      ...faultsOf('DuplicateDirectoryUser', messages.slice(0, DUPLICATES_SHOWN)),
      ...check(
        [...counts.values()].every((count) => count <= ENTRIES_PER_USER_MAX),
        'DirectoryTooLarge',
        `users must have at most ${ENTRIES_PER_USER_MAX} entries for one issuer and subject`,
      ),
    ];
  }

  private count(user: ResolvedUser, counts: Map<string, number>): void {
    const person = this.keyOf([user.issuer, user.subject]);
    counts.set(person, (counts.get(person) ?? 0) + 1);
  }

  /** Values are numbered in the order of entries, so that the order of the list makes no difference. */
  public fileUsers(users: readonly ResolvedUser[]): FileUser[] {
    const byEntry = users.map((user) => ({ user, entry: this.entryOf(user) }));
    byEntry.sort((one, other) => (one.entry < other.entry ? -1 : 1));
    return byEntry.map(({ user }) => ({
      ...user,
      issuer: this.text(user.issuer),
      subject: this.text(user.subject),
      domainId: this.text(user.domainId),
      userProfileName: this.text(user.userProfileName),
      spaceName: this.optional(user.spaceName),
      landingUri: this.optional(user.landingUri),
      accessRoleArn: this.optional(user.accessRoleArn),
    }));
  }

  public faults(): Fault[] {
    const { length } = this.values;
    return check(
      length <= DIRECTORY_VALUES_MAX,
      'DirectoryTooLarge',
      `users must have at most ${DIRECTORY_VALUES_MAX} different values that only the deployment knows, got ${length}`,
    );
  }

  private entryOf({ issuer, subject, domainId, userProfileName, spaceName, landingUri }: ResolvedUser): string {
    return this.keyOf([issuer, subject, domainId, userProfileName, spaceName, landingUri]);
  }

  private keyOf(texts: readonly (string | undefined)[]): string {
    return JSON.stringify(texts.map((text) => (Token.isUnresolved(text) ? this.resolved(text!) : text)));
  }

  private optional(text: string | undefined): FileText | undefined {
    return text === undefined ? undefined : this.text(text);
  }

  private text(text: string): FileText {
    if (!Token.isUnresolved(text)) {
      return text;
    }
    const resolved = this.resolved(text);
    const value = this.indexes.get(resolved) ?? this.values.push(text) - 1;
    this.indexes.set(resolved, value);
    return { value };
  }

  /** Different tokens can stand for the same value. */
  private resolved(token: string): string {
    return JSON.stringify(Stack.of(this.scope).resolve(token));
  }
}
