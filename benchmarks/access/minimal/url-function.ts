import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreatePresignedDomainUrlCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { URL_FUNCTION_VARIABLES as VARIABLES } from '../../../src/access/shared/url-function';

interface Event {
  readonly requestContext: { readonly authorizer: { readonly issuer: string; readonly subject: string } };
}

const dynamodb = new DynamoDBClient({});
const sts = new STSClient({});
const { requestHandler } = new SageMakerClient({}).config;
/** A client for each user, with the session of the user. */
const clients = new Map<string, SageMakerClient>();

/** The calls of the function for presigned URLs, without its checks, limits, and records. */
export async function handler({ requestContext: { authorizer } }: Event): Promise<object> {
  const { issuer, subject } = authorizer;
  const { Items: [entry] = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: process.env[VARIABLES.tableName],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `${issuer}#${subject}` } },
      ConsistentRead: true,
    }),
  );
  const name = entry.userProfileName.S!;
  const { AuthorizedUrl: url } = await (await clientOf(name)).send(
    new CreatePresignedDomainUrlCommand({
      DomainId: entry.domainId.S,
      UserProfileName: name,
      ExpiresInSeconds: Number(process.env[VARIABLES.urlExpirySeconds]),
      SessionExpirationDurationInSeconds: Number(process.env[VARIABLES.sessionSeconds]),
    }),
  );
  return { statusCode: 200, body: JSON.stringify({ url }) };
}

async function clientOf(name: string): Promise<SageMakerClient> {
  const known = clients.get(name);
  if (known) {
    return known;
  }
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: process.env[VARIABLES.accessRoleArn], RoleSessionName: name }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken };
  const client = new SageMakerClient({ requestHandler, credentials });
  clients.set(name, client);
  return client;
}
