import { entryOf, eventOf, ISSUER, ROLE, SECRET } from '../../test/access/runtime/url-function/events';
import {
  type AwsCall,
  type AwsResponse,
  assumedRole,
  json,
  LoopbackAws,
} from '../../test/access/runtime/url-function/loopback-aws';
import type { Job, Scenario } from './load';

const SESSION_MS = 900_000;
/** About as long as those of STS. */
const SESSION_TOKEN_LENGTH = 1000;

/** DynamoDB, STS and SageMaker on loopback for any number of users, each of whom can get a URL only with the own session. */
export class UrlFunctionScenario implements Scenario {
  public static async start(): Promise<UrlFunctionScenario> {
    const server = new LoopbackAws();
    return new UrlFunctionScenario(server, await server.start());
  }

  public readonly bundle = 'url-function';
  public readonly environment: Readonly<Record<string, string>>;
  public readonly outcome = 'issued';

  private constructor(
    private readonly server: LoopbackAws,
    endpoint: string,
  ) {
    server.answers = {
      Query: ({ input }) => json({ Items: [entryOf(keyIn(input).slice(ISSUER.length + 1))] }),
      AssumeRole: ({ input }) => sessionOf(String(input.RoleSessionName)),
      CreatePresignedDomainUrl: urlFor,
    };
    this.environment = {
      AWS_LAMBDA_FUNCTION_NAME: 'UrlFunction',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'ASIAFUNCTION00000000',
      AWS_SECRET_ACCESS_KEY: SECRET,
      AWS_SESSION_TOKEN: SECRET,
      AWS_ENDPOINT_URL: endpoint,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      TABLE_NAME: 'Directory',
      ACCESS_ROLE_ARN: ROLE,
      URL_EXPIRY_SECONDS: '20',
      SESSION_SECONDS: '28800',
    };
  }

  /** Requests of so many users in turn. */
  public jobs(count: number, users: number, from = 0): Job[] {
    return Array.from({ length: count }, (_, index) => {
      const user = `user-${from + (index % users)}`;
      return { user, event: eventOf({}, { authorizer: { issuer: ISSUER, subject: user } }), expected: urlOf(user) };
    });
  }

  public resultOf(answer: unknown): string {
    const { statusCode, body } = answer as { statusCode?: number; body?: string };
    return statusCode === 200 ? JSON.parse(body!).url : `status ${statusCode}`;
  }

  /** How often an operation was called. */
  public calls(operation: string): number {
    return this.server.operations().filter((one) => one === operation).length;
  }

  public stop(): Promise<void> {
    return this.server.stop();
  }
}

function keyIn(query: AwsCall['input']): string {
  return (query.ExpressionAttributeValues as Record<string, { S: string }>)[':pk'].S;
}

function sessionOf(user: string): AwsResponse {
  const answer = assumedRole(new Date(Date.now() + SESSION_MS));
  const token = `<SessionToken>${user.padEnd(SESSION_TOKEN_LENGTH, '=')}</SessionToken>`;
  const body = answer.body
    .replace(/<AccessKeyId>.*<\/AccessKeyId>/, `<AccessKeyId>${keyIdOf(user)}</AccessKeyId>`)
    .replace(/<SessionToken>.*<\/SessionToken>/, token);
  return { ...answer, body };
}

function urlFor({ input, accessKeyId, sessionToken }: AwsCall): AwsResponse {
  const user = String(input.UserProfileName);
  const own = accessKeyId === keyIdOf(user) && sessionToken?.replace(/=+$/, '') === user;
  return own ? json({ AuthorizedUrl: urlOf(user) }) : json({ __type: 'AccessDeniedException' }, 400);
}

function keyIdOf(user: string): string {
  return `ASIA${user}`;
}

function urlOf(user: string): string {
  return `https://d-abc.studio.eu-west-1.sagemaker.aws/auth?token=${user}`;
}
