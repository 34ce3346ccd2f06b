import { type CanaryPorts, runChecks } from '../../../../src/access/runtime/canary/checks';
import { nodeNetwork } from '../../../../src/access/runtime/canary/network';
import { PRIVATE_RANGES } from '../../../../src/access/shared/canary';
import { silentServer } from './studio-path';

const TIMEOUTS = { addresses: 50, certificate: 50, response: 50 };

function portsWith(more: Partial<CanaryPorts> = {}): CanaryPorts {
  return {
    ...nodeNetwork(TIMEOUTS),
    addresses: async () => ['10.0.0.5'],
    token: async () => 'token',
    now: Date.now,
    ...more,
  };
}

test('a server that never speaks fails each check in time', async () => {
  const { port, stop } = await silentServer();
  const apiUrl = `https://localhost:${port}/v1`;
  const results = await runChecks(
    { apiUrl, portal: false, studioHosts: [], addressRanges: PRIVATE_RANGES },
    portsWith(),
  );
  await stop();
  expect(results.map(({ check, reason, host }) => [check, reason, host])).toEqual([
    ['names', 'passed', undefined],
    ['certificates', 'timeout', 'localhost'],
    ['sign-in', 'timeout', 'localhost'],
  ]);
});

test('a resolver that never answers fails the check of names in time', async () => {
  jest.resetModules();
  jest.doMock('node:dns/promises', () => ({ lookup: () => new Promise(() => undefined) }));
  const { nodeNetwork: mocked } = jest.requireActual('../../../../src/access/runtime/canary/network');
  await expect(mocked(TIMEOUTS).addresses('localhost')).rejects.toMatchObject({ name: 'TimeoutError' });
  jest.dontMock('node:dns/promises');
});

test('an error without code is reported without its message', async () => {
  const send = () => Promise.reject(new Error('https://secret.example/?token=1'));
  const target = {
    apiUrl: 'https://api.example.com/v1',
    portal: false,
    studioHosts: [],
    addressRanges: PRIVATE_RANGES,
  };
  const results = await runChecks(target, portsWith({ send, certificateEnd: async () => Date.now() }));
  expect(results[2]).toMatchObject({ check: 'sign-in', passed: false, reason: 'error' });
  expect(JSON.stringify(results)).not.toContain('secret');
});

test('the time that each check takes is measured', async () => {
  let now = 1_800_000_000_000;
  const certificateEnd = async () => {
    now += 250;
    return now + 30.5 * 86_400_000;
  };
  const target = {
    apiUrl: 'https://api.example.com/v1',
    portal: false,
    studioHosts: [],
    addressRanges: ['192.0.2.0/24'],
  };
  const response = { status: 401, contentType: 'application/json', body: '{"code":"Unauthorized"}' };
  const ports = portsWith({
    addresses: async () => ['192.0.2.7'],
    certificateEnd,
    send: async () => response,
    now: () => now,
  });
  const results = await runChecks(target, ports);
  expect(results.map(({ passed }) => passed)).toEqual([true, true, true]);
  expect(results[1]).toMatchObject({
    milliseconds: 250,
    certificates: [{ host: 'api.example.com', days: 30 }],
  });
});
