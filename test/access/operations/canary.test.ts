import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { access, network } from '../../../src';
import { clientScript } from '../../../src/access/operations/client-script';
import { PRIVATE_RANGES } from '../../../src/access/shared/canary';
import { codesOf, faultsOf } from '../../faults';
import { ENDPOINT_IDS, endpointsIn, networkIn, vpcIn, without } from '../support/network';
import { domainIn, statementsOf } from '../support/private-access';
import { testStack } from '../support/stack';

const API_URL = 'https://studio.corp.example';
const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:canary-a1b2c3';
const { AccessCanary, CanaryCheck } = access;
const { EndpointService } = network;

const WITH_SECRETS: typeof ENDPOINT_IDS = [
  ...ENDPOINT_IDS,
  [EndpointService.SECRETS_MANAGER, 'vpce-a0000000000000009'],
];

function canaryIn(stack: Stack, props: Partial<access.AccessCanaryProps> = {}): access.AccessCanary {
  return new AccessCanary(stack, 'Canary', {
    apiUrl: API_URL,
    endpoints: props.endpoints ?? networkIn(stack),
    ...props,
  });
}

function signInIn(stack: Stack, more: Partial<access.CanarySignIn> = {}): access.CanarySignIn {
  return {
    tokenEndpoint: 'https://idp.example.com/token',
    clientId: 'canary',
    clientSecret: more.clientSecret ?? Secret.fromSecretCompleteArn(stack, 'Secret', SECRET_ARN),
    identityProvider: ec2.Peer.ipv4('10.16.4.0/24'),
    ...more,
  };
}

function targetOf(stack: Stack): Record<string, unknown> {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
  return JSON.parse(Properties.Environment.Variables.CANARY_TARGET);
}

describe('a canary', () => {
  const stack = testStack();
  const canary = canaryIn(stack, { domains: [domainIn(stack)] });
  const template = Template.fromStack(stack);

  test('runs every five minutes, once at a time, and is not repeated', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [Match.objectLike({ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } })],
    });
    template.hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 1, Timeout: 60 });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CanarySchedule'), 'Arn'] },
    });
  });

  test('checks the API and the hosts of the domains, in the private ranges', () => {
    expect(targetOf(stack)).toEqual({
      apiUrl: API_URL,
      portal: false,
      studioHosts: ['d-abc.studio.eu-west-1.sagemaker.aws'],
      addressRanges: PRIVATE_RANGES,
    });
  });

  test('is in the VPC of the endpoints, and connects to nothing else', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: Match.objectLike({ SubnetIds: ['subnet-isolated1', 'subnet-isolated2'] }),
    });
    const egress = Object.values(template.findResources('AWS::EC2::SecurityGroupEgress'));
    expect(egress.map(({ Properties }) => [Properties.DestinationSecurityGroupId, Properties.ToPort])).toEqual([
      ['sg-0123456789abcdef0', 443],
    ]);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '127.0.0.1/32' })],
      SecurityGroupIngress: Match.absent(),
    });
  });

  test('may write its log and have network interfaces, and nothing else', () => {
    const allowed = statementsOf(stack, 'Canary').filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.map(({ Sid }) => Sid)).toEqual(['Logs', 'NetworkInterfaces']);
  });

  test('has metrics by check and by host', () => {
    expect(canary.metricPassed()).toMatchObject({ metricName: 'CanaryPassed', statistic: 'Minimum' });
    expect(canary.metricPassed().period.toMinutes()).toBe(5);
    expect(canary.metricCheckPassed(CanaryCheck.NAMES).dimensions).toMatchObject({ check: 'names' });
    expect(canary.metricCheckDuration(CanaryCheck.SIGN_IN)).toMatchObject({
      metricName: 'CanaryCheckDuration',
      statistic: 'Maximum',
      dimensions: { check: 'sign-in' },
    });
    expect(canary.metricCertificateDays('studio.corp.example', { statistic: 'Average' })).toMatchObject({
      metricName: 'CanaryCertificateDays',
      statistic: 'Average',
      dimensions: { host: 'studio.corp.example' },
    });
  });
});

describe('a canary with a machine user', () => {
  const stack = testStack();
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/k');
  const clientSecret = Secret.fromSecretAttributes(stack, 'Secret', {
    secretCompleteArn: SECRET_ARN,
    encryptionKey: key,
  });
  canaryIn(stack, {
    endpoints: networkIn(stack, WITH_SECRETS),
    portal: true,
    signIn: signInIn(stack, { clientSecret, parameters: { scope: 'studio/open' } }),
  });

  test('gets the names of its client, and no secret', () => {
    expect(targetOf(stack)).toMatchObject({
      portal: true,
      client: {
        tokenEndpoint: 'https://idp.example.com/token',
        clientId: 'canary',
        secretArn: SECRET_ARN,
        parameters: { scope: 'studio/open' },
      },
    });
  });

  test('may read this secret through the endpoint, and use its key for Secrets Manager', () => {
    const statements = statementsOf(stack, 'Canary');
    expect(statements.find(({ Sid }) => Sid === 'ClientSecret')).toMatchObject({
      Action: 'secretsmanager:GetSecretValue',
      Resource: SECRET_ARN,
      Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-a0000000000000009' } },
    });
    expect(statements.find(({ Sid }) => Sid === 'ClientSecretKey')).toMatchObject({
      Action: 'kms:Decrypt',
      Resource: 'arn:aws:kms:eu-west-1:111122223333:key/k',
      Condition: {
        StringEquals: {
          'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] },
        },
      },
    });
  });

  test('connects to the identity provider as well', () => {
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: Match.arrayWith([Match.objectLike({ CidrIp: '10.16.4.0/24', ToPort: 443 })]),
    });
  });

  test('may read a secret that is known by its name', () => {
    const other = testStack();
    const named = Secret.fromSecretNameV2(other, 'Secret', 'canary');
    canaryIn(other, { endpoints: networkIn(other, WITH_SECRETS), signIn: signInIn(other, { clientSecret: named }) });
    const [{ Resource }] = statementsOf(other, 'Canary').filter(({ Sid }) => Sid === 'ClientSecret');
    expect(JSON.stringify(Resource)).toContain(':secret:canary-??????');
  });
});

describe('the alarm of a canary', () => {
  test('takes missing data for a failure, and needs two of three intervals', () => {
    const stack = testStack();
    const topic = new sns.Topic(stack, 'Topic');
    canaryIn(stack, { interval: Duration.minutes(10) }).addAlarm([new SnsAction(topic)]);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'CanaryPassed',
      Namespace: 'SecureSageMaker/StudioAccess',
      Statistic: 'Minimum',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      Period: 600,
      AlarmActions: [stack.resolve(topic.topicArn)],
      AlarmDescription: Match.stringLikeRegexp('Runbook "Nobody gets in": https://.*#nobody-gets-in$'),
    });
  });
});

describe('a canary is refused', () => {
  test.each<[string, Partial<access.AccessCanaryProps>, string]>([
    ['a URL with a slash at the end', { apiUrl: `${API_URL}/v1/` }, 'apiUrl must be a lower-case HTTPS URL'],
    ['a URL without TLS', { apiUrl: 'http://studio.corp.example' }, 'apiUrl must be a lower-case HTTPS URL'],
    ['no ranges', { addressRanges: [] }, 'addressRanges must have at least one item'],
    [
      'a range that is none',
      { addressRanges: ['10.0.0.0'] },
      "one of addressRanges must be in CIDR notation, got '10.0.0.0'",
    ],
    [
      'runs too rarely',
      { interval: Duration.hours(2) },
      'interval must be a whole number from 1 to 60 minutes, got 120',
    ],
    [
      'runs too often',
      { interval: Duration.seconds(30) },
      'interval must be a whole number from 1 to 60 minutes, got 0.5',
    ],
  ])('for %s', (_, props, message) => {
    const [fault, ...others] = faultsOf(() => canaryIn(testStack(), props));
    expect(fault).toContain(`InvalidCanary: ${message}`);
    expect(others).toEqual([]);
  });

  test('for all faults of a sign-in at once', () => {
    const stack = testStack();
    const signIn = signInIn(stack, {
      tokenEndpoint: 'HTTPS://idp.example.com/token',
      clientId: ' ',
      parameters: { grant_type: 'password' },
    });
    expect(codesOf(() => canaryIn(stack, { endpoints: networkIn(stack, WITH_SECRETS), signIn }))).toEqual([
      'InvalidCanary',
      'InvalidCanary',
      'InvalidCanary',
    ]);
  });

  test('without the endpoints that it connects to', () => {
    const stack = testStack();
    const endpoints = endpointsIn(
      stack,
      without(EndpointService.EXECUTE_API, EndpointService.SAGEMAKER_STUDIO),
      vpcIn(stack),
    );
    const faults = faultsOf(() => canaryIn(stack, { endpoints, domains: [domainIn(stack)], signIn: signInIn(stack) }));
    expect(faults.map((fault) => /EndpointService\.(\w+)/.exec(fault)?.[1])).toEqual([
      'EXECUTE_API',
      'SAGEMAKER_STUDIO',
      'SECRETS_MANAGER',
    ]);
  });

  test('without a VPC', () => {
    const stack = testStack();
    expect(codesOf(() => canaryIn(stack, { endpoints: endpointsIn(stack, ENDPOINT_IDS) }))).toEqual([
      'ConflictingProps',
    ]);
  });
});

describe('the script of a canary', () => {
  const folder = mkdtempSync(join(tmpdir(), 'canary-script-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is written with the ranges and the portal of the canary', () => {
    const path = join(folder, 'new', 'check-studio-access.sh');
    canaryIn(testStack(), { portal: true, addressRanges: ['10.0.0.0/16'] }).writeClientScript(path);
    expect(readFileSync(path, 'utf-8')).toBe(clientScript({ portal: true, addressRanges: ['10.0.0.0/16'] }));
  });

  test('needs a path, and literal ranges', () => {
    const canary = canaryIn(testStack());
    expect(codesOf(() => canary.writeClientScript(' '))).toEqual(['ConflictingProps']);
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'NewVpc', { maxAzs: 1, natGateways: 0 });
    const unknown = canaryIn(stack, { addressRanges: [vpc.vpcCidrBlock] });
    const path = join(folder, 'unknown.sh');
    expect(codesOf(() => unknown.writeClientScript(path))).toEqual(['UnresolvedDocument']);
    expect(existsSync(path)).toBe(false);
  });
});
