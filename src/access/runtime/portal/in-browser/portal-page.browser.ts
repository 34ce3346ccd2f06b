import type { SignInSettings } from '../../../shared/portal/settings';
import { Provider } from '../provider';
import { SignIn } from '../sign-in';
import { BrowserClient, type ClientStep, PUBLIC_CLIENT } from './client';
import { offerSignOut, type PageDocument, show } from './document';

/** As much of a browser as the script uses. */
declare const document: PageDocument;
declare const history: { replaceState(data: null, title: '', url: string): void };
declare const location: { readonly search: string; readonly pathname: string; replace(url: string): void };
declare const sessionStorage: {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
};

const STORED = 'studio-portal-sign-in';

/** The time for a response of the API, in milliseconds. */
const TIMEOUT_MS = 30_000;

const settings: SignInSettings = JSON.parse(metaContent('portal-settings'));
const fetcher: typeof fetch = (...request) => fetch(...request);
const now = Date.now;
const client = new BrowserClient({
  signIn: new SignIn(settings, {
    provider: new Provider(settings, { fetch: fetcher, now }),
    credentials: PUBLIC_CLIENT,
    fetch: fetcher,
  }),
  show: (view) => show(document, view, `${new Date(now()).toISOString().slice(0, 19)}Z`),
  offerSignOut: (address) => offerSignOut(document, address),
  leaveFor: (address) => location.replace(address),
  takeQuery: () => {
    const query = new URLSearchParams(location.search);
    history.replaceState(null, '', location.pathname);
    return query;
  },
  store: {
    read: () => sessionStorage.getItem(STORED),
    write: (content) => sessionStorage.setItem(STORED, content),
    remove: () => sessionStorage.removeItem(STORED),
  },
  requestUrl: async (token, entry) => {
    const response = await fetch(`${settings.url}/presigned-url`, {
      method: 'POST',
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ entry }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await response.json().catch(() => undefined) };
  },
  now,
});
void client.run(metaContent('portal-step') as ClientStep);

function metaContent(name: string): string {
  return document.querySelector(`meta[name=${name}]`)!.getAttribute('content')!;
}
