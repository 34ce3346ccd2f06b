import { addGatewayResponses } from '../../../src/access/api/gateway-responses';
import { urlResponse } from '../../../src/access/runtime/url-function/response';
import { requestChecks } from '../../../src/access/shared/canary';
import { CanaryCheck } from '../../../src/access/shared/canary-check';
import { InMemoryProvider } from '../runtime/portal/in-memory-provider';
import { Visitor } from '../runtime/portal/visitor';

interface Response {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

function checkOf(check: CanaryCheck) {
  return requestChecks({ apiUrl: 'https://api.example.com', portal: true }).find((one) => one.check === check)!;
}

/** Compares a response with what the canary and the script expect. */
function expectPassed(check: CanaryCheck, { status, contentType, body }: Response): void {
  const expected = checkOf(check);
  expect(status).toBe(expected.status);
  expect(contentType.startsWith(expected.contentType)).toBe(true);
  expect(body).toContain(expected.body);
}

/** The gateway response for a request without token, with what API Gateway fills in. */
function unauthorized(): Response {
  const responses: { type: { responseType: string }; statusCode: string; templates: Record<string, string> }[] = [];
  const api = { addGatewayResponse: (_: string, response: never) => responses.push(response) };
  addGatewayResponses(api as never, { signed: false, allowedOrigins: [] });
  const { statusCode, templates } = responses.find(({ type }) => type.responseType === 'UNAUTHORIZED')!;
  const [[contentType, template]] = Object.entries(templates);
  return { status: Number(statusCode), contentType, body: template.replace('$context.requestId', 'r-1') };
}

describe('the canary and the script expect what users get', () => {
  test('of the start page of the portal', async () => {
    const visitor = new Visitor(await InMemoryProvider.start());
    const { statusCode, headers, body } = await visitor.get('/');
    expectPassed(CanaryCheck.PORTAL, { status: statusCode, contentType: headers['Content-Type'], body });
  });

  test('of the API without a token', () => {
    expectPassed(CanaryCheck.SIGN_IN, unauthorized());
  });

  test('of the function that creates URLs', () => {
    const { statusCode, headers, body } = urlResponse('https://d-abc.studio.eu-west-1.sagemaker.aws/auth?token=x', 20);
    expectPassed(CanaryCheck.PRESIGNED_URL, { status: statusCode, contentType: headers['Content-Type'], body });
  });
});
