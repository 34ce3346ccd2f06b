import type { PublicFault } from '../../shared/public-faults';
import { textIn, valueIn } from '../event';
import { type Appearance, pageContext } from '../portal/appearance';
import { isFailure, isSignInAgain } from '../portal/cookie-authorizer';
import { clearedToken } from '../portal/cookies';
import { type Choice, PageKind } from '../portal/page-kind';
import { PAGE_HEADERS, pageResponse } from '../portal/pages';
import type { ProxyEvent } from './request';
import type { ProxyResponse } from './response';

/** The token has done its work, so the browser forgets it. */
export function openRedirect(url: string): ProxyResponse {
  return { statusCode: 302, headers: { ...PAGE_HEADERS, Location: url, 'Set-Cookie': clearedToken() }, body: '' };
}

const PAGES: Readonly<Record<string, PageKind>> = {
  AccessDenied: PageKind.DENIED,
  ChoiceRequired: PageKind.CHOOSE,
  NoAccess: PageKind.NO_ACCESS,
  TooManyRequests: PageKind.BUSY,
};

export interface OpenRefusal {
  readonly fault: PublicFault;
  readonly requestId: string;
  readonly choices?: readonly Choice[];
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** The page for a request of a browser that ends without URL. Its links are relative, since all pages are side by side. */
export function openPage(
  event: ProxyEvent,
  { fault, requestId, choices, now }: OpenRefusal,
  appearance: Appearance,
): ProxyResponse {
  const kind = fault.code === 'Unauthorized' ? signInPage(event) : (PAGES[fault.code] ?? PageKind.UNAVAILABLE);
  const statusCode = kind === PageKind.CHOOSE ? 200 : undefined;
  return pageResponse({ kind, requestId, statusCode, choices }, pageContext(event, appearance, '', now));
}

/** Why the authorizer of the portal names nobody decides what the user can do. */
function signInPage({ requestContext }: ProxyEvent): PageKind {
  const refusal = textIn(valueIn(requestContext, 'authorizer'), 'refusal');
  if (refusal === undefined || isSignInAgain(refusal)) {
    return PageKind.EXPIRED;
  }
  return isFailure(refusal) ? PageKind.UNAVAILABLE : PageKind.DENIED;
}
