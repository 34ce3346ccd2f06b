import {
  DescribeDomainCommand,
  DescribeNotebookInstanceCommand,
  type DescribeNotebookInstanceCommandOutput,
  DescribeNotebookInstanceLifecycleConfigCommand,
  ListDomainsCommand,
  ListNotebookInstancesCommand,
  ListTagsCommand,
  type NotebookInstanceLifecycleHook,
  type SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../../private/runtime/ports';
import { isNotFound, isThrottled } from './faults';
import type { Change, Notebook, Tags } from './notebook';
import type { DomainAccess, SageMakerPort, Scripts } from './ports';

const PAGE = 100;
/** The quotas of these calls are not published, so they are far apart. */
const SPACING_MS = 100;
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 1_000;
const PAUSE_MAX_MS = 30_000;

/** What changes by itself, or is not a setting. */
const VOLATILE = [
  '$metadata',
  'CreationTime',
  'FailureReason',
  'LastModifiedTime',
  'NetworkInterfaceId',
  'NotebookInstanceStatus',
  'Url',
];

/** Notebook instances of the account and region in which the function runs. */
export class SageMakerNotebooks implements SageMakerPort {
  constructor(
    private readonly client: SageMakerClient,
    private readonly clock: Clock,
  ) {}

  public async names(): Promise<string[]> {
    const names: string[] = [];
    let NextToken: string | undefined;
    do {
      const command = new ListNotebookInstancesCommand({ MaxResults: PAGE, NextToken });
      const page = await this.patiently(() => this.client.send(command));
      names.push(...(page.NotebookInstances ?? []).flatMap(({ NotebookInstanceName }) => NotebookInstanceName ?? []));
      ({ NextToken } = page);
    } while (NextToken);
    return names;
  }

  public async describe(name: string): Promise<Notebook | undefined> {
    const command = new DescribeNotebookInstanceCommand({ NotebookInstanceName: name });
    try {
      return notebookOf(await this.patiently(() => this.client.send(command)));
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  public async tags(arn: string): Promise<Tags> {
    const tags: Record<string, string> = {};
    let NextToken: string | undefined;
    do {
      const command = new ListTagsCommand({ ResourceArn: arn, MaxResults: PAGE, NextToken });
      const page = await this.patiently(() => this.client.send(command));
      for (const { Key = '', Value = '' } of page.Tags ?? []) {
        tags[Key] = Value;
      }
      ({ NextToken } = page);
    } while (NextToken);
    return tags;
  }

  public async scripts(lifecycleConfigName: string): Promise<Scripts> {
    const command = new DescribeNotebookInstanceLifecycleConfigCommand({
      NotebookInstanceLifecycleConfigName: lifecycleConfigName,
    });
    const { OnCreate, OnStart } = await this.patiently(() => this.client.send(command));
    return { onCreate: textsOf(OnCreate), onStart: textsOf(OnStart) };
  }

  public async stop(name: string): Promise<void> {
    const command = new StopNotebookInstanceCommand({ NotebookInstanceName: name });
    await this.patiently(() => this.client.send(command));
  }

  /** Never sends a role, a lifecycle configuration, or an instance type. */
  public async update(name: string, { rootAccess, platform }: Change): Promise<void> {
    const command = new UpdateNotebookInstanceCommand({
      NotebookInstanceName: name,
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      RootAccess: rootAccess,
      PlatformIdentifier: platform,
    });
    await this.patiently(() => this.client.send(command));
  }

  public async start(name: string): Promise<void> {
    const command = new StartNotebookInstanceCommand({ NotebookInstanceName: name });
    await this.patiently(() => this.client.send(command));
  }

  public async domains(): Promise<DomainAccess[]> {
    const domains: DomainAccess[] = [];
    let NextToken: string | undefined;
    do {
      const command = new ListDomainsCommand({ MaxResults: PAGE, NextToken });
      const page = await this.patiently(() => this.client.send(command));
      for (const { DomainId = '', DomainName: name = '', Status: status = '' } of page.Domains ?? []) {
        domains.push({ domainId: DomainId, name, status, networkAccess: await this.networkAccess(DomainId) });
      }
      ({ NextToken } = page);
    } while (NextToken);
    return domains;
  }

  private async networkAccess(DomainId: string): Promise<string> {
    try {
      const domain = await this.patiently(() => this.client.send(new DescribeDomainCommand({ DomainId })));
      return domain.AppNetworkAccessType ?? 'unknown';
    } catch (error) {
      if (isNotFound(error)) {
        return 'deleted';
      }
      throw error;
    }
  }

  /** A throttled call was not accepted, so that it can be repeated. */
  private async patiently<T>(call: () => Promise<T>): Promise<T> {
    await this.clock.sleep(SPACING_MS);
    for (let attempt = 1; ; attempt++) {
      try {
        return await call();
      } catch (error) {
        const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), PAUSE_MAX_MS);
        if (!isThrottled(error) || attempt >= ATTEMPTS || this.clock.remaining() < 2 * pause) {
          throw error;
        }
        await this.clock.sleep(pause);
      }
    }
  }
}

function notebookOf(output: DescribeNotebookInstanceCommandOutput): Notebook {
  const { InstanceMetadataServiceConfiguration: metadata } = output;
  return {
    name: output.NotebookInstanceName ?? '',
    arn: output.NotebookInstanceArn ?? '',
    createdAt: output.CreationTime?.getTime() ?? 0,
    status: output.NotebookInstanceStatus ?? 'unknown',
    failureReason: output.FailureReason,
    instanceType: output.InstanceType ?? '',
    platform: output.PlatformIdentifier,
    metadataVersion: metadata?.MinimumInstanceMetadataServiceVersion ?? '1',
    rootAccess: output.RootAccess ?? 'Enabled',
    directInternetAccess: output.DirectInternetAccess,
    subnetId: output.SubnetId,
    keyId: output.KmsKeyId,
    lifecycleConfigName: output.NotebookInstanceLifecycleConfigName,
    settings: settingsOf(output),
  };
}

function settingsOf(output: DescribeNotebookInstanceCommandOutput): Record<string, unknown> {
  const entries = Object.entries(output).filter(([key, value]) => !VOLATILE.includes(key) && value !== undefined);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function textsOf(hooks: readonly NotebookInstanceLifecycleHook[] = []): string[] {
  return hooks.map(({ Content = '' }) => Buffer.from(Content, 'base64').toString('utf-8'));
}
