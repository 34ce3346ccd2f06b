// Real OpenID providers on loopback, as many as there are certificates' clients to tell apart. A user signs in with a password
// on a page; the portal is a public client, which proves with PKCE that it is the one that asked.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:https';
import { exportJWK, generateKeyPair } from 'jose';
import { interactionPolicy, Provider } from 'oidc-provider';

const { count, certificate, users, audience, redirectUri, portal } = JSON.parse(process.env.PROVIDER_SETTINGS);
const RESOURCE = 'urn:studio-access';
const resourceServer = {
  scope: 'studio',
  audience,
  accessTokenFormat: 'jwt',
  accessTokenTTL: 300,
  jwt: { sign: { alg: 'ES256' } },
};

/** Users can choose another account, on the same page. */
const policy = interactionPolicy.base();
policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);

async function signingKey() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), use: 'sig', alg: 'ES256', kid: randomUUID() };
}

function client(clientId, url, more) {
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [url],
    id_token_signed_response_alg: 'ES256',
    ...more,
  };
}

function clients() {
  const callback = `${portal.url}/callback`;
  const signedOut = { post_logout_redirect_uris: [`${portal.url}/signed-out`] };
  const confidential = { client_secret: portal.secret, token_endpoint_auth_method: 'client_secret_post' };
  return [
    client('portal', redirectUri),
    client(portal.clientId, callback, { ...signedOut, ...confidential }),
    client(portal.publicClientId, callback, signedOut),
  ];
}

async function newProvider(issuer) {
  return new Provider(issuer, {
    clients: clients(),
    // Scripts of the portal may call the token endpoint, and no others.
    clientBasedCORS: (_, origin, client) =>
      client.clientId === portal.publicClientId && origin === new URL(portal.url).origin,
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [randomUUID()] },
    scopes: ['openid'],
    pkce: { required: () => true },
    ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    interactions: { policy, url: (_, { uid }) => `/interaction/${uid}` },
    // Whoever signs in at the portal lets it ask for Studio.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      grant.addResourceScope(RESOURCE, 'studio');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => resourceServer,
        useGrantedResource: () => true,
      },
    },
  });
}

async function signIn(provider, request, response) {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    const form =
      '<form method="post"><input name="user"><input name="password" type="password"><button>Sign in</button></form>';
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>Sign in</title>${form}`);
    return;
  }
  let body = '';
  for await (const chunk of request) {
    body += chunk;
  }
  const given = new URLSearchParams(body);
  const user = users.find(({ name, password }) => name === given.get('user') && password === given.get('password'));
  if (!user) {
    response.writeHead(401, { 'Content-Type': 'text/plain' }).end('Wrong user or password');
    return;
  }
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: user.subject }, select_account: {} },
    { mergeWithLastSubmission: false },
  );
}

async function start() {
  let serve;
  const server = createServer(certificate, (request, response) => serve(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `https://localhost:${server.address().port}`;
  const provider = await newProvider(issuer);
  const callback = provider.callback();
  serve = (request, response) => {
    const served = request.url.startsWith('/interaction/')
      ? signIn(provider, request, response)
      : callback(request, response);
    Promise.resolve(served).catch(() => response.writeHead(400).end());
  };
  return issuer;
}

process.send({ issuers: await Promise.all(Array.from({ length: count }, start)) });
