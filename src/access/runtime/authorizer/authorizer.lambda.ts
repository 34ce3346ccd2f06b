import type { Context } from 'aws-lambda';
import { JWT_SETTINGS_VARIABLE, type JwtSettings } from '../../shared/jwt-settings';
import { auditLog } from '../log';
import { type AuthorizerEvent, type AuthorizerResult, authorize } from './authorizer';
import { keySource } from './token-keys';

const settings: JwtSettings = JSON.parse(process.env[JWT_SETTINGS_VARIABLE] ?? fail());
const ports = {
  policy: settings,
  keys: keySource(settings, { fetch, now: Date.now }),
  now: Date.now,
  record: auditLog('Caller authorization'),
};

/** A Lambda authorizer of API Gateway, of type REQUEST or TOKEN. */
export async function handler(
  event: AuthorizerEvent,
  context: Pick<Context, 'awsRequestId'>,
): Promise<AuthorizerResult> {
  return authorize(event, context.awsRequestId, ports);
}

function fail(): never {
  throw new Error(`the environment variable ${JWT_SETTINGS_VARIABLE} is missing`);
}
