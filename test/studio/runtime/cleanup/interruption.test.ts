import { serve } from '../../../../src/studio/runtime/cleanup/request';
import {
  ALL,
  applications,
  arnOf,
  fileSystemOf,
  leftOf as left,
  loopbackWithTwoDomains,
  NOTHING,
  OTHER,
  OWN,
  portsOf,
  rest,
  run,
} from './deletion';
import { MINUTE } from './fake-clock';

const aws = loopbackWithTwoDomains();

const leftOf = (domainId: string) => left(aws, domainId);

describe('a cleanup that was interrupted', () => {
  test.each([
    'ListApps',
    'DeleteApp',
    'ListSpaces',
    'DeleteSpace',
    'ListUserProfiles',
    'DeleteUserProfile',
    'DescribeDomain',
    'DeleteDomain',
    'Describe file-systems',
    'Delete mount-targets',
    'Delete file-systems',
    'DescribeSecurityGroups',
    'DescribeNetworkInterfaces',
    'RevokeSecurityGroupIngress',
    'DeleteSecurityGroup',
  ])('by a crash at %s continues when it is called again', async (interrupted) => {
    const ports = portsOf(aws);
    const sleep = () => Promise.reject(new Error('the function was stopped'));
    let stops = 1;
    const crash = { ...ports.clock, now: () => aws.clock.now(), remaining: () => aws.clock.remaining(), sleep };
    aws.interrupt = (operation) => (operation === interrupted && stops-- > 0 ? 'crash' : undefined);
    const stopped = await serve(rest(), { ...ports, clock: crash });
    expect(stopped.response?.status).toBe('FAILED');

    const { response } = await run(aws, rest());
    expect(response.status).toBe('SUCCESS');
    expect(leftOf(OWN)).toEqual(NOTHING);
    expect(leftOf(OTHER)).toEqual(ALL);
  });

  test.each(['ThrottlingException', 'InternalFailure'])(
    'by %s at the first calls of every kind reaches the same result',
    async (code) => {
      const calls = new Map<string, number>();
      aws.interrupt = (operation) => {
        const count = (calls.get(operation) ?? 0) + 1;
        calls.set(operation, count);
        return count <= 3 ? code : undefined;
      };
      const { response } = await run(aws, rest());
      expect(response.status).toBe('SUCCESS');
      expect(leftOf(OWN)).toEqual(NOTHING);
      expect(leftOf(OTHER)).toEqual(ALL);
    },
  );

  test('makes no further call that changes something when the same event comes again', async () => {
    await run(aws, applications());
    await run(aws, rest());
    aws.writes.length = 0;
    expect((await run(aws, applications())).response.status).toBe('SUCCESS');
    expect((await run(aws, rest())).response.status).toBe('SUCCESS');
    expect(aws.writes).toEqual([]);
  });
});

describe('a cleanup that cannot finish', () => {
  test('gives up within an hour, and lists what is left', async () => {
    aws.studio.minutes.app = 600;
    for (let number = 0; number < 20; number++) {
      aws.studio.addApp(OWN, { AppName: `app-${number}`, SpaceName: 'alice-space' });
    }
    const { response, minutes } = await run(aws, applications());
    expect(response.status).toBe('FAILED');
    expect(minutes).toBeGreaterThanOrEqual(50);
    expect(minutes).toBeLessThan(52);
    expect(response.reason).toContain(
      'still left: application JupyterLab/default of user profile alice (Deleting), application JupyterLab/default of space alice-space (Deleting), ',
    );
    expect(response.reason).toContain(', and 14 more; delete the stack again to continue');
    expect(response.reason!.length).toBeLessThan(1024);
  });

  test('does not accept a later deadline than its own', async () => {
    aws.studio.minutes.app = 600;
    const { response, minutes } = await run(aws, { ...applications(), Deadline: aws.clock.now() + 600 * MINUTE });
    expect(response.status).toBe('FAILED');
    expect(minutes).toBeLessThan(52);
  });

  test('names the reason for which a domain cannot be deleted', async () => {
    aws.studio.failedDeletions = 1000;
    const { response } = await run(aws, rest());
    expect(response.reason).toMatch(/still left: domain d-own \((deletion requested|Deleting|Delete_Failed: .*)\)/);
  });

  test('reports a call that is denied after two minutes, which may be a permission that has yet to take effect', async () => {
    aws.interrupt = (operation) => (operation === 'DeleteApp' ? 'AccessDeniedException' : undefined);
    const { response, minutes } = await run(aws, rest());
    expect(response.status).toBe('FAILED');
    expect(minutes).toBe(2);
    expect(response.reason).toContain(
      'application JupyterLab/default of user profile alice (AccessDeniedException: interrupted)',
    );
  });

  test('waits for permissions that take effect within two minutes', async () => {
    const start = aws.clock.now();
    aws.interrupt = () => (aws.clock.now() - start < MINUTE ? 'AccessDenied' : undefined);
    expect((await run(aws, rest())).response.status).toBe('SUCCESS');
  });

  test('reports a file system that is not tagged as the one of the domain, and leaves it alone', async () => {
    aws.network.fileSystems = [{ id: fileSystemOf(OWN), managedBy: arnOf(OTHER), status: 'available' }];
    const { response } = await run(aws, rest());
    expect(response.status).toBe('FAILED');
    expect(response.reason).toContain(`file system ${fileSystemOf(OWN)} (not tagged as the file system of the domain)`);
    expect(aws.network.fileSystems).toHaveLength(1);
    expect(aws.network.mountTargets).toHaveLength(4);
  });
});
