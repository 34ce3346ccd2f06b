import { CfnParameter, Duration, RemovalPolicy, type Stack, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as sns from 'aws-cdk-lib/aws-sns';
import { access, studio } from '../../src';
import { codesOf, faultsOf } from '../faults';
import { ENDPOINT_IDS, endpointsIn, networkIn } from './support/network';
import { accessIn, domainIn, IDENTITY_PROVIDER, type Properties, statementsOf } from './support/private-access';
import { testStack } from './support/stack';
import { userFiles } from './support/user-files';

const FOREIGN_ROLE = 'arn:aws:iam::444455556666:role/StudioAccess';

describe('private access to Studio', () => {
  const stack = testStack();
  const own = accessIn(stack);
  const template = Template.fromStack(stack);

  test('knows users by the identity provider of the authorization', () => {
    const [text] = Object.values(userFiles(stack));
    expect(JSON.parse(text).users).toEqual([
      { issuer: IDENTITY_PROVIDER, subject: '00u1', domainId: 'd-abc', userProfileName: 'alice', enabled: true },
    ]);
  });

  test('runs in the VPC of the endpoints', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: Match.objectLike({ SubnetIds: ['subnet-isolated1', 'subnet-isolated2'] }),
    });
  });

  test('opens the user profiles of its domain through both endpoints', () => {
    const [allow] = statementsOf(stack, 'AccessUrlsAccessRolePolicy');
    expect(allow.Condition).toEqual({
      StringEquals: { 'aws:SourceVpce': ['vpce-a0000000000000001', 'vpce-a0000000000000002'] },
    });
    expect(JSON.stringify(allow.Resource)).toContain('user-profile/d-abc/*');
  });

  test('encrypts all of its logs with one key', () => {
    const logs = Object.values(template.findResources('AWS::Logs::LogGroup')).map(
      ({ Properties }) => Properties.KmsKeyId['Fn::GetAtt'][0],
    );
    expect(new Set(logs.filter((key) => !key.startsWith('AccessUrlsUsers'))).size).toBe(1);
  });

  test('has no inline policies', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('counts requests by function and outcome', () => {
    expect(own.metricRequests(access.RequestOutcome.REFUSED)).toMatchObject({
      namespace: 'SecureSageMaker/StudioAccess',
      metricName: 'Requests',
      statistic: 'Sum',
      dimensions: { FunctionName: own.urlFunction.handler.functionName, outcome: 'refused' },
    });
    expect(own.metricRequests(access.RequestOutcome.ISSUED, { period: Duration.hours(1) }).period.toHours()).toBe(1);
  });
});

describe('domains', () => {
  const user = (more: Partial<access.DirectoryUser>): access.DirectoryUser => ({
    subject: '00u1',
    domainId: 'd-abc',
    userProfileName: 'alice',
    ...more,
  });

  test('may be several, those of the users among them', () => {
    const stack = testStack();
    const { userProfile } = profileOf(stack);
    accessIn(stack, { users: access.UserDirectory.fromUsers([{ subject: '00u2', userProfile }]) });
    const [allow] = statementsOf(stack, 'AccessUrlsAccessRolePolicy');
    expect(JSON.stringify(allow.Resource)).toMatch(
      /user-profile\/d-other\/\*.*user-profile\/d-abc\/\*|user-profile\/d-abc\/\*.*user-profile\/d-other\/\*/,
    );
  });

  test('may all be of other accounts, whose access roles users name', () => {
    const stack = testStack();
    const own = accessIn(stack, {
      domain: undefined,
      users: access.UserDirectory.fromUsers([user({ accessRoleArn: FOREIGN_ROLE })]),
    });
    expect(own.accessRole).toBeUndefined();
    const assume = statementsOf(stack, 'AccessUrlsFunction').find(({ Sid }) => Sid === 'AccessRoles');
    expect(assume).toMatchObject({ Resource: FOREIGN_ROLE });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ FOREIGN_ACCESS_ROLE_ARNS: FOREIGN_ROLE }) },
    });
    expect(faultsOf(() => own.revokeAll())).toEqual([
      expect.stringContaining('ConflictingProps: there is no access role in this account'),
    ]);
  });

  test('of users with an access role are not opened with the one of this account', () => {
    const stack = testStack();
    const { userProfile } = profileOf(stack);
    accessIn(stack, {
      users: access.UserDirectory.fromUsers([{ subject: '00u2', userProfile, accessRoleArn: FOREIGN_ROLE }]),
    });
    expect(JSON.stringify(statementsOf(stack, 'AccessUrlsAccessRole'))).not.toContain('d-other');
  });

  test('and roles of a table that is filled by other means are those that it is told to have', () => {
    const stack = testStack();
    const table = dynamodb.Table.fromTableName(stack, 'Table', 'users');
    const users = access.UserDirectory.fromTable(table, {
      domains: [domainIn(stack, 'd-table')],
      accessRoleArns: [FOREIGN_ROLE],
    });
    accessIn(stack, { domain: undefined, users });
    expect(JSON.stringify(statementsOf(stack, 'AccessUrlsAccessRolePolicy'))).toContain('user-profile/d-table/*');
    expect(JSON.stringify(statementsOf(stack, 'AccessUrlsFunction'))).toContain(FOREIGN_ROLE);
  });

  function profileOf(stack: ReturnType<typeof testStack>) {
    const domain = domainIn(stack, 'd-other');
    return {
      userProfile: studio.UserProfile.fromUserProfileAttributes(stack, 'Bob', { domain, userProfileName: 'bob' }),
    };
  }
});

describe('access can be taken away', () => {
  const revocations = (revoke: (own: access.PrivateStudioAccess, domain: ReturnType<typeof domainIn>) => void) => {
    const stack = testStack();
    const domain = domainIn(stack);
    revoke(accessIn(stack, { domain }), domain);
    return statementsOf(stack, 'AccessUrlsAccessRoleRevocations');
  };

  test('from everybody', () => {
    expect(revocations((own) => own.revokeAll())).toEqual([
      { Effect: 'Deny', Action: 'sagemaker:CreatePresignedDomainUrl', Resource: '*' },
    ]);
  });

  test('from one user profile', () => {
    const [deny] = revocations((own, domain) => own.revokeUserProfile(domain, 'alice'));
    expect(deny).toMatchObject({ Effect: 'Deny', Action: 'sagemaker:CreatePresignedDomainUrl' });
    expect(JSON.stringify(deny.Resource)).toContain('user-profile/d-abc/alice');
  });
});

function withNewDomain(stack: Stack): Partial<access.PrivateStudioAccessProps> {
  const endpoints = networkIn(stack);
  return { endpoints, domain: new studio.Domain(stack, 'Domain', { vpc: endpoints.vpc! }) };
}

describe('alarms', () => {
  const alarmsOf = (options?: access.AccessAlarmOptions, props?: Partial<access.PrivateStudioAccessProps>) => {
    const stack = testStack();
    const topic = new sns.Topic(stack, 'Topic');
    accessIn(stack, props).addAlarms([new SnsAction(topic)], options);
    const found = Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm');
    const alarms = Object.entries(found).map(([id, { Properties }]) => [id.replace(/^Access|.{8}$/g, ''), Properties]);
    return { alarms: Object.fromEntries(alarms) as Record<string, Properties>, topic: stack.resolve(topic.topicArn) };
  };

  test.each([
    ['FailedRequests', 'Requests'],
    ['FailedCalls', 'FailedCalls'],
    ['FailedAuthorizations', 'FailedAuthorizations'],
  ])('%s goes off for a single failure on a quiet day', (id, metric) => {
    expect(alarmsOf().alarms[id]).toMatchObject({
      MetricName: metric,
      Statistic: 'Sum',
      Period: 300,
      Threshold: 1,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  test('go off where most of a few requests are refused, twice within fifteen minutes', () => {
    const { RefusedCalls } = alarmsOf().alarms;
    expect(RefusedCalls).toMatchObject({
      Threshold: 0.5,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      TreatMissingData: 'notBreaching',
    });
    const metrics = (RefusedCalls.Metrics as Properties[]).map(({ Expression, Id, MetricStat }) => [
      Expression ?? Id,
      MetricStat?.Metric.MetricName,
    ]);
    expect(metrics).toEqual([
      ['IF(total >= 3, FILL(refused, 0) / total, 0)', undefined],
      ['refused', 'RefusedCalls'],
      ['total', 'DecidedCalls'],
    ]);
  });

  test('go off where the limit of the stage is exceeded, twice within fifteen minutes', () => {
    expect(alarmsOf().alarms.ThrottledCalls).toMatchObject({
      MetricName: 'ThrottledCalls',
      Threshold: 1,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    });
  });

  test('have the thresholds and the actions that are given', () => {
    const { alarms, topic } = alarmsOf({ refusedShare: 0.2, minimumCalls: 10 });
    expect(alarms.RefusedCalls.Threshold).toBe(0.2);
    expect(alarms.RefusedCalls.Metrics[0].Expression).toContain('total >= 10');
    expect(Object.values(alarms).map(({ AlarmActions }) => AlarmActions)).toEqual(Array(8).fill([topic]));
  });

  test('have thresholds that can be reached and that not everything reaches', () => {
    const codes = codesOf(() => alarmsOf({ refusedShare: 1, minimumCalls: 0 }));
    expect(codes).toEqual(['InvalidThreshold', 'InvalidThreshold']);
    expect(codesOf(() => alarmsOf({ refusedShare: -0.1, minimumCalls: 1.5 }))).toEqual(codes);
  });

  test('may have thresholds that only the deployment knows', () => {
    const { alarms } = alarmsOf({
      refusedShare: Token.asNumber({ Ref: 'Share' }),
      minimumCalls: Token.asNumber({ Ref: 'Minimum' }),
    });
    expect([alarms.RefusedCalls.Threshold, alarms.RefusedCalls.Metrics[0].Expression]).toEqual([
      { Ref: 'Share' },
      { 'Fn::Join': ['', ['IF(total >= ', { Ref: 'Minimum' }, ', FILL(refused, 0) / total, 0)']] },
    ]);
  });
});

describe('access is refused', () => {
  test('without a VPC, where the endpoints do not know theirs', () => {
    const stack = testStack();
    const endpoints = endpointsIn(stack, ENDPOINT_IDS);
    expect(faultsOf(() => accessIn(stack, { endpoints }))).toEqual([
      expect.stringContaining('ConflictingProps: the VPC of Stack/Endpoints is not known'),
    ]);
  });

  test.each<[string, (stack: Stack) => Partial<access.PrivateStudioAccessProps>, string[]]>([
    ['another domain', (stack) => ({ domain: domainIn(stack, 'd-other') }), ['UnopenedDomain']],
    ['a domain that the app creates', (stack) => withNewDomain(stack), ['UnopenedDomain']],
    [
      'a domain that only the deployment knows',
      (stack) => ({ domain: domainIn(stack, new CfnParameter(stack, 'Id').valueAsString) }),
      [],
    ],
  ])('with users of a literal domain beside %s, which no access role may open', (_, props, codes) => {
    const stack = testStack();
    expect(codesOf(() => accessIn(stack, props(stack)))).toEqual(codes);
  });

  test('without domain and access roles', () => {
    expect(codesOf(() => accessIn(testStack(), { domain: undefined }))).toEqual(['ConflictingProps']);
  });
});

test('everything can be destroyed with the stack, if one says so', () => {
  const stack = testStack();
  accessIn(stack, { logs: { removalPolicy: RemovalPolicy.DESTROY } });
  const template = Template.fromStack(stack);
  const retained = Object.entries(
    template.toJSON().Resources as Record<string, { Type: string; DeletionPolicy?: string }>,
  )
    .filter(
      ([id, { DeletionPolicy }]) =>
        DeletionPolicy !== 'Delete' && DeletionPolicy !== undefined && !id.startsWith('AccessUrlsUsers'),
    )
    .map(([, { Type }]) => Type);
  expect([...new Set(retained)].sort()).toEqual(['AWS::ApiGateway::Account', 'AWS::IAM::Role']);
});
