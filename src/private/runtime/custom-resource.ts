import { type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** The request that CloudFormation sends to a custom resource, without the fields that are not used. */
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

/** CloudFormation accepts responses of up to 4096 bytes. The other fields are far shorter. */
const REASON_MAX = 1024;
const TIMEOUT_MS = 10_000;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
const LOOPBACK = ['127.0.0.1', '[::1]'];

/** Sends the response to the address at which CloudFormation waits. Throws if it cannot be delivered, so that Lambda retries. */
export async function sendResponse(
  request: ResourceRequest,
  response: ResourceResponse,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const body = responseBody(request, response);
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
  // One byte per character, and none that JSON escapes.
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

/** The address is a secret: anybody who has it can respond in place of this function. Errors do not contain it. */
function put(url: URL, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // The signature of the address covers an empty content type.
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const sent = open(url, { method: 'PUT', headers, timeout: TIMEOUT_MS });
    sent.on('response', (response) => {
      response.resume();
      const { statusCode = 0 } = response;
      response.on('end', () => {
        if (statusCode < 300) {
          resolve();
        } else {
          reject(new Error(`CloudFormation did not take the answer: status ${statusCode}`));
        }
      });
      response.on('error', () => reject(new Error('CloudFormation did not take the answer: the connection broke')));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => reject(new Error('CloudFormation did not take the answer: no connection')));
    sent.end(body);
  });
}

function open(url: URL, options: RequestOptions): ClientRequest {
  const plain = url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  return plain ? httpRequest(url, options) : httpsRequest(url, options);
}
