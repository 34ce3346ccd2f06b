import { PortalOutcome } from '../../../shared/portal/outcome';
import { PortalRoute, type SignInSettings } from '../../../shared/portal/settings';
import { requestIdIn } from '../../event';
import { type Appearance, logoResponse, pageContext } from '../appearance';
import { PageKind } from '../page-kind';
import { PAGE_HEADERS, pageResponse } from '../pages';
import { isRedirectUriChanged, REDIRECT_URI_CHANGED } from '../redirect-uri';
import { type PortalEvent, type PortalRecord, type PortalResponse, routeOf } from '../request';
import { ClientStep } from './client';
import { pageScript } from './pages';

export interface PageServerPorts {
  readonly settings: SignInSettings;
  /** The content of the script. */
  readonly script: string;
  readonly appearance: Appearance;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly record: (record: PortalRecord) => void;
}

/** The pages whose script does something. */
const STEPS: Partial<Record<PortalRoute, readonly [kind: PageKind, step: ClientStep]>> = {
  [PortalRoute.SIGN_IN]: [PageKind.SIGNING_IN, ClientStep.SIGN_IN],
  [PortalRoute.CALLBACK]: [PageKind.SIGNING_IN, ClientStep.CALLBACK],
  [PortalRoute.SIGNED_OUT]: [PageKind.SIGNED_OUT, ClientStep.SIGNED_OUT],
};

const YEAR_SECONDS = 31_536_000;

interface Result {
  readonly outcome: PortalOutcome;
  readonly reason: string;
  readonly response: PortalResponse;
}

/** Serves the pages of a portal whose script signs users in, and the script. It knows no secret, and receives no token. */
export class PageServer {
  constructor(private readonly ports: PageServerPorts) {}

  /** Answers every request and records it once. */
  public answer(event: PortalEvent): PortalResponse {
    const requestId = requestIdIn(event) ?? 'unknown';
    const route = routeOf(event);
    const { outcome, reason, response } = this.serve(route, event, requestId);
    this.ports.record({ requestId, route, outcome, reason, statusCode: response.statusCode });
    return response;
  }

  private serve(route: PortalRoute | undefined, event: PortalEvent, requestId: string): Result {
    const { settings, script, appearance, now } = this.ports;
    const context = pageContext(event, appearance, `${settings.url}/`, now());
    const served = (reason: string, response: PortalResponse) => ({ outcome: PortalOutcome.SERVED, reason, response });
    if (route === PortalRoute.START) {
      return served('start', pageResponse({ kind: PageKind.START, requestId }, context));
    }
    if (route === PortalRoute.SCRIPT) {
      return served('script', this.scriptResponse());
    }
    if (route === PortalRoute.LOGO && appearance.logo) {
      return served('logo', logoResponse(appearance.logo));
    }
    const [kind, step] = (route && STEPS[route]) ?? [];
    if (kind === undefined || step === undefined) {
      const response = pageResponse({ kind: PageKind.UNKNOWN, requestId }, context);
      return { outcome: PortalOutcome.REFUSED, reason: 'unknown-route', response };
    }
    const isSigningOut = step === ClientStep.SIGNED_OUT;
    const scripted = pageScript({ step, settings, script, requestId }, context);
    const response = pageResponse({ kind, requestId, hasSignOutLink: isSigningOut }, context, scripted);
    const isRefused = step === ClientStep.SIGN_IN && isRedirectUriChanged(settings);
    return isRefused
      ? { outcome: PortalOutcome.FAILED, reason: REDIRECT_URI_CHANGED, response }
      : served(step, response);
  }

  /** Its address has the hash of its content, so browsers may keep it. */
  private scriptResponse(): PortalResponse {
    const headers = {
      ...PAGE_HEADERS,
      'Cache-Control': `max-age=${YEAR_SECONDS}, immutable`,
      'Content-Type': 'text/javascript; charset=utf-8',
    };
    return { statusCode: 200, headers, body: this.ports.script };
  }
}
