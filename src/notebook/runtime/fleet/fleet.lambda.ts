import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../../private/runtime/ports';
import { SignedOutput } from './aws-output';
import { SageMakerNotebooks } from './aws-sagemaker';
import { DynamoStore } from './aws-store';
import { fleetConfig } from './config';
import { metricLine } from './metrics';
import { run } from './run';
import { triggerOf } from './trigger';
import { openTimes } from './window';

interface Context {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 15_000 };

const config = fleetConfig(process.env);
const isOpen = openTimes(config.policy);
// Throttled calls are repeated by the adapter, which watches the time, and others by the next run.
const sageMaker = new SageMakerClient({ maxAttempts: 1, requestHandler: TIMEOUTS });
const store = new DynamoStore(new DynamoDBClient({ maxAttempts: 6, requestHandler: TIMEOUTS }), config.tableName);
const logger = new Logger({ serviceName: 'notebook-fleet' });

/** Serves the schedule, the rule for changes of status, and operators. */
export async function handler(event: unknown, context: Context): Promise<object> {
  const clock: Clock = {
    now: Date.now,
    sleep: (milliseconds) => setTimeout<void>(milliseconds),
    remaining: () => context.getRemainingTimeInMillis(),
  };
  const report = await run(triggerOf(event), {
    policy: config.policy,
    isOpen,
    place: config.place,
    sageMaker: new SageMakerNotebooks(sageMaker, clock),
    store,
    output: new SignedOutput(sageMaker, config.output, clock),
    clock,
    log: {
      info: (message, fields) => logger.info(message, { ...fields }),
      error: (message, fields) => logger.error(message, { ...fields }),
    },
    runId: context.awsRequestId,
    count: (metrics) => {
      const line = metricLine(metrics, config.place.fleet, Date.now());
      process.stdout.write(`${JSON.stringify(line)}\n`);
    },
  });
  return report === undefined ? { active: true } : { totals: report.totals };
}
