import type { DirectoryEntry } from '../../shared/directory-entry';
import { FAULTS, type PublicFault } from '../../shared/public-faults';
import { RequestOutcome } from '../../shared/request-outcome';
import { Route } from '../../shared/url-function';
import type { Appearance } from '../portal/appearance';
import type { Choice } from '../portal/page-kind';
import type { AuditRecord, RequestReason } from './audit';
import type { UrlFunctionConfig } from './config';
import { openPage, openRedirect } from './open-page';
import {
  callerOf,
  choiceOf,
  type Identity,
  IdentityFault,
  identify,
  type ProxyEvent,
  requestIdOf,
  routeOf,
} from './request';
import { faultResponse, type ProxyResponse, redirectResponse, urlResponse, withCorsHeaders } from './response';
import { choiceFor, type EntryReason, select } from './selection';
import { SessionCache, sessionNames } from './sessions';
import { Step, type StudioTarget, type Upstream, UpstreamFailure } from './upstream';

/** What the function uses besides its configuration and the event. */
export interface UrlFunctionPorts {
  readonly upstream: Upstream;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly record: (record: AuditRecord) => void;
  /** What the operator adds to the pages of the portal. @default - nothing */
  readonly appearance?: Appearance;
}

/** The number of users whose sessions are cached. */
const SESSIONS_MAX = 256;

/** The shortest session that SageMaker accepts. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html */
const SESSION_SECONDS_MIN = 1800;

/** A URL that is safe to send a browser to. */
const STUDIO_URL = /^https:\/\/[a-z0-9.-]+\/[\x21-\x7e]*$/;

const STATUS: Record<Route, number> = { [Route.URL]: 200, [Route.REDIRECT]: 302, [Route.OPEN]: 302 };

const FAULT_OF: Record<IdentityFault, PublicFault> = {
  [IdentityFault.NONE]: FAULTS.unauthenticated,
  [IdentityFault.MALFORMED]: FAULTS.unauthenticated,
  [IdentityFault.CALLER]: FAULTS.caller,
  [IdentityFault.BODY]: FAULTS.malformed,
};

const RESPONSES: Record<Route, (url: string, expiresInSeconds: number) => ProxyResponse> = {
  [Route.URL]: urlResponse,
  [Route.REDIRECT]: redirectResponse,
  [Route.OPEN]: openRedirect,
};

/** The part of a record that does not depend on the outcome of the request. */
interface Call {
  readonly requestId: string;
  readonly route?: Route;
  readonly caller?: string;
}

type RecordDetails = Partial<Omit<AuditRecord, keyof Call | 'outcome' | 'reason' | 'statusCode'>>;

/** What an entry opens, and the role that opens it. */
interface AccessTarget extends StudioTarget {
  readonly accessRoleArn: string;
}

/** A request that ends without URL: the response for the caller, and the reason for operators. */
class Refusal extends Error {
  constructor(
    readonly fault: PublicFault,
    readonly reason: RequestReason,
    readonly details: RecordDetails = {},
    /** What the user may choose from. */
    readonly entries?: readonly DirectoryEntry[],
  ) {
    super(reason);
  }
}

/**
 * Decides requests for presigned URLs. Every request reads the directory, so that a disabled user gets no more URLs. Only sessions
 * of the access role are cached, which open nothing by themselves.
 */
export class UrlFunction {
  private readonly sessions: SessionCache;

  constructor(
    private readonly config: UrlFunctionConfig,
    private readonly ports: UrlFunctionPorts,
  ) {
    this.sessions = new SessionCache(SESSIONS_MAX, ports.now);
  }

  /** Answers every request and records it once. Neither input nor a failure of AWS makes it throw. */
  public async answer(event: ProxyEvent): Promise<ProxyResponse> {
    return withCorsHeaders(event, this.config.allowedOrigins, await this.decide(event));
  }

  private async decide(event: ProxyEvent): Promise<ProxyResponse> {
    const call: Call = { requestId: requestIdOf(event), route: routeOf(event), caller: callerOf(event) };
    try {
      return await this.issue(event, call);
    } catch (error) {
      const { fault, reason, details, entries } = refusalOf(error);
      this.ports.record({ ...call, ...details, outcome: outcomeOf(fault), reason, statusCode: fault.statusCode });
      return this.refusalResponse(event, call, fault, entries?.map(choiceFor));
    }
  }

  private async issue(event: ProxyEvent, call: Call): Promise<ProxyResponse> {
    const { route } = call;
    if (!route) {
      throw new Refusal(FAULTS.route, 'unknown-route');
    }
    const identity = this.identityOf(event);
    const target = await this.targetOf(identity, choiceOf(event));
    const url = await this.urlFor(identity, target);
    this.ports.record({
      ...call,
      ...detailsOf(identity, target),
      outcome: RequestOutcome.ISSUED,
      reason: 'issued',
      statusCode: STATUS[route],
    });
    return RESPONSES[route](url, target.expiresInSeconds);
  }

  /** Browsers that come from the portal get a page. */
  private refusalResponse(
    event: ProxyEvent,
    { route, requestId }: Call,
    fault: PublicFault,
    choices?: readonly Choice[],
  ): ProxyResponse {
    const { now, appearance = { texts: {} } } = this.ports;
    return route === Route.OPEN
      ? openPage(event, { fault, requestId, choices, now: now() }, appearance)
      : faultResponse(fault, requestId, choices);
  }

  private identityOf(event: ProxyEvent): Identity {
    const identified = identify(event, this.config.callerRoleArns);
    if ('fault' in identified) {
      throw new Refusal(FAULT_OF[identified.fault], identified.fault);
    }
    return identified.identity;
  }

  /** Unknown, disabled, expired and revoked users and those with an unusable entry get the same response. */
  private async targetOf(identity: Identity, choice: string | undefined): Promise<AccessTarget> {
    const { key } = identity;
    const items = await this.callUpstream(Step.DIRECTORY, { identity }, (upstream) => upstream.userItems(key));
    const nowSeconds = Math.floor(this.ports.now() / 1000);
    const faultOf = (entry: DirectoryEntry) => this.faultOf(entry);
    const selection = select(items, { key, choice, nowSeconds, faultOf });
    if (selection.kind === 'several') {
      throw new Refusal(FAULTS.choice, 'choice-required', { identity }, selection.entries);
    }
    if (selection.kind === 'none') {
      const { domainId, userProfileName } = selection.entry ?? {};
      throw new Refusal(FAULTS.noAccess, selection.reason, { identity, domainId, userProfileName });
    }
    return this.targetFor(selection.entry, nowSeconds);
  }

  private targetFor(entry: DirectoryEntry, nowSeconds: number): AccessTarget {
    const { domainId, userProfileName, spaceName, landingUri, expiresAt } = entry;
    const accessRoleArn = this.accessRoleOf(entry)!;
    const expiresInSeconds = this.config.urlExpirySeconds;
    const sessionSeconds = sessionSecondsUntil(expiresAt, this.config.sessionSeconds, nowSeconds);
    return { domainId, userProfileName, spaceName, landingUri, accessRoleArn, expiresInSeconds, sessionSeconds };
  }

  /** SageMaker would deny a URL for a revoked user profile, which then looked like a failure. */
  private faultOf(entry: DirectoryEntry): EntryReason | undefined {
    const { revokedProfiles } = this.config;
    const profile = `${entry.domainId}/${entry.userProfileName}`.toLowerCase();
    if (!entry.accessRoleArn && ['*', profile].some((revoked) => revokedProfiles.includes(revoked))) {
      return 'revoked-user';
    }
    return this.accessRoleOf(entry) === undefined ? 'unknown-access-role' : undefined;
  }

  private accessRoleOf({ accessRoleArn = this.config.accessRoleArn }: DirectoryEntry): string | undefined {
    return this.config.accessRoleArns.find((known) => known === accessRoleArn);
  }

  private async urlFor(identity: Identity, target: AccessTarget): Promise<string> {
    const { accessRoleArn, ...studio } = target;
    const details = detailsOf(identity, target);
    const names = sessionNames(identity, target.userProfileName);
    const key = JSON.stringify([accessRoleArn, identity.key, names.roleSessionName]);
    const session = await this.callUpstream(Step.SESSION, details, (upstream) =>
      this.sessions.get(key, () => upstream.session(accessRoleArn, names)),
    );
    try {
      const url = await this.callUpstream(Step.URL, details, (upstream) => upstream.url(session, studio));
      if (typeof url !== 'string' || !STUDIO_URL.test(url)) {
        throw new Refusal(FAULTS.upstream, 'unexpected-url', details);
      }
      return url;
    } catch (error) {
      // The session may be the cause, such as after the access role was replaced.
      this.sessions.forget(key);
      throw error;
    }
  }

  private async callUpstream<T>(
    step: Step,
    details: RecordDetails,
    call: (upstream: Upstream) => Promise<T>,
  ): Promise<T> {
    try {
      return await call(this.ports.upstream);
    } catch (cause) {
      const failure = new UpstreamFailure(cause);
      throw new Refusal(failure.publicFault, `${step}-failed`, { ...details, error: failure.kind });
    }
  }
}

/** Sessions end when the entry of their user expires, unless SageMaker has no session that short. */
function sessionSecondsUntil(expiresAt: number | undefined, sessionSeconds: number, nowSeconds: number): number {
  const left = expiresAt === undefined ? sessionSeconds : Math.floor(expiresAt - nowSeconds);
  return Math.max(SESSION_SECONDS_MIN, Math.min(sessionSeconds, left));
}

function detailsOf(
  identity: Identity,
  { domainId, userProfileName, spaceName, accessRoleArn }: AccessTarget,
): RecordDetails {
  return { identity, domainId, userProfileName, spaceName, accessRoleArn };
}

/** Throttling is a failure of AWS, not a refusal. */
function outcomeOf({ statusCode }: PublicFault): RequestOutcome {
  if (statusCode === FAULTS.choice.statusCode) {
    return RequestOutcome.CHOICE;
  }
  return statusCode >= 500 || statusCode === 429 ? RequestOutcome.FAILED : RequestOutcome.REFUSED;
}

/** A bug in this code is reported like a failure of AWS: none of its message may reach a response or a log. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  return new Refusal(FAULTS.upstream, 'internal-error', { error: new UpstreamFailure(error).kind });
}
