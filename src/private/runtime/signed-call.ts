import type { SageMakerClient } from '@aws-sdk/client-sagemaker';

/** A client of the SDK. Its signer also signs calls of other services, so that a bundle does not need a client for a single call. */
export interface SigningClient {
  readonly config: Pick<SageMakerClient['config'], 'signer'>;
}

/** Where a call goes. */
export interface SignedService {
  readonly signingName: string;
  /** @default - the region of the client */
  readonly region?: string;
  readonly url: URL;
}

export interface HttpCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Signs a call and sends it. */
export async function signedCall(
  client: SigningClient,
  { signingName, region, url }: SignedService,
  { method, headers, body }: HttpCall,
  init: Pick<RequestInit, 'redirect' | 'signal'>,
): Promise<Response> {
  const signer = await client.config.signer();
  const request = {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { ...headers, host: url.host },
    body,
  };
  // The client keeps the service that its signer was first asked for, so that only the call may name another one.
  const signed = await signer.sign(request as unknown as Parameters<typeof signer.sign>[0], {
    signingService: signingName,
    signingRegion: region,
  });
  const { host: _, ...sent } = signed.headers;
  return fetch(url, { ...init, method, headers: sent, body });
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export function putEvents(entries: readonly object[]): HttpCall {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({ Entries: entries }),
  };
}
