import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lazy, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { access, network } from '../../../src';
import { TEXT_NAMES } from '../../../src/access/shared/portal/texts';
import { faultsOf } from '../../faults';
import { warningsOf } from '../../studio/domain/setup';
import { API_ENDPOINT, ENDPOINT_IDS, endpointsIn, vpcIn } from '../support/network';
import { accessIn, IDENTITY_PROVIDER, statementsOf, tableIn } from '../support/private-access';
import { ACCOUNT, testStack } from '../support/stack';

const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:portal-abcdef`;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/a1b2c3d4`;
const CERTIFICATE = `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/a1b2c3d4`;
/** Texts for a language that the package does not have. */
const EVERY_TEXT = Object.fromEntries(TEXT_NAMES.map((name) => [name, `text ${name}`]));
const LOGO = join(__dirname, '..', '..', 'samples', 'logo.png');

function optionsIn(
  stack: Stack,
  options: Partial<access.ServerSidePortalOptions> = {},
): access.ServerSidePortalOptions {
  const secret = secretsmanager.Secret.fromSecretCompleteArn(stack, 'Secret', SECRET);
  return { clientId: 'portal', credentials: access.PortalCredentials.fromSecret(secret), ...options };
}

function portalIn(
  stack: Stack,
  options: Partial<access.ServerSidePortalOptions> = {},
  props: Partial<access.PrivateStudioAccessProps> = {},
): access.PrivateStudioAccess {
  return accessIn(stack, { portal: access.Portal.serverSide(optionsIn(stack, options)), ...props });
}

function domainIn(stack: Stack, more: Partial<access.PortalDomainOptions> = {}): access.PortalDomainOptions {
  const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE);
  return { domainName: 'studio.corp.example', certificate, ...more };
}

/** The settings in an environment variable of the only function with it. */
function settingsOf(stack: Stack, variable: string): string {
  const functions = Template.fromStack(stack).findResources('AWS::Lambda::Function', {
    Properties: { Environment: { Variables: Match.objectLike({ [variable]: Match.anyValue() }) } },
  });
  const [{ Properties: properties }] = Object.values(functions);
  const value = properties.Environment.Variables[variable];
  return typeof value === 'string'
    ? value
    : value['Fn::Join'][1].filter((part: unknown) => typeof part === 'string').join('');
}

describe('the methods of a portal', () => {
  test('are open to everybody, one by one, through the endpoint only', () => {
    const stack = testStack();
    portalIn(stack);
    const { Statement: statements } = Object.values(
      Template.fromStack(stack).findResources('AWS::ApiGateway::RestApi'),
    )[0].Properties.Policy;

    expect(statements).toEqual([
      expect.objectContaining({
        Sid: 'DenyOtherEndpoints',
        Effect: 'Deny',
        Resource: 'execute-api:/*',
        Condition: { StringNotEquals: { 'aws:SourceVpce': [API_ENDPOINT] } },
      }),
      {
        Sid: 'AllowPortalPages',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'execute-api:Invoke',
        Resource: ['', 'signin', 'callback', 'signed-out'].map((path) => `execute-api:/*/GET/${path}`),
      },
    ]);
  });

  test('need no authorizer, except the one that opens Studio', () => {
    const stack = testStack();
    portalIn(stack, { pages: { logo: access.PortalLogo.fromFile(LOGO) } });
    const methods = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::Method'));
    const types = methods.map(
      ({ Properties: { HttpMethod, AuthorizationType } }) => `${HttpMethod} ${AuthorizationType}`,
    );

    expect(types.sort()).toEqual([...Array(2).fill('GET CUSTOM'), ...Array(5).fill('GET NONE'), 'POST CUSTOM']);
  });

  test('have limits of their own, with all other settings of the stage', () => {
    const stack = testStack();
    portalIn(stack, { throttle: { rateLimit: 5 } });
    const [{ Properties: stage }] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::Stage'));
    const { ThrottlingRateLimit: _, ThrottlingBurstLimit: __, ...common } = stage.MethodSettings[0];
    const paths = ['/', '/~1signin', '/~1callback', '/~1signed-out', '/~1open'];

    expect(stage.MethodSettings.slice(-5)).toEqual(
      paths.map((ResourcePath) => ({
        ...common,
        HttpMethod: 'GET',
        ResourcePath,
        ThrottlingRateLimit: 5,
        ThrottlingBurstLimit: 40,
      })),
    );
  });

  test('ask their authorizer for every request, also without cookie, and keep no decision', () => {
    const stack = testStack();
    portalIn(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Name: 'PortalCookies',
      Type: 'REQUEST',
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: Match.absent(),
    });
  });

  test('are deployed again if their authorizer changes', () => {
    const ids = [false, true].map((changed) => {
      const stack = testStack();
      portalIn(stack);
      if (changed) {
        const authorizer = stack.node.findAll().find((one) => one.node.path.endsWith('Portal/Authorizer/Resource'));
        (authorizer as unknown as { authorizerResultTtlInSeconds: number }).authorizerResultTtlInSeconds = 1;
      }
      return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
    });

    expect(ids[0]).not.toEqual(ids[1]);
  });

  test('do not exist without a portal, and images are no bytes then', () => {
    const stack = testStack();
    const { portalUrl, api } = accessIn(stack);

    expect([portalUrl, api.portalUrl, api.portalRedirectUri, api.portalLogGroup]).toEqual(Array(4).fill(undefined));
    expect(faultsOf(() => api.metricPortalRequests(access.PortalOutcome.FAILED))).toEqual([
      expect.stringMatching(/^ConflictingProps: /),
    ]);
    Template.fromStack(stack).resourceCountIs('AWS::ApiGateway::Method', 2);
    expect(JSON.stringify(Template.fromStack(stack))).not.toMatch(/AllowPortalPages|BinaryMediaTypes/);
  });
});

describe('the cookies of a portal', () => {
  test('are encrypted with a rotated key that only the two functions can use', () => {
    const stack = testStack();
    portalIn(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          {
            Sid: 'DenyOthers',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
            Resource: '*',
            Condition: {
              ArnNotEquals: {
                'aws:PrincipalArn': [
                  { 'Fn::GetAtt': [Match.stringLikeRegexp('PortalFunctionRole'), 'Arn'] },
                  { 'Fn::GetAtt': [Match.stringLikeRegexp('PortalAuthorizerFunctionRole'), 'Arn'] },
                ],
              },
            },
          },
        ]),
      },
    });
  });

  test('are bound to the address of the portal, and the authorizer can only decrypt', () => {
    const stack = testStack();
    portalIn(stack);
    const actionsOf = (prefix: string) => statementsOf(stack, prefix).filter(({ Sid }) => Sid === 'Cookies');

    expect(actionsOf('AccessApiPortalFunctionRole')).toMatchObject([
      {
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: { StringEquals: { 'kms:EncryptionContext:portal': {} } },
      },
    ]);
    expect(actionsOf('AccessApiPortalAuthorizerFunctionRole')).toMatchObject([
      { Action: 'kms:Decrypt', Condition: { StringEquals: { 'kms:EncryptionContext:portal': {} } } },
    ]);
  });
});

describe('the function of a portal', () => {
  test('can write its log, use the key of the cookies, and read its secret, and nothing else', () => {
    const stack = testStack();
    portalIn(stack);

    expect(statementsOf(stack, 'AccessApiPortalFunctionRole').map(({ Action }) => Action)).toEqual([
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
    ]);
  });

  test('can sign with its key instead of reading a secret', () => {
    const stack = testStack();
    const key = kms.Key.fromKeyArn(stack, 'SigningKey', KEY);
    portalIn(stack, { credentials: access.PortalCredentials.fromSigningKey(key, { keyId: 'one' }) });

    expect(statementsOf(stack, 'AccessApiPortalFunctionRole')[2]).toEqual({
      Sid: 'SignAssertions',
      Effect: 'Allow',
      Action: 'kms:Sign',
      Resource: KEY,
    });
    expect(settingsOf(stack, 'PORTAL_SETTINGS')).toContain(
      `"client":{"kind":"key","keyArn":"${KEY}","algorithm":"ES256","keyId":"one"}`,
    );
  });

  test('has the address of the secret, and not the secret', () => {
    const stack = testStack();
    portalIn(stack);

    expect(settingsOf(stack, 'PORTAL_SETTINGS')).toContain(`"client":{"kind":"secret","secretArn":"${SECRET}"}`);
  });

  test('and its authorizer verify tokens by the settings of the API', () => {
    const stack = testStack();
    portalIn(stack);
    const functions = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
    const settings = functions.flatMap(
      ({ Properties: { Environment } }) => Environment?.Variables.TOKEN_SETTINGS ?? [],
    );

    expect(settings).toHaveLength(3);
    expect(new Set(settings).size).toBe(1);
  });

  test('runs outside of a VPC, or in the given one with a way to the provider and the endpoints', () => {
    const outside = testStack();
    portalIn(outside);
    const stack = testStack();
    const vpc = vpcIn(stack, { privateSubnetIds: ['subnet-private1', 'subnet-private2'] });
    const endpoints = endpointsIn(stack, ENDPOINT_IDS, vpc);
    const identityProvider = ec2.Peer.ipv4('10.16.4.0/24');
    portalIn(
      stack,
      { network: { vpc, identityProvider }, reservedConcurrentExecutions: 7 },
      {
        endpoints,
        urlFunction: {
          dynamoDbPrefixListId: 'pl-02cd2c6b',
          vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
        },
      },
    );
    const functionOf = (one: Stack) =>
      Object.values(
        Template.fromStack(one).findResources('AWS::Lambda::Function', {
          Properties: { Description: Match.stringLikeRegexp('^Signs users in') },
        }),
      )[0].Properties;

    expect(functionOf(outside)).not.toHaveProperty('VpcConfig');
    expect(functionOf(stack)).toMatchObject({ VpcConfig: {}, ReservedConcurrentExecutions: 7 });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: Match.arrayWith([
        Match.objectLike({ CidrIp: '10.16.4.0/24', FromPort: 443, Description: 'Identity provider' }),
      ]),
    });
  });
});

describe('the address of a portal', () => {
  test('is that of the API, which may change, and the redirect URI is an output', () => {
    const stack = testStack();
    const { portalUrl, apiUrl, api } = portalIn(stack);

    expect(portalUrl).toBe(`${apiUrl}/`);
    expect(api.portalRedirectUri).toBe(`${apiUrl}/callback`);
    expect(Object.values(Template.fromStack(stack).findOutputs('*')).map(({ Description }) => Description)).toContain(
      'The redirect URI to register at the identity provider',
    );
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:access.portalNameUnstable']);
  });

  test('can be a private custom domain name, for one endpoint and one stage', () => {
    const stack = testStack();
    const { portalUrl, api } = portalIn(stack, { domain: domainIn(stack) });
    const template = Template.fromStack(stack);

    expect([portalUrl, api.portalRedirectUri]).toEqual([
      'https://studio.corp.example/',
      'https://studio.corp.example/callback',
    ]);
    template.hasResourceProperties('AWS::ApiGateway::DomainNameV2', {
      DomainName: 'studio.corp.example',
      CertificateArn: CERTIFICATE,
      EndpointConfiguration: { Types: ['PRIVATE'] },
      SecurityPolicy: 'TLS_1_2',
      Policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AllowEndpoint',
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: 'execute-api:Invoke',
            Resource: 'execute-api:/*',
          },
          {
            Sid: 'DenyOtherEndpoints',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'execute-api:Invoke',
            Resource: 'execute-api:/*',
            Condition: { StringNotEquals: { 'aws:SourceVpce': [API_ENDPOINT] } },
          },
        ],
      },
    });
    template.hasResourceProperties('AWS::ApiGateway::BasePathMappingV2', {
      DomainNameArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('PortalDomainName'), 'DomainNameArn'] },
      RestApiId: Match.anyValue(),
      Stage: { Ref: Match.anyValue() },
    });
    template.hasResourceProperties('AWS::ApiGateway::DomainNameAccessAssociation', {
      AccessAssociationSource: API_ENDPOINT,
      AccessAssociationSourceType: 'VPCE',
    });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('leads to the endpoint by a record in a private hosted zone', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    const endpoints = new network.PrivateEndpoints(stack, 'Endpoints', {
      vpc,
      services: network.EndpointSet.PRESIGNED_URL,
      clients: [ec2.Peer.ipv4('10.0.0.0/8')],
    });
    const hostedZone = new route53.PrivateHostedZone(stack, 'Zone', { vpc, zoneName: 'studio.corp.example' });
    portalIn(stack, { domain: domainIn(stack, { hostedZone }) }, { endpoints });

    Template.fromStack(stack).hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'studio.corp.example.',
      Type: 'A',
      AliasTarget: { DNSName: Match.anyValue(), HostedZoneId: Match.anyValue() },
    });
  });

  test('has no record for an endpoint whose names are unknown', () => {
    const stack = testStack();
    const hostedZone = route53.PrivateHostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z1',
      zoneName: 'corp.example',
    }) as unknown as route53.IPrivateHostedZone;

    expect(faultsOf(() => portalIn(stack, { domain: domainIn(stack, { hostedZone }) }))).toEqual([
      expect.stringMatching(/^UnknownDnsNames: /),
    ]);
  });
});

describe('the pages of a portal', () => {
  test('have the texts and the logo of the operator in both functions that show pages', () => {
    const stack = testStack();
    portalIn(stack, { pages: { title: 'Workbench', logo: access.PortalLogo.fromFile(LOGO) } });
    const template = Template.fromStack(stack);
    const [layer] = Object.keys(
      template.findResources('AWS::Lambda::LayerVersion', {
        Properties: { Description: 'Texts and logo of the portal of Studio' },
      }),
    );
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    const described = functions
      .filter(({ Properties: { Layers = [] } }) => JSON.stringify(Layers).includes(layer))
      .map(({ Properties: { Description } }) => Description);

    expect(described.sort()).toEqual([
      'Makes presigned URLs of Studio',
      'Signs users in and shows the pages of the portal of Studio',
    ]);
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      BinaryMediaTypes: Match.arrayWith(['image/avif', 'image/webp', 'image/png']),
    });
  });

  test('can be in other languages, which have all texts', () => {
    const stack = testStack();

    portalIn(stack, { pages: { texts: { fr: EVERY_TEXT, 'pt-BR': EVERY_TEXT } } });
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::LayerVersion', 2);
  });
});

describe('a portal fails at synthesis', () => {
  const stack = testStack();
  const { clientId, credentials } = optionsIn(stack);
  const faults = (options: Partial<access.ServerSidePortalOptions>) =>
    faultsOf(() => access.Portal.serverSide({ clientId, credentials, ...options }));

  test.each<[string, Partial<access.ServerSidePortalOptions>, RegExp]>([
    ['without a client id', { clientId: ' ' }, /^InvalidPortal: clientId must not be empty/],
    ['without the scope openid', { scopes: ['studio'] }, /^InvalidPortal: scopes must include openid, got studio/],
    ['with a scope that is two', { scopes: ['openid', 'openid studio'] }, /a scope must be text without spaces/],
    [
      'with an endpoint without TLS',
      { endpoints: { authorization: 'http://a', token: 'https://b' } },
      /must be an HTTPS URL, got "http:\/\/a"/,
    ],
    [
      'with a parameter that the portal sets',
      { parameters: { redirect_uri: 'https://evil' } },
      /must not include redirect_uri/,
    ],
    ['with a malformed parameter', { parameters: { 'a&b': 'c' } }, /the name of a parameter must be/],
    ['with a throttle of zero', { throttle: { rateLimit: 0 } }, /^InvalidThrottle: /],
    [
      'with a malformed language',
      { pages: { texts: { 'en_US"': EVERY_TEXT } } },
      /a language of pages.texts must be a tag/,
    ],
    [
      'with an unknown text',
      { pages: { texts: { en: { startHedding: 'x' } } } },
      /must only have known texts, got startHedding; the names are title, /,
    ],
    [
      'with an incomplete language',
      { pages: { texts: { fr: { title: 'x' } } } },
      /pages.texts.fr must have all texts, it lacks startHeading, /,
    ],
    ['with an empty text', { pages: { title: ' ' } }, /pages.title must not be empty/],
    [
      'with a text that is too long',
      { pages: { notice: 'x'.repeat(2001) } },
      /pages.notice must have at most 2000 characters/,
    ],
    [
      'with a text that only the deployment knows',
      { pages: { contact: stack.stackId } },
      /pages.contact must be known at synthesis/,
    ],
    [
      'with a malformed name',
      { domain: domainIn(stack, { domainName: 'https://studio' }) },
      /domain.domainName must be a lower-case name/,
    ],
  ])('%s', (_, options, message) => {
    expect(faults(options)).toEqual([expect.stringMatching(message)]);
  });

  test('with all faults at once', () => {
    expect(faults({ clientId: '', scopes: [], throttle: { rateLimit: -1, burstLimit: 0 } })).toHaveLength(4);
  });

  test.each<[string, string, RegExp]>([
    ['is too large', 'x'.repeat(102_401), /^InvalidPortal: the logo must have at most 102400 bytes, got 102401/],
    [
      'is an SVG, which can have scripts',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      /^InvalidPortal: the logo must be a PNG, JPEG, WebP file/,
    ],
  ])('with a logo that %s', (name, content, message) => {
    const path = join(tmpdir(), content === '' ? 'missing.png' : `logo-${name.length}.png`);
    if (content !== '') {
      writeFileSync(path, content);
    }

    expect(faultsOf(() => access.PortalLogo.fromFile(path))).toEqual([expect.stringMatching(message)]);
  });

  test('with signed requests, whose caller is a server', () => {
    const one = testStack();
    const users = access.UserDirectory.fromTable(tableIn(one));
    const callers = [{ roleRef: { roleArn: `arn:aws:iam::${ACCOUNT}:role/Server` } }] as never;

    expect(faultsOf(() => portalIn(one, {}, { authorization: access.Authorization.iam({ callers }), users }))).toEqual([
      expect.stringMatching(
        /^ConflictingProps: authorization must be Authorization.jwt, .*Authorization.iam, API Gateway authorizes callers itself/,
      ),
    ]);
  });

  test('with Authorization.cognito, which reads tokens from a header only', () => {
    const one = testStack();
    const pool = cognito.UserPool.fromUserPoolId(one, 'Pool', 'eu-west-1_a1b2c3d4e');

    expect(faultsOf(() => portalIn(one, {}, { authorization: access.Authorization.cognito(pool) }))).toEqual([
      expect.stringMatching(/^ConflictingProps: authorization must be Authorization.jwt, .*JwtAudienceClaim.CLIENT_ID/),
    ]);
  });

  test('with ID tokens whose audience the API does not accept', () => {
    const one = testStack();

    expect(faultsOf(() => portalIn(one, { token: access.PortalToken.ID_TOKEN }))).toEqual([
      expect.stringMatching(/^ConflictingProps: .*must include portal, got studio/),
    ]);
  });

  test('with an authorizer in a VPC that has no endpoint of KMS', () => {
    const one = testStack();
    const vpc = vpcIn(one, { privateSubnetIds: ['subnet-private1', 'subnet-private2'] });
    const authorization = access.Authorization.jwt({
      issuer: IDENTITY_PROVIDER,
      audiences: ['studio'],
      keys: access.JwtKeys.fromUri(`${IDENTITY_PROVIDER}keys`),
      network: { vpc, identityProvider: ec2.Peer.ipv4('10.16.4.0/24') },
    });

    expect(
      faultsOf(() =>
        portalIn(
          one,
          {},
          {
            authorization,
            endpoints: endpointsIn(one, ENDPOINT_IDS, vpc),
            urlFunction: {
              dynamoDbPrefixListId: 'pl-02cd2c6b',
              vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
            },
          },
        ),
      ),
    ).toEqual([expect.stringMatching(/^MissingEndpoint: /)]);
  });

  test('with a secret, a key, or a certificate of another region', () => {
    const one = testStack('eu-central-1');
    const key = kms.Key.fromKeyArn(one, 'SigningKey', KEY);

    expect(faultsOf(() => portalIn(one))).toEqual([expect.stringMatching(/^ForeignResource: /)]);
    expect(
      faultsOf(() =>
        portalIn(testStack('eu-central-1'), { credentials: access.PortalCredentials.fromSigningKey(key) }),
      ),
    ).toEqual([expect.stringMatching(/^ForeignResource: /)]);
  });
});

describe('the metrics of a portal', () => {
  test('count its requests by outcome, and failures raise an alarm', () => {
    const stack = testStack();
    const studioAccess = portalIn(stack);
    studioAccess.addAlarms([]);

    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'PortalRequests',
      Namespace: 'SecureSageMaker/StudioAccess',
      Dimensions: [
        { Name: 'FunctionName', Value: { Ref: Match.stringLikeRegexp('PortalFunction') } },
        { Name: 'outcome', Value: 'failed' },
      ],
      Threshold: 1,
    });
  });
});

describe('a portal in the browser', () => {
  function browserPortalIn(
    stack: Stack,
    options: Partial<access.BrowserPortalOptions> = {},
    props: Partial<access.PrivateStudioAccessProps> = {},
  ): access.PrivateStudioAccess {
    return accessIn(stack, { portal: access.Portal.inBrowser({ clientId: 'portal', ...options }), ...props });
  }

  test('serves pages and their script, and has neither cookies nor a page that opens Studio', () => {
    const stack = testStack();
    browserPortalIn(stack);
    const template = Template.fromStack(stack);
    const [{ Properties: api }] = Object.values(template.findResources('AWS::ApiGateway::RestApi'));

    expect(api.Policy.Statement.at(-1)).toEqual({
      Sid: 'AllowPortalPages',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'execute-api:Invoke',
      Resource: ['', 'signin', 'callback', 'signed-out', 'portal.js'].map((path) => `execute-api:/*/GET/${path}`),
    });
    template.resourceCountIs('AWS::ApiGateway::Authorizer', 1);
    template.resourceCountIs('AWS::KMS::Key', keysWithoutPortal());
    expect(Object.keys(template.findResources('AWS::ApiGateway::Resource')).join()).not.toMatch(/open/);
  });

  function keysWithoutPortal(): number {
    const stack = testStack();
    accessIn(stack);
    return Object.keys(Template.fromStack(stack).findResources('AWS::KMS::Key')).length;
  }

  test('has a function that can only write its log', () => {
    const stack = testStack();
    browserPortalIn(stack);

    expect(
      statementsOf(stack, 'AccessApiPortalFunctionRole')
        .flatMap(({ Action }) => Action)
        .sort(),
    ).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  });

  test('gets settings without any secret, by the names of the provider', () => {
    const stack = testStack();
    browserPortalIn(stack, {
      scopes: ['studio', 'openid'],
      endpoints: { authorization: 'https://login.example/authorize', token: 'https://login.example/token' },
    });

    expect(settingsOf(stack, 'BROWSER_PORTAL_SETTINGS')).toMatch(
      /"issuer":"https:\/\/[^"]+","endpoints":\{"authorization":"https:\/\/login.example\/authorize","token":"https:\/\/login.example\/token"\},"clientId":"portal","scope":"openid studio","parameters":\{\},"token":"access_token"\}$/,
    );
  });

  test('has its own request limits, an address, an output, and metrics', () => {
    const stack = testStack();
    const { portalUrl, api } = browserPortalIn(stack, { domain: domainIn(stack), throttle: { rateLimit: 5 } });
    const [{ Properties: stage }] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::Stage'));

    expect([portalUrl, api.portalRedirectUri]).toEqual([
      'https://studio.corp.example/',
      'https://studio.corp.example/callback',
    ]);
    expect(stage.MethodSettings.filter(({ ThrottlingRateLimit: limit }: never) => limit === 5)).toHaveLength(5);
    expect(api.metricPortalRequests(access.PortalOutcome.SERVED).metricName).toBe('PortalRequests');
  });

  test('shows the texts and the logo of the operator, which the other function does not need', () => {
    const stack = testStack();
    browserPortalIn(stack, { pages: { contact: 'Help desk', logo: access.PortalLogo.fromFile(LOGO) } });
    const functions = Object.entries(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
    const layered = functions.filter(([, { Properties }]) => Properties.Layers).map(([id]) => id);

    expect(layered.sort()).toEqual([
      expect.stringMatching(/^AccessApiPortalFunction/),
      expect.stringMatching(/^AccessUrlsUsers/),
    ]);
  });

  test('leaves a warning, since a script has tokens', () => {
    const stack = testStack();
    browserPortalIn(stack, { domain: domainIn(stack) });

    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:access.portalTokensInScript']);
  });

  test('needs tokens that a function of the API verifies', () => {
    const stack = testStack();
    const pool = cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_a1b2c3d4e');

    expect(faultsOf(() => browserPortalIn(stack, {}, { authorization: access.Authorization.cognito(pool) }))).toEqual([
      expect.stringMatching(/^ConflictingProps: authorization must be Authorization.jwt/),
    ]);
    expect(faultsOf(() => access.Portal.inBrowser({ clientId: ' ', scopes: ['studio'] }))).toEqual([
      expect.stringMatching(/^InvalidPortal: clientId/),
      expect.stringMatching(/^InvalidPortal: scopes must include openid/),
    ]);
  });
});

describe('the registered redirect URI', () => {
  const CHANGED = 'cdk-secure-sagemaker:access.portalRedirectUriChanged';
  const own = 'https://studio.corp.example/callback';

  function changesIn(registeredRedirectUri: string, domainName?: string): string[] {
    const stack = testStack();
    const domain = domainName === undefined ? undefined : domainIn(stack, { domainName });
    portalIn(stack, { registeredRedirectUri, domain });
    return warningsOf(stack).filter((id) => id === CHANGED);
  }

  test('is compared with that of a custom domain name, character by character', () => {
    expect(changesIn(own, 'studio.corp.example')).toEqual([]);
    expect(changesIn(`${own}/`, 'studio.corp.example')).toEqual([CHANGED]);
    expect(changesIn('https://old.corp.example/callback', 'studio.corp.example')).toEqual([CHANGED]);
  });

  test('may have any ids where only the deployment knows them', () => {
    const address = (host: string, stage = 'v1') => `https://${host}.eu-west-1.amazonaws.com/${stage}/callback`;
    const host = `a1b2c3d4e5-${API_ENDPOINT}.execute-api`;

    expect(changesIn(address(host))).toEqual([]);
    expect(changesIn(address(host, 'prod'))).toEqual([CHANGED]);
    expect(changesIn(address('a1b2c3d4e5-vpce-0fffffffffffffff0.execute-api'))).toEqual([CHANGED]);
    expect(changesIn(own)).toEqual([CHANGED]);
  });

  test('is not compared while it, or the name, is unknown', () => {
    expect(changesIn(Lazy.string({ produce: () => own }), 'other.corp.example')).toEqual([]);
    expect(changesIn(own, Lazy.string({ produce: () => 'studio.corp.example' }))).toEqual([]);
  });

  test('must be an address', () => {
    expect(
      faultsOf(() => portalIn(testStack(), { registeredRedirectUri: 'http://studio.corp.example/callback' })),
    ).toEqual([expect.stringMatching(/^InvalidPortal: registeredRedirectUri must be an HTTPS URL/)]);
  });

  test('reaches the function, which reports at run time that it has changed', () => {
    const stack = testStack();
    portalIn(stack, { registeredRedirectUri: own });

    expect(settingsOf(stack, 'PORTAL_SETTINGS')).toContain(`"registeredRedirectUri":"${own}"`);
  });
});

describe('requests that API Gateway answers itself', () => {
  function templatesOf(stack: Stack): Record<string, Record<string, unknown>> {
    const responses = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::GatewayResponse'));
    return Object.fromEntries(
      responses.map(({ Properties: { ResponseType, ResponseTemplates } }) => [ResponseType, ResponseTemplates]),
    );
  }

  function page(stack: Stack, type: string): string {
    const template = templatesOf(stack)[type]['text/html'] as { 'Fn::Join': [string, unknown[]] } | string;
    return typeof template === 'string' ? template : template['Fn::Join'][1].map(String).join('');
  }

  test('are a page for browsers if there is a portal, and JSON for everybody else', () => {
    const [withPortal, without] = [testStack(), testStack()];
    portalIn(withPortal);
    accessIn(without);
    const pagesIn = (stack: Stack) =>
      Object.entries(templatesOf(stack))
        .filter(([, templates]) => 'text/html' in templates)
        .map(([type]) => type);

    expect(pagesIn(without)).toEqual([]);
    expect(pagesIn(withPortal).sort()).toEqual([
      'AUTHORIZER_CONFIGURATION_ERROR',
      'AUTHORIZER_FAILURE',
      'DEFAULT_5XX',
      'INTEGRATION_TIMEOUT',
      'MISSING_AUTHENTICATION_TOKEN',
      'THROTTLED',
    ]);
    expect(Object.values(templatesOf(withPortal)).every((templates) => 'application/json' in templates)).toBe(true);
  });

  test('show the texts in all languages, the contact and the request id, and no variable of an operator', () => {
    const stack = testStack();
    portalIn(stack, { domain: domainIn(stack), pages: { contact: '<b>$context.authorizer.subject</b>' } });
    const html = page(stack, 'THROTTLED');

    expect(html).toContain('<section lang="en" dir="ltr"><h1>Too many requests</h1>');
    expect(html).toContain('<section lang="de" dir="ltr"><h2>Zu viele Anfragen</h2>');
    expect(html).toContain('<a href="https://studio.corp.example/">');
    expect(html.match(/\$[\w.]+/g)).toEqual(['$context.requestId']);
    expect(html).not.toContain('<b>');
  });

  test('load nothing, and run nothing but their style', () => {
    const stack = testStack();
    portalIn(stack);
    const html = page(stack, 'DEFAULT_5XX');
    const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html)!;
    const [, style] = /<style>(.*)<\/style>/.exec(html)!;
    const hash = createHash('sha256').update(style).digest('base64');

    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  });
});
