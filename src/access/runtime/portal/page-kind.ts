/** The pages of the portal. */
export enum PageKind {
  START = 'start',
  SIGNING_IN = 'signing-in',
  WORKING = 'working',
  CHOOSE = 'choose',
  EXPIRED = 'expired',
  CANCELLED = 'cancelled',
  NO_ACCESS = 'no-access',
  DENIED = 'denied',
  SIGNED_OUT = 'signed-out',
  BUSY = 'busy',
  UNAVAILABLE = 'unavailable',
  TOO_LARGE = 'too-large',
  UNKNOWN = 'unknown',
}

/** What a user may open, as they see it. `id` selects the entry among those of this user. */
export interface Choice {
  readonly id: string;
  /** The operator's name for it. */
  readonly label?: string;
  readonly domainId: string;
  readonly userProfileName: string;
  readonly spaceName?: string;
  readonly landingPage?: string;
}
