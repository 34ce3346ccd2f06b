import { CfnParameter, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { trust } from '../../src';
import { testApp } from '../app';
import { codesOf, errorOf } from '../faults';
import { ACCOUNT, ENV, synthFaults, testStack, trustOf, warningsOf, warningTexts } from './support';

const { Feature, SageMakerPrincipal, ServiceStatement, SourceRegion, SourceScope } = trust;

function pinned(env: { partition?: string; region?: string; account?: string } = {}) {
  const { partition = 'aws', region = 'us-west-2', account = ACCOUNT } = env;
  return Feature.fromArn(`arn:${partition}:sagemaker:${region}:${account}:training-job/a`);
}

function jobs(count: number): trust.Feature[] {
  return Array.from({ length: count }, (_, i) => Feature.trainingJob(`churn-${String(i).padStart(3, '0')}`));
}

function roleWith(stack: Stack, principal: iam.IPrincipal): iam.Role {
  return new iam.Role(stack, 'Role', { assumedBy: principal });
}

describe('the environment of a feature from an ARN', () => {
  test('is checked against named accounts at once', () => {
    const act = () =>
      new SageMakerPrincipal({
        features: [pinned({ account: '999999999999' })],
        source: SourceScope.accounts(ACCOUNT),
      });
    expect(errorOf(act).message).toContain(
      `must be the one that aws:SourceAccount admits (${ACCOUNT}), got 999999999999`,
    );
    expect(codesOf(act)).toEqual(['ForeignSourceAccount']);
  });

  test('is not checked where the named account is a parameter', () => {
    const account = new CfnParameter(testStack(), 'Hub').valueAsString;
    const principal = new SageMakerPrincipal({
      features: [pinned({ account: '999999999999' })],
      source: SourceScope.accounts(account),
    });
    expect(principal.features).toHaveLength(1);
  });

  test.each([
    ['account', { account: '999999999999' }, 'ForeignSourceAccount', `(${ACCOUNT}), got 999999999999`],
    [
      'region',
      { region: 'eu-central-1' },
      'ForeignSourceRegion',
      'must be the source region us-west-2, got eu-central-1',
    ],
  ])('has the %s of the stack at synth', (_, env, code, text) => {
    const stack = testStack({ env: ENV });
    roleWith(stack, new SageMakerPrincipal({ features: [pinned(env)] }));
    const faults = synthFaults(stack);
    expect(faults).toContain(`[Stack/Role/Resource] [${code}]`);
    expect(faults).toContain(text);
  });

  test.each([true, false])('has the partition of the stack at synth, with partition literals %s', (literals) => {
    const stack = testStack({ env: ENV }, { postCliContext: { '@aws-cdk/core:enablePartitionLiterals': literals } });
    roleWith(
      stack,
      new SageMakerPrincipal({ features: [pinned({ partition: 'aws-cn' })], sourceRegion: SourceRegion.ANY }),
    );
    expect(synthFaults(stack)).toContain(
      '[ForeignSourcePartition] the partition of arn:aws-cn:sagemaker:us-west-2:111122223333:training-job/a must be aws, got aws-cn',
    );
  });

  test('reports account and region at once', () => {
    const stack = testStack({ env: ENV });
    roleWith(
      stack,
      new SageMakerPrincipal({ features: [pinned({ account: '999999999999', region: 'eu-central-1' })] }),
    );
    expect(synthFaults(stack)).toMatch(/ForeignSourceAccount[\s\S]*ForeignSourceRegion/);
  });

  test('has the region of the principal, not that of the stack', () => {
    const stack = testStack({ env: ENV });
    roleWith(
      stack,
      new SageMakerPrincipal({
        features: [pinned({ region: 'eu-central-1' })],
        sourceRegion: SourceRegion.of('eu-central-1'),
      }),
    );
    expect(synthFaults(stack)).toBe('');
  });

  test.each([
    ['any region is admitted', { region: 'eu-central-1' }, { sourceRegion: SourceRegion.ANY }],
    [
      'an organization decides on the account',
      { account: '999999999999' },
      { source: SourceScope.organization('o-a1b2c3d4e5') },
    ],
  ])('is not checked where %s', (_, env, props) => {
    const stack = testStack({ env: ENV });
    roleWith(stack, new SageMakerPrincipal({ features: [pinned(env)], ...props }));
    expect(synthFaults(stack)).toBe('');
  });

  test('is not checked in a stack without environment', () => {
    const stack = testStack();
    roleWith(
      stack,
      new SageMakerPrincipal({
        features: [pinned({ account: '999999999999', region: 'eu-central-1', partition: 'aws-cn' })],
      }),
    );
    expect(synthFaults(stack)).toBe('');
  });

  test('is fine where it is that of the stack', () => {
    const stack = testStack({ env: ENV });
    roleWith(stack, new SageMakerPrincipal({ features: [pinned()] }));
    expect(synthFaults(stack)).toBe('');
  });

  test('is checked in every construct that uses the principal', () => {
    const stack = testStack({ env: ENV });
    const statement = ServiceStatement.of({
      features: [pinned({ account: '999999999999' })],
      actions: ['s3:GetObject'],
      resources: ['*'],
    });
    new s3.Bucket(stack, 'Bucket').addToResourcePolicy(statement);
    expect(synthFaults(stack)).toContain('[Stack/Bucket/Policy/Resource] [ForeignSourceAccount]');
  });

  test('is reported once where a policy names the principal in several statements', () => {
    const stack = testStack({ env: ENV });
    const principals = [new SageMakerPrincipal({ features: [pinned({ account: '999999999999' })] })];
    const bucket = new s3.Bucket(stack, 'Bucket');
    for (const action of ['s3:GetObject', 's3:PutObject']) {
      bucket.addToResourcePolicy(
        new iam.PolicyStatement({ sid: action.slice(3), principals, actions: [action], resources: ['*'] }),
      );
    }
    expect(synthFaults(stack).match(/ForeignSourceAccount/g)).toHaveLength(1);
  });

  test('is checked in stages', () => {
    const app = testApp();
    const stack = new Stack(new Stage(app, 'Prod', { env: ENV }), 'Stack');
    roleWith(stack, new SageMakerPrincipal({ features: [pinned({ account: '999999999999' })] }));
    expect(() => app.synth()).toThrow('[Prod/Stack/Role/Resource] [ForeignSourceAccount]');
  });
});

describe('the length of a trust policy', () => {
  test('is checked at synth, and the message has the length', () => {
    const stack = testStack({ env: ENV });
    roleWith(stack, new SageMakerPrincipal({ features: jobs(40) }));
    const literal = 'arn:aws:sagemaker:us-west-2:111122223333:training-job/churn-000'.length + '"",'.length;
    const rest =
      '{"Statement":[{"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"},"ArnLike":{"aws:SourceArn":[]}},"Effect":"Allow","Principal":{"Service":"sagemaker.amazonaws.com"}}],"Version":"2012-10-17"}';
    const length = 40 * literal - 1 + rest.length;
    expect(synthFaults(stack)).toContain(
      `[TrustPolicyTooLong] the trust policy must have at most 2048 characters, got ${length}:`,
    );
  });

  test('may be higher where the quota was raised', () => {
    const stack = testStack({ env: ENV });
    roleWith(stack, new SageMakerPrincipal({ features: jobs(40), trustPolicyQuota: 4096 }));
    expect(synthFaults(stack)).toBe('');
  });

  test('has a limit also where the quota was raised', () => {
    const stack = testStack({ env: ENV });
    roleWith(stack, new SageMakerPrincipal({ features: jobs(80), trustPolicyQuota: 4096 }));
    expect(synthFaults(stack)).toContain('must have at most 4096 characters, got 5');
  });

  test('counts the statements of every other principal', () => {
    const stack = testStack({ env: ENV });
    const others = Array.from(
      { length: 30 },
      (_, i) =>
        new iam.ServicePrincipal(`service-${i}.amazonaws.com`, { conditions: { Null: { [`aws:X${i}`]: 'true' } } }),
    );
    roleWith(stack, new iam.CompositePrincipal(new SageMakerPrincipal({ features: [Feature.TRAINING] }), ...others));
    expect(synthFaults(stack)).toContain('[TrustPolicyTooLong]');
  });

  test('is not checked in the policies of resources', () => {
    const stack = testStack({ env: ENV });
    const statement = ServiceStatement.of({ features: jobs(60), actions: ['s3:GetObject'], resources: ['*'] });
    new s3.Bucket(stack, 'Bucket').addToResourcePolicy(statement);
    expect(synthFaults(stack)).toBe('');
  });

  test('that depends on the environment leaves a warning', () => {
    const stack = testStack();
    roleWith(stack, new SageMakerPrincipal({ features: jobs(26) }));
    expect(warningsOf(stack)).toEqual(['/Stack/Role/Resource: cdk-secure-sagemaker:trust.policyMayBeTooLong']);
    expect(warningTexts(stack)[0]).toMatch(
      /It has from \d{4} to \d{4} characters; the quota is 2048\. Give the stack a region and an account\./,
    );
  });

  test('that is known to fit leaves no warning', () => {
    const stack = testStack({ env: ENV });
    roleWith(stack, new SageMakerPrincipal({ features: jobs(26) }));
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('warnings of weakenings', () => {
  const cases: [string, () => iam.IPrincipal, string][] = [
    [
      'trust.anyRegion',
      () => new SageMakerPrincipal({ features: [Feature.TRAINING], sourceRegion: SourceRegion.ANY }),
      'Name a region unless',
    ],
    [
      'trust.organization',
      () => new SageMakerPrincipal({ features: [Feature.TRAINING], source: SourceScope.organization('o-a1b2c3d4e5') }),
      'Name the accounts',
    ],
    [
      'trust.accountOnly',
      () => SageMakerPrincipal.accountOnly({ features: [Feature.MLFLOW, Feature.HYPERPOD] }),
      'Features: HYPERPOD, MLFLOW.',
    ],
    [
      'trust.unrestricted',
      () => SageMakerPrincipal.unrestricted('migration until May'),
      'Reason: migration until May.',
    ],
    ['trust.policyMayBeTooLong', () => new SageMakerPrincipal({ features: jobs(26) }), 'the quota is 2048'],
  ];

  test.each(cases)('%s is on the role, with a hint', (id, principal, hint) => {
    const stack = testStack();
    roleWith(stack, principal());
    expect(warningsOf(stack)).toEqual([`/Stack/Role/Resource: cdk-secure-sagemaker:${id}`]);
    expect(warningTexts(stack)[0]).toContain(hint);
  });

  test.each(cases)('%s is acknowledged on the role', (id, principal) => {
    const stack = testStack();
    const role = roleWith(stack, principal());
    Validations.of(role).acknowledge({ id: `cdk-secure-sagemaker:${id}`, reason: 'agreed' });
    expect(warningsOf(stack)).toEqual([]);
  });

  test.each(cases)('%s stays where another warning is acknowledged', (id, principal) => {
    const stack = testStack();
    const role = roleWith(stack, principal());
    Validations.of(role).acknowledge({ id: 'cdk-secure-sagemaker:trust.other', reason: 'agreed' });
    expect(warningsOf(stack)).toEqual([`/Stack/Role/Resource: cdk-secure-sagemaker:${id}`]);
  });

  test('are on every role of the principal, once each', () => {
    const stack = testStack();
    const principal = SageMakerPrincipal.unrestricted('migration');
    for (const id of ['One', 'Two']) {
      new iam.Role(stack, id, { assumedBy: principal });
    }
    expect(warningsOf(stack)).toEqual([
      '/Stack/One/Resource: cdk-secure-sagemaker:trust.unrestricted',
      '/Stack/Two/Resource: cdk-secure-sagemaker:trust.unrestricted',
    ]);
  });

  test('come together', () => {
    const stack = testStack();
    const source = SourceScope.organization('o-a1b2c3d4e5');
    trustOf(new SageMakerPrincipal({ features: [Feature.TRAINING], source, sourceRegion: SourceRegion.ANY }), stack);
    expect(warningsOf(stack)).toEqual([
      '/Stack/Role/Resource: cdk-secure-sagemaker:trust.anyRegion',
      '/Stack/Role/Resource: cdk-secure-sagemaker:trust.organization',
    ]);
  });

  test('survive further conditions', () => {
    const stack = testStack();
    const principal = SageMakerPrincipal.accountOnly({ features: [Feature.MLFLOW] }).withConditions({
      StringEquals: { 'sts:RoleSessionName': 'SageMaker' },
    });
    trustOf(principal, stack);
    expect(warningsOf(stack)).toEqual(['/Stack/Role/Resource: cdk-secure-sagemaker:trust.accountOnly']);
  });

  test('are none for a principal that is pinned to account, region and feature', () => {
    const stack = testStack();
    trustOf(new SageMakerPrincipal({ features: [Feature.STUDIO] }), stack);
    expect(warningsOf(stack)).toEqual([]);
  });
});
