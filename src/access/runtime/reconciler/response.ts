import { type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What CloudFormation asks of a custom resource, as far as it matters here. */
export interface ResourceRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}

export interface ResourceResponse {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  readonly reason?: string;
  readonly data?: Readonly<Record<string, string>>;
}

/** CloudFormation takes 4096 bytes; what else is in the answer has bounds far below. */
const REASON_MAX = 1024;
const TIMEOUT_MS = 10_000;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
const LOOPBACK = ['127.0.0.1', '[::1]'];

/** Puts the answer where CloudFormation waits for it. Fails when it cannot be had there, so that Lambda runs the function again. */
export async function sendResponse(
  request: ResourceRequest,
  answer: ResourceResponse,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const body = responseBody(request, answer);
  const url = new URL(request.ResponseURL);
  for (let attempt = 1; ; attempt++) {
    try {
      await put(url, body);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) {
        throw error;
      }
      await sleep(FIRST_PAUSE_MS * 2 ** attempt);
    }
  }
}

export function responseBody(
  { StackId, RequestId, LogicalResourceId }: ResourceRequest,
  { status, physicalId, reason = '', data }: ResourceResponse,
): string {
  // Letters that take several bytes each, or an escape, do not make it longer than it may be.
  const plain = reason.replace(/[^ -~]/g, '?').slice(0, REASON_MAX);
  return JSON.stringify({
    Status: status,
    Reason: plain,
    PhysicalResourceId: physicalId,
    StackId,
    RequestId,
    LogicalResourceId,
    NoEcho: false,
    Data: data,
  });
}

/** The address is a secret: whoever has it answers in the name of this function. No error names it. */
function put(url: URL, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // The signature of the address covers an empty content type.
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const sent = opened(url, { method: 'PUT', headers, timeout: TIMEOUT_MS });
    sent.on('response', (response) => {
      response.resume();
      const { statusCode = 0 } = response;
      response.on('end', () =>
        statusCode < 300
          ? resolve()
          : reject(new Error(`CloudFormation did not take the answer: status ${statusCode}`)),
      );
      response.on('error', () => reject(new Error('CloudFormation did not take the answer: the connection broke')));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => reject(new Error('CloudFormation did not take the answer: no connection')));
    sent.end(body);
  });
}

function opened(url: URL, options: RequestOptions): ClientRequest {
  const plain = url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  return plain ? httpRequest(url, options) : httpsRequest(url, options);
}
