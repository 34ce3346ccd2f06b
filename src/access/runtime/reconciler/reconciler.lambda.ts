import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { type ResourceRequest, sendResponse } from '../../../private/runtime/custom-resource';
import { LAYER_FOLDER } from '../../shared/directory-file';
import { changeRecord, metricFields } from '../directory-record';
import { valueIn } from '../event';
import { auditLog } from '../log';
import { reconcilerConfig } from './config';
import { EventBus } from './events';
import type { ReconcilerPorts } from './ports';
import { serve, watch } from './reconciler';
import { CloudFormationStack, cloudFormationClient } from './stack';
import { DynamoTable, dynamoClient } from './table';

/** Lambda extracts layers to `/opt`. */
const FOLDER = process.env.DIRECTORY_FOLDER ?? `/opt/${LAYER_FOLDER}`;

const config = reconcilerConfig(process.env);
const client = dynamoClient();
const stack = new CloudFormationStack(cloudFormationClient(), config.stackId);
const bus = new EventBus(config.eventsEndpoint, client);
const logger = new Logger({ serviceName: 'user-directory' });
const audit = auditLog('Directory change', process.stdout, Date.now);
const metric = auditLog('Directory metric', process.stdout, Date.now);

const sleep = (milliseconds: number) => setTimeout<void>(milliseconds);

const ports: Omit<ReconcilerPorts, 'clock'> = {
  config,
  stack,
  table: (tableName) => new DynamoTable(client, tableName),
  readFile: (owner) => readFile(join(FOLDER, `${owner}.json`), 'utf-8'),
  log: {
    info: (message, fields) => logger.info(message, { ...fields }),
    error: (message, fields) => logger.error(message, { ...fields }),
  },
  record: (changes, context) => {
    for (const change of changes) {
      const after = change.kind === 'put' ? change.item : undefined;
      audit({ ...context, stackId: config.stackId, ...changeRecord(change.before, after) });
    }
  },
  announce: (drift) => bus.put(drift),
  count: (metrics) => metric(metricFields(metrics, config.functionName, Date.now())),
};

/**
 * Serves CloudFormation, the schedule and the rules. Events are never logged, because those of CloudFormation contain the address for the
 * response.
 */
export async function handler(event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<void> {
  const timed = { ...ports, clock: { sleep, remaining: () => context.getRemainingTimeInMillis() } };
  if (valueIn(event, 'RequestType') === undefined) {
    await watch(event, timed);
    return;
  }
  const request = event as ResourceRequest;
  await sendResponse(request, await serve(request, timed), sleep);
}
