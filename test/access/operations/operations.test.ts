import { Duration, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { access } from '../../../src';
import { codesOf } from '../../faults';
import { ENDPOINT_IDS, endpointsIn, PREFIX_LIST, vpcIn } from '../support/network';
import { accessIn, type Properties } from '../support/private-access';
import { testStack } from '../support/stack';

const CERTIFICATE = 'arn:aws:acm:eu-west-1:111122223333:certificate/a1b2';
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:operators';

function operationsIn(stack: Stack, props: Partial<access.AccessOperationsProps> = {}): access.AccessOperations {
  return new access.AccessOperations(stack, 'Operations', {
    studioAccess: props.studioAccess ?? accessIn(stack),
    alarmActions: [new SnsAction(sns.Topic.fromTopicArn(stack, 'Operators', TOPIC))],
    ...props,
  });
}

function propertiesOf(stack: Stack, type: string): [id: string, properties: Properties][] {
  const found = Template.fromStack(stack).findResources(type);
  return Object.entries(found).map(([id, { Properties }]) => [id, Properties]);
}

describe('the alarms of the kit', () => {
  const stack = testStack();
  const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE);
  const operations = operationsIn(stack, { certificates: [certificate], alarms: { minimumCalls: 7 } });
  const alarms = propertiesOf(stack, 'AWS::CloudWatch::Alarm');
  const idOf = (part: string) => alarms.map(([id]) => id).find((id) => id.includes(part))!;
  const [[, outage]] = propertiesOf(stack, 'AWS::CloudWatch::CompositeAlarm');

  test('report one outage once: its parts have no actions', () => {
    const parts = [
      'CanaryAlarm',
      'FailedRequests',
      'FailedCalls',
      'FailedAuthorizations',
      'ThrottledCalls',
      'RefusedCalls',
    ];
    expect(outage.AlarmActions).toEqual([TOPIC]);
    for (const part of parts) {
      expect(JSON.stringify(outage.AlarmRule)).toContain(JSON.stringify({ 'Fn::GetAtt': [idOf(part), 'Arn'] }));
      expect(alarms.find(([id]) => id === idOf(part))![1].AlarmActions).toBeUndefined();
    }
    expect(JSON.stringify(outage.AlarmRule).match(/ALARM\(/g)).toHaveLength(parts.length);
    expect(JSON.stringify(outage.AlarmRule)).toContain(' OR ');
  });

  test('report a certificate that was not renewed in time, also after it has expired', () => {
    const [, certificateAlarm] = alarms.find(([, { MetricName }]) => MetricName === 'DaysToExpiry')!;
    expect(certificateAlarm).toMatchObject({
      Namespace: 'AWS/CertificateManager',
      Dimensions: [{ Name: 'CertificateArn', Value: CERTIFICATE }],
      Statistic: 'Minimum',
      Threshold: 30,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'ignore',
      Period: 86_400,
      AlarmActions: [TOPIC],
    });
    expect(JSON.stringify(outage.AlarmRule)).not.toContain('Certificate');
  });

  test('have the given thresholds', () => {
    expect(JSON.stringify(alarms.find(([id]) => id === idOf('RefusedCalls')))).toContain('total >= 7');
  });

  test('are all on the dashboard', () => {
    expect(operations.outageAlarms.length + operations.otherAlarms.length).toBe(alarms.length);
    const [[, { DashboardBody }]] = propertiesOf(stack, 'AWS::CloudWatch::Dashboard');
    for (const [id] of [...alarms, ...propertiesOf(stack, 'AWS::CloudWatch::CompositeAlarm')]) {
      expect(JSON.stringify(DashboardBody)).toContain(id);
    }
  });

  test('cannot be created twice', () => {
    const other = testStack();
    const studioAccess = accessIn(other);
    studioAccess.addAlarms([]);
    expect(codesOf(() => operationsIn(other, { studioAccess }))).toEqual(['ConflictingProps']);
  });
});

describe('the canary of the kit', () => {
  const targetOf = (stack: Stack) =>
    propertiesOf(stack, 'AWS::Lambda::Function').find(([id]) => id.startsWith('OperationsCanary'))![1];

  test('checks the API and the domains, in the subnets of the function', () => {
    const stack = testStack();
    const vpc = vpcIn(stack, {
      privateSubnetIds: ['subnet-private1', 'subnet-private2'],
      privateSubnetRouteTableIds: ['rtb-3', 'rtb-4'],
    });
    const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
    operationsIn(stack, {
      studioAccess: accessIn(stack, {
        endpoints: endpointsIn(stack, ENDPOINT_IDS, vpc),
        urlFunction: { dynamoDbPrefixListId: PREFIX_LIST, vpcSubnets },
      }),
    });
    const { Environment, VpcConfig } = targetOf(stack);
    expect(VpcConfig.SubnetIds).toEqual(['subnet-isolated1', 'subnet-isolated2']);
    const text = JSON.stringify(Environment.Variables.CANARY_TARGET);
    expect(text).toContain('-vpce-a0000000000000005.execute-api.eu-west-1.');
    expect(text).toContain('d-abc.studio.eu-west-1.sagemaker.aws');
  });

  test('has other settings on request', () => {
    const stack = testStack();
    operationsIn(stack, { canary: { domains: [], interval: Duration.minutes(15), addressRanges: ['10.7.0.0/16'] } });
    const text = JSON.stringify(targetOf(stack).Environment);
    expect(text).not.toContain('d-abc');
    expect(text).toContain('10.7.0.0/16');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(15 minutes)' });
  });
});

describe('the dashboard of the kit', () => {
  const stack = testStack();
  operationsIn(stack);
  const [[, { DashboardBody }]] = propertiesOf(stack, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(DashboardBody);

  test.each([
    'Requests for URLs',
    'Tokens',
    'Refusals and failures by reason',
    'Latency of the API',
    'Duration of the functions',
    'Throttles and concurrency',
    'Canary: 1 if the check passed',
    'Canary: duration',
    'Days until certificates expire',
    'Table of users',
    'Endpoints: bytes',
  ])('shows "%s"', (title) => {
    expect(body).toContain(title);
  });

  test('links the runbooks', () => {
    expect(body).toContain('docs/runbooks.md');
  });

  test('leaves out what is not there', () => {
    const other = testStack();
    operationsIn(other, {
      studioAccess: accessIn(other, {
        authorization: access.Authorization.iam({
          callers: [iam.Role.fromRoleArn(other, 'Portal', 'arn:aws:iam::111122223333:role/Portal')],
        }),
        users: access.UserDirectory.fromUsers([
          { issuer: 'https://idp.example.com/', subject: '00u1', domainId: 'd-abc', userProfileName: 'alice' },
        ]),
      }),
    });
    const [[, signed]] = propertiesOf(other, 'AWS::CloudWatch::Dashboard');
    const text = JSON.stringify(signed.DashboardBody);
    expect(text).toContain('Requests for URLs');
    expect(text).not.toMatch(/Tokens|"Authorizations/); // unanchored: within the body
  });
});

describe('the kit of private access with a portal', () => {
  const stack = testStack();
  const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE);
  const portal = access.Portal.serverSide({
    clientId: 'portal',
    credentials: access.PortalCredentials.fromSecret(Secret.fromSecretNameV2(stack, 'Secret', 'portal')),
    domain: { domainName: 'studio.corp.example', certificate },
  });
  operationsIn(stack, { studioAccess: accessIn(stack, { portal }), certificates: [certificate] });
  const alarms = propertiesOf(stack, 'AWS::CloudWatch::Alarm');

  test('opens the portal by the custom domain name', () => {
    const [, { Environment }] = propertiesOf(stack, 'AWS::Lambda::Function').find(([id]) =>
      id.startsWith('OperationsCanary'),
    )!;
    expect(JSON.parse(Environment.Variables.CANARY_TARGET)).toMatchObject({
      apiUrl: 'https://studio.corp.example',
      portal: true,
    });
  });

  test('reports the certificate of the domain name, once', () => {
    expect(alarms.filter(([, { MetricName }]) => MetricName === 'DaysToExpiry')).toHaveLength(1);
  });

  test('counts a portal that fails among the outages', () => {
    const [id] = alarms.find(([one]) => one.includes('FailedPortal'))!;
    const [[, { AlarmRule }]] = propertiesOf(stack, 'AWS::CloudWatch::CompositeAlarm');
    expect(JSON.stringify(AlarmRule)).toContain(id);
  });

  test('shows the portal on the dashboard, and asks its log', () => {
    const [[, { DashboardBody }]] = propertiesOf(stack, 'AWS::CloudWatch::Dashboard');
    expect(JSON.stringify(DashboardBody)).toContain('PortalRequests');
    const [, query] = propertiesOf(stack, 'AWS::Logs::QueryDefinition').find(([, { Name }]) =>
      Name.endsWith('One request'),
    )!;
    expect(query.LogGroupNames).toHaveLength(4);
  });
});

describe('the kit of private access with a list of users', () => {
  const stack = testStack();
  const studioAccess = accessIn(stack);
  const revocation = new access.Revocation(stack, 'Revocation', {
    table: studioAccess.urlFunction.directoryTable!,
    accessRoles: [studioAccess.accessRole!],
  });
  const operations = operationsIn(stack, { studioAccess, revocation });
  const alarms = new Map(propertiesOf(stack, 'AWS::CloudWatch::Alarm'));

  test('reports drift, changes of the protection, missing checks, and revocations, each by itself', () => {
    const ids = operations.otherAlarms.map(({ node }) => node.id);
    expect(ids).toEqual(['Drift', 'Protection', 'Checks', 'Used']);
    const actions = operations.otherAlarms.map((alarm) => {
      const {
        'Fn::GetAtt': [id],
      } = stack.resolve(alarm.alarmArn);
      return alarms.get(id)!.AlarmActions;
    });
    expect(actions).toEqual(Array(4).fill([TOPIC]));
  });

  test('asks the records of the reconciler and of revocations who was given access', () => {
    const queries = propertiesOf(stack, 'AWS::Logs::QueryDefinition').map(([, properties]) => properties);
    const { LogGroupNames } = queries.find(({ Name }) => Name.endsWith('Who was given access'))!;
    const ids = LogGroupNames.map(({ Ref }: { Ref: string }) => Ref);
    expect(ids).toEqual([expect.stringContaining('Reconciler'), expect.stringContaining('Revocation')]);
  });

  test('shows the directory on the dashboard', () => {
    const [[, { DashboardBody }]] = propertiesOf(stack, 'AWS::CloudWatch::Dashboard');
    const text = JSON.stringify(DashboardBody);
    for (const metric of ['DirectoryChecks', 'DirectoryDrift', 'DirectoryProtectionChanges', 'DirectoryRevocations']) {
      expect(text).toContain(metric);
    }
  });
});

describe('the saved queries', () => {
  const stack = testStack();
  operationsIn(stack);
  const queries = propertiesOf(stack, 'AWS::Logs::QueryDefinition').map(([, properties]) => properties);
  const named = (name: string) => queries.find(({ Name }) => Name === `Studio access/Operations/${name}`)!;

  test('follow one request through all logs, by its id', () => {
    const query = named('One request');
    expect(query.Parameters).toEqual([{ Name: 'requestId', Description: 'The request id that the user sees' }]);
    expect(query.QueryString).toContain('filter requestId = "{{requestId}}"');
    expect(query.LogGroupNames).toHaveLength(3);
  });

  test('have a placeholder for each parameter, and a parameter for each placeholder', () => {
    for (const { QueryString, Parameters = [] } of queries) {
      const placeholders = [...QueryString.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
      expect(placeholders).toEqual(Parameters.map(({ Name }: { Name: string }) => Name));
    }
  });

  test.each([
    'One person',
    'Refusals by reason',
    'Failures by reason',
    'Requests by address',
    'Who opened a profile',
    'Failed canary checks',
  ])('answer "%s"', (name) => {
    expect(named(name).LogGroupNames).not.toEqual([]);
  });
});

describe('reading the records', () => {
  test('is granted for all logs of private access, and no others', () => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Auditor', { assumedBy: new iam.AccountRootPrincipal() });
    operationsIn(stack).grantReadAudit(role);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: Match.objectLike({
        Statement: [
          Match.objectLike({
            Action: ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:StartQuery'],
            Resource: Match.arrayWith([{ 'Fn::GetAtt': [Match.stringLikeRegexp('AccessLog'), 'Arn'] }]),
          }),
          Match.objectLike({ Action: ['logs:GetQueryResults', 'logs:StopQuery'], Resource: '*' }),
        ],
      }),
    });
  });
});
