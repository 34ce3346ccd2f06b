import { createServer, type IncomingMessage, type Server } from 'node:http';
import { close, listen } from '../../../../demo/loopback';
import { FakeClock } from './fake-clock';
import { type FakeGroup, NetworkAccount } from './network-account';
import { ServiceError, StudioAccount } from './studio-account';

export interface FakeStack {
  status: string;
  resources: { logicalId: string; physicalId: string; type: string; status: string }[];
}

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

/** A request that changes something, such as `DeleteApp` with its input. */
export interface Write {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const READS = /^(List|Describe)/;
const EFS = '/2015-02-01/';
const LAMBDA = '/2015-03-31/functions/';
const ANSWER = '/answer';

/** SageMaker, EFS, EC2, CloudFormation and Lambda on loopback, in the protocols that the SDK speaks with them. */
export class LoopbackAws {
  public clock = new FakeClock();
  public studio = new StudioAccount(this.clock);
  public network = new NetworkAccount(this.clock);
  public stack: FakeStack = { status: 'DELETE_IN_PROGRESS', resources: [] };
  public stackReads: string[] = [];
  public writes: Write[] = [];
  public invocations: { readonly functionName: string; readonly event: object }[] = [];
  public responses: Record<string, unknown>[] = [];
  /** An error code instead of an answer, or `crash` for a broken connection. */
  public interrupt: (operation: string) => string | undefined = () => undefined;

  private endpoint = '';
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const answer = this.answer(request, Buffer.concat(chunks).toString());
      if (!answer) {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
    });
  });

  public async start(): Promise<void> {
    this.endpoint = `http://127.0.0.1:${await listen(this.server)}`;
    Object.assign(process.env, this.environment());
  }

  public async stop(): Promise<void> {
    await close(this.server);
  }

  /** Where the SDK finds everything. */
  public environment(): Record<string, string> {
    return {
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'SECRET-ACCESS-KEY',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: this.endpoint,
      POWERTOOLS_DEV: 'true',
    };
  }

  public get responseUrl(): string {
    return `${this.endpoint}${ANSWER}?Signature=SECRET-SIGNATURE`;
  }

  public reset(): void {
    this.clock = new FakeClock();
    this.studio = new StudioAccount(this.clock);
    this.network = new NetworkAccount(this.clock);
    this.stack = { status: 'DELETE_IN_PROGRESS', resources: [] };
    this.stackReads = [];
    this.writes = [];
    this.invocations = [];
    this.responses = [];
    this.interrupt = () => undefined;
  }

  /** How often an operation was called that changes something. */
  public count(operation: string): number {
    return this.writes.filter((write) => write.operation === operation).length;
  }

  private answer(request: IncomingMessage, body: string): Answer | undefined {
    const { method = '', url = '', headers } = request;
    const target = headers['x-amz-target'];
    if (url.startsWith(ANSWER)) {
      this.responses.push(JSON.parse(body));
      return { body: '' };
    }
    if (url.startsWith(LAMBDA)) {
      return this.invoke(decodeURIComponent(url.slice(LAMBDA.length).split('/')[0]), body);
    }
    if (url.startsWith(EFS)) {
      return this.efs(method, new URL(url, this.endpoint));
    }
    return typeof target === 'string' ? this.sageMaker(target.split('.')[1], JSON.parse(body)) : this.query(body);
  }

  private invoke(functionName: string, body: string): Answer {
    this.invocations.push({ functionName, event: JSON.parse(body) });
    return { status: 202, body: '' };
  }

  private sageMaker(operation: string, input: Record<string, unknown>): Answer | undefined {
    return this.served(operation, input, {
      call: () => JSON.stringify(this.studio.call(operation, input)),
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      error: ({ code, message }) => JSON.stringify({ __type: code, message }),
    });
  }

  private efs(method: string, { pathname, searchParams }: URL): Answer | undefined {
    const [kind, id = searchParams.get('FileSystemId') ?? ''] = pathname.slice(EFS.length).split('/');
    const operation = `${method === 'GET' ? 'Describe' : 'Delete'} ${kind}`;
    const { network } = this;
    const calls: Record<string, () => object> = {
      'Describe file-systems': () => ({ FileSystems: [fileSystemJson(network.fileSystem(id))] }),
      'Describe mount-targets': () => ({
        MountTargets: network.mountTargetsOf(id).map((one) => ({
          MountTargetId: one.id,
          LifeCycleState: one.status,
          FileSystemId: id,
        })),
      }),
      'Delete mount-targets': () => ({ ...[network.deleteMountTarget(id)] }),
      'Delete file-systems': () => ({ ...[network.deleteFileSystem(id)] }),
    };
    return this.served(
      operation,
      { id },
      {
        call: () => JSON.stringify(calls[operation]()),
        headers: { 'content-type': 'application/json' },
        error: ({ code, message }) => JSON.stringify({ ErrorCode: code, Message: message }),
      },
    );
  }

  private query(body: string): Answer | undefined {
    const form = new URLSearchParams(body);
    const operation = form.get('Action') ?? '';
    const isStack = operation.includes('Stack');
    return this.served(operation, Object.fromEntries(form), {
      call: () => (isStack ? this.cloudFormation(operation, form) : this.ec2(operation, form)),
      headers: { 'content-type': 'text/xml' },
      error: ({ code, message }) => {
        const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
        return isStack
          ? `<ErrorResponse>${error}</ErrorResponse>`
          : `<Response><Errors>${error}</Errors><RequestID>1</RequestID></Response>`;
      },
    });
  }

  private cloudFormation(operation: string, form: URLSearchParams): string {
    this.stackReads.push(form.get('StackName') ?? '');
    const { status, resources } = this.stack;
    if (operation === 'DescribeStacks') {
      const stack = `<StackName>Studio</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>${status}</StackStatus>`;
      return wrapped(operation, `<Stacks><member>${stack}</member></Stacks>`);
    }
    // One resource per page, so that nobody can do without the next one.
    const index = Number(form.get('NextToken') ?? 0);
    const next = index + 1 < resources.length ? `<NextToken>${index + 1}</NextToken>` : '';
    const members = resources
      .slice(index, index + 1)
      .map(
        (one) =>
          `<member><LogicalResourceId>${one.logicalId}</LogicalResourceId><PhysicalResourceId>${one.physicalId}</PhysicalResourceId><ResourceType>${one.type}</ResourceType><ResourceStatus>${one.status}</ResourceStatus><LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member>`,
      );
    return wrapped(operation, `<StackResourceSummaries>${members.join('')}</StackResourceSummaries>${next}`);
  }

  private ec2(operation: string, form: URLSearchParams): string {
    const { network } = this;
    const filters = filtersOf(form);
    const id = form.get('GroupId') ?? form.get('NetworkInterfaceId') ?? '';
    const calls: Record<string, () => string> = {
      DescribeSecurityGroups: () =>
        `<securityGroupInfo>${network.securityGroups(filters).map(groupXml).join('')}</securityGroupInfo>`,
      DescribeNetworkInterfaces: () => {
        const found = network.interfacesOf(filters.get('group-id') ?? []);
        const items = found.map(
          (one) => `<item><networkInterfaceId>${one.id}</networkInterfaceId><status>${one.status}</status></item>`,
        );
        return `<networkInterfaceSet>${items.join('')}</networkInterfaceSet>`;
      },
      RevokeSecurityGroupIngress: () => done(network.revoke(id, 'ingress')),
      RevokeSecurityGroupEgress: () => done(network.revoke(id, 'egress')),
      DeleteSecurityGroup: () => done(network.deleteGroup(id)),
      DeleteNetworkInterface: () => done(network.deleteInterface(id)),
    };
    return `<${operation}Response>${calls[operation]()}</${operation}Response>`;
  }

  private served(
    operation: string,
    input: Record<string, unknown>,
    protocol: {
      readonly call: () => string;
      readonly headers: Record<string, string>;
      readonly error: (error: ServiceError) => string;
    },
  ): Answer | undefined {
    const interruption = this.interrupt(operation);
    if (interruption === 'crash') {
      return undefined;
    }
    try {
      if (interruption) {
        throw new ServiceError(interruption, 'interrupted');
      }
      if (!READS.test(operation)) {
        this.writes.push({ operation, input });
      }
      return { headers: protocol.headers, body: protocol.call() };
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      return {
        status: 400,
        headers: { ...protocol.headers, 'x-amzn-errortype': error.code },
        body: protocol.error(error),
      };
    }
  }
}

function done(_: unknown): string {
  return '<return>true</return>';
}

function wrapped(operation: string, result: string): string {
  return `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`;
}

function fileSystemJson({ id, status, managedBy }: { id: string; status: string; managedBy?: string }): object {
  const tags = managedBy ? [{ Key: 'ManagedByAmazonSageMakerResource', Value: managedBy }] : [];
  return { FileSystemId: id, LifeCycleState: status, Tags: tags };
}

function groupXml({ id, name, ingress, egress }: FakeGroup): string {
  const rules = (groups: readonly string[]) =>
    groups.map(
      (group) =>
        `<item><ipProtocol>tcp</ipProtocol><fromPort>2049</fromPort><toPort>2049</toPort><groups><item><groupId>${group}</groupId></item></groups></item>`,
    );
  return `<item><groupId>${id}</groupId><groupName>${name}</groupName><ipPermissions>${rules(ingress).join('')}</ipPermissions><ipPermissionsEgress>${rules(egress).join('')}</ipPermissionsEgress></item>`;
}

/** `Filter.1.Name` and `Filter.1.Value.1`, and so on. */
function filtersOf(form: URLSearchParams): Map<string, string[]> {
  const filters = new Map<string, string[]>();
  for (const [key, value] of form) {
    const [, number] = /^Filter\.(\d+)\.Name$/.exec(key) ?? [];
    if (number) {
      const values = [...form].filter(([name]) => name.startsWith(`Filter.${number}.Value.`));
      filters.set(
        value,
        values.map(([, text]) => text),
      );
    }
  }
  return filters;
}
