import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { access, network } from '../../../src';
import { testApp } from '../../app';
import { codesOf, faultsOf } from '../../faults';
import { API_ENDPOINT, networkIn, PREFIX_LIST, without } from '../support/network';
import { accessIn, type Properties } from '../support/private-access';
import { testStack } from '../support/stack';

const WEB_ACL = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/studio/0a1b';

function templateOf(props?: Partial<access.PrivateStudioAccessProps>, stack = testStack()): Template {
  accessIn(stack, props);
  return Template.fromStack(stack);
}

function only(template: Template, type: string, filter: (properties: Properties) => boolean = () => true): Properties {
  const [found, ...more] = Object.values(template.findResources(type)).filter(({ Properties }) => filter(Properties));
  expect(more).toEqual([]);
  return found.Properties;
}

function deploymentOf(template: Template): string {
  return Object.keys(template.findResources('AWS::ApiGateway::Deployment'))[0];
}

/** The ways in which an API is called, by method and path. */
function methodsOf(template: Template): string[] {
  const resources = template.findResources('AWS::ApiGateway::Resource');
  return Object.values(template.findResources('AWS::ApiGateway::Method'))
    .map(
      ({ Properties }) =>
        `${Properties.HttpMethod} /${resources[Properties.ResourceId.Ref].Properties.PathPart} ${Properties.AuthorizationType}`,
    )
    .sort();
}

const signed = (stack: Stack) =>
  access.Authorization.iam({
    callers: [iam.Role.fromRoleArn(stack, 'Portal', 'arn:aws:iam::111122223333:role/Portal')],
  });

describe('an API', () => {
  const stack = testStack();
  const { api, apiUrl } = accessIn(stack);
  const template = Template.fromStack(stack);

  test('is private, and known to its endpoint, by whose name it is called', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: [API_ENDPOINT] },
    });
    const id = stack.resolve(api.restApi.restApiId);
    expect(stack.resolve(apiUrl)).toEqual({
      'Fn::Join': ['', ['https://', id, `-${API_ENDPOINT}.execute-api.eu-west-1.`, { Ref: 'AWS::URLSuffix' }, '/v1']],
    });
    expect(api.url).toBe(apiUrl);
  });

  test('tells which function verifies tokens, for alarms and whatever else CDK knows of it', () => {
    const { AuthorizerUri } = only(template, 'AWS::ApiGateway::Authorizer');
    expect(JSON.stringify(AuthorizerUri)).toContain(JSON.stringify(stack.resolve(api.authorizer!.functionArn)));
  });

  test('has two methods, both of them authorized', () => {
    expect(methodsOf(template)).toEqual(['GET /studio CUSTOM', 'POST /presigned-url CUSTOM']);
  });

  test('lets nobody in by its resource policy, which denies what came through no endpoint', () => {
    expect(only(template, 'AWS::ApiGateway::RestApi').Policy.Statement).toEqual([
      {
        Sid: 'DenyOtherEndpoints',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'execute-api:Invoke',
        Resource: 'execute-api:/*',
        Condition: { StringNotEquals: { 'aws:SourceVpce': [API_ENDPOINT] } },
      },
    ]);
  });

  test('can call the function by its own methods and stage, and not by the test of the console', () => {
    const byGateway = { Properties: { Principal: 'apigateway.amazonaws.com' } };
    const arns = Object.values(template.findResources('AWS::Lambda::Permission', byGateway)).map(({ Properties }) =>
      JSON.stringify(Properties.SourceArn),
    );
    expect(arns.filter((arn) => arn.includes('test-invoke'))).toEqual([]);
    expect(arns.filter((arn) => /\/(POST\/presigned-url|GET\/studio)"/.test(arn))).toHaveLength(2);
    expect(arns.filter((arn) => arn.includes('/authorizers/'))).toHaveLength(1);
    expect(arns).toHaveLength(3);
  });

  test('keeps neither answers nor what goes over the wire', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      CacheClusterEnabled: Match.absent(),
      MethodSettings: [
        ['*', '/*'],
        ['POST', '/~1presigned-url'],
        ['GET', '/~1studio'],
      ].map(([HttpMethod, ResourcePath]) =>
        Match.objectLike({
          HttpMethod,
          ResourcePath,
          CachingEnabled: false,
          DataTraceEnabled: false,
          LoggingLevel: 'ERROR',
        }),
      ),
    });
  });

  test('takes so many requests, each method for itself', () => {
    const limits = Match.objectLike({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100, MetricsEnabled: true });
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: [limits, limits, limits],
      TracingEnabled: true,
    });
  });

  test('has no output of CDK, whose URL does not lead through the endpoint', () => {
    expect(template.findOutputs('*')).toEqual({});
  });

  test('records each request without what identifies or authorizes', () => {
    const { Format } = only(template, 'AWS::ApiGateway::Stage').AccessLogSetting;
    const fields = Object.values(JSON.parse(Format)) as string[];
    expect(fields).toEqual(
      expect.arrayContaining([
        '$context.requestId',
        '$context.status',
        '$context.identity.vpceId',
        '$context.identity.userArn',
      ]),
    );
    expect(fields.filter((field) => !/^\$context\.[a-zA-Z.]+$/.test(field))).toEqual([]);
    expect(Format).not.toMatch(
      /input|header|querystring|authorizer\.(claims|principalId|subject|issuer)|accessKey|apiKey|\$context\.path\b/i,
    );
  });

  test('has encrypted logs, also the one that API Gateway would make', () => {
    const logs = Object.values(template.findResources('AWS::Logs::LogGroup')).map(({ Properties }) => Properties);
    expect(logs.filter(({ KmsKeyId, RetentionInDays }) => !KmsKeyId || RetentionInDays !== 365)).toEqual([]);
    const execution = logs.filter(({ LogGroupName }) =>
      JSON.stringify(LogGroupName).includes('API-Gateway-Execution-Logs_'),
    );
    expect(execution.map(({ LogGroupName }) => LogGroupName)).toEqual([
      { 'Fn::Join': ['', ['API-Gateway-Execution-Logs_', stack.resolve(api.restApi.restApiId), '/v1']] },
    ]);
    const [[, stage]] = Object.entries(template.findResources('AWS::ApiGateway::Stage'));
    expect(stage.DependsOn).toContainEqual(expect.stringMatching(/ExecutionLog/));
  });

  test('has a key that does not depend on the API, since the endpoint of the API may need the key', () => {
    const policies = Object.values(template.findResources('AWS::KMS::Key')).map(({ Properties }) =>
      JSON.stringify(Properties.KeyPolicy),
    );
    expect(policies.filter((policy) => policy.includes('API-Gateway-Execution-Logs_*/v1'))).toHaveLength(1);
    const apiId = JSON.stringify(stack.resolve(api.restApi.restApiId));
    expect(policies.filter((policy) => policy.includes(apiId))).toEqual([]);
  });

  test('answers like the function, and keeps answers from being stored', () => {
    const answers = Object.values(template.findResources('AWS::ApiGateway::GatewayResponse')).map(
      ({ Properties }) => Properties,
    );
    const told = answers.map(({ ResponseType, StatusCode, ResponseTemplates }) => [
      ResponseType,
      StatusCode,
      JSON.parse(ResponseTemplates['application/json']).code,
    ]);
    expect(Object.fromEntries(told.map(([type, ...rest]) => [type, rest]))).toEqual({
      ACCESS_DENIED: ['403', 'AccessDenied'],
      AUTHORIZER_CONFIGURATION_ERROR: ['502', 'UpstreamFailure'],
      AUTHORIZER_FAILURE: ['502', 'UpstreamFailure'],
      BAD_REQUEST_BODY: ['400', 'BadRequest'],
      DEFAULT_4XX: ['403', 'AccessDenied'],
      DEFAULT_5XX: ['502', 'UpstreamFailure'],
      INTEGRATION_TIMEOUT: ['504', 'UpstreamTimeout'],
      MISSING_AUTHENTICATION_TOKEN: ['404', 'NotFound'],
      THROTTLED: ['429', 'TooManyRequests'],
      UNAUTHORIZED: ['401', 'Unauthorized'],
    });
    const challenges = answers.map(({ StatusCode, ResponseParameters }) => [
      StatusCode,
      ResponseParameters['gatewayresponse.header.WWW-Authenticate'],
    ]);
    expect(challenges.filter(([, challenge]) => challenge)).toEqual([['401', "'Bearer'"]]);
    for (const { ResponseParameters, ResponseTemplates } of answers) {
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.Cache-Control': "'no-store'",
        'gatewayresponse.header.Referrer-Policy': "'no-referrer'",
      });
      expect(JSON.parse(ResponseTemplates['application/json']).requestId).toBe('$context.requestId');
    }
  });

  test('wants a token at every request', () => {
    template.allResourcesProperties('AWS::ApiGateway::Method', {
      RequestParameters: { 'method.request.header.Authorization': true },
    });
    template.hasResourceProperties('AWS::ApiGateway::RequestValidator', {
      ValidateRequestBody: true,
      ValidateRequestParameters: true,
    });
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', { AuthorizerResultTtlInSeconds: 0 });
  });

  test('registers a role for its logs, which stays', () => {
    template.hasResource('AWS::ApiGateway::Account', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });
});

describe('an API may', () => {
  test('be called by signed requests that name the user in a checked body', () => {
    const stack = testStack();
    const template = templateOf({ authorization: signed(stack), users: namedUsers() }, stack);
    expect(methodsOf(template)).toEqual(['POST /presigned-url AWS_IAM']);
    const { RequestModels } = only(template, 'AWS::ApiGateway::Method');
    const [[model, { Properties }]] = Object.entries(template.findResources('AWS::ApiGateway::Model'));
    expect(RequestModels).toEqual({ 'application/json': { Ref: model } });
    expect(Properties.Schema).toMatchObject({ required: ['issuer', 'subject'], additionalProperties: false });
    template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
      StatusCode: '401',
      ResponseParameters: Match.objectLike({ 'gatewayresponse.header.WWW-Authenticate': "'AWS4-HMAC-SHA256'" }),
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CALLER_ROLE_ARNS: 'arn:aws:iam::111122223333:role/Portal' }) },
    });
  });

  test('be called with tokens of a user pool, which is the identity provider of its users', () => {
    const stack = testStack();
    const pool = cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_Abc');
    const template = templateOf({ authorization: access.Authorization.cognito(pool) }, stack);
    expect(template.findResources('AWS::ApiGateway::Authorizer', { Properties: { Type: 'REQUEST' } })).toEqual({});
    expect(methodsOf(template)).toEqual(['GET /studio COGNITO_USER_POOLS', 'POST /presigned-url COGNITO_USER_POOLS']);
    const { Values } = only(template, 'Custom::StudioUserDirectory');
    expect(JSON.stringify(Values)).toContain('https://cognito-idp.eu-west-1.');
  });

  test('be called by pages of a given origin', () => {
    const template = templateOf({ api: { allowedOrigins: ['https://portal.example.com'] } });
    expect(methodsOf(template)).toEqual([
      'GET /studio CUSTOM',
      'OPTIONS /presigned-url NONE',
      'POST /presigned-url CUSTOM',
    ]);
    const [, preflight] = only(template, 'AWS::ApiGateway::RestApi').Policy.Statement;
    expect(preflight).toEqual({
      Sid: 'AllowPreflight',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'execute-api:Invoke',
      Resource: 'execute-api:/*/OPTIONS/presigned-url',
    });
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: Match.arrayWith([
        Match.objectLike({ HttpMethod: 'OPTIONS', ResourcePath: '/~1presigned-url', ThrottlingRateLimit: 50 }),
      ]),
    });
    const { IntegrationResponses } = only(
      template,
      'AWS::ApiGateway::Method',
      ({ HttpMethod }) => HttpMethod === 'OPTIONS',
    ).Integration;
    expect(IntegrationResponses[0].ResponseParameters).toMatchObject({
      'method.response.header.Access-Control-Allow-Origin': "'https://portal.example.com'",
      'method.response.header.Access-Control-Allow-Methods': "'POST'",
    });
    template.allResourcesProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseParameters: Match.objectLike({
        'gatewayresponse.header.Access-Control-Allow-Origin': "'https://portal.example.com'",
      }),
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ ALLOWED_ORIGINS: 'https://portal.example.com' }) },
    });
  });

  test('be called by pages of several origins, of which its own answers name none', () => {
    const template = templateOf({ api: { allowedOrigins: ['https://a.example.com', 'https://b.example.com:8443'] } });
    expect(JSON.stringify(template.findResources('AWS::ApiGateway::GatewayResponse'))).not.toContain('Allow-Origin');
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({ ALLOWED_ORIGINS: 'https://a.example.com https://b.example.com:8443' }),
      },
    });
  });

  test('limit the requests of each address, so that one host does not use up the limit of all', () => {
    const template = templateOf({ api: { addressLimit: {} } });
    const { Rules, DefaultAction, Scope } = only(template, 'AWS::WAFv2::WebACL');
    expect({ DefaultAction, Scope }).toEqual({ DefaultAction: { Allow: {} }, Scope: 'REGIONAL' });
    expect(Rules).toEqual([
      {
        Name: 'RequestsPerAddress',
        Priority: 0,
        Action: { Block: {} },
        Statement: { RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 1000 } },
        VisibilityConfig: {
          CloudWatchMetricsEnabled: true,
          MetricName: 'RequestsPerAddress',
          SampledRequestsEnabled: false,
        },
      },
    ]);
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      WebACLArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('AddressLimit'), 'Arn'] },
    });
    template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'WAF_FILTERED',
      StatusCode: '429',
      ResponseParameters: Match.objectLike({ 'gatewayresponse.header.Retry-After': "'5'" }),
    });
  });

  test('log requests above that limit without tokens, cookies and codes', () => {
    const template = templateOf({ api: { addressLimit: { action: access.AddressLimitAction.COUNT } } });
    const { RedactedFields, LoggingFilter, LogDestinationConfigs } = only(template, 'AWS::WAFv2::LoggingConfiguration');
    expect(only(template, 'AWS::WAFv2::WebACL').Rules[0].Action).toEqual({ Count: {} });
    expect(RedactedFields).toEqual([
      { SingleHeader: { Name: 'authorization' } },
      { SingleHeader: { Name: 'cookie' } },
      { QueryString: {} },
    ]);
    expect(LoggingFilter.DefaultBehavior).toBe('DROP');
    expect(JSON.stringify(LogDestinationConfigs)).not.toContain(':*');
    const names = Object.values(template.findResources('AWS::Logs::LogGroup')).map(({ Properties }) =>
      JSON.stringify(Properties.LogGroupName),
    );
    expect(names.filter((name) => name.includes('aws-waf-logs-'))).toHaveLength(1);
  });

  test('have a web ACL, other limits, and the log role of the account', () => {
    const template = templateOf({
      api: { webAclArn: WEB_ACL, throttle: { rateLimit: 5 }, logRole: access.ApiLogRole.REGISTERED },
    });
    const resource = Match.objectLike({
      'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('^:apigateway:eu-west-1::/restapis/$')])],
    });
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', { WebACLArn: WEB_ACL, ResourceArn: resource });
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: Array(3).fill(Match.objectLike({ ThrottlingRateLimit: 5, ThrottlingBurstLimit: 100 })),
    });
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
  });

  test('stand before a function of its own', () => {
    const stack = testStack();
    const endpoints = networkIn(stack);
    const accessRoleArn = 'arn:aws:iam::444455556666:role/Access';
    const user = { domainId: 'd-abc', userProfileName: 'alice', accessRoleArn };
    const urlFunction = new access.PresignedUrlFunction(stack, 'Urls', {
      endpoints,
      users: access.UserDirectory.fromUsers([{ subject: '00u1', issuer: 'https://idp.example.com/', ...user }]),
      dynamoDbPrefixListId: PREFIX_LIST,
    });
    new access.PrivateApi(stack, 'Api', { endpoints, urlFunction, authorization: signed(stack) });
    expect(methodsOf(Template.fromStack(stack))).toEqual(['POST /presigned-url AWS_IAM']);
  });
});

function namedUsers(): access.UserDirectory {
  return access.UserDirectory.fromUsers([
    { subject: '00u1', issuer: 'https://idp.example.com/', domainId: 'd-abc', userProfileName: 'alice' },
  ]);
}

describe('an API is deployed anew when', () => {
  const deployed = deploymentOf(templateOf());

  test('nothing changed: not at all', () => {
    expect(deploymentOf(templateOf())).toBe(deployed);
  });

  test('its endpoint, and with it its policy, is another', () => {
    const stack = testStack();
    const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API } = network.EndpointService;
    const endpoints = network.PrivateEndpoints.fromEndpointIds(stack, 'Others', {
      endpointIds: [SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API].map((service, index) => ({
        service,
        endpointId: `vpce-c000000000000000${index}`,
      })),
      securityGroups: [],
      vpc: networkIn(stack).vpc,
    });
    expect(deploymentOf(templateOf({ endpoints }, stack))).not.toBe(deployed);
  });

  test('its pages, answers or kind of authorization are others', () => {
    const stack = testStack();
    const pool = cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_Abc');
    const [origins, kind] = [
      templateOf({ api: { allowedOrigins: ['https://a.example.com'] } }),
      templateOf({ authorization: access.Authorization.cognito(pool) }, stack),
    ];
    expect(new Set([deployed, deploymentOf(origins), deploymentOf(kind)]).size).toBe(3);
  });

  test('its authorizer asks somebody else, whatever the feature flags say', () => {
    const withPool = (id: string) => {
      const stack = testStack();
      return deploymentOf(
        templateOf(
          { authorization: access.Authorization.cognito(cognito.UserPool.fromUserPoolId(stack, 'Pool', id)) },
          stack,
        ),
      );
    };
    expect(withPool('eu-west-1_Abc')).not.toBe(withPool('eu-west-1_Xyz'));
    expect(withPool('eu-west-1_Abc')).toBe(withPool('eu-west-1_Abc'));
  });

  test('its endpoint is replaced under the same name, also from another stack', () => {
    const withNetwork = (change: (endpoint: ec2.CfnVPCEndpoint) => void, apart: boolean) => {
      const app = testApp();
      const env = { account: '111122223333', region: 'eu-west-1' };
      const stack = new Stack(app, 'Stack', { env });
      const home = apart ? new Stack(app, 'Network', { env }) : stack;
      const vpc = new ec2.Vpc(home, 'Home', {
        natGateways: 0,
        subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      });
      const clients = [ec2.Peer.ipv4('10.0.0.0/8')];
      const endpoints = new network.PrivateEndpoints(home, 'Endpoints', {
        vpc,
        services: network.EndpointSet.PRESIGNED_URL,
        clients,
      });
      change(endpoints.endpoint(network.EndpointService.EXECUTE_API).node.defaultChild as ec2.CfnVPCEndpoint);
      return deploymentOf(templateOf({ endpoints }, stack));
    };
    for (const apart of [false, true]) {
      const unchanged = withNetwork(() => {}, apart);
      const replaced = withNetwork((endpoint) => {
        endpoint.serviceName = 'com.amazonaws.vpce.eu-west-1.vpce-svc-1';
      }, apart);
      expect(replaced).not.toBe(unchanged);
      expect(withNetwork(() => {}, apart)).toBe(unchanged);
    }
  });
});

describe('an API is refused', () => {
  const faults = (props: Partial<access.PrivateStudioAccessProps>, stack = testStack()) =>
    faultsOf(() => accessIn(stack, props));

  test('without endpoint of its own', () => {
    const stack = testStack();
    const endpoints = networkIn(stack, without(network.EndpointService.EXECUTE_API));
    expect(faults({ endpoints }, stack)).toEqual([
      expect.stringContaining('MissingEndpoint: endpoints must hold EndpointService.EXECUTE_API'),
    ]);
  });

  test.each([
    '*',
    'http://portal.example.com',
    'https://portal.example.com/',
    'https://*.example.com',
    'https://Portal.example.com',
    'https://portal.example.com:443',
    'https://portal.example.com:99999',
    'null',
    "https://a.example.com'",
  ])('with %s as origin', (origin) => {
    expect(faults({ api: { allowedOrigins: [origin] } })).toEqual([
      expect.stringContaining('InvalidOrigin: one of allowedOrigins must be'),
    ]);
  });

  test('with origins for callers that are no browsers', () => {
    const stack = testStack();
    expect(
      faults(
        { authorization: signed(stack), users: namedUsers(), api: { allowedOrigins: ['https://a.example.com'] } },
        stack,
      ),
    ).toEqual([expect.stringContaining('ConflictingProps: allowedOrigins are for browsers')]);
  });

  test('with a limit per address that AWS WAF does not have, or beside another web ACL', () => {
    const codes = codesOf(() =>
      accessIn(testStack(), {
        api: { webAclArn: WEB_ACL, addressLimit: { requests: 9, window: Duration.minutes(3) } },
      }),
    );
    expect(codes).toEqual(['ConflictingProps', 'InvalidThrottle', 'InvalidThrottle']);
  });

  test('with limits that let nobody in, and a web ACL that is none or global', () => {
    const webAclArn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/studio/0a1b';
    const codes = codesOf(() =>
      accessIn(testStack(), { api: { throttle: { rateLimit: 0, burstLimit: -1 }, webAclArn } }),
    );
    expect(codes).toEqual(['InvalidResourceArn', 'InvalidThrottle', 'InvalidThrottle', 'ForeignResource']);
  });
});

test.each([
  [40, []],
  [80, [expect.stringContaining('[ResourcePolicyTooLong] the resource policy must have at most 8192 characters')]],
])('an API with %i callers keeps to the length of its resource policy', (count, faults) => {
  const stack = testStack();
  const callers = Array.from({ length: count }, (_, index) =>
    iam.Role.fromRoleArn(stack, `Caller${index}`, `arn:aws:iam::111122223333:role/application/portal/Portal-${index}`),
  );
  const { api } = accessIn(stack, { authorization: access.Authorization.iam({ callers }), users: namedUsers() });
  expect(api.node.validate()).toEqual(faults);
});

test('logs may be kept by a key that is given', () => {
  const stack = testStack();
  const encryptionKey = new kms.Key(stack, 'Mine');
  const template = templateOf({ logs: { encryptionKey } }, stack);
  const keys = Object.values(template.findResources('AWS::Logs::LogGroup')).map(
    ({ Properties }) => Properties.KmsKeyId['Fn::GetAtt'][0],
  );
  expect(keys.filter((id) => id.startsWith('Mine'))).toHaveLength(4);
});
