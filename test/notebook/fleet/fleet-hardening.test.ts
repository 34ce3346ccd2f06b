import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { notebook } from '../../../src';
import type { FleetPolicy } from '../../../src/notebook/shared/fleet';
import { testApp } from '../../app';
import { faultsOf } from '../../faults';

const { FleetHardening, FleetSetting, Weekday } = notebook;

const ENV = { account: '111122223333', region: 'eu-central-1' };
const WINDOW: notebook.MaintenanceWindow = { hour: 22, duration: Duration.hours(4) };

function stackWith(props?: notebook.FleetHardeningProps): Stack {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  new FleetHardening(stack, 'Fleet', props);
  return stack;
}

function templateOf(props?: notebook.FleetHardeningProps): Template {
  return Template.fromStack(stackWith(props));
}

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Condition?: object;
  readonly Resource: unknown;
}

function statementsOf(template: Template): Statement[] {
  return Object.values(template.findResources('AWS::IAM::ManagedPolicy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
}

/** Every action that a role of the template is allowed. */
function actionsOf(template: Template): string[] {
  return statementsOf(template)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action);
}

function policyIn(template: Template): FleetPolicy {
  const [{ Properties }] = Object.values(template.findResources('AWS::Lambda::Function'));
  return JSON.parse(Properties.Environment.Variables.FLEET_POLICY);
}

const REMEDIATION = { remediation: { maintenanceWindow: WINDOW } };

describe('a fleet that is only reported', () => {
  const template = templateOf();

  test('has no permission to change anything in SageMaker', () => {
    const sageMaker = actionsOf(template).filter((action) => action.startsWith('sagemaker:'));
    expect(sageMaker.sort()).toEqual([
      'sagemaker:DescribeDomain',
      'sagemaker:DescribeNotebookInstance',
      'sagemaker:DescribeNotebookInstanceLifecycleConfig',
      'sagemaker:ListDomains',
      'sagemaker:ListNotebookInstances',
      'sagemaker:ListTags',
    ]);
  });

  test('has no wildcard among the actions of any role', () => {
    expect(actionsOf(template).filter((action) => action.includes('*'))).toEqual([]);
  });

  test('requires IMDSv2 by default, and has no remediation', () => {
    expect(policyIn(template)).toEqual({
      settings: ['IMDS_V2'],
      optOutTagKey: 'fleet-hardening:opt-out',
      codeOwnedTagKeys: [],
    });
  });

  test('runs one function at a time, every hour', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 1, Timeout: 900 });
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 hour)' });
  });

  test('does not run on changes of statuses, because it has nothing to continue', () => {
    const sources = Object.values(template.findResources('AWS::Events::Rule')).map(
      ({ Properties }) => Properties.EventPattern.source,
    );
    expect(sources).toEqual([['secure-sagemaker.notebook-fleet']]);
  });

  test('keeps its evidence in an encrypted and versioned bucket that is not public', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Match.anyValue() } },
          ],
        },
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      },
    });
  });

  test('writes objects only below its account and region', () => {
    const evidence = statementsOf(template).find(({ Sid }) => Sid === 'WriteEvidence');
    expect(JSON.stringify(evidence?.Resource)).toContain('/111122223333/eu-central-1/*');
    expect(evidence?.Action).toBe('s3:PutObject');
  });

  test('has alarms that its topic forwards', () => {
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.map(({ Properties }) => Properties.MetricName).sort()).toEqual([
      'CompleteRuns',
      'Errors',
      'Failures',
      'NoncompliantNotebooks',
      'WorkStopped',
    ]);
    expect(alarms.every(({ Properties }) => Properties.AlarmActions.length === 1)).toBe(true);
  });

  test('has a topic to which only EventBridge and CloudWatch of the account publish, with its key', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'Publish',
            Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
          }),
        ]),
      },
    });
  });

  test('leaves no warning', () => {
    const stack = stackWith();
    expect(stack.node.findAll().flatMap(({ node }) => node.metadata)).not.toContainEqual(
      expect.objectContaining({ type: 'aws:cdk:warning' }),
    );
  });
});

describe('a fleet with remediation', () => {
  const template = templateOf(REMEDIATION);
  const bySid = (sid: string) => statementsOf(template).find(({ Sid }) => Sid === sid);

  test('may stop, start, and update notebook instances, and change nothing else in SageMaker', () => {
    const changes = actionsOf(template).filter((action) => /^sagemaker:(?!List|Describe)/.test(action));
    expect(changes.sort()).toEqual([
      'sagemaker:StartNotebookInstance',
      'sagemaker:StopNotebookInstance',
      'sagemaker:UpdateNotebookInstance',
    ]);
    expect(actionsOf(template)).not.toContain('iam:PassRole');
  });

  test('may send nothing but version 2, and root access only as disabled', () => {
    expect(bySid('Update')?.Condition).toEqual({
      StringEquals: { 'sagemaker:MinimumInstanceMetadataServiceVersion': '2' },
      StringEqualsIfExists: { 'sagemaker:RootAccess': 'Disabled' },
      Null: {
        'aws:ResourceTag/fleet-hardening:opt-out': 'true',
        'sagemaker:AcceleratorTypes': 'true',
        'sagemaker:InstanceTypes': 'true',
        'sagemaker:NotebookInstanceLifecycleConfigArns': 'true',
      },
    });
  });

  test('is denied every change of what is opted out', () => {
    expect(bySid('OptedOut')).toMatchObject({
      Effect: 'Deny',
      Action: ['sagemaker:StartNotebookInstance', 'sagemaker:StopNotebookInstance', 'sagemaker:UpdateNotebookInstance'],
      Condition: { Null: { 'aws:ResourceTag/fleet-hardening:opt-out': 'false' } },
    });
  });

  test('continues when statuses change', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.sagemaker'],
        'detail-type': ['SageMaker Notebook Instance State Change'],
        detail: { NotebookInstanceStatus: ['Failed', 'InService', 'Stopped'] },
      },
    });
  });

  test('has small limits by default', () => {
    expect(policyIn(template).remediation).toEqual({
      window: { days: [0, 1, 2, 3, 4, 5, 6], begin: 1320, minutes: 240, timeZone: 'Etc/UTC' },
      codeOwnedSettings: [],
      maxConcurrent: 1,
      maxPerDay: 10,
      noticeMinutes: 4320,
      maxAttempts: 2,
      maxFailedNotebooks: 3,
      acceleratedFamilies: [],
      volumeKeyArns: [],
    });
  });

  test('warns that running notebook instances are stopped', () => {
    const stack = stackWith(REMEDIATION);
    expect(stack.node.findAll().flatMap(({ node }) => node.metadata)).toContainEqual(
      expect.objectContaining({ data: expect.stringMatching(/cdk-secure-sagemaker:notebook\.fleetStopped/) }),
    );
  });

  test('may use the keys of volumes only through SageMaker', () => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    const volumeKeys = [kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/a')];
    new FleetHardening(stack, 'Fleet', { remediation: { maintenanceWindow: WINDOW, volumeKeys } });
    const own = Template.fromStack(stack);
    const grants = statementsOf(own).find(({ Sid }) => Sid === 'AttachVolumes');
    expect(grants).toMatchObject({
      Action: 'kms:CreateGrant',
      Resource: 'arn:aws:kms:eu-central-1:111122223333:key/a',
      Condition: {
        StringEquals: {
          'kms:ViaService': { 'Fn::Join': ['', ['sagemaker.eu-central-1.', { Ref: 'AWS::URLSuffix' }]] },
        },
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
      },
    });
    expect(policyIn(own).remediation?.volumeKeyArns).toEqual(['arn:aws:kms:eu-central-1:111122223333:key/a']);
  });

  test('has the window in local time', () => {
    const maintenanceWindow = {
      days: [Weekday.SATURDAY, Weekday.MONDAY],
      hour: 1,
      minute: 15,
      duration: Duration.minutes(45),
      timeZone: TimeZone.EUROPE_BERLIN,
    };
    expect(policyIn(templateOf({ remediation: { maintenanceWindow } })).remediation?.window).toEqual({
      days: [1, 6],
      begin: 75,
      minutes: 45,
      timeZone: 'Europe/Berlin',
    });
  });
});

test('evidence can go to a bucket of another account, below a prefix', () => {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:999999999999:key/central');
  const evidenceBucket = s3.Bucket.fromBucketAttributes(stack, 'Central', { bucketName: 'central', encryptionKey });
  new FleetHardening(stack, 'Fleet', { evidenceBucket, evidencePrefix: 'notebooks/' });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::S3::Bucket', 0);
  const statements = JSON.stringify(statementsOf(template));
  expect(statements).toContain(':s3:::central/notebooks/111122223333/eu-central-1/*');
  expect(statements).toContain('arn:aws:kms:eu-central-1:999999999999:key/central');
});

test('grantReset allows invoking the function', () => {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const fleet = new FleetHardening(stack, 'Fleet', REMEDIATION);
  const operators = new iam.ManagedPolicy(stack, 'Operators');
  fleet.grantReset(operators);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        { Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: stack.resolve(fleet.handler.functionArn) },
      ],
    },
  });
});

test('metricNoncompliant is the metric of the function', () => {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const fleet = new FleetHardening(stack, 'Fleet');
  expect(fleet.metricNoncompliant({ period: Duration.hours(1) })).toMatchObject({
    namespace: 'SecureSageMaker/NotebookFleet',
    metricName: 'NoncompliantNotebooks',
    statistic: 'Maximum',
  });
});

test('an account and region has it once', () => {
  const stack = stackWith();
  new FleetHardening(stack, 'Second');
  expect(() => Template.fromStack(stack)).toThrow(
    /\[DuplicateName\] the hardening of notebook instances must be unique/,
  );
});

describe('bad input', () => {
  const faults = (props: notebook.FleetHardeningProps) => faultsOf(() => stackWith(props));
  const remediation = (options: Partial<notebook.FleetRemediation>) =>
    faults({ remediation: { maintenanceWindow: WINDOW, ...options } });

  test.each<[string, string[], string]>([
    ['no settings', faults({ settings: [] }), 'settings must have at least one item, got none'],
    [
      'a malformed tag key',
      faults({ optOutTagKey: 'a*' }),
      `optOutTagKey must be a tag key made of letters, digits, spaces and _.:/=+-@, got "a*"`,
    ],
    [
      'a prefix without a slash',
      faults({ evidencePrefix: 'a' }),
      'evidencePrefix must be made of letters, digits, and _./=-, with a slash at the end, got "a"',
    ],
    [
      'too short an interval',
      faults({ interval: Duration.minutes(14) }),
      'interval must be whole minutes from 15 minutes to 24 hours, got 14 minutes',
    ],
    [
      'an hour that does not exist',
      remediation({ maintenanceWindow: { ...WINDOW, hour: 24 } }),
      'remediation.maintenanceWindow.hour must be a whole number from 0 to 23, got 24',
    ],
    [
      'a minute that does not exist',
      remediation({ maintenanceWindow: { ...WINDOW, minute: 60 } }),
      'remediation.maintenanceWindow.minute must be a whole number from 0 to 59, got 60',
    ],
    [
      'no day',
      remediation({ maintenanceWindow: { ...WINDOW, days: [] } }),
      'remediation.maintenanceWindow.days must have at least one item, got none',
    ],
    [
      'too short a window',
      remediation({ maintenanceWindow: { ...WINDOW, duration: Duration.minutes(29) } }),
      'remediation.maintenanceWindow.duration must be whole minutes from 30 minutes to 24 hours, got 29 minutes',
    ],
    [
      'no concurrency',
      remediation({ maxConcurrent: 0 }),
      'remediation.maxConcurrent must be a whole number from 1 to 1000, got 0',
    ],
    [
      'no work per day',
      remediation({ maxPerDay: 0 }),
      'remediation.maxPerDay must be a whole number from 1 to 1000, got 0',
    ],
    [
      'no attempts',
      remediation({ maxAttempts: 0 }),
      'remediation.maxAttempts must be a whole number from 1 to 10, got 0',
    ],
    [
      'no failures',
      remediation({ maxFailedNotebooks: 0 }),
      'remediation.maxFailedNotebooks must be a whole number from 1 to 1000, got 0',
    ],
    [
      'a long notice',
      remediation({ noticeTime: Duration.days(31) }),
      'remediation.noticeTime must be whole minutes from nothing to 30 days, got 44640 minutes',
    ],
    [
      'an instance type for a family',
      remediation({ acceleratedFamilies: ['ml.g5.xlarge'] }),
      'remediation.acceleratedFamilies[0] must be a family such as g5, got "ml.g5.xlarge"',
    ],
    [
      'a setting of code that is none of the fleet',
      remediation({ codeOwnedSettings: [FleetSetting.NO_ROOT_ACCESS] }),
      'remediation.codeOwnedSettings must have only settings of the fleet, got NO_ROOT_ACCESS: add them to settings',
    ],
  ])('%s', (_, found, message) => {
    expect(found).toEqual([`InvalidFleet: ${message}`]);
  });

  test('settings that are given twice', () => {
    expect(faults({ settings: [FleetSetting.IMDS_V2, FleetSetting.IMDS_V2] })).toEqual([
      'ConflictingProps: settings must have each item once, got IMDS_V2 twice',
    ]);
  });

  test('is reported all at once', () => {
    expect(faults({ settings: [], evidencePrefix: 'a', interval: Duration.days(2) })).toHaveLength(3);
  });
});
