import { createHash } from 'node:crypto';
import type { Identity } from './request';

/** Names of a session of an access role, as IAM takes them: 2 to 64 characters of these. */
export const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

/** A subject of this form could take the name that another one gets by its digest. */
const DIGESTED = /^.*-[0-9a-f]{16}$/s;

/** How a session of an access role is told apart in CloudTrail. */
export interface SessionNames {
  /** As whom: the user profile. Studio can take it over as the name of sessions of the execution role. */
  readonly roleSessionName: string;
  /** Who: the subject of the identity provider. Nothing later in the session can change it. */
  readonly sourceIdentity: string;
}

export function sessionNames({ issuer, subject }: Identity, userProfileName: string): SessionNames {
  return {
    roleSessionName: sessionName(userProfileName, userProfileName),
    sourceIdentity: sessionName(subject, `${issuer}#${subject}`),
  };
}

/** As it is where IAM takes it. Otherwise with a digest of the whole, so that no two users get the same name. */
function sessionName(text: string, whole: string): string {
  if (SESSION_NAME.test(text) && !DIGESTED.test(text)) {
    return text;
  }
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, 16);
  return `${text.replace(/[^\w+=,.@-]/g, '_').slice(0, 64 - digest.length - 1)}-${digest}`;
}
