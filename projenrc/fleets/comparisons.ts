import {
  ListNotebookInstancesCommand,
  type SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { isNotFound, isWrongStatus, reasonOf } from '../../src/notebook/runtime/fleet/faults';
import type { Notebook } from '../../src/notebook/runtime/fleet/notebook';
import type { SageMakerPort } from '../../src/notebook/runtime/fleet/ports';

/** One of two fakes of SageMaker, by the adapter of the function and by the SDK. */
export interface Side {
  readonly adapter: SageMakerPort;
  readonly client: SageMakerClient;
}

/** What both fakes hold at the beginning, all of it running. */
export const FLEET = [
  { name: 'analysis', instanceType: 'ml.t3.medium', rootAccess: 'Enabled', directInternetAccess: 'Enabled' },
  { name: 'batch', instanceType: 'ml.m5.xlarge', rootAccess: 'Disabled', directInternetAccess: 'Disabled' },
  { name: 'Capital', instanceType: 'ml.t3.large', rootAccess: 'Enabled', directInternetAccess: 'Enabled' },
];
export const [FIRST, SECOND, CAPITAL] = FLEET.map(({ name }) => name);
export const TAGS = { team: 'research' };
export const SCRIPTS = { name: 'scripts', onCreate: 'echo create', onStart: 'echo start' };
export const NETWORK_ACCESS = 'VpcOnly';

/** What is asked of both fakes. */
export interface Comparison {
  readonly what: string;
  readonly observe: (side: Side) => Promise<unknown>;
  /** Why the answers differ. @default - they are equal */
  readonly difference?: string;
}

const UNKNOWN = 'unknown';

/** In this order: each begins with the state in which the one before leaves the fakes. */
export const COMPARISONS: readonly Comparison[] = [
  { what: 'all names, in the order of the service', observe: async ({ adapter }) => adapter.names() },
  { what: 'names in pages', observe: async ({ client }) => pagesOf(client) },
  {
    what: 'settings of a running notebook instance that both fakes have',
    observe: async ({ adapter }) => shared(await adapter.describe(SECOND)),
  },
  { what: 'tags of a notebook instance', observe: async ({ adapter }) => adapter.tags(await arnOf(adapter, FIRST)) },
  { what: 'lifecycle scripts', observe: async ({ adapter }) => adapter.scripts(SCRIPTS.name) },
  {
    what: 'network access of domains',
    observe: async ({ adapter }) => (await adapter.domains()).map(({ networkAccess }) => networkAccess),
  },
  {
    what: 'an unknown notebook instance',
    observe: async ({ adapter }) => (await adapter.describe(UNKNOWN)) ?? 'not found',
  },
  { what: 'stop of an unknown notebook instance', observe: async ({ adapter }) => failureOf(adapter.stop(UNKNOWN)) },
  { what: 'start of an unknown notebook instance', observe: async ({ adapter }) => failureOf(adapter.start(UNKNOWN)) },
  {
    what: 'status after a stop',
    observe: async ({ adapter }) => {
      await adapter.stop(FIRST);
      return (await adapter.describe(FIRST))?.status;
    },
  },
  {
    what: 'settings after a stop',
    observe: async ({ adapter }) => shared(await adapter.describe(FIRST)),
  },
  {
    what: 'status after a start',
    observe: async ({ adapter }) => {
      await adapter.start(FIRST);
      return (await adapter.describe(FIRST))?.status;
    },
  },
  {
    what: 'stop of a stopped notebook instance',
    observe: async ({ adapter, client }) => {
      await adapter.stop(SECOND);
      await adapter.describe(SECOND);
      return failureOf(client.send(new StopNotebookInstanceCommand({ NotebookInstanceName: SECOND })));
    },
    difference: 'moto accepts it. SageMaker refuses every status but InService.',
  },
  {
    what: 'start of a running notebook instance',
    observe: async ({ client }) =>
      failureOf(client.send(new StartNotebookInstanceCommand({ NotebookInstanceName: FIRST }))),
    difference: 'moto accepts it. SageMaker refuses every status but Stopped and Failed.',
  },
  {
    what: 'update of a stopped notebook instance',
    observe: async ({ adapter }) => failureOf(adapter.update(SECOND, {})),
    difference: 'moto has no UpdateNotebookInstance.',
  },
  {
    what: 'platform and version of the metadata service',
    observe: async ({ adapter }) => {
      const { platform, metadataVersion } = (await adapter.describe(CAPITAL))!;
      return { platform, metadataVersion };
    },
    difference: 'moto has neither of them, so that every notebook instance looks like one with IMDSv1.',
  },
  {
    what: 'ARN of a name with capitals',
    observe: async ({ adapter }) => (await arnOf(adapter, CAPITAL)).split('/')[1],
    difference: 'moto keeps them. ARNs of SageMaker have the name in lower case.',
  },
  {
    what: 'status during a stop',
    observe: async ({ adapter }) => {
      await adapter.stop(CAPITAL);
      return (await adapter.describe(CAPITAL))?.status;
    },
    difference: 'In moto, statuses change at once. There is no Stopping, Updating, Pending, Failed, or Deleting.',
  },
];

async function pagesOf(client: SageMakerClient): Promise<unknown> {
  const pages: unknown[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListNotebookInstancesCommand({ MaxResults: 2, NextToken }));
    pages.push(page.NotebookInstances?.map(({ NotebookInstanceName: name }) => name));
    ({ NextToken } = page);
  } while (NextToken);
  return pages;
}

async function arnOf(adapter: SageMakerPort, name: string): Promise<string> {
  return (await adapter.describe(name))!.arn;
}

function shared(notebook: Notebook | undefined): unknown {
  const { name, status, instanceType, rootAccess, directInternetAccess } = notebook!;
  return { name, status, instanceType, rootAccess, directInternetAccess };
}

/** What the function makes of an error, with the message. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return 'accepted';
  } catch (error) {
    return { notFound: isNotFound(error), wrongStatus: isWrongStatus(error), reason: reasonOf(error) };
  }
}
