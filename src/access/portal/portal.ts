import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { type Fault, SecureSageMakerError } from '../../private/errors';
import type { TokenVerification } from '../authorization/binding';
import { PortalRoute } from '../shared/portal/settings';
import { Route } from '../shared/url-function';
import type { PortalContext } from './binding';
import { BrowserSite } from './browser-site';
import { portalFaults, verificationFaults } from './checks';
import type { BrowserPortalOptions, PortalOptions, ServerSidePortalOptions } from './props';
import { ServerSideSite } from './server-side-site';
import type { PortalSite } from './site';

/**
 * A portal that signs users in and opens Studio. The private API serves it, at its own origin, so only browsers that reach the
 * endpoint see it.
 */
export abstract class Portal {
  /**
   * The portal signs users in at a server, as a confidential client with the authorization code flow, PKCE, `state` and `nonce`. Its
   * pages run no script. Tokens are never in a page, an address or a log; a browser has one for at most five minutes, in an
   * encrypted cookie that no script can read. The API verifies the token again, so the portal cannot invent users.
   *
   * @see https://www.rfc-editor.org/rfc/rfc10017
   */
  public static serverSide(options: ServerSidePortalOptions): Portal {
    SecureSageMakerError.throwIfAny(undefined, portalFaults(options));
    return new ServerSidePortal(options);
  }

  /**
   * The pages sign users in, as a public client with the authorization code flow, PKCE, `state` and `nonce`, for companies that cannot
   * have a client secret. A token is in the memory of a page as long as the page is open, and never in an address, a store or a log.
   * The API verifies it. Prefer `serverSide`, if need be with a signing key instead of a secret: its tokens never reach a script.
   *
   * @see https://www.rfc-editor.org/rfc/rfc10017
   */
  public static inBrowser(options: BrowserPortalOptions): Portal {
    SecureSageMakerError.throwIfAny(undefined, portalFaults(options));
    return new BrowserPortal(options);
  }

  /** @internal */
  protected constructor(private readonly common: PortalOptions) {}

  /**
   * The pages' methods, which need no token, such as `GET/signin`.
   *
   * @internal
   */
  public abstract readonly _methods: readonly string[];

  /**
   * The methods to which the request limits of the portal apply.
   *
   * @internal
   */
  public abstract readonly _throttledMethods: readonly string[];

  /** @internal */
  public get _throttle(): apigateway.ThrottleSettings {
    return { rateLimit: 20, burstLimit: 40, ...this.common.throttle };
  }

  /** @internal */
  public get _hasLogo(): boolean {
    return this.common.pages?.logo !== undefined;
  }

  /** @internal */
  public _faults(verification: TokenVerification | undefined): Fault[] {
    return verificationFaults(this.common, verification);
  }

  /** @internal */
  public abstract _bind(scope: Construct, context: PortalContext): PortalSite;

  /** @internal */
  protected _pageMethods(...others: readonly PortalRoute[]): readonly string[] {
    const { START, SIGN_IN, CALLBACK, SIGNED_OUT, LOGO } = PortalRoute;
    const routes = [START, SIGN_IN, CALLBACK, SIGNED_OUT, ...(this._hasLogo ? [LOGO] : []), ...others];
    return routes.map((route) => route.replace(' ', ''));
  }
}

class ServerSidePortal extends Portal {
  constructor(private readonly options: ServerSidePortalOptions) {
    super(options);
  }

  public get _methods(): readonly string[] {
    return this._pageMethods();
  }

  public get _throttledMethods(): readonly string[] {
    return [...this._methods, Route.OPEN.replace(' ', '')];
  }

  public _bind(scope: Construct, context: PortalContext): PortalSite {
    return new ServerSideSite(scope, 'Portal', { ...context, options: this.options, methods: this._methods });
  }
}

class BrowserPortal extends Portal {
  constructor(private readonly options: BrowserPortalOptions) {
    super(options);
  }

  public get _methods(): readonly string[] {
    return this._pageMethods(PortalRoute.SCRIPT);
  }

  public get _throttledMethods(): readonly string[] {
    return this._methods;
  }

  public _bind(scope: Construct, context: PortalContext): PortalSite {
    return new BrowserSite(scope, 'Portal', { ...context, options: this.options, methods: this._methods });
  }
}
