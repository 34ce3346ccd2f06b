import { ApiDefinition } from '../../../demo/local-access/api-definition';
import { Verdict } from '../../../demo/local-access/authorization-flow';
import type { Deployment } from '../../../demo/local-access/deployment';
import { ENVIRONMENT, Revocation } from '../../../demo/local-access/local-access-stack';
import { isAllowed } from '../../../demo/local-access/permissions';
import { Sessions } from '../../../demo/local-access/sessions';
import type { Properties } from '../../access/support/private-access';
import {
  type CallerOf,
  COGNITO,
  cleanUp,
  cognitoAuthorization,
  deploymentOf,
  IAM,
  iamAuthorization,
  jwtCallers,
  outcomeOf,
  wayIn,
} from './who-may-callers';
import {
  COGNITO_CALLERS,
  IAM_CALLERS,
  JWT_CALLERS,
  type Outcome,
  PREFLIGHT,
  type Row,
  URL_CASES,
  type UrlRow,
  type UrlWay,
  type Way,
} from './who-may-cases';

const ORIGINS = { allowedOrigins: ['https://portal.example.com'] };
const DEPLOYMENTS: Record<string, Deployment> = {
  jwt: deploymentOf(ORIGINS),
  cognito: deploymentOf({ ...ORIGINS, authorizationOf: cognitoAuthorization }),
  iam: deploymentOf({ authorizationOf: iamAuthorization }),
};

let callers: Record<string, Record<string, CallerOf>>;

beforeAll(async () => {
  callers = { jwt: await jwtCallers(DEPLOYMENTS.jwt), cognito: COGNITO, iam: IAM };
});

afterAll(cleanUp);

async function rowOf(deployment: Deployment, callerOf: CallerOf, key?: readonly [string, string]): Promise<Row> {
  const ways: Way[] = ['internet', 'api endpoint', 'studio endpoint', 'other endpoint', 'console test'];
  const outcomes = await Promise.all(
    ways.map(async (way): Promise<[Way, Outcome]> => [way, await outcomeOf(deployment, way, callerOf, key)]),
  );
  return Object.fromEntries(outcomes) as Row;
}

/** A template with a mistake in it. */
function mistaken(name: keyof typeof DEPLOYMENTS, type: string, change: (properties: Properties) => void): Deployment {
  const original = DEPLOYMENTS[name];
  const copy: Deployment = Object.assign(Object.create(Object.getPrototypeOf(original)), original, {
    resources: structuredClone(original.resources),
  });
  for (const resource of Object.values(copy.resources)) {
    if (resource.Type === type) {
      change(resource.Properties!);
    }
  }
  return copy;
}

describe.each([
  ['jwt', JWT_CALLERS],
  ['cognito', COGNITO_CALLERS],
  ['iam', IAM_CALLERS],
])('by %s, who may have a URL', (name, rows) => {
  test.each(Object.entries(rows))('%s', async (caller, row) => {
    expect(await rowOf(DEPLOYMENTS[name], callers[name][caller])).toEqual(row);
  });

  test('is known of every caller', () => {
    expect(Object.keys(rows)).toEqual(Object.keys(callers[name]));
  });
});

test.each([
  ['jwt', JWT_CALLERS],
  ['cognito', COGNITO_CALLERS],
])('by %s, who may be sent on to Studio is the same', async (name, rows) => {
  const actual = await Promise.all(
    Object.keys(rows).map(async (caller) => [
      caller,
      await rowOf(DEPLOYMENTS[name], callers[name][caller], ['GET', '/studio']),
    ]),
  );
  expect(Object.fromEntries(actual)).toEqual(rows);
});

test.each(['jwt', 'cognito'])('by %s, a page may ask beforehand through the endpoint alone', async (name) => {
  const nobody: CallerOf = async () => ({ kind: 'missing' });
  expect(await rowOf(DEPLOYMENTS[name], nobody, ['OPTIONS', '/presigned-url'])).toEqual(PREFLIGHT);
});

test('nobody who signs is sent on to Studio', () => {
  expect(new ApiDefinition(DEPLOYMENTS.iam).methods.map(({ httpMethod, path }) => `${httpMethod} ${path}`)).toEqual([
    'POST /presigned-url',
  ]);
});

describe('mistakes show', () => {
  const API = 'AWS::ApiGateway::RestApi';
  const everybody = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
  const statementsOf = ({ Policy }: Properties): object[] => Policy.Statement;

  test('a policy that allows everybody lets through whom an authorizer is silent on, and nobody whom ours refuses', async () => {
    const deployment = mistaken('jwt', API, (properties) => statementsOf(properties).push(everybody));
    const outcomes = await Promise.all(
      Object.entries(callers.jwt).map(async ([name, callerOf]) => [
        name,
        await outcomeOf(deployment, 'api endpoint', callerOf),
      ]),
    );
    const before = Object.fromEntries(Object.entries(JWT_CALLERS).map(([name, row]) => [name, row['api endpoint']]));
    expect(Object.fromEntries(outcomes)).toEqual({ ...before, 'whose authorizer says nothing': 'PASSED' });
  });

  test.each(['jwt', 'cognito', 'iam'])(
    'by %s, a policy without its Deny lets a good caller in from everywhere',
    async (name) => {
      const deployment = mistaken(name, API, (properties) => statementsOf(properties).shift());
      const good = name === 'iam' ? 'the named role' : 'with a good token';
      expect(await rowOf(deployment, callers[name][good])).toMatchObject({
        internet: 'PASSED',
        'other endpoint': 'PASSED',
      });
    },
  );

  test('a policy that allows everybody lets nobody through whom it does not name, since it denies them', async () => {
    const deployment = mistaken('iam', API, (properties) => statementsOf(properties).push(everybody));
    expect(await outcomeOf(deployment, 'api endpoint', callers.iam['another role of the account'])).toBe(
      'ACCESS_DENIED',
    );
  });

  test('a policy that does not deny others lets those through who may call by a policy of their own, up to the function', async () => {
    const deployment = mistaken('iam', API, (properties) => statementsOf(properties).splice(1, 1));
    expect(await outcomeOf(deployment, 'api endpoint', callers.iam['an administrator of the account'])).toBe(
      'NOT_SPOKEN_FOR',
    );
  });

  test('a policy that allows nobody keeps a good token of a user pool out', async () => {
    const deployment = mistaken('cognito', API, (properties) => statementsOf(properties).splice(1));
    expect(await outcomeOf(deployment, 'api endpoint', callers.cognito['with a good token'])).toBe('ACCESS_DENIED');
  });

  test('an API without policy lets nobody in', async () => {
    const deployment = mistaken('cognito', API, (properties) => delete properties.Policy);
    expect(await outcomeOf(deployment, 'api endpoint', callers.cognito['with a good token'])).toBe('ACCESS_DENIED');
  });

  test('a permission for the whole API makes the test button of the console work', async () => {
    const deployment = mistaken('jwt', 'AWS::Lambda::Permission', (properties) => delete properties.SourceArn);
    expect(await outcomeOf(deployment, 'console test', callers.jwt['without token'])).toBe('PASSED');
  });

  test('a method that forgets to authorize is closed by the policy of the API', async () => {
    const deployment = mistaken('jwt', 'AWS::ApiGateway::Method', (properties) =>
      Object.assign(properties, { AuthorizationType: 'NONE' }),
    );
    expect(
      await outcomeOf(deployment, 'api endpoint', async () => ({
        kind: 'known',
        sameAccount: true,
        verdict: Verdict.SILENT,
      })),
    ).toBe('ACCESS_DENIED');
  });
});

describe('a URL', () => {
  const withoutEndpoint = (service: string) =>
    conditionsOf((ids, deployment) => ids.filter((id) => deployment.resolve(id) !== deployment.endpoint(service).id));
  const deployed: Record<string, () => Deployment> = {
    'as it is': () => DEPLOYMENTS.jwt,
    'with alice revoked': () => deploymentOf({ revocation: Revocation.ALICE }),
    'with everybody revoked': () => deploymentOf({ revocation: Revocation.EVERYBODY }),
    'without the endpoint of Studio': () => withoutEndpoint('studio'),
    'without the endpoint of the API': () => withoutEndpoint('sagemaker.api'),
    'without conditions': () => conditionsOf(() => undefined),
  };

  /** Changes what the policy of the access role says of endpoints; without them, its Deny goes as well. */
  function conditionsOf(change: (ids: unknown[], deployment: Deployment) => unknown[] | undefined): Deployment {
    return mistaken('jwt', 'AWS::IAM::ManagedPolicy', ({ PolicyDocument }) => {
      const { Statement: statements } = PolicyDocument as { Statement: Properties[] };
      const opening = statements.filter(({ Action }) => Action === 'sagemaker:CreatePresignedDomainUrl');
      for (const statement of opening) {
        const [[operator, keys]] = Object.entries(statement.Condition as Record<string, Record<string, unknown[]>>);
        const ids = change(keys['aws:SourceVpce'], DEPLOYMENTS.jwt);
        if (ids) {
          statement.Condition = { [operator]: { 'aws:SourceVpce': ids } };
        } else if (statement.Effect === 'Deny') {
          statements.splice(statements.indexOf(statement), 1);
        } else {
          delete statement.Condition;
        }
      }
    });
  }

  test.each(URL_CASES)('%s, of %s', async (name, user, row) => {
    const deployment = deployed[name]();
    const role = deployment.ofType('AWS::IAM::Role').find(({ id }) => id.startsWith('AccessUrlsAccessRole'))!;
    const session = new Sessions().open({
      roleId: role.id,
      roleArn: deployment.attributeOf(role.id, 'Arn'),
      sessionName: 'alice',
    });
    const [profile, ...elsewhere] = user.split(' ');
    const domain = elsewhere.length ? 'd-other' : deployment.refOf(deployment.theOnly('AWS::SageMaker::Domain').id);
    const resource = `arn:aws:sagemaker:${ENVIRONMENT.region}:${ENVIRONMENT.account}:user-profile/${domain}/${profile}`;
    const need = { action: 'sagemaker:CreatePresignedDomainUrl', resource };
    const ways = Object.keys(row) as UrlWay[];
    const outcomes = await Promise.all(
      ways.map(async (way) => [way, await isAllowed(deployment, session, wayIn(deployment, way), need)]),
    );
    expect(Object.fromEntries(outcomes) as UrlRow).toEqual(row);
  });
});
