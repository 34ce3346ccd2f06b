import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { REVOCATION_VARIABLES as VARIABLES } from '../../shared/revocation';
import { metricFields } from '../directory-record';
import { auditLog } from '../log';
import { SageMakerApps } from './apps';
import { RequestError } from './request';
import { type RevocationPorts, type RevocationResult, serve } from './revocation';
import { IamRoles } from './roles';
import { DynamoRevocations } from './table';

const common = { maxAttempts: 6, requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 } };
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? '';
const names = (process.env[VARIABLES.accessRoleNames] ?? '').split(' ').filter(Boolean);
const audit = auditLog('Directory revocation', process.stdout, Date.now);

const ports: Omit<RevocationPorts, 'record'> = {
  table: new DynamoRevocations(new DynamoDBClient(common), process.env[VARIABLES.tableName] ?? ''),
  roles: new IamRoles(new IAMClient(common), names),
  apps: new SageMakerApps(new SageMakerClient(common)),
  now: Date.now,
};

/** Serves responders and the schedule. Errors of the SDK may quote the request, so only their names are passed on. */
export async function handler(
  event: unknown,
  { awsRequestId: requestId }: { awsRequestId: string },
): Promise<RevocationResult> {
  const record: RevocationPorts['record'] = (fields, isRevocation) =>
    audit({ ...fields, requestId, ...metricFields({ revocations: isRevocation ? 1 : 0 }, functionName, Date.now()) });
  try {
    const result = await serve(event, { ...ports, record });
    audit({ requestId, outcome: 'done', ...result });
    return result;
  } catch (error) {
    const reason = error instanceof RequestError ? error.message : nameOf(error);
    audit({ requestId, outcome: 'failed', reason });
    throw new Error(reason);
  }
}

function nameOf(error: unknown): string {
  return `the revocation failed with ${error instanceof Error ? error.name : 'an unknown error'}: repeat it`;
}
