/** The shortest session that SageMaker takes. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html */
const SESSION_SECONDS_MIN = 1800;

/** A user profile to open, as what, and for how long. */
export interface StudioTarget {
  readonly domainId: string;
  readonly userProfileName: string;
  readonly spaceName?: string;
  readonly landingUri?: string;
  readonly expiresInSeconds: number;
  readonly sessionSeconds: number;
}

/** The URL that SageMaker made; undefined for anything that a browser should not be sent to. */
export function studioUrl(url: unknown): string | undefined {
  return typeof url === 'string' && /^https:\/\/[a-z0-9.-]+\/[\x21-\x7e]*$/.test(url) ? url : undefined;
}

/** Sessions end with the access of their user, as far as SageMaker has sessions that short. */
export function sessionSecondsUntil(expiresAt: number | undefined, sessionSeconds: number, nowSeconds: number): number {
  const left = expiresAt === undefined ? sessionSeconds : Math.floor(expiresAt - nowSeconds);
  return Math.max(SESSION_SECONDS_MIN, Math.min(sessionSeconds, left));
}
