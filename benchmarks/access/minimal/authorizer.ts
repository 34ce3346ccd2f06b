import { createLocalJWKSet, jwtVerify } from 'jose';
import { JWT_SETTINGS_VARIABLE } from '../../../src/access/shared/jwt-settings';

interface Event {
  readonly methodArn: string;
  readonly headers: { readonly authorization: string };
}

const { issuer, audiences, jwks } = JSON.parse(process.env[JWT_SETTINGS_VARIABLE]!);
const keys = createLocalJWKSet(jwks);

/** Verifies tokens with pinned keys, without the limits and records of the authorizer. */
export async function handler({ methodArn, headers }: Event): Promise<object> {
  const token = headers.authorization.slice('Bearer '.length);
  const { payload } = await jwtVerify(token, keys, { issuer, audience: audiences });
  const [stage] = methodArn.split(/(?<=^[^/]*\/[^/]*)\//);
  return {
    principalId: payload.sub,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${stage}/*` }],
    },
    context: { issuer, subject: payload.sub },
  };
}
