import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Duration, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Authorization } from '../../../src/access/authorization/authorization';
import { JwtKeys } from '../../../src/access/authorization/jwt-keys';
import { JwtAudienceClaim, type JwtAuthorizationOptions } from '../../../src/access/authorization/props';
import { verifyToken } from '../../../src/access/runtime/authorizer/token';
import { keySource } from '../../../src/access/runtime/authorizer/token-keys';
import { codesOf, errorOf, faultsOf } from '../../faults';
import { testStack } from '../support/stack';
import { claims, ISSUER, NOW, POLICY, sign, signingKey } from '../support/tokens';
import { apiWith, JWKS_URI, jwtProps, policyOf, settingsOf } from './bound-api';

const DENY = {
  Sid: 'DenyOtherEndpoints',
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
  Condition: { StringNotEquals: { 'aws:SourceVpce': ['vpce-0123456789abcdef0'] } },
};

describe('callers with tokens of an identity provider', () => {
  test('are authorized by a function at every request, and by the resource policy never', () => {
    const { template } = apiWith(() => Authorization.jwt(jwtProps()));
    template.hasResourceProperties('AWS::ApiGateway::Method', {
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: Match.stringLikeRegexp('^Authorizer.*$') },
    });
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 0,
    });
    expect(policyOf(template)).toEqual([DENY]);
  });

  test('are verified by what is asked for, with safe defaults', () => {
    expect(settingsOf(apiWith(() => Authorization.jwt(jwtProps())).template)).toEqual({ ...POLICY, jwksUri: JWKS_URI });
  });

  test('are verified by all that is asked for', () => {
    const props = jwtProps({
      audiences: ['a', 'b'],
      audienceClaim: JwtAudienceClaim.CLIENT_ID,
      subjectClaim: 'oid',
      tokenUse: 'access',
      requireAccessTokenType: true,
      requiredClaims: { tid: 't' },
      requiredScopes: ['studio'],
      clockSkew: Duration.seconds(0),
    });
    expect(settingsOf(apiWith(() => Authorization.jwt(props)).template)).toEqual({
      issuer: ISSUER,
      audiences: ['a', 'b'],
      audienceClaim: 'client_id',
      subjectClaim: 'oid',
      tokenUse: 'access',
      accessTokenType: true,
      requiredClaims: { tid: 't' },
      scopes: ['studio'],
      clockSkewSeconds: 0,
      jwksUri: JWKS_URI,
    });
  });

  test('may come from a user pool that is only known once deployed', () => {
    const { template } = apiWith((stack) => {
      const pool = new cognito.UserPool(stack, 'Pool');
      const keys = JwtKeys.fromUri(`${pool.userPoolProviderUrl}/.well-known/jwks.json`);
      return Authorization.jwt(jwtProps({ issuer: pool.userPoolProviderUrl, keys }));
    });
    const [fn] = Object.values(template.findResources('AWS::Lambda::Function'));
    expect(JSON.stringify(fn.Properties.Environment)).toContain('ProviderURL');
  });

  test('are verified in a network from which nothing but the identity provider can be reached', () => {
    const { template } = apiWith((stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', {
        natGateways: 0,
        subnetConfiguration: [{ name: 'inside', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      });
      const network = {
        vpc,
        subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
        identityProvider: ec2.Peer.ipv4('10.9.0.0/24'),
      };
      return Authorization.jwt(jwtProps({ network, reservedConcurrentExecutions: 5 }));
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: [
        Match.objectLike({ CidrIp: '127.0.0.1/32' }),
        Match.objectLike({ CidrIp: '10.9.0.0/24', FromPort: 443, ToPort: 443 }),
      ],
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 5,
      VpcConfig: Match.objectLike({}),
    });
  });

  test('may be verified by pinned keys, of which nothing but the public part is kept', async () => {
    const key = await signingKey('one', 'RS256');
    const jwks = JSON.stringify({ keys: [{ ...key.jwk, x5c: ['MIIB'], x5t: 'abc' }] });
    const settings = settingsOf(apiWith(() => Authorization.jwt(jwtProps({ keys: JwtKeys.pinned(jwks) }))).template);
    expect(settings.jwks).toEqual({ keys: [key.jwk] });
    const keys = keySource(settings, { fetch: () => Promise.reject(new Error('no network')), elapsed: () => 0 });
    expect(await verifyToken(await sign(key, claims()), settings, keys, NOW)).toMatchObject({ accepted: true });
  });

  test.each([
    ['an issuer without HTTPS', { issuer: 'http://id.example.com' }],
    ['an issuer with a query', { issuer: 'https://id.example.com/?a=b' }],
    ['an issuer with a password', { issuer: 'https://a:b@id.example.com' }],
    ['no audience', { audiences: [] }],
    ['an issuer at a port that cannot exist', { issuer: 'https://id.example.com:99999' }],
    ['a blank audience', { audiences: [' '] }],
    ['an audience with a blank at its end', { audiences: ['studio-access '] }],
    ['a use with a blank at its beginning', { tokenUse: ' access' }],
    ['a value of a claim with a line break at its end', { requiredClaims: { tid: 't\n' } }],
    ['a malformed claim for the subject', { subjectClaim: 'a b' }],
    ['a blank use', { tokenUse: '' }],
    ['a blank value of a claim', { requiredClaims: { tid: '' } }],
    ['a malformed claim', { requiredClaims: { 'a b': 'x' } }],
    ['two scopes in one', { requiredScopes: ['a b'] }],
    ['too much clock skew', { clockSkew: Duration.minutes(6) }],
    ['half seconds of clock skew', { clockSkew: Duration.millis(1500) }],
  ] as [string, Partial<JwtAuthorizationOptions>][])('are not verified by %s', (_, props) => {
    expect(codesOf(() => Authorization.jwt(jwtProps(props)))).toEqual(['InvalidAuthorization']);
  });

  test('are told of all that is wrong at once, of values that are known', () => {
    const token = Token.asString({ Ref: 'Issuer' });
    expect(
      codesOf(() => Authorization.jwt(jwtProps({ issuer: 'x', audiences: [], clockSkew: Duration.hours(1) }))),
    ).toHaveLength(3);
    const clockSkew = Duration.seconds(Token.asNumber({ Ref: 'Skew' }));
    expect(
      faultsOf(() =>
        Authorization.jwt(jwtProps({ issuer: token, audiences: [token], subjectClaim: token, clockSkew })),
      ),
    ).toEqual([]);
  });

  test('have no use of a network where the keys are pinned', async () => {
    const keys = JwtKeys.pinned(JSON.stringify({ keys: [(await signingKey('one')).jwk] }));
    const network = { vpc: {} as ec2.IVpc, identityProvider: ec2.Peer.anyIpv4() };
    expect(errorOf(() => Authorization.jwt(jwtProps({ keys, network }))).code).toBe('ConflictingProps');
  });
});

describe('keys', () => {
  test.each([
    'http://id.example.com/keys',
    'keys',
    'https://',
    'https://a:b@id.example.com/keys',
    'https://id.example.com/keys#1',
    'https://id.example.com:99999/keys',
    ' https://id.example.com/keys',
    'HTTP://id.example.com/keys',
    '',
  ])('are not at the address "%s"', (uri) => {
    expect(codesOf(() => JwtKeys.fromUri(uri))).toEqual(['InvalidJwtKeys']);
  });

  test.each(['HTTPS://id.example.com/keys', 'https://ID.example.com:8443/keys?v=2'])(
    'are fetched from every address that synthesizes, such as "%s"',
    (uri) => {
      const settings = settingsOf(apiWith(() => Authorization.jwt(jwtProps({ keys: JwtKeys.fromUri(uri) }))).template);
      expect(() => keySource(settings, { fetch, elapsed: () => 0 })).not.toThrow();
    },
  );

  test('may have an address that only the deployment knows', () => {
    expect(codesOf(() => JwtKeys.fromUri(`https://${Token.asString({ Ref: 'Host' })}:99999/`))).toEqual([]);
  });

  test.each([
    ['no JSON', '-'],
    ['a list', '[]'],
    ['no key', '{"keys":[]}'],
    ['null', 'null'],
    ['only known once deployed', Token.asString({ Ref: 'Keys' })],
    ['private', '{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"SECRET"}]}'],
    ['incomplete', '{"keys":[{"kty":"EC","crv":"P-256","x":"a"}]}'],
    ['on no curve', '{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}'],
  ])('are not pinned if they are %s', (_, jwks) => {
    const error = errorOf(() => JwtKeys.pinned(jwks));
    expect(error.faults.map(({ code }) => code)).toEqual(['InvalidJwtKeys']);
    expect(error.message).not.toContain('SECRET');
  });

  const rsa = (bits: number, e?: number) =>
    jwkOf(generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: e }));
  const ec = (namedCurve: string) => jwkOf(generateKeyPairSync('ec', { namedCurve }));
  const jwkOf = ({ publicKey }: { publicKey: KeyObject }): object => publicKey.export({ format: 'jwk' });
  const pinning = (...keys: object[]) => faultsOf(() => JwtKeys.pinned(JSON.stringify({ keys })));

  test.each([
    ['an RSA key of 2,048 bits', () => rsa(2048)],
    ['a P-256 key', () => ({ ...ec('P-256'), alg: 'ES256', use: 'sig', key_ops: ['verify'] })],
    ['a P-384 key', () => ec('P-384')],
    ['a P-521 key', () => ec('P-521')],
    ['an Ed25519 key', () => jwkOf(generateKeyPairSync('ed25519'))],
  ])('may be %s', (_, key) => {
    expect(pinning(key())).toEqual([]);
  });

  test.each([
    ['an RSA key of 1,024 bits', () => rsa(1024), 'have at least 2048 bits'],
    ['an RSA key of exponent 3', () => rsa(2048, 3), 'have an odd exponent of at least 65537'],
    ['an RSA key of exponent 1', () => ({ ...rsa(2048), e: 'AQ' }), 'have an odd exponent of at least 65537'],
    ['an RSA key of an even exponent', () => ({ ...rsa(2048), e: 'AQAC' }), 'have an odd exponent of at least 65537'],
    ['an X25519 key', () => jwkOf(generateKeyPairSync('x25519')), 'be an RSA, P-256, P-384, P-521, or Ed25519 key'],
    ['a key of Bitcoin', () => ec('secp256k1'), 'be an RSA, P-256, P-384, P-521, or Ed25519 key'],
    ['a key for encryption', () => ({ ...rsa(2048), use: 'enc' }), 'be for signatures, with "sig" as use'],
    [
      'a key of operations without verification',
      () => ({ ...rsa(2048), key_ops: ['encrypt'] }),
      'be for verification, with "verify" in key_ops',
    ],
    [
      'a key with operations that are no list',
      () => ({ ...rsa(2048), key_ops: 'verify' }),
      'be for verification, with "verify" in key_ops',
    ],
    ['a key of another algorithm', () => ({ ...ec('P-256'), alg: 'ES384' }), 'have one of ES256 as alg'],
    ['a key whose id is a number', () => ({ ...ec('P-256'), kid: 7 }), 'have a text as kid'],
  ])('are never %s', (_, key, expected) => {
    expect(pinning(key())).toEqual([`InvalidJwtKeys: pinned key 0 must ${expected}`]);
  });

  test.each([
    ['the same id', ['one', 'one']],
    ['no id', [undefined, undefined]],
  ])('are told apart by their ids, which two with %s are not', (_, kids) => {
    const fault = 'InvalidJwtKeys: pinned keys must have different kids, because a token names its key by the kid';
    expect(pinning(...kids.map((kid) => ({ ...ec('P-256'), kid })))).toEqual([fault]);
    expect(pinning({ ...ec('P-256'), kid: 'one' }, { ...ec('P-256'), kid: 'two' })).toEqual([]);
  });

  test('are not pinned if they do not fit into the environment of a function', () => {
    const keys = Array.from({ length: 16 }, (_, index) => ({ ...rsa(2048), kid: String(index) }));
    expect(pinning(...keys)).toEqual([
      expect.stringMatching(/^InvalidJwtKeys: pinned keys must have at most 3000 characters, got \d+$/),
    ]);
  });

  test('keep what they are for, so that the authorizer respects it', () => {
    const key = { ...ec('P-256'), key_ops: ['verify'], use: 'sig' };
    const keys = JwtKeys.pinned(JSON.stringify({ keys: [key] }));
    expect(settingsOf(apiWith(() => Authorization.jwt(jwtProps({ keys }))).template).jwks).toEqual({ keys: [key] });
  });

  test('are not pinned if they are shared, which no message repeats', () => {
    expect(faultsOf(() => JwtKeys.pinned('{"keys":[{"kty":"oct","k":"SECRET"}]}'))).toEqual([
      'InvalidJwtKeys: pinned key 0 must be public, got a private or shared one',
      'InvalidJwtKeys: pinned key 0 must be of type EC, OKP, RSA',
    ]);
  });
});

describe('callers with tokens of a user pool', () => {
  test('are authorized by API Gateway, and allowed by the resource policy as well', () => {
    const { template, stack } = apiWith((scope) => Authorization.cognito(new cognito.UserPool(scope, 'Pool')));
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'COGNITO_USER_POOLS',
      IdentitySource: 'method.request.header.Authorization',
      ProviderARNs: [stack.resolve((stack.node.findChild('Pool') as cognito.UserPool).userPoolArn)],
    });
    template.hasResourceProperties('AWS::ApiGateway::Method', {
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizationScopes: Match.absent(),
    });
    expect(policyOf(template)).toEqual([
      DENY,
      {
        Sid: 'AllowSignedInUsers',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'execute-api:Invoke',
        Resource: ['execute-api:/*/POST/presigned-url', 'execute-api:/*/GET/studio'],
      },
    ]);
    template.resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('may need a scope', () => {
    const { template } = apiWith((scope) =>
      Authorization.cognito(new cognito.UserPool(scope, 'Pool'), { scopes: ['studio/open'] }),
    );
    template.hasResourceProperties('AWS::ApiGateway::Method', { AuthorizationScopes: ['studio/open'] });
    expect(codesOf(() => Authorization.cognito({} as cognito.IUserPool, { scopes: ['a b'] }))).toEqual([
      'InvalidAuthorization',
    ]);
  });
});

test('an API without endpoints is refused, whose resource policy would name none', () => {
  const callers = [
    { roleRef: { roleArn: 'arn:aws:iam::111122223333:role/Portal', roleName: 'Portal' } } as iam.IRoleRef,
  ];
  const context = { endpoints: [], methods: ['POST/presigned-url'], encryptionKey: {} as kms.IKey };
  expect(codesOf(() => Authorization.iam({ callers })._bind(testStack(), context))).toEqual(['InvalidAuthorization']);
});

describe('callers with a role', () => {
  test('are named one by one in the resource policy', () => {
    const foreign = 'arn:aws:iam::444455556666:role/portal/Portal';
    const { template, stack } = apiWith((scope) => {
      const own = new iam.Role(scope, 'Portal', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
      return Authorization.iam({ callers: [own, iam.Role.fromRoleArn(scope, 'Foreign', foreign)] });
    });
    template.hasResourceProperties('AWS::ApiGateway::Method', { AuthorizationType: 'AWS_IAM' });
    template.resourceCountIs('AWS::ApiGateway::Authorizer', 0);
    const own = stack.resolve((stack.node.findChild('Portal') as iam.Role).roleArn);
    expect(policyOf(template)).toEqual([
      DENY,
      {
        Sid: 'DenyOtherCallers',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'execute-api:Invoke',
        Resource: 'execute-api:/*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': [own, foreign] } },
      },
      {
        Sid: 'AllowCallers',
        Effect: 'Allow',
        Principal: { AWS: [own, foreign] },
        Action: 'execute-api:Invoke',
        Resource: ['execute-api:/*/POST/presigned-url', 'execute-api:/*/GET/studio'],
      },
    ]);
  });

  test.each([
    ['nobody', []],
    ['everybody', ['*']],
    ['many', ['arn:aws:iam::111122223333:role/*']],
    ['an account', ['arn:aws:iam::111122223333:root']],
    ['a user', ['arn:aws:iam::111122223333:user/alice']],
  ])('are never %s', (_, arns) => {
    const callers = arns.map((roleArn) => ({ roleRef: { roleArn, roleName: 'x' } }) as iam.IRoleRef);
    expect(codesOf(() => Authorization.iam({ callers }))).toEqual(['InvalidAuthorization']);
  });
});
