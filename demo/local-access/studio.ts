import { randomBytes } from 'node:crypto';
import type { WayIn } from './api-authorization';
import type { Deployment } from './deployment';
import type { HttpAnswer, HttpRequest } from './http';
import { ENVIRONMENT } from './local-access-stack';
import { isAllowed } from './permissions';
import { type RoleSession, SECRET_MARK } from './sessions';

/** Whose Studio, and by whose permissions. */
export interface Opening {
  /** The session with which the URL was made, whose role is asked each time. */
  readonly session: RoleSession;
  readonly domainId: string;
  readonly userProfileName: string;
}

export interface Expiry {
  readonly expiresInSeconds: number;
  readonly sessionSeconds: number;
}

interface Held extends Opening {
  readonly until: number;
  readonly sessionSeconds: number;
}

const COOKIE = 'studio-session';

/**
 * Studio on loopback: it makes presigned URLs, opens them, and asks the policies of the role that made them on every request.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
 */
export class LocalStudio {
  /** What browsers told of the pages of others that they came from. */
  public readonly referrers: string[] = [];
  /** How much later it is here than elsewhere, in milliseconds. */
  public ahead = 0;
  private readonly urls = new Map<string, Held>();
  private readonly openings = new Map<string, Held>();

  constructor(private readonly deployment: () => Deployment) {}

  /** Whether a way leads to somebody's Studio by the permissions of the one who made the URL. */
  public async admits({ session, domainId, userProfileName }: Opening, way: WayIn): Promise<boolean> {
    const resource = `arn:aws:sagemaker:${ENVIRONMENT.region}:${ENVIRONMENT.account}:user-profile/${domainId}/${userProfileName}`;
    return isAllowed(this.deployment(), session, way, { action: 'sagemaker:CreatePresignedDomainUrl', resource });
  }

  /** Nothing for what does not exist. */
  public presign(opening: Opening, { expiresInSeconds, sessionSeconds }: Expiry): string | undefined {
    if (!this.exists(opening)) {
      return undefined;
    }
    const token = `${SECRET_MARK}${randomBytes(24).toString('hex')}`;
    this.urls.set(token, { ...opening, sessionSeconds, until: this.now() + expiresInSeconds * 1000 });
    return `https://${this.host(opening.domainId)}/auth?token=${token}`;
  }

  public host(domainId: string): string {
    return `${domainId}.studio.${ENVIRONMENT.region}.sagemaker.aws`;
  }

  /** The token of the URL suffices, then the cookie does; neither where the role may not. */
  public async serve(request: HttpRequest, way: WayIn): Promise<HttpAnswer> {
    const { pathname, searchParams } = new URL(request.url, 'https://studio');
    const { referer, host } = request.headers;
    // A browser with a window asks for the icon of the page, and tells which page that is.
    if (referer !== undefined && new URL(referer).host !== host) {
      this.referrers.push(referer);
    }
    const opens = pathname === '/auth';
    const held = opens ? this.urls.get(String(searchParams.get('token'))) : this.openings.get(cookieOf(request));
    if (!held || held.until <= this.now() || request.headers.host !== this.host(held.domainId)) {
      return { status: 302, headers: { Location: `https://${ENVIRONMENT.region}.console.aws.amazon.com/` }, body: '' };
    }
    if (!(await this.admits(held, way))) {
      return page(403, 'Auth token containing insufficient permissions');
    }
    if (!opens) {
      return page(200, `Studio of ${held.userProfileName}`);
    }
    const opened = this.open(held);
    // A browser leaves the address of the URL at once.
    return String(request.headers.accept).includes('text/html')
      ? { ...opened, status: 302, headers: { ...opened.headers, Location: '/jupyterlab/default' } }
      : opened;
  }

  private open(held: Held): HttpAnswer {
    const id = `${SECRET_MARK}${randomBytes(24).toString('hex')}`;
    this.openings.set(id, { ...held, until: this.now() + held.sessionSeconds * 1000 });
    const { headers, ...answer } = page(200, `Studio of ${held.userProfileName}`);
    return { ...answer, headers: { ...headers, 'Set-Cookie': `${COOKIE}=${id}; Secure; HttpOnly; Path=/` } };
  }

  private exists({ domainId, userProfileName }: Opening): boolean {
    const profiles = this.deployment().ofType('AWS::SageMaker::UserProfile', 'DomainId', 'UserProfileName');
    const { AuthMode } = this.deployment().theOnly('AWS::SageMaker::Domain', 'AuthMode').properties;
    return (
      AuthMode === 'IAM' &&
      profiles.some(
        ({ properties }) => properties.DomainId === domainId && properties.UserProfileName === userProfileName,
      )
    );
  }

  private now(): number {
    return Date.now() + this.ahead;
  }
}

function page(status: number, body: string): HttpAnswer {
  return { status, headers: { 'Content-Type': 'text/plain' }, body };
}

function cookieOf({ headers }: HttpRequest): string {
  return new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(headers.cookie ?? '')?.[1] ?? '';
}
