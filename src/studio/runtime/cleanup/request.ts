import { DOMAIN_ID } from '../../../private/formats';
import type { ResourceRequest, ResourceResponse } from '../../../private/runtime/custom-resource';
import { CLEANUP_TASKS, type CleanupProperties, HOME_FILE_SYSTEM_REMOVALS } from '../../shared/domain-cleanup';
import { cleanUp, persistently } from './cleanup';
import { CleanupError, reasonOf } from './faults';
import { ownsDomain, reasonToKeep, type StackState } from './guard';
import type { CleanupPorts } from './ports';
import { stagesOf } from './stages';

/** A request of CloudFormation, or the continuation of one. */
export interface CleanupEvent extends ResourceRequest {
  /** When the cleanup gives up, in milliseconds since 1970. Absent from what CloudFormation sends. */
  readonly Deadline?: number;
}

/** The response to CloudFormation, or the event with which the function must be invoked again. */
export interface Outcome {
  readonly response?: ResourceResponse;
  readonly next?: CleanupEvent;
}

/** CloudFormation waits an hour at most. What is left of it is for a crash and its repetition by Lambda. */
const TIME_MS = 50 * 60_000;

const SPACE = 'AWS::SageMaker::Space';
const UNKNOWN_PROPERTIES = 'the properties of the resource are not those of this version of the cleanup';

/** Serves a request of CloudFormation, and never fails. */
export async function serve(event: CleanupEvent, ports: CleanupPorts): Promise<Outcome> {
  const { RequestType: requestType, RequestId: requestId } = event;
  const physicalId = event.PhysicalResourceId ?? requestId;
  try {
    const properties = propertiesOf(event);
    if (requestType === 'Delete') {
      return properties ? await deleteDomain(event, properties, ports) : unknownResource(event);
    }
    if (!properties) {
      throw new CleanupError(UNKNOWN_PROPERTIES);
    }
    const { DomainId: domainId } = properties;
    if (requestType === 'Create') {
      await checkOwner(event, properties, ports);
    }
    return { response: { status: 'SUCCESS', physicalId: domainId } };
  } catch (error) {
    const reason = reasonOf(error);
    ports.log.error('cleanup failed', { requestType, requestId, reason });
    return { response: { status: 'FAILED', physicalId, reason } };
  }
}

/** A cleanup must never delete a domain that another stack, or nobody's stack, has. */
async function checkOwner({ StackId }: CleanupEvent, properties: CleanupProperties, ports: CleanupPorts) {
  const { DomainId: domainId, DomainLogicalId: logicalId } = properties;
  const resources = await persistently(() => ports.stack.resources(StackId), ports.clock);
  if (!ownsDomain({ resources }, { domainId, logicalId })) {
    throw new CleanupError(`the domain ${domainId} is not the resource ${logicalId} of this stack`);
  }
}

async function deleteDomain(event: CleanupEvent, properties: CleanupProperties, ports: CleanupPorts): Promise<Outcome> {
  const { DomainId: domainId, DomainLogicalId: logicalId, Task: task } = properties;
  const { clock, log } = ports;
  const done: Outcome = { response: { status: 'SUCCESS', physicalId: event.PhysicalResourceId ?? domainId } };
  const state = await persistently(() => stateOf(event, ports), clock);
  const kept = reasonToKeep(state, { domainId, logicalId });
  if (kept !== undefined) {
    log.info('nothing was deleted', { domainId, task, reason: kept });
    return done;
  }

  const latest = clock.now() + TIME_MS;
  const deadline = typeof event.Deadline === 'number' ? Math.min(event.Deadline, latest) : latest;
  const stages = stagesOf(ports, { ...properties, spacesOfStack: spacesIn(state, domainId) });
  if (!(await cleanUp(stages, clock, deadline))) {
    return { next: { ...event, Deadline: deadline } };
  }
  log.info('cleaned up', { domainId, task });
  return done;
}

async function stateOf({ StackId }: CleanupEvent, { stack }: CleanupPorts): Promise<StackState> {
  return { status: await stack.status(StackId), resources: await stack.resources(StackId) };
}

/** The physical id of a space is the id of the domain, a vertical bar and the name. */
function spacesIn({ resources }: StackState, domainId: string): string[] {
  const prefix = `${domainId}|`;
  return resources
    .filter(({ type, physicalId }) => type === SPACE && physicalId.startsWith(prefix))
    .map(({ physicalId }) => physicalId.slice(prefix.length));
}

/** A resource that could not be created has no domain, and a failed deletion would block its stack forever. */
function unknownResource({ PhysicalResourceId = '', RequestId }: CleanupEvent): Outcome {
  if (DOMAIN_ID.pattern.test(PhysicalResourceId)) {
    throw new CleanupError(UNKNOWN_PROPERTIES);
  }
  return { response: { status: 'SUCCESS', physicalId: PhysicalResourceId || RequestId } };
}

function propertiesOf({ ResourceProperties }: CleanupEvent): CleanupProperties | undefined {
  const {
    Task,
    DomainId,
    DomainArn,
    DomainLogicalId,
    VpcId,
    HomeFileSystemId = 'none',
    HomeFileSystem,
  } = ResourceProperties;
  const texts = [DomainId, DomainArn, DomainLogicalId, VpcId, HomeFileSystemId];
  const known =
    texts.every((text) => typeof text === 'string' && text !== '') &&
    CLEANUP_TASKS.some((task) => task === Task) &&
    HOME_FILE_SYSTEM_REMOVALS.some((removal) => removal === HomeFileSystem);
  return known ? (ResourceProperties as unknown as CleanupProperties) : undefined;
}
