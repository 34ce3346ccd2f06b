import { FleetRuns } from '../../../../demo/fleet/fleet-runs';
import { LoopbackAws } from '../../../../demo/fleet/loopback-aws';
import { ServiceError } from '../../../../demo/fleet/notebook-account';
import type { FleetReport, ReportedNotebook } from '../../../../src/notebook/runtime/fleet/report';
import { REPORT, remediating } from './policies';

const aws = new LoopbackAws();

beforeAll(() => aws.start());
afterAll(() => aws.stop());
beforeEach(() => aws.reset());

const CHANGES = ['StopNotebookInstance', 'UpdateNotebookInstance', 'StartNotebookInstance'];

/** The operations that were accepted for a notebook instance, in their order. */
function stepsOn(name: string): string[] {
  return aws.account.accepted
    .filter(({ input }) => input.NotebookInstanceName === name)
    .map(({ operation }) => operation.replace('NotebookInstance', ''));
}

function of(report: FleetReport | undefined, name: string): ReportedNotebook {
  return report!.notebooks.find((notebook) => notebook.name === name)!;
}

function codesOf(report: FleetReport | undefined, name: string): string[] {
  return of(report, name).skipped.map(({ code }) => code);
}

describe('a fleet of 1,000 notebook instances', () => {
  test('is reported completely without a change', async () => {
    for (let index = 0; index < 1_000; index++) {
      aws.account.add(`notebook-${index}`, { metadataVersion: index % 10 === 0 ? undefined : '2' });
    }
    const runs = new FleetRuns(aws, REPORT);
    const report = await runs.run();
    expect(report?.totals).toMatchObject({ compliant: 900, noncompliant: 100 });
    expect(report?.complete).toBe(true);
    expect(aws.account.accepted).toEqual([]);
    expect(runs.metrics).toEqual([expect.objectContaining({ Notebooks: 1_000, NoncompliantNotebooks: 100 })]);
  });
});

test('throttled calls are repeated, and every notebook instance is read', async () => {
  for (let index = 0; index < 6; index++) {
    aws.account.add(`notebook-${index}`);
  }
  let calls = 0;
  aws.account.before = () => {
    calls += 1;
    if (calls % 3 === 0) {
      throw new ServiceError('ThrottlingException', 'Rate exceeded');
    }
  };
  const runs = new FleetRuns(aws, remediating());
  await runs.settle(4);
  aws.account.before = () => undefined;
  const report = await runs.settle(10);
  expect(report.totals).toMatchObject({ compliant: 6, noncompliant: 0, failures: 0, inProgress: 0 });
  expect([...aws.account.notebooks.values()].every(({ status }) => status === 'InService')).toBe(true);
});

test('a stop that takes ten minutes is waited for without a second call', async () => {
  aws.account.add('slow', { delays: { stop: 9, update: 1, start: 1 } });
  const runs = new FleetRuns(aws, remediating());
  for (let minute = 0; minute < 10; minute++) {
    await runs.run();
    runs.clock.advance(60_000);
    expect(stepsOn('slow')).toEqual(['Stop']);
  }
  await runs.settle(5);
  expect(stepsOn('slow')).toEqual(['Stop', 'Update', 'Start']);
  expect(aws.account.notebooks.get('slow')).toMatchObject({ status: 'InService', metadataVersion: '2' });
});

test('a step that takes more than an hour is reported once', async () => {
  aws.account.add('stuck', { delays: { stop: 100, update: 1, start: 1 } });
  const runs = new FleetRuns(aws, remediating());
  await runs.settle(20);
  const problems = aws.events.filter(({ kind }) => kind === 'Notebook Fleet Problem');
  expect(problems.map(({ detail }) => detail.text)).toEqual([
    'the stop takes longer than expected: its status is Stopping',
  ]);
});

describe('a notebook instance with Amazon Linux 2', () => {
  const al2 = { platform: 'notebook-al2-v2' };

  test('is not touched if its platform may not be upgraded', async () => {
    aws.account.add('running', al2);
    aws.account.add('stopped', { ...al2, status: 'Stopped' });
    const report = await new FleetRuns(aws, remediating()).settle(3);
    expect(aws.account.accepted).toEqual([]);
    expect(codesOf(report, 'running')).toEqual(['RetiredPlatform']);
    expect(codesOf(report, 'stopped')).toEqual(['RetiredPlatform']);
  });

  test('is upgraded during the same stop if that is allowed, and runs again', async () => {
    aws.account.add('running', al2);
    const policy = remediating({}, { settings: ['IMDS_V2', 'PLATFORM_AL2023'] });
    await new FleetRuns(aws, policy).settle(8);
    expect(aws.account.notebooks.get('running')).toMatchObject({
      status: 'InService',
      metadataVersion: '2',
      platform: 'notebook-al2023-v1',
    });
    expect(stepsOn('running')).toEqual(['Stop', 'Update', 'Start']);
  });

  test.each(['ml.p3.2xlarge', 'ml.g3.4xlarge', 'ml.inf1.xlarge', 'ml.p2.xlarge'])(
    'is not touched with %s, which Amazon Linux 2023 does not run on',
    async (instanceType) => {
      aws.account.add('accelerated', { ...al2, instanceType });
      const families = ['p3', 'g3', 'inf1', 'p2'];
      const policy = remediating({ acceleratedFamilies: families }, { settings: ['IMDS_V2', 'PLATFORM_AL2023'] });
      const report = await new FleetRuns(aws, policy).settle(2);
      expect(aws.account.accepted).toEqual([]);
      expect(codesOf(report, 'accelerated')).toEqual(['InstanceType']);
    },
  );
});

describe('a notebook instance is not touched', () => {
  test.each([
    ['with Amazon Linux 1', { platform: 'notebook-al1-v1' }, 'RetiredPlatform'],
    ['with an unknown platform', { platform: 'notebook-windows-v1' }, 'UnknownPlatform'],
    ['in an undocumented status', { status: 'Hibernating' }, 'Status'],
    ['that has failed', { status: 'Failed' }, 'Status'],
    ['that is created', { status: 'Pending' }, 'Status'],
    ['that is updated', { status: 'Updating' }, 'Status'],
    ['that is deleted', { status: 'Deleting' }, 'Status'],
    ['that is opted out', { tags: { 'opt-out': 'a demo on Friday' } }, 'OptedOut'],
    ['of CloudFormation', { tags: { 'aws:cloudformation:stack-name': 'ml' } }, 'OwnedByCode'],
    ['of Service Catalog', { tags: { 'aws:servicecatalog:productArn': 'arn' } }, 'OwnedByCode'],
    ['of Terraform', { tags: { terraform: 'yes' } }, 'OwnedByCode'],
    ['with an accelerator', { instanceType: 'ml.g5.xlarge' }, 'AcceleratedInstance'],
    ['with a key that the role may not use', { keyId: 'arn:aws:kms:eu-central-1:1:key/a' }, 'VolumeKey'],
  ])('%s', async (_, settings, code) => {
    aws.account.add('notebook', settings);
    const report = await new FleetRuns(aws, remediating()).settle(3);
    expect(aws.account.accepted).toEqual([]);
    expect(codesOf(report, 'notebook')).toEqual([code]);
    expect(of(report, 'notebook').compliant).toBe(false);
  });

  test.each(['PendingMaintenance', 'InMaintenance'])('in the status %s, until it is over', async (status) => {
    aws.account.add('notebook', { status });
    const runs = new FleetRuns(aws, remediating());
    await runs.run();
    await runs.run();
    expect(aws.account.accepted).toEqual([]);
    await runs.settle(10);
    expect(stepsOn('notebook')).toEqual(['Stop', 'Update', 'Start']);
  });

  test.each([
    ['calls IMDSv1', 'curl http://169.254.169.254/latest/meta-data/'],
    ['calls IMDSv1 by the decimal address', 'curl http://2852039166/latest/meta-data/'],
    [
      'asks for too long a token',
      'curl -X PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 86400"',
    ],
  ])('with a script that %s, and its text is nowhere in the evidence', async (_, script) => {
    aws.account.add('notebook', { lifecycleConfig: 'scripts' });
    aws.account.scripts.set('scripts', { onStart: `PASSWORD=hunter2\n${script}` });
    const report = await new FleetRuns(aws, remediating()).settle(3);
    expect(aws.account.accepted).toEqual([]);
    expect(codesOf(report, 'notebook')).toEqual(['LifecycleScript']);
    expect([...aws.objects.values()].join()).not.toMatch(/hunter2|curl/);
  });

  test('with a script that calls yum, if its platform would be upgraded', async () => {
    aws.account.add('notebook', { lifecycleConfig: 'scripts', platform: 'notebook-al2-v3' });
    aws.account.scripts.set('scripts', { onStart: 'sudo yum install -y jq' });
    const policy = remediating({}, { settings: ['IMDS_V2', 'PLATFORM_AL2023'] });
    const report = await new FleetRuns(aws, policy).settle(2);
    expect(aws.account.accepted).toEqual([]);
    expect(codesOf(report, 'notebook')).toEqual(['LifecycleScript']);
  });

  test('whose scripts cannot be read', async () => {
    aws.account.add('notebook', { lifecycleConfig: 'missing' });
    const report = await new FleetRuns(aws, remediating()).settle(2);
    expect(codesOf(report, 'notebook')).toEqual(['LifecycleScript']);
    expect(aws.account.accepted).toEqual([]);
  });
});

describe('a notebook instance that fails', () => {
  const reason = 'insufficient capacity';

  test('when it starts is left alone afterwards and reported', async () => {
    aws.account.add('failing', { starts: [`Failed: ${reason}`] });
    const report = await new FleetRuns(aws, remediating()).settle(8);
    expect(stepsOn('failing')).toEqual(['Stop', 'Update', 'Start']);
    expect(of(report, 'failing').history.at(-1)?.text).toBe(`it has failed after the start: ${reason}`);
    expect(aws.events.filter(({ kind }) => kind === 'Notebook Fleet Problem')).toHaveLength(1);
  });

  test('whose start does nothing once is started again', async () => {
    aws.account.add('ignoring', { starts: ['ignored'] });
    await new FleetRuns(aws, remediating()).settle(8);
    expect(stepsOn('ignoring')).toEqual(['Stop', 'Update', 'Start', 'Start']);
    expect(aws.account.notebooks.get('ignoring')?.status).toBe('InService');
  });

  test('whose quota is exceeded is started again later', async () => {
    aws.account.add('limited');
    let refusals = 1;
    aws.account.before = ({ operation }) => {
      if (operation === 'StartNotebookInstance' && refusals-- > 0) {
        throw new ServiceError('ResourceLimitExceeded', 'The account-level service limit is 1');
      }
    };
    await new FleetRuns(aws, remediating()).settle(8);
    expect(aws.account.notebooks.get('limited')?.status).toBe('InService');
  });

  test('whose update is refused runs again without it, and work on it stops', async () => {
    aws.account.add('refusing');
    aws.account.before = ({ operation }) => {
      if (operation === 'UpdateNotebookInstance') {
        throw new ServiceError('ValidationException', 'The notebook instance has an unknown problem');
      }
    };
    const report = await new FleetRuns(aws, remediating()).settle(30);
    expect(stepsOn('refusing')).toEqual(['Stop', 'Start', 'Stop', 'Start']);
    expect(codesOf(report, 'refusing')).toEqual(['GivenUp']);
    expect(aws.account.notebooks.get('refusing')?.status).toBe('InService');
  });

  test('because the role is denied is not tried again', async () => {
    aws.account.add('denied');
    aws.account.before = ({ operation }) => {
      if (operation === 'StopNotebookInstance') {
        throw new ServiceError('AccessDeniedException', 'explicit deny in a service control policy');
      }
    };
    const report = await new FleetRuns(aws, remediating()).settle(5);
    expect(aws.account.calls.filter(({ operation }) => operation === 'StopNotebookInstance')).toHaveLength(1);
    expect(codesOf(report, 'denied')).toEqual(['GivenUp']);
  });

  test('because an update changes something else stops all work, and is restored', async () => {
    aws.account.add('a', { rootAccess: 'Disabled', sideEffect: { directInternetAccess: 'Enabled' } });
    aws.account.add('b');
    const report = await new FleetRuns(aws, remediating({ maxConcurrent: 1 })).settle(8);
    expect(report.breaker?.reason).toBe('a: the update has also changed DirectInternetAccess');
    expect(aws.account.notebooks.get('a')?.status).toBe('InService');
    expect(stepsOn('b')).toEqual([]);
    expect(codesOf(report, 'b')).toContain('Breaker');
  });
});

test('a notebook instance that is deleted during the work ends it', async () => {
  aws.account.add('deleted');
  aws.account.add('other');
  const runs = new FleetRuns(aws, remediating({ maxConcurrent: 1 }));
  await runs.run();
  expect(stepsOn('deleted')).toEqual(['Stop']);
  aws.account.delete('deleted');
  await runs.settle(6);
  expect(stepsOn('other')).toEqual(['Stop', 'Update', 'Start']);
});

test('a notebook instance that is deleted between the list and its Describe is left out', async () => {
  aws.account.add('deleted');
  aws.account.add('other');
  aws.account.before = ({ operation, input }) => {
    if (operation === 'DescribeNotebookInstance' && input.NotebookInstanceName === 'deleted') {
      aws.account.delete('deleted');
    }
  };
  const report = await new FleetRuns(aws, REPORT).run();
  expect(report?.notebooks.map(({ name }) => name)).toEqual(['other']);
  expect(report?.complete).toBe(true);
});

test('another notebook instance with the same name does not inherit the work', async () => {
  aws.account.add('name');
  const runs = new FleetRuns(aws, remediating());
  await runs.run();
  aws.account.delete('name');
  aws.account.add('name', { metadataVersion: '2', status: 'Stopped', createdAt: 1_790_000_000 });
  await runs.settle(3);
  expect(stepsOn('name')).toEqual(['Stop']);
  expect(aws.account.notebooks.get('name')?.status).toBe('Stopped');
});

describe('an owner who starts a notebook instance between two steps', () => {
  test('keeps it running, gets notice again, and the work is done later', async () => {
    aws.account.add('owned', { delays: { stop: 0, update: 1, start: 0 } });
    const runs = new FleetRuns(aws, remediating());
    await runs.run();
    let starts = 1;
    aws.account.before = ({ operation }) => {
      if (operation === 'UpdateNotebookInstance' && starts-- > 0) {
        aws.account.act('Start', 'owned');
      }
    };
    await runs.run();
    expect(aws.account.count('UpdateNotebookInstance')).toBe(0);
    const report = await runs.settle(10);
    expect(aws.account.notebooks.get('owned')).toMatchObject({ status: 'InService', metadataVersion: '2' });
    expect(report.totals).toMatchObject({ failures: 0, inProgress: 0, compliant: 1 });
  });

  test('has it left stopped if it was opted out meanwhile, with a problem that says so', async () => {
    aws.account.add('owned');
    const runs = new FleetRuns(aws, remediating());
    await runs.run();
    aws.account.notebooks.get('owned')!.tags['opt-out'] = 'mine';
    await runs.settle(4);
    expect(stepsOn('owned')).toEqual(['Stop']);
    const [problem] = aws.events.filter(({ kind }) => kind === 'Notebook Fleet Problem');
    expect(problem.detail.text).toMatch(/^it was opted out during the work\. It ran before: start it$/);
  });
});

describe('two concurrent runs', () => {
  test('take each step once: the second one ends at once', async () => {
    for (const name of ['a', 'b', 'c']) {
      aws.account.add(name);
    }
    const runs = new FleetRuns(aws, remediating());
    const reports = await Promise.all([runs.run(), runs.run()]);
    expect(reports.filter((report) => report === undefined)).toHaveLength(1);
    expect(CHANGES.map((operation) => aws.account.count(operation))).toEqual([3, 0, 0]);
    expect(runs.log).toContainEqual(expect.objectContaining({ message: 'another run is active' }));
  });

  test('are possible again after a crash, when the lease ends', async () => {
    aws.account.add('a');
    aws.table.call('PutItem', {
      Item: { pk: { S: 'lease' }, holder: { S: 'crashed' }, until: { N: `${Date.UTC(2026, 11, 1, 12, 16)}` } },
    });
    const runs = new FleetRuns(aws, remediating());
    expect(await runs.run()).toBeUndefined();
    runs.clock.advance(16 * 60_000);
    expect((await runs.run())?.notebooks.map(({ name }) => name)).toEqual(['a']);
  });
});

test('a run that loses its lease takes no further step', async () => {
  aws.account.add('a');
  aws.account.add('b');
  aws.account.before = ({ operation }) => {
    if (operation === 'StopNotebookInstance') {
      aws.table.items.set('lease', { pk: { S: 'lease' }, holder: { S: 'other' }, until: { N: '9999999999999' } });
    }
  };
  const runs = new FleetRuns(aws, remediating());
  expect(await runs.run()).toBeUndefined();
  expect(aws.account.count('StopNotebookInstance')).toBe(1);
  expect(aws.table.items.get('lease')?.holder.S).toBe('other');
});

test('a run on a settled fleet writes nothing', async () => {
  aws.account.add('compliant', { metadataVersion: '2' });
  aws.account.add('code', { tags: { terraform: 'yes' } });
  aws.account.add('work');
  const runs = new FleetRuns(aws, remediating());
  await runs.settle(8);
  const before = { objects: aws.objects.size, events: aws.events.length, accepted: aws.account.accepted.length };
  const records = JSON.stringify([...aws.table.items].filter(([key]) => key !== 'fleet'));
  await runs.settle(2);
  expect({ objects: aws.objects.size, events: aws.events.length, accepted: aws.account.accepted.length }).toEqual(
    before,
  );
  expect(JSON.stringify([...aws.table.items].filter(([key]) => key !== 'fleet'))).toBe(records);
});
