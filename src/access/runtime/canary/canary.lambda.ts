import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CANARY_TARGET_VARIABLE, type CanaryTarget } from '../../shared/canary';
import { auditLog } from '../log';
import { runChecks } from './checks';
import { nodeNetwork } from './network';
import { canaryLines } from './records';
import { clientToken } from './token';

const SECRET_TIMEOUT_MS = 4000;

const target: CanaryTarget = JSON.parse(process.env[CANARY_TARGET_VARIABLE] ?? fail());
const network = nodeNetwork();
const record = auditLog('Studio access canary', process.stdout, Date.now);
const secrets = new SecretsManagerClient({ maxAttempts: 2, requestHandler: { connectionTimeout: 1500 } });

/** Runs on a schedule. It returns normally if checks fail, because Lambda would retry a failed run. */
export async function handler(): Promise<void> {
  const results = await runChecks(target, { ...network, token, now: Date.now });
  for (const line of canaryLines(results, process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'unknown', Date.now())) {
    record(line);
  }
}

/** The secret is read at every run, so that a rotation takes effect at once. */
async function token(): Promise<string> {
  const { client } = target;
  const command = new GetSecretValueCommand({ SecretId: client!.secretArn });
  const { SecretString: secret = '' } = await secrets.send(command, {
    abortSignal: AbortSignal.timeout(SECRET_TIMEOUT_MS),
  });
  return clientToken(client!, secret, network.send);
}

function fail(): never {
  throw new Error(`the environment variable ${CANARY_TARGET_VARIABLE} is missing`);
}
