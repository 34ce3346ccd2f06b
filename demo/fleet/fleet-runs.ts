import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SignedOutput } from '../../src/notebook/runtime/fleet/aws-output';
import { SageMakerNotebooks } from '../../src/notebook/runtime/fleet/aws-sagemaker';
import { DynamoStore } from '../../src/notebook/runtime/fleet/aws-store';
import type { FleetReport } from '../../src/notebook/runtime/fleet/report';
import { run } from '../../src/notebook/runtime/fleet/run';
import type { Trigger } from '../../src/notebook/runtime/fleet/trigger';
import { openTimes } from '../../src/notebook/runtime/fleet/window';
import type { FleetPolicy } from '../../src/notebook/shared/fleet';
import type { Clock } from '../../src/private/runtime/ports';
import type { LoopbackAws } from './loopback-aws';

const REGION = 'eu-central-1';
const TIMEOUT_MS = 15 * 60_000;

/** A Tuesday at noon. */
export const NOON = Date.UTC(2026, 11, 1, 12);

/** Time that passes only where somebody waits. */
export class FleetClock implements Clock {
  private deadline = Number.POSITIVE_INFINITY;

  constructor(private time = NOON) {}

  public now(): number {
    return this.time;
  }

  public async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
  }

  public remaining(): number {
    return this.deadline - this.time;
  }

  public advance(milliseconds: number): void {
    this.time += milliseconds;
  }

  /** Lambda ends the function after some time. */
  public begin(milliseconds = TIMEOUT_MS): void {
    this.deadline = this.time + milliseconds;
  }
}

export interface LogLine {
  readonly message: string;
  readonly [field: string]: unknown;
}

/** Runs the code of the function against AWS on loopback, with the clients of the SDK. */
export class FleetRuns {
  public readonly clock = new FleetClock();
  public readonly metrics: Readonly<Record<string, number>>[] = [];
  public readonly log: LogLine[] = [];

  private runs = 0;
  private readonly sageMaker: SageMakerClient;
  private readonly dynamo: DynamoDBClient;

  constructor(
    private readonly aws: LoopbackAws,
    public policy: FleetPolicy,
  ) {
    const credentials = { accessKeyId: 'KEY', secretAccessKey: 'SECRET', sessionToken: 'SESSION' };
    const settings = { region: REGION, credentials, endpoint: aws.endpoint, maxAttempts: 1 };
    this.sageMaker = new SageMakerClient(settings);
    this.dynamo = new DynamoDBClient(settings);
  }

  /** One run. Undefined if another one is active. */
  public async run(trigger: Trigger = { kind: 'schedule' }, milliseconds?: number): Promise<FleetReport | undefined> {
    const { clock } = this;
    clock.begin(milliseconds);
    this.runs += 1;
    return run(trigger, {
      policy: this.policy,
      isOpen: openTimes(this.policy),
      place: { account: '111122223333', region: REGION, fleet: 'fleet', prefix: '' },
      sageMaker: new SageMakerNotebooks(this.sageMaker, clock),
      store: new DynamoStore(this.dynamo, 'Fleet'),
      output: new SignedOutput(
        this.sageMaker,
        {
          region: REGION,
          urlSuffix: 'amazonaws.com',
          bucketName: 'evidence',
          bucketRegion: REGION,
          endpoint: this.aws.endpoint,
        },
        clock,
      ),
      clock,
      log: {
        info: (message, fields) => this.log.push({ message, ...fields }),
        error: (message, fields) => this.log.push({ message, ...fields }),
      },
      runId: `run-${this.runs}`,
      count: (metrics) => this.metrics.push(metrics),
    });
  }

  /** Runs again and again, some time apart. */
  public async settle(times = 10, apart = 6 * 60_000): Promise<FleetReport> {
    let report: FleetReport | undefined;
    for (let index = 0; index < times; index++) {
      report = await this.run();
      this.clock.advance(apart);
    }
    return report!;
  }
}
