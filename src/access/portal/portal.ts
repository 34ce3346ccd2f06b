import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { type Fault, SecureSageMakerError } from '../../private/errors';
import type { TokenVerification } from '../authorization/binding';
import { PortalRoute } from '../shared/portal/settings';
import type { PortalContext } from './binding';
import { portalFaults, verificationFaults } from './checks';
import type { ServerSidePortalOptions } from './props';
import { PortalSite } from './site';

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
   * The pages' methods, which need no token, such as `GET/signin`.
   *
   * @internal
   */
  public abstract readonly _methods: readonly string[];

  /** @internal */
  public abstract readonly _throttle: apigateway.ThrottleSettings;

  /** @internal */
  public abstract readonly _hasLogo: boolean;

  /** @internal */
  public abstract _faults(verification: TokenVerification | undefined): Fault[];

  /** @internal */
  public abstract _bind(scope: Construct, context: PortalContext): PortalSite;
}

class ServerSidePortal extends Portal {
  constructor(private readonly options: ServerSidePortalOptions) {
    super();
  }

  public get _hasLogo(): boolean {
    return this.options.pages?.logo !== undefined;
  }

  public get _methods(): readonly string[] {
    const routes = Object.values(PortalRoute).filter((route) => this._hasLogo || route !== PortalRoute.LOGO);
    return routes.map((route) => route.replace(' ', ''));
  }

  public get _throttle(): apigateway.ThrottleSettings {
    return { rateLimit: 20, burstLimit: 40, ...this.options.throttle };
  }

  public _faults(verification: TokenVerification | undefined): Fault[] {
    return verificationFaults(this.options, verification);
  }

  public _bind(scope: Construct, context: PortalContext): PortalSite {
    return new PortalSite(scope, 'Portal', { ...context, options: this.options, methods: this._methods });
  }
}
