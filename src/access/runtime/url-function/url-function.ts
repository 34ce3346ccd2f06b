import { FAULTS, type PublicFault } from '../../shared/public-faults';
import { RequestOutcome } from '../../shared/request-outcome';
import { entryState, type Item, parseEntry } from '../directory-item';
import type { AuditRecord } from './audit';
import type { UrlFunctionConfig } from './config';
import { withCorsHeaders } from './cross-origin';
import {
  callerOf,
  type Identity,
  IdentityFault,
  identify,
  type ProxyEvent,
  Route,
  requestIdOf,
  routeOf,
} from './request';
import { faultResponse, type ProxyResponse, redirectResponse, urlResponse } from './response';
import { type SessionNames, sessionNames } from './session';
import { CredentialCache, type SessionCredentials } from './sessions';
import { type StudioTarget, sessionSecondsUntil, studioUrl } from './studio-url';
import { Step, UpstreamFailure } from './upstream';

/** What AWS is asked for. */
export interface Upstream {
  /** The entry of a user in the directory, as it is at this moment. */
  entry(key: string): Promise<Item | undefined>;
  /** A session of an access role. */
  session(roleArn: string, names: SessionNames): Promise<SessionCredentials>;
  /** A presigned URL. */
  url(credentials: SessionCredentials, target: StudioTarget): Promise<unknown>;
}

/** What goes on outside of the decision. */
export interface UrlFunctionPorts {
  readonly upstream: Upstream;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly record: (record: AuditRecord) => void;
}

/** How many users have a session at hand. */
const SESSIONS_MAX = 256;

/** What every record has, whatever becomes of the request. */
interface Call {
  readonly requestId: string;
  readonly route?: Route;
  readonly caller?: string;
}

type RecordDetails = Partial<Omit<AuditRecord, keyof Call | 'outcome' | 'reason' | 'statusCode'>>;

/** A request that ends without URL: what its caller learns, and what operators learn. */
class Refusal extends Error {
  constructor(
    readonly fault: PublicFault,
    readonly reason: string,
    readonly facts: RecordDetails = {},
  ) {
    super(reason);
  }
}

/**
 * Decides requests for presigned URLs. The directory is asked every time, so that whoever was disabled gets no further
 * URL; only sessions of the access role are kept, and these let nobody in by themselves.
 */
export class UrlFunction {
  private readonly sessions: CredentialCache;

  constructor(
    private readonly config: UrlFunctionConfig,
    private readonly ports: UrlFunctionPorts,
  ) {
    this.sessions = new CredentialCache(SESSIONS_MAX, ports.now);
  }

  /** Answers every request and records it once; never throws for what callers or AWS do. */
  public async answer(event: ProxyEvent): Promise<ProxyResponse> {
    return withCorsHeaders(event, this.config.allowedOrigins, await this.decide(event));
  }

  private async decide(event: ProxyEvent): Promise<ProxyResponse> {
    const call: Call = { requestId: requestIdOf(event), route: routeOf(event), caller: callerOf(event) };
    try {
      return await this.issue(event, call);
    } catch (error) {
      const { fault, reason, facts } = refusalOf(error);
      const outcome =
        fault.statusCode >= 500 || fault.statusCode === 429 ? RequestOutcome.FAILED : RequestOutcome.REFUSED;
      this.ports.record({ ...call, ...facts, outcome, reason, statusCode: fault.statusCode });
      return faultResponse(fault, call.requestId);
    }
  }

  private async issue(event: ProxyEvent, call: Call): Promise<ProxyResponse> {
    const { route } = call;
    if (!route) {
      throw new Refusal(FAULTS.route, 'unknown-route');
    }
    const identity = this.identityOf(event);
    const target = await this.targetOf(identity);
    const url = await this.urlFor(identity, target);
    this.ports.record({
      ...call,
      ...detailsOf(identity, target),
      outcome: RequestOutcome.ISSUED,
      reason: 'issued',
      statusCode: STATUS[route],
    });
    return route === Route.REDIRECT ? redirectResponse(url) : urlResponse(url, target.expiresInSeconds);
  }

  private identityOf(event: ProxyEvent): Identity {
    const identified = identify(event, this.config.callerRoleArns);
    if ('fault' in identified) {
      throw new Refusal(FAULT_OF[identified.fault], identified.fault);
    }
    return identified.identity;
  }

  /** Callers get the same answer whether a user is unknown, disabled, expired or has an entry that cannot be used. */
  private async targetOf(identity: Identity): Promise<AccessTarget> {
    const item = await this.callUpstream(Step.DIRECTORY, { identity }, () => this.ports.upstream.entry(identity.key));
    const nowSeconds = Math.floor(this.ports.now() / 1000);
    const entry = parseEntry(item);
    if (entry?.pk !== identity.key) {
      throw new Refusal(FAULTS.noAccess, item === undefined ? 'unknown-user' : 'malformed-entry', { identity });
    }
    const { domainId, userProfileName, spaceName, landingUri } = entry;
    const state = entryState(entry, nowSeconds);
    if (state !== 'usable') {
      throw new Refusal(FAULTS.noAccess, `${state}-user`, { identity, domainId, userProfileName });
    }
    const accessRoleArn = entry.accessRoleArn ?? this.config.accessRoleArn;
    if (accessRoleArn === undefined || !this.config.accessRoleArns.includes(accessRoleArn)) {
      throw new Refusal(FAULTS.noAccess, 'unknown-access-role', { identity, domainId, userProfileName });
    }
    const { urlExpirySeconds: expiresInSeconds, sessionSeconds } = this.config;
    const until = sessionSecondsUntil(entry.expiresAt, sessionSeconds, nowSeconds);
    return { domainId, userProfileName, spaceName, landingUri, accessRoleArn, expiresInSeconds, sessionSeconds: until };
  }

  private async urlFor(identity: Identity, target: AccessTarget): Promise<string> {
    const { accessRoleArn, ...studio } = target;
    const facts = detailsOf(identity, target);
    const names = sessionNames(identity, target.userProfileName);
    const key = JSON.stringify([accessRoleArn, names.sourceIdentity, names.roleSessionName]);
    const session = await this.callUpstream(Step.SESSION, facts, () =>
      this.sessions.get(key, () => this.ports.upstream.session(accessRoleArn, names)),
    );
    try {
      const url = studioUrl(await this.callUpstream(Step.URL, facts, () => this.ports.upstream.url(session, studio)));
      if (url === undefined) {
        throw new Refusal(FAULTS.upstream, 'unexpected-url', facts);
      }
      return url;
    } catch (error) {
      // The session may be what is wrong, such as after the access role was replaced.
      this.sessions.forget(key);
      throw error;
    }
  }

  private async callUpstream<T>(step: Step, facts: RecordDetails, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (cause) {
      const failure = new UpstreamFailure(cause);
      throw new Refusal(failure.publicFault, `${step}-failed`, { ...facts, error: failure.kind });
    }
  }
}

/** What an entry leads to, by which role. */
interface AccessTarget extends StudioTarget {
  readonly accessRoleArn: string;
}

const STATUS: Record<Route, number> = { [Route.URL]: 200, [Route.REDIRECT]: 302 };

const FAULT_OF: Record<IdentityFault, PublicFault> = {
  [IdentityFault.NONE]: FAULTS.unauthenticated,
  [IdentityFault.MALFORMED]: FAULTS.unauthenticated,
  [IdentityFault.CALLER]: FAULTS.caller,
  [IdentityFault.BODY]: FAULTS.malformed,
};

function detailsOf(
  identity: Identity,
  { domainId, userProfileName, spaceName, accessRoleArn }: AccessTarget,
): RecordDetails {
  return { identity, domainId, userProfileName, spaceName, accessRoleArn };
}

/** A fault of this code is told like one of AWS: nothing of it belongs into an answer. */
function refusalOf(error: unknown): Refusal {
  return error instanceof Refusal
    ? error
    : new Refusal(FAULTS.upstream, 'internal-error', { error: new UpstreamFailure(error).kind });
}
