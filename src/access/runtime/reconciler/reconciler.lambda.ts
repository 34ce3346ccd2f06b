import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { type ResourceRequest, sendResponse } from '../../../private/runtime/custom-resource';
import { LAYER_FOLDER } from '../../shared/directory-file';
import { type ReconcilerPorts, serve } from './reconciler';
import { DynamoTable, dynamoClient } from './table';

/** Lambda extracts layers to `/opt`. */
const FOLDER = process.env.DIRECTORY_FOLDER ?? `/opt/${LAYER_FOLDER}`;

const client = dynamoClient();
const logger = new Logger({ serviceName: 'user-directory' });
const log: ReconcilerPorts['log'] = {
  info: (message, fields) => logger.info(message, { ...fields }),
  error: (message, fields) => logger.error(message, { ...fields }),
};

/** Serves CloudFormation. Events are never logged, because they contain the address for the response. */
export async function handler(
  request: ResourceRequest,
  context: { getRemainingTimeInMillis(): number },
): Promise<void> {
  const sleep = (milliseconds: number) => setTimeout<void>(milliseconds);
  const response = await serve(request, {
    table: (tableName) => new DynamoTable(client, tableName),
    readFile: (owner) => readFile(join(FOLDER, `${owner}.json`), 'utf-8'),
    clock: { sleep, remaining: () => context.getRemainingTimeInMillis() },
    log,
  });
  await sendResponse(request, response, sleep);
}
