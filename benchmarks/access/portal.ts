import { randomBytes } from 'node:crypto';
import { json, LoopbackAws } from '../../test/access/runtime/url-function/loopback-aws';
import type { Start } from './cold-start';

const ISSUER = 'https://idp.example.com';
const LOCATION = `${ISSUER}/authorize?client_id=portal`;

/** KMS on loopback, and a portal whose first request begins a sign-in: it gets a data key and encrypts a cookie. */
export class PortalScenario {
  public static async start(): Promise<PortalScenario> {
    const server = new LoopbackAws();
    return new PortalScenario(server, await server.start());
  }

  private readonly environment: Readonly<Record<string, string>>;

  private constructor(
    private readonly server: LoopbackAws,
    endpoint: string,
  ) {
    const [Plaintext, CiphertextBlob] = [32, 184].map((length) => randomBytes(length).toString('base64'));
    server.answers = { GenerateDataKey: () => json({ Plaintext, CiphertextBlob }) };
    this.environment = {
      AWS_LAMBDA_FUNCTION_NAME: 'Portal',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'ASIAFUNCTION00000000',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
      AWS_ENDPOINT_URL: endpoint,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      PORTAL_SETTINGS: JSON.stringify(settings()),
      TOKEN_SETTINGS: JSON.stringify({ issuer: ISSUER, audiences: ['studio'], jwksUri: `${ISSUER}/keys` }),
    };
  }

  public get coldStart(): Start {
    return {
      what: 'portal',
      bundle: 'portal',
      environment: this.environment,
      event: () => ({
        httpMethod: 'GET',
        resource: '/signin',
        headers: {},
        requestContext: { requestId: 'request-1' },
      }),
      faults: (answer) => {
        const { statusCode, headers = {} } = answer as { statusCode?: number; headers?: Record<string, string> };
        return statusCode === 302 && headers.Location.startsWith(LOCATION) ? [] : [`status ${statusCode}`];
      },
    };
  }

  public stop(): Promise<void> {
    return this.server.stop();
  }
}

function settings(): object {
  return {
    url: 'https://studio.example.com',
    keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/cookies',
    issuer: ISSUER,
    endpoints: { authorization: `${ISSUER}/authorize`, token: `${ISSUER}/token` },
    clientId: 'portal',
    client: { kind: 'secret', secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:portal' },
    scope: 'openid',
    parameters: {},
    token: 'access_token',
  };
}
