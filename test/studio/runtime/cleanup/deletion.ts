import type { ResourceResponse } from '../../../../src/private/runtime/custom-resource';
import { awsPorts } from '../../../../src/studio/runtime/cleanup/clients';
import type { CleanupPorts } from '../../../../src/studio/runtime/cleanup/ports';
import { type CleanupEvent, serve } from '../../../../src/studio/runtime/cleanup/request';
import type { CleanupProperties } from '../../../../src/studio/shared/domain-cleanup';
import { LoopbackAws } from './loopback-aws';

export const OWN = 'd-own';
export const OTHER = 'd-other';
export const VPC = 'vpc-1';
export const STACK_ID = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/Studio/guid';

export function arnOf(domainId: string): string {
  return `arn:aws:sagemaker:eu-central-1:111122223333:domain/${domainId}`;
}

export function fileSystemOf(domainId: string): string {
  return `fs-${domainId}`;
}

/** A domain, with everything that SageMaker creates with it. */
export function addDomain(aws: LoopbackAws, domainId: string): void {
  aws.studio.addDomain(domainId, fileSystemOf(domainId));
  aws.network.addHome(domainId, arnOf(domainId), fileSystemOf(domainId), VPC);
}

export function resourceOf(logicalId: string, type: string, physicalId: string, status = 'CREATE_COMPLETE') {
  return { logicalId, type, physicalId, status };
}

/** Two domains of the same name in one VPC, of which the stack has one. */
export function addTwoDomains(aws: LoopbackAws): void {
  for (const domainId of [OWN, OTHER]) {
    addDomain(aws, domainId);
    aws.studio.addProfile(domainId, 'alice');
    aws.studio.addSpace(domainId, 'alice-space', 'alice');
    aws.studio.addApp(domainId, { UserProfileName: 'alice' });
    aws.studio.addApp(domainId, { SpaceName: 'alice-space' });
  }
  aws.stack.resources.push(
    resourceOf('Vpc', 'AWS::EC2::VPC', VPC),
    resourceOf('Domain', 'AWS::SageMaker::Domain', OWN),
    resourceOf('Cleanup', 'Custom::StudioDomainCleanup', OWN, 'DELETE_IN_PROGRESS'),
  );
}

/** A loopback for the tests of a file, which each begin with two domains. */
export function loopbackWithTwoDomains(): LoopbackAws {
  const aws = new LoopbackAws();
  beforeAll(() => aws.start());
  afterAll(() => aws.stop());
  beforeEach(() => {
    aws.reset();
    addTwoDomains(aws);
  });
  return aws;
}

export function propertiesOf(more: Partial<CleanupProperties> = {}): CleanupProperties {
  const domainId = more.DomainId ?? OWN;
  return {
    Task: 'Domain',
    DomainId: domainId,
    DomainArn: arnOf(domainId),
    DomainLogicalId: 'Domain',
    VpcId: VPC,
    HomeFileSystemId: fileSystemOf(domainId),
    HomeFileSystem: 'Delete',
    ...more,
  };
}

export function eventOf(
  RequestType: CleanupEvent['RequestType'],
  more: Partial<CleanupProperties> = {},
  responseUrl = 'https://example.com',
): CleanupEvent {
  return {
    RequestType,
    ResponseURL: responseUrl,
    StackId: STACK_ID,
    RequestId: 'request-1',
    LogicalResourceId: 'Cleanup',
    PhysicalResourceId: RequestType === 'Create' ? undefined : (more.DomainId ?? OWN),
    ResourceProperties: { ServiceToken: 'token', ...propertiesOf(more) },
  };
}

export interface Result {
  readonly response: ResourceResponse;
  readonly invocations: number;
  readonly minutes: number;
  readonly log: readonly Readonly<Record<string, unknown>>[];
}

/** The ports of the handler, which try nothing twice, because the SDK waits in between. */
export function portsOf({ clock }: LoopbackAws, log: Readonly<Record<string, unknown>>[] = []): CleanupPorts {
  const write = (message: string, fields: Readonly<Record<string, unknown>>) => void log.push({ message, ...fields });
  const settings = { maxAttempts: 1, requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000 } };
  return { ...awsPorts(settings), clock, log: { info: write, error: write } };
}

/** Serves a request in as many invocations as it takes. */
export async function run(aws: LoopbackAws, event: CleanupEvent): Promise<Result> {
  const log: Readonly<Record<string, unknown>>[] = [];
  const ports = portsOf(aws, log);
  const start = aws.clock.now();
  let next: CleanupEvent | undefined = event;
  for (let invocations = 1; ; invocations++) {
    aws.clock.invoke();
    const outcome = await serve(next, ports);
    if (outcome.response) {
      const minutes = (aws.clock.now() - start) / 60_000;
      return { response: outcome.response, invocations, minutes, log };
    }
    next = JSON.parse(JSON.stringify(outcome.next)) as CleanupEvent;
  }
}

export const applications = (more: Partial<CleanupProperties> = {}) =>
  eventOf('Delete', { Task: 'Applications', ...more });
export const rest = (more: Partial<CleanupProperties> = {}) => eventOf('Delete', more);

/** What is left of a domain, by kind. */
export function leftOf({ studio, network }: LoopbackAws, domainId: string): Record<string, number> {
  const inDomain = ({ DomainId }: { readonly DomainId: string }) => DomainId === domainId;
  const isManaged = ({ managedBy }: { readonly managedBy?: string }) => managedBy === arnOf(domainId);
  return {
    apps: studio.apps.filter((app) => inDomain(app) && !['Deleted', 'Failed'].includes(app.Status)).length,
    spaces: studio.spaces.filter(inDomain).length,
    userProfiles: studio.userProfiles.filter(inDomain).length,
    domains: studio.domains.has(domainId) ? 1 : 0,
    fileSystems: network.fileSystems.filter(isManaged).length,
    mountTargets: network.mountTargets.filter(({ fileSystem }) => fileSystem === fileSystemOf(domainId)).length,
    groups: network.groups.filter(isManaged).length,
  };
}

export const NOTHING = { apps: 0, spaces: 0, userProfiles: 0, domains: 0, fileSystems: 0, mountTargets: 0, groups: 0 };
export const ALL = { apps: 2, spaces: 1, userProfiles: 1, domains: 1, fileSystems: 1, mountTargets: 2, groups: 2 };
