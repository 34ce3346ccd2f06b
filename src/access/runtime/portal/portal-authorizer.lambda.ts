import type { Context } from 'aws-lambda';
import { JWT_SETTINGS_VARIABLE, type JwtSettings } from '../../shared/jwt-settings';
import { ACCESS_METRICS } from '../../shared/metrics';
import { COOKIE_SETTINGS_VARIABLE, type CookieSettings } from '../../shared/portal/settings';
import type { AuthorizerEvent } from '../authorizer/authorizer';
import { verifyToken } from '../authorizer/token';
import { keySource } from '../authorizer/token-keys';
import { stopwatch } from '../clock';
import { auditLog } from '../log';
import { counted } from '../metric';
import { CookieKey } from './aws';
import { authorizeCookie, type CookieAuthorizerRecord, type CookieAuthorizerResult } from './cookie-authorizer';
import { DataKeys } from './data-keys';

const now = Date.now;
const cookies: CookieSettings = JSON.parse(process.env[COOKIE_SETTINGS_VARIABLE] ?? '');
const tokens: JwtSettings = JSON.parse(process.env[JWT_SETTINGS_VARIABLE] ?? '');
const keys = keySource(tokens, { fetch, elapsed: stopwatch(() => process.uptime() * 1000, now) });
const log = auditLog('Portal authorization', process.stdout, now);
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'unknown';
const ports = {
  seal: { audience: cookies.url, keys: new DataKeys(new CookieKey(cookies), now), now },
  verify: (token: string) => verifyToken(token, tokens, keys, now() / 1000),
  record: (record: CookieAuthorizerRecord) => log(counted(record, ACCESS_METRICS.authorizations, functionName, now())),
};

/** The Lambda authorizer of the page that opens Studio, of type REQUEST. */
export async function handler(
  event: AuthorizerEvent,
  context: Pick<Context, 'awsRequestId'>,
): Promise<CookieAuthorizerResult> {
  return authorizeCookie(event, context.awsRequestId, ports);
}
