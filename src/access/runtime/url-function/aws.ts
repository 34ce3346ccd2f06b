import { DynamoDBClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import {
  CreatePresignedDomainUrlCommand,
  SageMakerClient,
  type SageMakerClientConfig,
} from '@aws-sdk/client-sagemaker';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ENTRIES_PER_USER_MAX, ENTRY_ATTRIBUTES } from '../../shared/directory-entry';
import type { Item } from '../directory-item';
import type { UrlFunctionConfig } from './config';
import type { SessionCredentials, SessionNames } from './sessions';
import type { StudioTarget, Upstream } from './upstream';

/** The time for each step with its retry, in milliseconds. API Gateway waits for 29 seconds, and Lambda for 25. */
export interface StepTimeouts {
  readonly directory: number;
  readonly session: number;
  readonly url: number;
}

const TIMEOUTS: StepTimeouts = { directory: 5000, session: 6000, url: 9000 };

/** A single retry: callers retry as well. */
const MAX_ATTEMPTS = 2;

/** The shortest session that STS has: it only makes one URL after another. */
const SESSION_SECONDS = 900;

/** The revocation of a user sorts before the entries. All attributes have placeholders, because some names are reserved. */
const ITEMS_OF_USER = {
  KeyConditionExpression: '#pk = :pk',
  ProjectionExpression: ENTRY_ATTRIBUTES.map((name) => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(ENTRY_ATTRIBUTES.map((name) => [`#${name}`, name])),
  Select: 'SPECIFIC_ATTRIBUTES',
  ConsistentRead: true,
  Limit: 1 + ENTRIES_PER_USER_MAX,
} as const satisfies Partial<QueryCommandInput>;

function valuesFor(key: string): Pick<QueryCommandInput, 'ExpressionAttributeValues'> {
  return { ExpressionAttributeValues: { ':pk': { S: key } } };
}

export interface AwsOptions {
  /** Replaces the regional endpoints of all services. */
  readonly endpoint?: string;
  readonly timeouts?: StepTimeouts;
}

/** DynamoDB, STS and SageMaker, each at its regional endpoint, whose name the VPC endpoint answers to. */
export class AwsUpstream implements Upstream {
  private readonly common: Pick<SageMakerClientConfig, 'region' | 'endpoint' | 'maxAttempts' | 'requestHandler'>;
  private readonly timeouts: StepTimeouts;
  private readonly dynamodb: DynamoDBClient;
  private readonly sts: STSClient;
  private readonly sagemaker: SageMakerClient;

  constructor(
    private readonly config: UrlFunctionConfig,
    { endpoint, timeouts = TIMEOUTS }: AwsOptions = {},
  ) {
    const { region } = config;
    this.timeouts = timeouts;
    this.common = { region, endpoint, maxAttempts: MAX_ATTEMPTS, requestHandler: { connectionTimeout: 1500 } };
    this.dynamodb = new DynamoDBClient(this.common);
    this.sts = new STSClient({ ...this.common, useFipsEndpoint: this.isFips('sts') });
    this.sagemaker = new SageMakerClient(this.sagemakerConfig());
  }

  /** One consistent read, so that a user who was disabled or shut out a moment ago gets no URL. */
  public async userItems(key: string): Promise<Item[]> {
    const command = new QueryCommand({ TableName: this.config.tableName, ...ITEMS_OF_USER, ...valuesFor(key) });
    const { Items: items = [] } = await this.dynamodb.send(command, {
      abortSignal: AbortSignal.timeout(this.timeouts.directory),
    });
    return items as Item[];
  }

  public async session(
    roleArn: string,
    { roleSessionName, sourceIdentity }: SessionNames,
  ): Promise<SessionCredentials> {
    const command = new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: roleSessionName,
      SourceIdentity: sourceIdentity,
      DurationSeconds: SESSION_SECONDS,
    });
    const { Credentials } = await this.sts.send(command, { abortSignal: AbortSignal.timeout(this.timeouts.session) });
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
      throw new Error('the session has no credentials');
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiresAt: Expiration.getTime(),
    };
  }

  public async url(credentials: SessionCredentials, target: StudioTarget): Promise<unknown> {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const client = new SageMakerClient({
      ...this.sagemakerConfig(),
      ...this.resolvedConfig(),
      credentials: { accessKeyId, secretAccessKey, sessionToken },
    });
    const command = new CreatePresignedDomainUrlCommand({
      DomainId: target.domainId,
      UserProfileName: target.userProfileName,
      SpaceName: target.spaceName,
      LandingUri: target.landingUri,
      ExpiresInSeconds: target.expiresInSeconds,
      SessionExpirationDurationInSeconds: target.sessionSeconds,
    });
    const { AuthorizedUrl } = await client.send(command, { abortSignal: AbortSignal.timeout(this.timeouts.url) });
    return AuthorizedUrl;
  }

  /** What the shared client has read from the environment and from files, so that the client of each user need not do it again. */
  private resolvedConfig(): SageMakerClientConfig {
    const {
      requestHandler,
      authSchemePreference,
      defaultsMode,
      defaultUserAgentProvider,
      retryMode,
      useDualstackEndpoint,
      userAgentAppId,
    } = this.sagemaker.config;
    return {
      requestHandler,
      authSchemePreference,
      defaultsMode,
      defaultUserAgentProvider,
      retryMode,
      useDualstackEndpoint,
      userAgentAppId,
    };
  }

  private sagemakerConfig(): SageMakerClientConfig {
    return { ...this.common, useFipsEndpoint: this.isFips('sagemaker') };
  }

  private isFips(service: string): boolean {
    return this.config.fipsServices.includes(service);
  }
}
