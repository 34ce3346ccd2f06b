import { JWT_SETTINGS_VARIABLE, type JwtSettings } from '../../shared/jwt-settings';
import { ACCESS_METRICS } from '../../shared/metrics';
import { type ClientSettings, PORTAL_SETTINGS_VARIABLE, type PortalSettings } from '../../shared/portal/settings';
import { verifyToken } from '../authorizer/token';
import { keySource } from '../authorizer/token-keys';
import { stopwatch } from '../clock';
import { auditLog } from '../log';
import { counted } from '../metric';
import { appearance } from './appearance';
import { CookieKey, readSecret, signWithKey } from './aws';
import { AssertionCredentials, type ClientCredentials, SecretCredentials } from './client-auth';
import { DataKeys } from './data-keys';
import { Portal } from './portal';
import { Provider } from './provider';
import { isRedirectUriChanged } from './redirect-uri';
import type { PortalEvent, PortalResponse } from './request';
import { SignIn } from './sign-in';

const now = Date.now;
const settings: PortalSettings = JSON.parse(process.env[PORTAL_SETTINGS_VARIABLE] ?? '');
const tokens: JwtSettings = JSON.parse(process.env[JWT_SETTINGS_VARIABLE] ?? '');
const keys = keySource(tokens, { fetch, elapsed: stopwatch(() => process.uptime() * 1000, now) });
const log = auditLog('Portal', process.stdout, now);
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'unknown';
const portal = new Portal({
  url: settings.url,
  isRedirectUriChanged: isRedirectUriChanged(settings),
  signIn: new SignIn(settings, {
    provider: new Provider(settings, { fetch, now }),
    credentials: credentialsOf(settings.client),
    fetch,
  }),
  seal: { audience: settings.url, keys: new DataKeys(new CookieKey(settings), now), now },
  verify: (token) => verifyToken(token, tokens, keys, now() / 1000),
  appearance: appearance(process.env),
  now,
  record: (record) => log(counted(record, ACCESS_METRICS.portalRequests, functionName, now())),
});

function credentialsOf(client: ClientSettings): ClientCredentials {
  if (client.kind === 'secret') {
    return new SecretCredentials(() => readSecret(client.secretArn, client.field), now);
  }
  const { keyArn, algorithm, keyId } = client;
  return new AssertionCredentials(
    { algorithm, keyId, sign: (message) => signWithKey(keyArn, algorithm, message) },
    now,
  );
}

export async function handler(event: PortalEvent): Promise<PortalResponse> {
  return portal.answer(event);
}
