import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { CustomResource, Names, Resource, Stack, Token } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct, type IConstruct } from 'constructs';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { DIRECTORY_VALUES_MAX } from '../../private/limits';
import { type FileText, type FileUser, fileText } from '../shared/directory-file';
import { directoryFaults, type ResolvedUser, resolvedUser } from './checks';
import type { DirectoryListOptions, DirectoryUser } from './user';

export interface DirectoryListProps {
  readonly tableName: string;
  readonly handler: lambda.Function;
  readonly users: readonly DirectoryUser[];
  readonly options: DirectoryListOptions;
}

/** Where the reconciler looks, below the folder of layers. */
const FOLDER = 'directory';
const OWNER_MAX = 255;
const DESCRIPTION_MAX = 256;

/**
 * A list of users in a table. Its file goes to the reconciler as a layer, so that the function has it at hand without permissions of
 * its own; the request names its hash, so that no other file is ever taken for it.
 */
export class DirectoryList extends Construct {
  public readonly owner: string;

  constructor(scope: Construct, id: string, { tableName, handler, users, options }: DirectoryListProps) {
    super(scope, id);
    this.owner = options.owner ?? Names.uniqueResourceName(this, { maxLength: OWNER_MAX });
    const resolved = users.map((user) => resolvedUser(user, options.issuer));
    const values = new DeploymentValues(this);
    SecureSageMakerError.throwIfAny(this, [
      ...directoryFaults(users, resolved, options),
      ...values.duplicates(resolved),
    ]);
    const text = fileText(values.fileUsers(resolved));
    SecureSageMakerError.throwIfAny(this, values.faults());

    handler.addLayers(this.layer(text));
    const resource = new CustomResource(this, 'Resource', {
      serviceToken: handler.functionArn,
      resourceType: 'Custom::StudioUserDirectory',
      properties: {
        TableName: tableName,
        Owner: this.owner,
        FileHash: createHash('sha256').update(text).digest('hex'),
        Values: values.values,
      },
    });
    resource.node.addDependency(...ownedBy(users));
  }

  private layer(text: string): lambda.ILayerVersion {
    const source = mkdtempSync(join(tmpdir(), 'user-directory-'));
    mkdirSync(join(source, FOLDER));
    writeFileSync(join(source, FOLDER, `${this.owner}.json`), text);
    const asset = new Asset(this, 'File', { path: source });
    // Where assets are not copied, the deployment reads the file from here.
    if (!isAbsolute(asset.assetPath)) {
      rmSync(source, { recursive: true });
    }
    const layer = new lambda.CfnLayerVersion(this, 'Layer', {
      content: { s3Bucket: asset.s3BucketName, s3Key: asset.s3ObjectKey },
      description: `Studio users of ${this.node.path}`.slice(0, DESCRIPTION_MAX),
    });
    return lambda.LayerVersion.fromLayerVersionArn(this, 'Version', layer.ref);
  }
}

/** What is made in this app must be there before somebody is led to it. */
function ownedBy(users: readonly DirectoryUser[]): IConstruct[] {
  const resources = users.flatMap(({ userProfile, space }): IConstruct[] =>
    [userProfile, space].filter((resource) => resource !== undefined),
  );
  return [...new Set(resources)].filter((resource) => Resource.isOwnedResource(resource));
}

/** Values that only the deployment knows: the file has their places, the custom resource the values themselves. */
class DeploymentValues {
  public readonly values: string[] = [];
  private readonly places = new Map<string, number>();

  public constructor(private readonly scope: Construct) {}

  /** Two tokens for the same value are the same value. */
  private place(token: string): string {
    return JSON.stringify(Stack.of(this.scope).resolve(token));
  }

  private personOf({ issuer, subject }: ResolvedUser): string {
    return JSON.stringify([issuer, subject].map((text) => (Token.isUnresolved(text) ? this.place(text) : text)));
  }

  public duplicates(users: readonly ResolvedUser[]): Fault[] {
    const seen = new Map<string, number>();
    const messages = users.flatMap((user, index) => {
      const key = this.personOf(user);
      const other = seen.get(key);
      seen.set(key, other ?? index);
      return other === undefined ? [] : [`users[${index}] must have another issuer and subject than users[${other}]`];
    });
    return faultsOf('DuplicateDirectoryUser', messages.slice(0, 10));
  }

  /** Places are given in the order of people, so that the order in which they are listed makes no difference. */
  public fileUsers(users: readonly ResolvedUser[]): FileUser[] {
    const keyed = users.map((user) => ({ user, key: this.personOf(user) }));
    keyed.sort((one, other) => (one.key < other.key ? -1 : 1));
    return keyed.map(({ user }) => ({
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
    const count = this.values.length;
    const message = `users must have at most ${DIRECTORY_VALUES_MAX} different values that only the deployment knows, got ${count}`;
    return faultsOf('DirectoryTooLarge', count > DIRECTORY_VALUES_MAX ? [message] : []);
  }

  private optional(text: string | undefined): FileText | undefined {
    return text === undefined ? undefined : this.text(text);
  }

  private text(text: string): FileText {
    if (!Token.isUnresolved(text)) {
      return text;
    }
    const place = this.place(text);
    const value = this.places.get(place) ?? this.values.push(text) - 1;
    this.places.set(place, value);
    return { value };
  }
}
