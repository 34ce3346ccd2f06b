import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addTwoDomains, applications, eventOf, OWN } from './deletion';
import { LoopbackAws } from './loopback-aws';

const BUNDLE = join(__dirname, '../../../../assets/studio/cleanup/index.js');
const FUNCTION_ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:cleanup';

const aws = new LoopbackAws();

type Handler = (event: object, context: object) => Promise<void>;
let handlers: Record<string, Handler>;

beforeAll(async () => {
  await aws.start();
  // Modules read their environment when they are loaded, as in Lambda.
  handlers = {
    source: require('../../../../src/studio/runtime/cleanup/cleanup.lambda').handler,
    bundle: require(BUNDLE).handler,
  };
});
afterAll(() => aws.stop());
beforeEach(() => {
  aws.reset();
  addTwoDomains(aws);
});

function contextWith(milliseconds: number): object {
  return { invokedFunctionArn: FUNCTION_ARN, getRemainingTimeInMillis: () => milliseconds };
}

describe.each(['source', 'bundle'])('the handler as %s', (name) => {
  test('answers CloudFormation', async () => {
    await handlers[name](eventOf('Create', {}, aws.responseUrl), contextWith(900_000));
    expect(aws.responses).toEqual([expect.objectContaining({ Status: 'SUCCESS', PhysicalResourceId: OWN })]);
    expect(aws.invocations).toEqual([]);
  });

  test('invokes itself instead if the time of Lambda ends', async () => {
    const event = { ...applications(), ResponseURL: aws.responseUrl };
    await handlers[name](event, contextWith(10_000));
    expect(aws.responses).toEqual([]);
    expect(aws.invocations).toEqual([
      { functionName: FUNCTION_ARN, event: { ...event, Deadline: expect.any(Number) } },
    ]);
    const { Deadline } = aws.invocations[0].event as { Deadline: number };
    expect(Deadline - Date.now()).toBeGreaterThan(45 * 60_000);
    expect(Deadline - Date.now()).toBeLessThanOrEqual(50 * 60_000);
    expect(aws.count('DeleteApp')).toBe(2);
  });
});

test('the handler logs no secret', async () => {
  const written: string[] = [];
  const spies = (['info', 'error', 'log', 'warn'] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation((...texts: unknown[]) => void written.push(texts.join(' '))),
  );
  aws.stack.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await handlers.source({ ...applications(), ResponseURL: aws.responseUrl }, contextWith(900_000));
  const unknown = { ...applications(), ResponseURL: aws.responseUrl, ResourceProperties: {} };
  await handlers.source(unknown, contextWith(900_000));
  for (const spy of spies) {
    spy.mockRestore();
  }
  expect(written.join('\n')).toMatch(/nothing was deleted[\s\S]*cleanup failed/);
  expect(written.join('\n')).not.toMatch(/SECRET|Signature|answer/);
});

test('the bundle leaves the AWS SDK to the runtime of Lambda', () => {
  const code = readFileSync(BUNDLE, 'utf-8');
  expect(code).toContain('require("@aws-sdk/client-sagemaker")');
  expect(code.length).toBeLessThan(200_000);
});
