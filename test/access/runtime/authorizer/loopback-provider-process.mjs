// A real OpenID provider on loopback. Its parent asks for tokens' address by the first message, and may have it rotate its keys.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const RESOURCE = 'urn:studio-access';
const resourceServer = {
  scope: 'studio',
  audience: 'studio-access',
  accessTokenFormat: 'jwt',
  accessTokenTTL: 300,
  jwt: { sign: { alg: 'RS256' } },
};

async function signingKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: randomUUID() };
}

async function provider(issuer) {
  const portal = {
    client_id: 'portal',
    client_secret: 'not-a-secret',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  };
  return new Provider(issuer, {
    clients: [portal],
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [randomUUID()] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        getResourceServerInfo: () => resourceServer,
        useGrantedResource: () => true,
      },
    },
  }).callback();
}

let answer;
const server = createServer((request, response) => answer(request, response));
server.listen(0, '127.0.0.1', async () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  answer = await provider(issuer);
  process.on('message', async () => {
    answer = await provider(issuer);
    process.send({ issuer });
  });
  process.send({ issuer });
});
