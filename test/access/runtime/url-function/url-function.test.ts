import { entryId, parseEntry } from '../../../../src/access/runtime/directory-item';
import { auditLine } from '../../../../src/access/runtime/url-function/audit';
import type { DirectoryEntry } from '../../../../src/access/shared/directory-entry';
import { RequestOutcome } from '../../../../src/access/shared/request-outcome';
import { entryOf, eventOf, FOREIGN_ROLE, ISSUER, NOW, ROLE, redirectEvent, SECRET, URL } from './events';
import { InMemoryAws, named } from './in-memory-aws';

const CLOSED = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' };

describe('a verified user', () => {
  test('gets the URL and how long it can be opened', async () => {
    const bench = new InMemoryAws();
    const { statusCode, headers, body } = await bench.answer(eventOf());
    expect([statusCode, JSON.parse(body)]).toEqual([200, { url: URL, expiresInSeconds: 20 }]);
    expect(headers).toEqual({ ...CLOSED, 'Content-Type': 'application/json' });
  });

  test('is sent on to the URL', async () => {
    const response = await new InMemoryAws().answer(redirectEvent());
    expect(response).toEqual({ statusCode: 302, headers: { ...CLOSED, Location: URL }, body: '' });
  });

  test('is looked up by issuer and subject, and opened with a session of that name', async () => {
    const bench = new InMemoryAws();
    await bench.answer(eventOf());
    expect(bench.asked).toEqual([`${ISSUER}#alice`]);
    const names = { roleSessionName: 'alice', sourceIdentity: expect.stringMatching(/^alice-[0-9a-f]{16}$/) };
    expect(bench.sessions).toEqual([{ roleArn: ROLE, names }]);
    expect(bench.targets).toEqual([
      { domainId: 'd-abc', userProfileName: 'alice', expiresInSeconds: 20, sessionSeconds: 28_800 },
    ]);
  });

  test('of Amazon Cognito is known by the claims', async () => {
    const bench = new InMemoryAws();
    const response = await bench.answer(
      eventOf({}, { authorizer: { claims: { iss: ISSUER, sub: 'alice', email: 'bob@example.com' } } }),
    );
    expect([response.statusCode, bench.asked]).toEqual([200, [`${ISSUER}#alice`]]);
  });

  test('lands in the space and at the page of the entry', async () => {
    const bench = new InMemoryAws();
    bench.put(entryOf('alice', { spaceName: 'lab', landingUri: 'app:JupyterLab:lab/tree' }));
    await bench.answer(eventOf());
    expect(bench.targets[0]).toMatchObject({ spaceName: 'lab', landingUri: 'app:JupyterLab:lab/tree' });
  });

  test('of another account is opened with the access role of that account', async () => {
    const bench = new InMemoryAws();
    bench.put(entryOf('alice', { accessRoleArn: FOREIGN_ROLE }));
    await bench.answer(eventOf());
    expect(bench.sessions[0].roleArn).toBe(FOREIGN_ROLE);
  });

  test.each([
    [36_000, 28_800],
    [28_000, 28_000],
    [60, 1800],
  ])('whose access ends in %p seconds has a session of %p', async (left, seconds) => {
    const bench = new InMemoryAws();
    bench.put(entryOf('alice', { expiresAt: NOW / 1000 + left }));
    await bench.answer(eventOf());
    expect(bench.targets[0].sessionSeconds).toBe(seconds);
  });
});

const SHUT: [string, Partial<DirectoryEntry>, string][] = [
  ['is disabled', { enabled: false }, 'disabled-user'],
  ['has expired', { expiresAt: NOW / 1000 }, 'expired-user'],
  [
    'has an entry with a profile name that SageMaker does not have',
    { userProfileName: 'alice@example.com' },
    'malformed-entry',
  ],
  ['has an entry with a domain that SageMaker does not have', { domainId: 'd-ABC' }, 'malformed-entry'],
  ['has an entry that lands elsewhere', { landingUri: 'https://evil.example.com/' }, 'malformed-entry'],
  ['has an entry that lands above', { landingUri: 'app:JupyterLab:../../evil' }, 'malformed-entry'],
  [
    'has an entry with a header in its page',
    { landingUri: 'studio::x\r\nLocation: https://evil.example.com' },
    'malformed-entry',
  ],
  [
    'has an entry with a role that is not one of ours',
    { accessRoleArn: 'arn:aws:iam::999999999999:role/Evil' },
    'unknown-access-role',
  ],
];

describe('a user who is not let in', () => {
  async function refused(changes: Partial<DirectoryEntry> | undefined): Promise<InMemoryAws & { response?: unknown }> {
    const bench: InMemoryAws & { response?: unknown } = new InMemoryAws();
    bench.items.clear();
    if (changes) {
      bench.put(entryOf('alice', changes));
    }
    bench.response = await bench.answer(eventOf());
    return bench;
  }

  test.each(SHUT)('and %s gets the answer of an unknown one', async (_, changes, reason) => {
    const [unknown, known] = [await refused(undefined), await refused(changes)];
    expect(known.response).toEqual(unknown.response);
    expect(known.response).toMatchObject({ statusCode: 403, body: expect.stringContaining('"code":"NoAccess"') });
    expect([known.last.reason, unknown.last.reason]).toEqual([reason, 'unknown-user']);
    expect([...known.sessions, ...known.targets]).toEqual([]);
  });

  test('is told apart in the log alone', async () => {
    const { last } = await refused({ enabled: false });
    expect(last).toMatchObject({
      outcome: RequestOutcome.REFUSED,
      reason: 'disabled-user',
      statusCode: 403,
      requestId: 'request-1',
      userProfileName: 'alice',
    });
  });

  test('is not let in by the entry of another key', async () => {
    const bench = new InMemoryAws();
    bench.items.set(`${ISSUER}#alice`, [entryOf('bob')]);
    expect([(await bench.answer(eventOf())).statusCode, bench.last.reason]).toEqual([403, 'malformed-entry']);
  });

  test('without access role in this account needs one in the entry', async () => {
    const bench = new InMemoryAws({ accessRoleArn: undefined, accessRoleArns: [FOREIGN_ROLE] });
    expect([(await bench.answer(eventOf())).statusCode, bench.last.reason]).toEqual([403, 'unknown-access-role']);
  });
});

describe('a user profile that the code revokes', () => {
  test.each([['*'], ['d-abc/alice']])('is a refusal and not a failure: %s', async (revoked) => {
    const bench = new InMemoryAws({ revokedProfiles: [revoked] });
    bench.failures.url = named('AccessDeniedException');
    const response = await bench.answer(eventOf());
    expect([response.statusCode, bench.last.reason, bench.last.outcome]).toEqual([
      403,
      'revoked-user',
      RequestOutcome.REFUSED,
    ]);
    expect(bench.sessions).toEqual([]);
  });

  test('leaves others, and entries of other accounts', async () => {
    const bench = new InMemoryAws({ revokedProfiles: ['d-abc/bob'] });
    expect((await bench.answer(eventOf())).statusCode).toBe(200);
    const foreign = new InMemoryAws({ revokedProfiles: ['*'] });
    foreign.put(entryOf('alice', { accessRoleArn: FOREIGN_ROLE }));
    expect((await foreign.answer(eventOf())).statusCode).toBe(200);
  });
});

describe('a user with several entries', () => {
  const LAB = { domainId: 'd-lab', userProfileName: 'alice', label: 'Churn <research>' };
  function bench(...more: Partial<DirectoryEntry>[]): InMemoryAws {
    const aws = new InMemoryAws();
    for (const changes of more) {
      aws.add(entryOf('alice', changes));
    }
    return aws;
  }
  const idOf = (changes: Partial<DirectoryEntry>) => entryId(parseEntry(entryOf('alice', changes))!);
  const post = (body: unknown) => eventOf({ body: JSON.stringify(body) });

  test('gets the list to choose from, which neither is a refusal nor opens anything', async () => {
    const aws = bench(LAB);
    const response = await aws.answer(eventOf());
    expect(response).toMatchObject({ statusCode: 300, headers: CLOSED });
    expect(JSON.parse(response.body)).toEqual({
      code: 'ChoiceRequired',
      message: expect.any(String),
      requestId: 'request-1',
      entries: [
        { id: idOf({}), domainId: 'd-abc', userProfileName: 'alice' },
        { id: idOf(LAB), label: 'Churn <research>', domainId: 'd-lab', userProfileName: 'alice' },
      ],
    });
    expect(aws.last).toMatchObject({ outcome: RequestOutcome.CHOICE, reason: 'choice-required', statusCode: 300 });
    expect([...aws.sessions, ...aws.targets]).toEqual([]);
  });

  test.each([
    ['the body', (id: string) => post({ entry: id }), 200],
    ['the query', (id: string) => ({ ...redirectEvent(), queryStringParameters: { entry: id } }), 302],
  ])('opens the one that is named in %s, with one read, one session and one URL', async (_, eventFor, statusCode) => {
    const aws = bench(LAB);
    const response = await aws.answer(eventFor(idOf(LAB)));
    expect([response.statusCode, aws.targets[0].domainId]).toEqual([statusCode, 'd-lab']);
    expect([aws.asked.length, aws.sessions.length, aws.targets.length]).toEqual([1, 1, 1]);
  });

  test.each<[string, unknown]>([
    ['of somebody else', idOf({ userProfileName: 'bob' })],
    ['that is a name', 'alice'],
    ['that is a sort key', 'd-lab/alice'],
    ['that is a URL', 'https://evil.example.com/'],
    ['that is empty', ''],
    ['that is no text', { id: idOf(LAB) }],
    ['that is a list', [idOf({})]],
    ['that is false', false],
  ])('gets the answer of an unknown user for an entry %s', async (_, entry) => {
    const [aws, unknown] = [bench(LAB), new InMemoryAws()];
    unknown.items.clear();
    expect(await aws.answer(post({ entry }))).toEqual(await unknown.answer(eventOf()));
    expect([aws.last.reason, aws.targets]).toEqual(['unknown-entry', []]);
  });

  test('that names two entries at once opens none', async () => {
    const aws = bench(LAB);
    const event = { ...post({ entry: idOf(LAB) }), queryStringParameters: { entry: idOf({}) } };
    expect([(await aws.answer(event)).statusCode, aws.last.reason]).toEqual([403, 'unknown-entry']);
  });

  test.each<[string, Partial<DirectoryEntry>, string]>([
    ['disabled', { ...LAB, enabled: false }, 'disabled-user'],
    ['expired', { ...LAB, expiresAt: NOW / 1000 }, 'expired-user'],
    [
      'of a role that is not ours',
      { ...LAB, accessRoleArn: FOREIGN_ROLE.replace('Access', 'Evil') },
      'unknown-access-role',
    ],
  ])('is not offered one that is %s, and cannot open it', async (_, changes, reason) => {
    const aws = bench(changes);
    expect((await aws.answer(eventOf())).statusCode).toBe(200);
    expect([(await aws.answer(post({ entry: idOf(changes) }))).statusCode, aws.last.reason]).toEqual([403, reason]);
  });

  test('is not offered what is malformed, or the entry of another key', async () => {
    const aws = bench();
    aws.items.get(`${ISSUER}#alice`)!.push(entryOf('bob'), { ...entryOf('alice', LAB), sk: { S: 'd-abc/mallory' } });
    expect([(await aws.answer(eventOf())).statusCode, aws.targets[0].userProfileName]).toEqual([200, 'alice']);
  });

  test('is refused as a whole once revoked, whatever shape the record has', async () => {
    const aws = bench(LAB);
    aws.add({ pk: { S: `${ISSUER}#alice` }, sk: { S: '#revoked' } });
    for (const event of [eventOf(), post({ entry: idOf(LAB) })]) {
      expect([(await aws.answer(event)).statusCode, aws.last.reason]).toEqual([403, 'revoked-user']);
    }
    expect(aws.last.outcome).toBe(RequestOutcome.REFUSED);
  });
});

describe('between two requests', () => {
  test('a user can be disabled, although a session is at hand', async () => {
    const bench = new InMemoryAws();
    const before = await bench.answer(eventOf());
    bench.put(entryOf('alice', { enabled: false }));
    const after = await bench.answer(eventOf());
    expect([before.statusCode, after.statusCode, bench.asked.length, bench.targets.length]).toEqual([200, 403, 2, 1]);
  });

  test('a user can expire', async () => {
    const bench = new InMemoryAws();
    bench.put(entryOf('alice', { expiresAt: NOW / 1000 + 1 }));
    const before = await bench.answer(eventOf());
    bench.now += 1000;
    expect([before.statusCode, (await bench.answer(eventOf())).statusCode]).toEqual([200, 403]);
  });

  test('a user can get another profile, whose session bears its name', async () => {
    const bench = new InMemoryAws();
    await bench.answer(eventOf());
    bench.put(entryOf('alice', { userProfileName: 'alice-2' }));
    await bench.answer(eventOf());
    expect(bench.sessions.map(({ names }) => names.roleSessionName)).toEqual(['alice', 'alice-2']);
    expect(bench.targets.map(({ userProfileName }) => userProfileName)).toEqual(['alice', 'alice-2']);
  });

  test.each([
    ['two people with one user profile', ISSUER, 'bob'],
    ['two people to whom two identity providers gave one subject', 'https://other.example.com/', 'alice'],
  ])('%s never share a session or a name in CloudTrail', async (_, issuer, subject) => {
    const bench = new InMemoryAws();
    bench.put(entryOf(subject, { pk: `${issuer}#${subject}`, userProfileName: 'alice' }));
    await bench.answer(eventOf());
    const other = await bench.answer(eventOf({}, { authorizer: { issuer, subject } }));
    await bench.answer(eventOf());
    expect([other.statusCode, bench.sessions.length]).toEqual([200, 2]);
    expect(new Set(bench.sessions.map(({ names }) => names.sourceIdentity)).size).toBe(2);
    expect(bench.records.map(({ identity }) => [identity?.issuer, identity?.subject])).toEqual([
      [ISSUER, 'alice'],
      [issuer, subject],
      [ISSUER, 'alice'],
    ]);
  });

  test('a user can move to another account, whose access role opens a session of its own', async () => {
    const bench = new InMemoryAws();
    await bench.answer(eventOf());
    bench.put(entryOf('alice', { accessRoleArn: FOREIGN_ROLE }));
    await bench.answer(eventOf());
    expect(bench.sessions.map(({ roleArn }) => roleArn)).toEqual([ROLE, FOREIGN_ROLE]);
  });

  test('the session is kept until shortly before its end', async () => {
    const bench = new InMemoryAws();
    for (const later of [0, 830_000, 10_000]) {
      bench.now += later;
      await bench.answer(eventOf());
    }
    expect(bench.sessions).toHaveLength(2);
  });

  test('a session whose use failed is not kept', async () => {
    const bench = new InMemoryAws();
    bench.failures.url = named('ExpiredTokenException');
    await bench.answer(eventOf());
    bench.failures = {};
    expect([(await bench.answer(eventOf())).statusCode, bench.sessions.length]).toEqual([200, 2]);
  });
});

describe('at the same time', () => {
  test('requests of one user share a session, and each gets a URL', async () => {
    const bench = new InMemoryAws();
    let open = () => {};
    bench.gate = new Promise((resolve) => {
      open = resolve;
    });
    const answers = [bench.answer(eventOf()), bench.answer(redirectEvent())];
    open();
    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual([200, 302]);
    expect([bench.sessions.length, bench.targets.length, bench.records.length]).toEqual([1, 2, 2]);
  });

  test('requests of two users never share one', async () => {
    const bench = new InMemoryAws();
    bench.put(entryOf('bob'));
    await Promise.all([
      bench.answer(eventOf()),
      bench.answer(eventOf({}, { authorizer: { issuer: ISSUER, subject: 'bob' } })),
    ]);
    expect(bench.sessions.map(({ names }) => names.roleSessionName).sort()).toEqual(['alice', 'bob']);
  });

  test('requests that wait for a session that cannot be had all fail, and the next one tries again', async () => {
    const bench = new InMemoryAws();
    bench.failures.session = named('ThrottlingException');
    const failed = await Promise.all([bench.answer(eventOf()), bench.answer(eventOf())]);
    bench.failures = {};
    const next = await bench.answer(eventOf());
    expect([...failed, next].map(({ statusCode }) => statusCode)).toEqual([429, 429, 200]);
  });
});

const UPSTREAM: [string, unknown, number][] = [
  ['ThrottlingException', named('ThrottlingException'), 429],
  ['ProvisionedThroughputExceededException', named('ProvisionedThroughputExceededException'), 429],
  ['an answer of 429', named('Odd', { $metadata: { httpStatusCode: 429 } }), 429],
  ['a timeout', named('TimeoutError'), 504],
  ['an abort', named('AbortError'), 504],
  ['a connection that is not made', named('Error', { code: 'ETIMEDOUT' }), 504],
  ['AccessDeniedException', named('AccessDeniedException'), 502],
  ['ResourceNotFound', named('ResourceNotFound'), 502],
  ['an error without name', SECRET, 502],
];

describe.each([
  ['userItems', 'directory'],
  ['session', 'session'],
  ['url', 'url'],
] as const)('a failure of %s', (step, name) => {
  test.each(UPSTREAM)('by %s is answered without saying why', async (_, failure, statusCode) => {
    const bench = new InMemoryAws();
    bench.failures[step] = failure;
    const response = await bench.answer(eventOf());
    expect(response.statusCode).toBe(statusCode);
    expect(Object.keys(JSON.parse(response.body))).toEqual(['code', 'message', 'requestId']);
    expect(response.headers).toMatchObject(CLOSED);
    expect(response.headers['Retry-After']).toBe(statusCode === 429 ? '5' : undefined);
    expect(bench.last).toMatchObject({
      outcome: RequestOutcome.FAILED,
      reason: `${name}-failed`,
      statusCode,
      identity: { subject: 'alice' },
    });
    expect(bench.log + JSON.stringify(response)).not.toContain(SECRET);
  });
});

describe('an unexpected answer of SageMaker', () => {
  test.each([
    [undefined],
    [[URL]],
    ['http://d-abc.studio.eu-west-1.sagemaker.aws/auth'],
    ['javascript:alert(1)'],
    ['https://d-abc.studio.eu-west-1.sagemaker.aws/auth\r\nSet-Cookie: a=b'],
    [`https://user:${SECRET}@evil.example.com/`],
  ])('%p sends nobody anywhere', async (url) => {
    const bench = new InMemoryAws();
    bench.answeredUrl = url;
    const response = await bench.answer(redirectEvent());
    expect([response.statusCode, response.headers.Location, bench.last.reason]).toEqual([
      502,
      undefined,
      'unexpected-url',
    ]);
    expect(bench.log).not.toContain(SECRET);
  });
});

describe('the record', () => {
  test('names who asked for what, once for each request', async () => {
    const bench = new InMemoryAws();
    await bench.answer(eventOf());
    expect(bench.records).toEqual([
      {
        requestId: 'request-1',
        route: 'POST /presigned-url',
        identity: { issuer: ISSUER, subject: 'alice', key: `${ISSUER}#alice` },
        domainId: 'd-abc',
        userProfileName: 'alice',
        accessRoleArn: ROLE,
        outcome: RequestOutcome.ISSUED,
        reason: 'issued',
        statusCode: 200,
      },
    ]);
  });

  test('holds no URL, token, credentials or further claim', async () => {
    const bench = new InMemoryAws();
    await bench.answer(eventOf());
    await bench.answer(redirectEvent());
    expect(bench.log).not.toContain(SECRET);
  });

  test('is a metric by function and outcome as well', async () => {
    const bench = new InMemoryAws();
    await bench.answer(eventOf());
    expect(auditLine(bench.last, 'UrlFunction', NOW)).toMatchObject({
      outcome: 'issued',
      subject: 'alice',
      FunctionName: 'UrlFunction',
      Requests: 1,
      _aws: {
        Timestamp: NOW,
        CloudWatchMetrics: [
          {
            Namespace: 'SecureSageMaker/StudioAccess',
            Dimensions: [
              ['FunctionName', 'outcome'],
              ['FunctionName', 'outcome', 'reason'],
            ],
            Metrics: [{ Name: 'Requests', Unit: 'Count' }],
          },
        ],
      },
    });
  });

  test('cannot be forged by what a request holds', async () => {
    const bench = new InMemoryAws();
    const forged = 'alice\n{"outcome":"issued","subject":"mallory"}';
    await bench.answer(eventOf({}, { authorizer: { issuer: ISSUER, subject: forged }, requestId: `1\n${SECRET}` }));
    expect(bench.log.split('\n')).toHaveLength(1);
    expect(bench.last).toMatchObject({ requestId: 'unknown', reason: 'malformed-identity', statusCode: 401 });
    expect(bench.log).not.toMatch(/mallory|SECRET/);
  });

  test('that cannot be written keeps the URL back', async () => {
    const bench = new InMemoryAws();
    Object.defineProperty(bench, 'records', {
      value: {
        push: () => {
          throw new Error('full');
        },
      },
    });
    await expect(bench.answer(eventOf())).rejects.toThrow('full');
  });
});

test('a fault of the function itself is answered and recorded like one of AWS', async () => {
  const bench = new InMemoryAws();
  Object.defineProperty(bench, 'now', {
    get: () => {
      throw new TypeError(SECRET);
    },
  });
  const response = await bench.answer(eventOf());
  expect([response.statusCode, bench.last.reason, bench.last.outcome, bench.last.error]).toEqual([
    502,
    'internal-error',
    RequestOutcome.FAILED,
    'TypeError',
  ]);
  expect(JSON.stringify([bench.records, response])).not.toContain(SECRET);
});

describe('pages of other origins', () => {
  const PORTAL = 'https://portal.example.com';
  const answer = async (headers: Record<string, string> | null, allowedOrigins: string[] = [PORTAL]) =>
    (await new InMemoryAws({ allowedOrigins }).answer(eventOf({ headers }))).headers;

  test.each(['Origin', 'origin', 'ORIGIN'])(
    'may read answers if they are given, however the header %s is written',
    async (name) => {
      expect(await answer({ [name]: PORTAL })).toMatchObject({ 'Access-Control-Allow-Origin': PORTAL, Vary: 'Origin' });
    },
  );

  test.each(['https://evil.example.com', `${PORTAL}.evil.example.com`, 'null', '*', ''])(
    'may not read answers if they are others: %p',
    async (origin) => {
      const headers = await answer({ Origin: origin });
      expect([headers['Access-Control-Allow-Origin'], headers.Vary]).toEqual([undefined, 'Origin']);
    },
  );

  test('may read nothing where none are given, or no origin is told', async () => {
    expect((await answer({ Origin: PORTAL }, []))['Access-Control-Allow-Origin']).toBeUndefined();
    expect((await answer(null))['Access-Control-Allow-Origin']).toBeUndefined();
  });

  test('may read refusals as well', async () => {
    const bench = new InMemoryAws({ allowedOrigins: [PORTAL] });
    bench.items.clear();
    const { statusCode, headers } = await bench.answer(eventOf({ headers: { Origin: PORTAL } }));
    expect([statusCode, headers['Access-Control-Allow-Origin']]).toEqual([403, PORTAL]);
  });
});
