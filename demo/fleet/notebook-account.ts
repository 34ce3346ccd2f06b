/** A notebook instance of the fake SageMaker. */
export interface FakeNotebook {
  readonly name: string;
  status: string;
  platform: string;
  /** Absent from responses if undefined, as for old notebook instances. */
  metadataVersion?: string;
  rootAccess: string;
  instanceType: string;
  readonly createdAt: number;
  readonly tags: Record<string, string>;
  lifecycleConfig?: string;
  keyId?: string;
  directInternetAccess: string;
  failureReason?: string;
  /** How many Describes each transition takes. */
  readonly delays: { stop: number; update: number; start: number };
  /** What happens at the next starts: a reason to fail, or nothing at all. */
  readonly starts: ('ignored' | `Failed: ${string}`)[];
  /** What an update changes although nobody asked for it. */
  sideEffect?: Partial<Pick<FakeNotebook, 'rootAccess' | 'directInternetAccess'>>;
  transition?: { readonly to: string; describes: number; readonly reason?: string };
}

export interface FakeDomain {
  readonly id: string;
  readonly networkAccess: string;
}

export class ServiceError extends Error {
  constructor(
    public readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Call {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Input = Readonly<Record<string, unknown>>;

const REGION = 'eu-central-1';
const ACCOUNT = '111122223333';
/** Nobody has written down what these mean. */
const MAINTENANCE = ['PendingMaintenance', 'InMaintenance'];
const AL2023_UNSUPPORTED = /^ml\.(g3|inf1|p2|p3|p3dn)\..*$/;

/**
 * Notebook instances of an account, with the statuses, the refusals, and the messages of SageMaker. Transitions end after a number of
 * Describes, so that nothing waits.
 */
export class NotebookAccount {
  public readonly notebooks = new Map<string, FakeNotebook>();
  public readonly scripts = new Map<string, { onCreate?: string; onStart?: string }>();
  public readonly domains: FakeDomain[] = [];
  /** The calls that change something and were accepted, in their order. */
  public readonly accepted: Call[] = [];
  /** All calls, also those that were refused. */
  public readonly calls: Call[] = [];
  /** Called before each call: throws an error instead, or lets somebody else act. */
  public before: (call: Call) => void = () => undefined;

  private readonly operations: Readonly<Record<string, (input: Input) => object>> = {
    ListNotebookInstances: (input) => this.list(input),
    DescribeNotebookInstance: (input) => this.describe(this.find(input)),
    DescribeNotebookInstanceLifecycleConfig: (input) => this.describeScripts(input),
    ListTags: (input) => this.listTags(input),
    StopNotebookInstance: (input) => this.stop(this.find(input)),
    UpdateNotebookInstance: (input) => this.update(this.find(input), input),
    StartNotebookInstance: (input) => this.start(this.find(input)),
    ListDomains: () => ({
      Domains: this.domains.map(({ id }) => ({ DomainId: id, DomainName: id, Status: 'InService' })),
    }),
    DescribeDomain: ({ DomainId }) => ({
      DomainId,
      AppNetworkAccessType: this.domains.find(({ id }) => id === DomainId)?.networkAccess,
    }),
  };

  public add(name: string, settings: Partial<FakeNotebook> = {}): FakeNotebook {
    const notebook: FakeNotebook = {
      name,
      status: 'InService',
      platform: 'notebook-al2023-v1',
      rootAccess: 'Enabled',
      instanceType: 'ml.t3.medium',
      createdAt: 1_780_000_000,
      tags: {},
      directInternetAccess: 'Disabled',
      delays: { stop: 1, update: 1, start: 1 },
      starts: [],
      ...settings,
    };
    this.notebooks.set(name, notebook);
    return notebook;
  }

  public arnOf(name: string): string {
    return `arn:aws:sagemaker:${REGION}:${ACCOUNT}:notebook-instance/${name.toLowerCase()}`;
  }

  public call(operation: string, input: Input): object {
    this.calls.push({ operation, input });
    this.before({ operation, input });
    const response = this.operations[operation](input);
    if (!/^(List|Describe)/.test(operation)) {
      this.accepted.push({ operation, input });
    }
    return response;
  }

  /** What another principal does, with the same rules. */
  public act(operation: 'Stop' | 'Start', name: string): void {
    this.operations[`${operation}NotebookInstance`]({ NotebookInstanceName: name });
  }

  public delete(name: string): void {
    this.notebooks.delete(name);
  }

  /** How often a call that changes something was accepted, for one or all notebook instances. */
  public count(operation: string, name?: string): number {
    return this.accepted.filter(
      (call) => call.operation === operation && (name === undefined || call.input.NotebookInstanceName === name),
    ).length;
  }

  private list({ MaxResults = 10, NextToken }: Input): object {
    const names = [...this.notebooks.keys()].sort();
    const [from, size] = typeof NextToken === 'string' ? NextToken.split('/').map(Number) : [0, Number(MaxResults)];
    if (size !== Number(MaxResults)) {
      throw new ServiceError('ValidationException', 'NextToken is not valid for these parameters');
    }
    return {
      NotebookInstances: names.slice(from, from + size).map((name) => ({
        NotebookInstanceName: name,
        NotebookInstanceArn: this.arnOf(name),
        NotebookInstanceStatus: this.notebooks.get(name)?.status,
      })),
      NextToken: from + size < names.length ? `${from + size}/${size}` : undefined,
    };
  }

  private describe(notebook: FakeNotebook): object {
    proceed(notebook);
    return {
      NotebookInstanceName: notebook.name,
      NotebookInstanceArn: this.arnOf(notebook.name),
      NotebookInstanceStatus: notebook.status,
      FailureReason: notebook.failureReason,
      InstanceType: notebook.instanceType,
      PlatformIdentifier: notebook.platform,
      RootAccess: notebook.rootAccess,
      DirectInternetAccess: notebook.directInternetAccess,
      KmsKeyId: notebook.keyId,
      NotebookInstanceLifecycleConfigName: notebook.lifecycleConfig,
      CreationTime: notebook.createdAt,
      LastModifiedTime: notebook.createdAt + this.calls.length,
      VolumeSizeInGB: 5,
      InstanceMetadataServiceConfiguration: notebook.metadataVersion && {
        MinimumInstanceMetadataServiceVersion: notebook.metadataVersion,
      },
    };
  }

  private describeScripts({ NotebookInstanceLifecycleConfigName: name }: Input): object {
    const scripts = this.scripts.get(String(name));
    if (!scripts) {
      throw new ServiceError('ValidationException', 'RecordNotFound');
    }
    const hooks = (text?: string) => (text === undefined ? [] : [{ Content: Buffer.from(text).toString('base64') }]);
    return { OnCreate: hooks(scripts.onCreate), OnStart: hooks(scripts.onStart) };
  }

  private listTags({ ResourceArn }: Input): object {
    const notebook = [...this.notebooks.values()].find(({ name }) => this.arnOf(name) === ResourceArn);
    if (!notebook) {
      throw new ServiceError('ValidationException', 'RecordNotFound');
    }
    return { Tags: Object.entries(notebook.tags).map(([Key, Value]) => ({ Key, Value })) };
  }

  private stop(notebook: FakeNotebook): object {
    this.demand(notebook, ['InService'], 'Stopping');
    begin(notebook, 'Stopping', 'Stopped', notebook.delays.stop);
    return {};
  }

  private update(notebook: FakeNotebook, input: Input): object {
    this.demand(notebook, ['Stopped'], 'Updating');
    const { PlatformIdentifier: platform, RootAccess: root, InstanceMetadataServiceConfiguration: metadata } = input;
    if (platform && AL2023_UNSUPPORTED.test(notebook.instanceType)) {
      throw new ServiceError('ValidationException', `${notebook.instanceType} is not supported on ${platform}`);
    }
    notebook.platform = String(platform ?? notebook.platform);
    notebook.rootAccess = String(root ?? notebook.rootAccess);
    const { MinimumInstanceMetadataServiceVersion: version } = (metadata ?? {}) as Record<string, string>;
    notebook.metadataVersion = version ?? notebook.metadataVersion;
    Object.assign(notebook, notebook.sideEffect);
    begin(notebook, 'Updating', 'Stopped', notebook.delays.update);
    return {};
  }

  private start(notebook: FakeNotebook): object {
    this.demand(notebook, ['Stopped', 'Failed'], 'Pending');
    if (!notebook.platform.startsWith('notebook-al2023-')) {
      throw new ServiceError('ValidationException', `${notebook.platform} is not supported any more`);
    }
    const effect = notebook.starts.shift();
    if (effect === 'ignored') {
      return {};
    }
    const [, reason] = effect?.split('Failed: ') ?? [];
    begin(notebook, 'Pending', reason ? 'Failed' : 'InService', notebook.delays.start, reason);
    return {};
  }

  private find({ NotebookInstanceName: name }: Input): FakeNotebook {
    const notebook = this.notebooks.get(String(name));
    if (!notebook) {
      throw new ServiceError('ValidationException', 'RecordNotFound');
    }
    return notebook;
  }

  private demand({ name, status }: FakeNotebook, allowed: readonly string[], to: string): void {
    if (!allowed.includes(status)) {
      const message = `Status (${status}) not in ([${allowed.join(', ')}]). Unable to transition to (${to}) for Notebook Instance (${this.arnOf(name)})`;
      throw new ServiceError('ValidationException', message);
    }
  }
}

function begin(notebook: FakeNotebook, status: string, to: string, describes: number, reason?: string): void {
  notebook.status = status;
  notebook.transition = { to, describes, reason };
}

/** Each Describe brings a transition one step further. */
function proceed(notebook: FakeNotebook): void {
  if (MAINTENANCE.includes(notebook.status)) {
    notebook.transition ??= { to: 'InService', describes: 3 };
  }
  const { transition } = notebook;
  if (!transition) {
    return;
  }
  transition.describes -= 1;
  if (transition.describes < 0) {
    notebook.status = transition.to;
    notebook.failureReason = transition.reason;
    notebook.transition = undefined;
  }
}
