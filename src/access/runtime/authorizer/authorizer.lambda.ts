import type { Context } from 'aws-lambda';
import { JWT_SETTINGS_VARIABLE, type JwtSettings } from '../../shared/jwt-settings';
import { ACCESS_METRICS } from '../../shared/metrics';
import { stopwatch } from '../clock';
import { auditLog } from '../log';
import { counted } from '../metric';
import {
  type AuthorizerEvent,
  type AuthorizerRecord,
  type AuthorizerResult,
  authorize,
  type TokenSettings,
} from './authorizer';
import { keySource } from './token-keys';

const log = auditLog('Caller authorization', process.stdout, Date.now);
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'unknown';
const ports = {
  settings: once(tokenSettings),
  now: Date.now,
  record: (record: AuthorizerRecord) => log(counted(record, ACCESS_METRICS.authorizations, functionName, Date.now())),
};

/** A Lambda authorizer of API Gateway, of type REQUEST or TOKEN. */
export async function handler(
  event: AuthorizerEvent,
  context: Pick<Context, 'awsRequestId'>,
): Promise<AuthorizerResult> {
  return authorize(event, context.awsRequestId, ports);
}

function tokenSettings(): TokenSettings {
  const settings: JwtSettings = JSON.parse(process.env[JWT_SETTINGS_VARIABLE] ?? '');
  const elapsed = stopwatch(() => process.uptime() * 1000, Date.now);
  return { policy: settings, keys: keySource(settings, { fetch, elapsed }) };
}

function once<T>(create: () => T): () => T {
  let created: T | undefined;
  return () => {
    created ??= create();
    return created;
  };
}
