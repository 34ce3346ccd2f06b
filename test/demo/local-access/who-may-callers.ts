import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { authorizeCall, INTERNET, type WayIn } from '../../../demo/local-access/api-authorization';
import { ApiDefinition, type ApiMethod } from '../../../demo/local-access/api-definition';
import { type Caller, type FlowResult, Verdict } from '../../../demo/local-access/authorization-flow';
import type { Deployment, PolicyDocument } from '../../../demo/local-access/deployment';
import { AUDIENCE, ENVIRONMENT, type LocalAccessProps } from '../../../demo/local-access/local-access-stack';
import { synthesized } from '../../../demo/local-access/synthesis';
import { type AccessRequest, callerVerdict } from '../../../demo/local-access/verdicts';
import { access } from '../../../src';
import { authorize } from '../../../src/access/runtime/authorizer/authorizer';
import { IdentityFault, identify } from '../../../src/access/runtime/url-function/request';
import type { JwtSettings } from '../../../src/access/shared/jwt-settings';
import { claims, ISSUER, NOW, type SigningKey, sign, signingKey } from '../../access/support/tokens';
import type { Outcome, Way } from './who-may-cases';

const { account } = ENVIRONMENT;
const FOREIGN_ACCOUNT = '444455556666';
const PORTAL = `arn:aws:iam::${account}:role/apps/Portal`;
const PARTNER = `arn:aws:iam::${FOREIGN_ACCOUNT}:role/Partner`;
const INVOKE_ALL: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
};
const DENY_ALL: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };

const folder = mkdtempSync(join(tmpdir(), 'who-may-'));
export const cleanUp = () => rmSync(folder, { recursive: true });

export function deploymentOf(props: Partial<LocalAccessProps> = {}): Deployment {
  return synthesized(folder, { identityProvider: ISSUER, jwksUri: `${ISSUER}/keys`, ...props });
}

export const cognitoAuthorization: LocalAccessProps['authorizationOf'] = (scope) =>
  access.Authorization.cognito(new cognito.UserPool(scope, 'Pool'));
export const iamAuthorization: LocalAccessProps['authorizationOf'] = (scope) =>
  access.Authorization.iam({
    callers: [PORTAL, PARTNER].map((arn, index) => iam.Role.fromRoleArn(scope, `Caller${index}`, arn)),
  });

export type CallerOf = (request: AccessRequest, method: ApiMethod) => Promise<Caller>;

/** Who calls an API with a function that authorizes: the code of that function, with the settings in the template. */
export async function jwtCallers(deployment: Deployment): Promise<Record<string, CallerOf>> {
  const [known, unknown] = [await signingKey('known'), await signingKey('known')];
  const keys = createLocalJWKSet({ keys: [known.jwk] } as JSONWebKeySet);
  const settings: JwtSettings = JSON.parse(variablesOf(deployment, 'TOKEN_SETTINGS').TOKEN_SETTINGS);
  const ports = { settings: () => ({ policy: settings, keys }), now: () => NOW * 1000, record: () => undefined };
  const withHeader =
    (Authorization: string): CallerOf =>
    async (request) => {
      const event = { type: 'REQUEST', methodArn: request.resource, headers: { Authorization } };
      try {
        const { policyDocument } = await authorize(event, 'request', ports);
        const verdict = await callerVerdict([policyDocument as unknown as PolicyDocument], request);
        return { kind: 'known', sameAccount: true, verdict };
      } catch (error) {
        return { kind: (error as Error).message === 'Unauthorized' ? 'refused' : 'unknown' };
      }
    };
  const withToken = async (changes: object, key: SigningKey = known) =>
    withHeader(`Bearer ${await sign(key, { ...claims(), aud: AUDIENCE, scope: 'studio', ...changes })}`);
  return {
    'without token': async () => ({ kind: 'missing' }),
    'with a good token': await withToken({}),
    'with an expired token': await withToken({ exp: NOW - 600 }),
    'with a token for somebody else': await withToken({ aud: 'another' }),
    'with a token of another key': await withToken({}, unknown),
    'with no token at all in the header': withHeader('Basic YTpi'),
    'whose authorizer says nothing': async () => ({ kind: 'known', sameAccount: true, verdict: Verdict.SILENT }),
    'whose authorizer fails': async () => ({ kind: 'unknown' }),
  };
}

/** API Gateway verifies these tokens itself. */
export const COGNITO: Record<string, CallerOf> = {
  'without token': async () => ({ kind: 'missing' }),
  'with a token that the user pool did not issue': async () => ({ kind: 'refused' }),
  'with a good token': async () => ({ kind: 'known', sameAccount: true, verdict: Verdict.ALLOW }),
};

export const IAM: Record<string, CallerOf> = {
  'without signature': async () => ({ kind: 'missing' }),
  'with a wrong signature': async () => ({ kind: 'refused' }),
  'the named role': session(PORTAL),
  'the named role with a policy that denies': session(PORTAL, DENY_ALL),
  'another role of the account': session(`arn:aws:iam::${account}:role/Other`),
  'an administrator of the account': session(`arn:aws:iam::${account}:role/Admin`, INVOKE_ALL),
  'the named role of another account, without permission there': session(PARTNER),
  'the named role of another account, with permission there': session(PARTNER, INVOKE_ALL),
  'an administrator of another account': session(`arn:aws:iam::${FOREIGN_ACCOUNT}:role/Admin`, INVOKE_ALL),
};

/** A session of a role, whose ARN lacks the path of the role. */
function session(roleArn: string, ...policies: PolicyDocument[]): CallerOf {
  const [, , , , of, resource] = roleArn.split(':');
  const principal = `arn:aws:sts::${of}:assumed-role/${resource.split('/').at(-1)}/web-1`;
  return async (request) => ({
    kind: 'known',
    signer: { principal, roleArn },
    sameAccount: of === account,
    verdict: await callerVerdict(policies, { ...request, principal }),
  });
}

/** What becomes of a call: by API Gateway, and where IAM authorizes by the function, which must know the caller as well. */
export async function outcomeOf(
  deployment: Deployment,
  way: Way,
  callerOf: CallerOf,
  key: readonly [string, string] = ['POST', '/presigned-url'],
): Promise<Outcome> {
  const api = new ApiDefinition(deployment);
  const method = api.method(...key)!;
  if (way === 'console test') {
    const { integration } = method;
    return integration.kind === 'function' &&
      api.mayInvoke(integration.functionId, api.arnOf(`/test-invoke-stage/${key.join('')}`))
      ? 'PASSED'
      : 'NOT_INVOKED';
  }
  let caller: Caller | undefined;
  const result: FlowResult = await authorizeCall(api, method, wayIn(deployment, way), async (request) => {
    caller = await callerOf(request, method);
    return caller;
  });
  return result === 'PASSED' &&
    caller?.kind === 'known' &&
    caller.signer &&
    !isSpokenFor(deployment, caller.signer.principal)
    ? 'NOT_SPOKEN_FOR'
    : result;
}

function isSpokenFor(deployment: Deployment, userArn: string): boolean {
  const { CALLER_ROLE_ARNS } = variablesOf(deployment, 'CALLER_ROLE_ARNS');
  const event = {
    body: JSON.stringify({ issuer: ISSUER, subject: 'alice' }),
    requestContext: { identity: { userArn } },
  };
  const identified = identify(event, CALLER_ROLE_ARNS.split(' '));
  return !('fault' in identified && identified.fault === IdentityFault.CALLER);
}

export function wayIn(deployment: Deployment, way: string): WayIn {
  if (way === 'internet') {
    return INTERNET;
  }
  if (way === 'other endpoint') {
    return { endpointId: 'vpce-0ffffffffffffffff' };
  }
  const { id, policy } = deployment.endpoint(
    { 'api endpoint': 'execute-api', 'studio endpoint': 'studio' }[way] ?? way,
  );
  return { endpointId: id, endpointPolicy: policy };
}

/** The environment of the function that has a variable. */
function variablesOf(deployment: Deployment, name: string): Record<string, string> {
  const all = Object.values(deployment.resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::Function' ? [Properties?.Environment] : [],
  );
  const [{ Variables }] = all.flatMap((environment) => {
    const found = environment as { Variables: Record<string, unknown> } | undefined;
    return found && name in found.Variables ? [found] : [];
  });
  return deployment.resolve(Variables) as Record<string, string>;
}
