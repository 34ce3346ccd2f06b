import { randomBytes } from 'node:crypto';
import { ENVIRONMENT } from './local-access-stack';
import type { Credentials } from './signature';

/** Whatever is secret here has this word in it, so that logs can be searched for it. */
export const SECRET_MARK = 'SECRET';

/** A session of a role of the template. */
export interface RoleSession extends Credentials {
  /** The logical id of the role. */
  readonly roleId: string;
  readonly roleArn: string;
  /** The ARN of the session. */
  readonly principal: string;
  readonly sourceIdentity?: string;
}

export interface SessionOptions {
  readonly roleId: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly sourceIdentity?: string;
}

/** The sessions that there are, by the id of their key. */
export class Sessions {
  private readonly sessions = new Map<string, RoleSession>();

  public open({ roleId, roleArn, sessionName, sourceIdentity }: SessionOptions): RoleSession {
    const name = roleArn.replace(/^.*\//, '');
    const session: RoleSession = {
      roleId,
      roleArn,
      sourceIdentity,
      principal: `arn:aws:sts::${ENVIRONMENT.account}:assumed-role/${name}/${sessionName}`,
      accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: `${SECRET_MARK}${randomBytes(16).toString('hex')}`,
      sessionToken: `${SECRET_MARK}${randomBytes(32).toString('hex')}`,
    };
    this.sessions.set(session.accessKeyId, session);
    return session;
  }

  public find(accessKeyId: string): RoleSession | undefined {
    return this.sessions.get(accessKeyId);
  }
}
