import { isDeepStrictEqual } from 'node:util';
import type { FileUser } from '../../src/access/shared/directory-file';
import type { ResourceRequest } from '../../src/private/runtime/custom-resource';
import { itemsFor, LoopbackDeployment, usersOf } from '../../test/access/runtime/reconciler/loopback-deployment';

/** The SDK warns of versions of Node that are older than that of the functions. */
const SDK_SILENCE = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/** A table, and CloudFormation as it waits for an answer. */
export class ReconcilerScenario {
  public static async start(): Promise<ReconcilerScenario> {
    const loopback = new LoopbackDeployment();
    process.env[SDK_SILENCE] = 'true';
    await loopback.start();
    return new ReconcilerScenario(loopback);
  }

  public readonly bundle = 'reconciler';
  public readonly environment: Readonly<Record<string, string>>;

  private constructor(private readonly loopback: LoopbackDeployment) {
    this.environment = { ...loopback.environment, [SDK_SILENCE]: 'true' };
  }

  public users(count: number): FileUser[] {
    return usersOf(count);
  }

  public deployment(users: readonly FileUser[]): ResourceRequest {
    return this.loopback.request('Update', users);
  }

  /** What is wrong after a deployment of the users. */
  public faults(users: readonly FileUser[]): string[] {
    const { answers } = this.loopback;
    const status = answers[answers.length - 1]?.Status;
    const faults: string[] = [];
    if (status !== 'SUCCESS') {
      faults.push(`the answer was ${status}`);
    }
    if (!isDeepStrictEqual(this.loopback.entries(), itemsFor(users))) {
      faults.push('the table is not what the file says');
    }
    return faults;
  }

  public reset(): void {
    this.loopback.reset();
  }

  public stop(): Promise<void> {
    return this.loopback.stop();
  }
}
