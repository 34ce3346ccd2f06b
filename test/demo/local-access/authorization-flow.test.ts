import {
  type AuthorizationType,
  authorizationFlow,
  type Caller,
  type FlowResult,
  Verdict,
} from '../../../demo/local-access/authorization-flow';

const { ALLOW, DENY, SILENT } = Verdict;

/** As the tables of the documentation have them: what the caller has, what the API says, and what comes of it. */
const SAME_ACCOUNT: [Verdict, Verdict, Verdict][] = [
  [ALLOW, ALLOW, ALLOW],
  [ALLOW, SILENT, ALLOW],
  [ALLOW, DENY, DENY],
  [SILENT, ALLOW, ALLOW],
  [SILENT, SILENT, SILENT],
  [SILENT, DENY, DENY],
  [DENY, ALLOW, DENY],
  [DENY, SILENT, DENY],
  [DENY, DENY, DENY],
];
const OTHER_ACCOUNT: [Verdict, Verdict, Verdict][] = [
  [ALLOW, ALLOW, ALLOW],
  [ALLOW, SILENT, SILENT],
  [ALLOW, DENY, DENY],
  [SILENT, ALLOW, SILENT],
  [SILENT, SILENT, SILENT],
  [SILENT, DENY, DENY],
  [DENY, ALLOW, DENY],
  [DENY, SILENT, DENY],
  [DENY, DENY, DENY],
];

const resultOf = (verdict: Verdict): FlowResult => (verdict === ALLOW ? 'PASSED' : 'ACCESS_DENIED');

async function decide(
  type: string,
  caller: Caller,
  resource?: Verdict,
  endpoint?: Verdict,
): Promise<{ result: FlowResult; asked: string[] }> {
  const asked: string[] = [];
  const ask =
    <T>(name: string, answer: T) =>
    async () => {
      asked.push(name);
      return answer;
    };
  const result = await authorizationFlow(type as AuthorizationType, {
    endpoint: endpoint && ask('endpoint', endpoint),
    resource: resource && ask('resource', resource),
    caller: ask('caller', caller),
  });
  return { result, asked };
}

const known = (verdict: Verdict, sameAccount = true): Caller => ({ kind: 'known', verdict, sameAccount });

test.each(SAME_ACCOUNT)(
  'a role of the account whose policies %s, where the API %s: %s',
  async (caller, resource, expected) => {
    expect((await decide('AWS_IAM', known(caller), resource)).result).toBe(resultOf(expected));
  },
);

test.each(OTHER_ACCOUNT)(
  'a role of another account whose policies %s, where the API %s: %s',
  async (caller, resource, expected) => {
    expect((await decide('AWS_IAM', known(caller, false), resource)).result).toBe(resultOf(expected));
  },
);

test.each(SAME_ACCOUNT)('a function that says %s, where the API %s: %s', async (caller, resource, expected) => {
  const { result, asked } = await decide('CUSTOM', known(caller), resource);
  expect([result, asked]).toEqual([resultOf(expected), resource === DENY ? ['resource'] : ['resource', 'caller']]);
});

test.each<[Verdict, FlowResult]>([
  [ALLOW, 'PASSED'],
  [SILENT, 'ACCESS_DENIED'],
  [DENY, 'ACCESS_DENIED'],
])('a good token of a user pool, where the API %s: %s', async (resource, expected) => {
  expect(await decide('COGNITO_USER_POOLS', known(ALLOW), resource)).toEqual({
    result: expected,
    asked: ['caller', 'resource'],
  });
});

test.each<[string, Caller['kind'], FlowResult]>([
  ['CUSTOM', 'missing', 'UNAUTHORIZED'],
  ['CUSTOM', 'refused', 'UNAUTHORIZED'],
  ['CUSTOM', 'unknown', 'AUTHORIZER_FAILURE'],
  ['COGNITO_USER_POOLS', 'missing', 'UNAUTHORIZED'],
  ['COGNITO_USER_POOLS', 'refused', 'UNAUTHORIZED'],
  ['AWS_IAM', 'missing', 'MISSING_AUTHENTICATION_TOKEN'],
  ['AWS_IAM', 'refused', 'INVALID_SIGNATURE'],
])('%s, a caller that is %s: %s', async (type, kind, expected) => {
  expect((await decide(type, { kind } as Caller, ALLOW)).result).toBe(expected);
});

test('without authorization the API itself must allow', async () => {
  const results = await Promise.all(
    [ALLOW, SILENT, DENY].map(async (verdict) => (await decide('NONE', known(ALLOW), verdict)).result),
  );
  expect(results).toEqual(['PASSED', 'ACCESS_DENIED', 'ACCESS_DENIED']);
});

test('a private API without policy cannot be called', async () => {
  const types = ['NONE', 'CUSTOM', 'COGNITO_USER_POOLS', 'AWS_IAM'];
  expect(await Promise.all(types.map(async (type) => (await decide(type, known(ALLOW))).result))).toEqual(
    types.map(() => 'ACCESS_DENIED'),
  );
});

test('what the endpoint does not allow gets no further', async () => {
  expect(await decide('CUSTOM', known(ALLOW), ALLOW, SILENT)).toEqual({ result: 'ACCESS_DENIED', asked: ['endpoint'] });
});
