import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { sendResponse } from '../../../private/runtime/custom-resource';
import { awsPorts, CLIENT_SETTINGS } from './clients';
import type { CleanupPorts } from './ports';
import { type CleanupEvent, serve } from './request';

interface Context {
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

const ports = awsPorts();
const lambda = new LambdaClient(CLIENT_SETTINGS);
const logger = new Logger({ serviceName: 'domain-cleanup' });
const log: CleanupPorts['log'] = {
  info: (message, fields) => logger.info(message, { ...fields }),
  error: (message, fields) => logger.error(message, { ...fields }),
};
const sleep = (milliseconds: number) => setTimeout<void>(milliseconds);

/**
 * Serves CloudFormation, and continues in another invocation before Lambda stops this one. Events are never logged, because they
 * contain the address for the response.
 */
export async function handler(event: CleanupEvent, context: Context): Promise<void> {
  const clock = { now: Date.now, sleep, remaining: () => context.getRemainingTimeInMillis() };
  const { response, next } = await serve(event, { ...ports, clock, log });
  if (next) {
    await lambda.send(
      new InvokeCommand({
        FunctionName: context.invokedFunctionArn,
        InvocationType: 'Event',
        Payload: JSON.stringify(next),
      }),
    );
  }
  if (response) {
    await sendResponse(event, response, sleep);
  }
}
