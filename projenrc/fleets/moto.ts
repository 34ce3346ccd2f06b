import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  AddTagsCommand,
  CreateDomainCommand,
  CreateNotebookInstanceCommand,
  CreateNotebookInstanceLifecycleConfigCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { FleetClock } from '../../demo/fleet/fleet-runs';
import { LoopbackAws } from '../../demo/fleet/loopback-aws';
import { listen } from '../../demo/loopback';
import { SageMakerNotebooks } from '../../src/notebook/runtime/fleet/aws-sagemaker';
import { report } from '../templates/tool';
import { CAPITAL, COMPARISONS, FIRST, FLEET, NETWORK_ACCESS, SCRIPTS, type Side, TAGS } from './comparisons';

const REGION = 'eu-central-1';
const ROLE = 'arn:aws:iam::123456789012:role/notebooks';
const START_ATTEMPTS = 150;
const PAUSE_MS = 200;

/**
 * Compares the SageMaker on loopback, which the tests of fleets run against, with the one of moto. Answers must be equal, apart from the
 * differences that are listed with a reason, which must be there.
 */
async function main(executable: string): Promise<void> {
  const ours = new LoopbackAws();
  await ours.start();
  const port = await freePort();
  const moto = spawn(executable, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  try {
    const motoEndpoint = `http://127.0.0.1:${port}`;
    await started(moto, motoEndpoint);
    fill(ours);
    const [loopback, reference] = [sideAt(ours.endpoint), sideAt(motoEndpoint)];
    await create(reference.client);
    report(await faultsOf(loopback, reference), `${COMPARISONS.length} comparisons`);
  } finally {
    moto.kill();
    await ours.stop();
  }
}

async function faultsOf(loopback: Side, reference: Side): Promise<string[]> {
  const faults: string[] = [];
  for (const { what, observe, difference } of COMPARISONS) {
    const [one, other] = [await observe(loopback), await observe(reference)];
    const agree = isDeepStrictEqual(one, other);
    console.log(`${agree ? 'equal    ' : 'different'}  ${what}${difference ? `: ${difference}` : ''}`);
    if (agree !== (difference === undefined)) {
      faults.push(`${what}: the fleet's SageMaker answers ${JSON.stringify(one)}, moto ${JSON.stringify(other)}`);
    }
  }
  return faults;
}

function sideAt(endpoint: string): Side {
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  const client = new SageMakerClient({ region: REGION, endpoint, credentials, maxAttempts: 1 });
  return { client, adapter: new SageMakerNotebooks(client, new FleetClock()) };
}

function fill({ account }: LoopbackAws): void {
  const none = { stop: 0, update: 0, start: 0 };
  for (const { name, ...settings } of FLEET) {
    account.add(name, { ...settings, delays: name === CAPITAL ? { ...none, stop: 1 } : none });
  }
  Object.assign(account.notebooks.get(FIRST)!.tags, TAGS);
  account.scripts.set(SCRIPTS.name, SCRIPTS);
  account.domains.push({ id: 'd-research', networkAccess: NETWORK_ACCESS });
}

async function create(client: SageMakerClient): Promise<void> {
  const arns = new Map<string, string>();
  for (const { name, instanceType, rootAccess, directInternetAccess } of FLEET) {
    const { NotebookInstanceArn } = await client.send(
      new CreateNotebookInstanceCommand({
        NotebookInstanceName: name,
        InstanceType: instanceType as 'ml.t3.medium',
        RoleArn: ROLE,
        RootAccess: rootAccess as 'Enabled',
        DirectInternetAccess: directInternetAccess as 'Enabled',
      }),
    );
    arns.set(name, NotebookInstanceArn!);
  }
  const Tags = Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value }));
  await client.send(new AddTagsCommand({ ResourceArn: arns.get(FIRST), Tags }));
  const hook = (text: string) => [{ Content: Buffer.from(text).toString('base64') }];
  await client.send(
    new CreateNotebookInstanceLifecycleConfigCommand({
      NotebookInstanceLifecycleConfigName: SCRIPTS.name,
      OnCreate: hook(SCRIPTS.onCreate),
      OnStart: hook(SCRIPTS.onStart),
    }),
  );
  await client.send(
    new CreateDomainCommand({
      DomainName: 'research',
      AuthMode: 'IAM',
      DefaultUserSettings: { ExecutionRole: ROLE },
      SubnetIds: ['subnet-0123456789abcdef0'],
      VpcId: 'vpc-0123456789abcdef0',
      AppNetworkAccessType: NETWORK_ACCESS,
    }),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until moto answers. */
async function started(moto: ChildProcess, endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < START_ATTEMPTS && moto.exitCode === null; attempt++) {
    if (await fetch(endpoint).catch(() => undefined)) {
      return;
    }
    await setTimeout(PAUSE_MS);
  }
  throw new Error('moto did not start');
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
