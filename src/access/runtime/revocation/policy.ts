/** A user who is shut out. */
export interface Revocation {
  /** The issuer and the subject; see `entryKey`. */
  readonly key: string;
  /** The source identity of the user's sessions. */
  readonly sourceIdentity: string;
  /** In seconds since 1970. */
  readonly revokedAt: number;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly object[];
}

/** Longer than any session of Studio, with the session of the access role that made it, and the time until a URL expires. */
export const SESSION_SECONDS_MAX = 13 * 3600;

/** A request that read the directory before the revocation may still take a session, until its function times out. */
const RACE_SECONDS = 60;

/** White space does not count. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (inline policies of a role) */
export const INLINE_POLICY_MAX = 10_240;

const ACTION = 'sagemaker:CreatePresignedDomainUrl';

/**
 * The policy that ends the sessions of users who are shut out; undefined if none can still be open. New sessions are prevented by the
 * directory, so a user is listed only until all sessions from before have expired. If the list would be too long, all sessions that are
 * older than the latest revocation end instead, also those of other users, who can open Studio again.
 */
export function revocationPolicy(revocations: readonly Revocation[], nowSeconds: number): PolicyDocument | undefined {
  const current = revocations.filter(({ revokedAt }) => revokedAt + SESSION_SECONDS_MAX > nowSeconds);
  if (current.length === 0) {
    return undefined;
  }
  const names = [...new Set(current.map(({ sourceIdentity }) => sourceIdentity))].sort();
  const listed = denial('RevokedUsers', { StringEquals: { 'aws:SourceIdentity': names } });
  if (JSON.stringify(listed).length <= INLINE_POLICY_MAX) {
    return listed;
  }
  const latest = Math.max(...current.map(({ revokedAt }) => revokedAt)) + RACE_SECONDS;
  const before = new Date(latest * 1000).toISOString();
  return denial('OlderSessions', { DateLessThan: { 'aws:TokenIssueTime': before } });
}

function denial(Sid: string, Condition: object): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Sid, Effect: 'Deny', Action: ACTION, Resource: '*', Condition }] };
}
