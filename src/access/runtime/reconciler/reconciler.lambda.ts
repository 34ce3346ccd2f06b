import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { serve } from './reconciler';
import { type ResourceRequest, sendResponse } from './response';
import { DynamoTable, dynamoClient } from './table';

/** Where Lambda puts the layers in which the files of users are. */
const FOLDER = process.env.DIRECTORY_FOLDER ?? '/opt/directory';
const LOG_NAME = 'user-directory';

const client = dynamoClient();
const logger = new Logger({ serviceName: LOG_NAME });

/** Serves CloudFormation. Events are never logged: they hold the address at which CloudFormation waits for the answer. */
export async function handler(
  request: ResourceRequest,
  context: { getRemainingTimeInMillis(): number },
): Promise<void> {
  const answer = await serve(request, {
    table: (tableName) => new DynamoTable(client, tableName),
    readFile: (owner) => readFile(join(FOLDER, `${owner}.json`), 'utf-8'),
    clock: { sleep: (milliseconds) => setTimeout(milliseconds), remaining: () => context.getRemainingTimeInMillis() },
    log: {
      info: (message, fields) => logger.info(message, { ...fields }),
      error: (message, fields) => logger.error(message, { ...fields }),
    },
  });
  await sendResponse(request, answer, (milliseconds) => setTimeout(milliseconds));
}
