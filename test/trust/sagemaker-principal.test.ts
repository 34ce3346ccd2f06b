import { CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { trust } from '../../src';
import { testApp } from '../app';
import { codesOf, errorOf } from '../faults';
import { ACCOUNT, ENV, testStack, trustOf } from './support';

const { Feature, FeatureResource, SageMakerPrincipal, SessionAction, SourceScope } = trust;

function arn(parts: { partition?: unknown; region?: unknown; account?: unknown }, resource: string) {
  const {
    partition = { Ref: 'AWS::Partition' },
    region = { Ref: 'AWS::Region' },
    account = { Ref: 'AWS::AccountId' },
  } = parts;
  return { 'Fn::Join': ['', ['arn:', partition, ':sagemaker:', region, ':', account, `:${resource}`]] };
}

function permutations<T>(items: readonly T[]): T[][] {
  return items.length < 2
    ? [[...items]]
    : items.flatMap((item, i) => permutations(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]));
}

describe('a SageMaker principal', () => {
  test('is pinned to the account and the resources of its feature', () => {
    expect(trustOf(new SageMakerPrincipal({ features: [Feature.TRAINING] }))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'sagemaker.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            ArnLike: { 'aws:SourceArn': arn({}, 'training-job/*') },
          },
        },
      ],
    });
  });

  test.each([
    [{ account: ACCOUNT, region: 'us-west-2' }, { Ref: 'AWS::Partition' }],
    [{ account: ACCOUNT, region: 'cn-north-1' }, { Ref: 'AWS::Partition' }],
    [{ account: ACCOUNT, region: 'us-gov-west-1' }, { Ref: 'AWS::Partition' }],
  ])('takes account and region of the stack and leaves the partition to it: %j', (env, partition) => {
    const { Condition, Principal } = trustOf(new SageMakerPrincipal({ features: [Feature.STUDIO] }), testStack({ env }))
      .Statement[0];
    expect(Principal).toEqual({ Service: 'sagemaker.amazonaws.com' });
    expect(Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': ACCOUNT },
      ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', partition, `:sagemaker:${env.region}:${ACCOUNT}:*`]] } },
    });
  });

  test('takes the environment of a stack within a stage', () => {
    const stage = new Stage(testApp(), 'Stage', { env: { account: '444455556666', region: 'cn-north-1' } });
    const { Condition } = trustOf(new SageMakerPrincipal({ features: [Feature.STUDIO] }), new Stack(stage, 'Stack'))
      .Statement[0];
    expect(Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': '444455556666' },
      ArnLike: {
        'aws:SourceArn': {
          'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sagemaker:cn-north-1:444455556666:*']],
        },
      },
    });
  });

  test('serves stacks of several environments at once', () => {
    const app = testApp();
    const principal = new SageMakerPrincipal({ features: [Feature.STUDIO] });
    const accounts = ['111122223333', '444455556666'].map((account) => {
      const stack = new Stack(app, `Stack${account}`, { env: { account, region: 'us-west-2' } });
      new iam.Role(stack, 'Role', { assumedBy: principal });
      return stack;
    });
    const found = accounts.map(
      (stack) => Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'))[0].Properties,
    );
    expect(
      found.map((role) => role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals['aws:SourceAccount']),
    ).toEqual(['111122223333', '444455556666']);
  });

  test('unites the patterns of its features', () => {
    const { Condition } = trustOf(new SageMakerPrincipal({ features: [Feature.TRAINING, Feature.pipeline('churn')] }))
      .Statement[0];
    expect(Condition.ArnLike['aws:SourceArn']).toEqual([arn({}, 'pipeline/churn/*'), arn({}, 'training-job/*')]);
  });

  test('names the account-wide pattern alone where a feature needs it', () => {
    const { Condition } = trustOf(new SageMakerPrincipal({ features: [Feature.TRAINING, Feature.INFERENCE] }))
      .Statement[0];
    expect(Condition.ArnLike['aws:SourceArn']).toEqual(arn({}, '*'));
  });

  test('names every pattern once', () => {
    const features = [
      Feature.trainingJob('tr1'),
      Feature.trainingJob('tr1'),
      Feature.resourcesOf(FeatureResource.TRAINING_JOB),
      Feature.TRAINING,
    ];
    const { Condition } = trustOf(new SageMakerPrincipal({ features })).Statement[0];
    expect(Condition.ArnLike['aws:SourceArn']).toEqual([arn({}, 'training-job/*'), arn({}, 'training-job/tr1')]);
  });

  test('is the same in whatever order features, accounts and session actions are given', () => {
    const features = [Feature.TRAINING, Feature.pipeline('Churn'), Feature.IMAGES, Feature.trainingJob('tr1')];
    const documents = permutations(features).map((order, index) => {
      const accounts = index % 2 ? ['444455556666', ACCOUNT] : [ACCOUNT, '444455556666'];
      const sessionActions =
        index % 2
          ? [SessionAction.TAG_SESSION, SessionAction.SET_CONTEXT]
          : [SessionAction.SET_CONTEXT, SessionAction.TAG_SESSION];
      return JSON.stringify(
        trustOf(new SageMakerPrincipal({ features: order, source: SourceScope.accounts(...accounts), sessionActions })),
      );
    });
    expect(documents).toHaveLength(24);
    expect(new Set(documents)).toEqual(new Set([documents[0]]));
  });

  test('is the same in whatever order features with parameters are given, and whatever was made before', () => {
    const documents = [0, 3, 7, 8, 9, 10, 40].flatMap((before) =>
      permutations(['A', 'B', 'C']).map((order) => {
        const stack = testStack();
        Array.from({ length: before }, (_, i) => new CfnParameter(stack, `Before${i}`).valueAsString);
        const names = new Map(['A', 'B', 'C'].map((id) => [id, new CfnParameter(stack, id).valueAsString]));
        const features = order.map((id) => Feature.trainingJob(names.get(id)!));
        return JSON.stringify(trustOf(new SageMakerPrincipal({ features }), stack));
      }),
    );
    expect(new Set(documents)).toEqual(new Set([documents[0]]));
  });

  test('shows its features sorted, and each once', () => {
    const principal = new SageMakerPrincipal({ features: [Feature.TRAINING, Feature.IMAGES, Feature.TRAINING] });
    expect(principal.features).toEqual([Feature.IMAGES, Feature.TRAINING]);
    expect(principal.toString()).toBe('SageMakerPrincipal(IMAGES, TRAINING)');
  });

  test('allows the session actions of its features and those asked for, each once', () => {
    const features = [Feature.STUDIO_SOURCE_IDENTITY, Feature.TRAINING];
    const sessionActions = [SessionAction.TAG_SESSION, SessionAction.SET_SOURCE_IDENTITY];
    expect(trustOf(new SageMakerPrincipal({ features, sessionActions })).Statement[0].Action).toEqual([
      'sts:AssumeRole',
      'sts:SetSourceIdentity',
      'sts:TagSession',
    ]);
  });

  test('needs a feature', () => {
    expect(errorOf(() => new SageMakerPrincipal({ features: [] })).message).toBe(
      '[InvalidFeature] a SageMaker principal needs at least one feature, got none',
    );
  });

  test.each([2047, 8193, 2048.5, 0, Number.NaN])('refuses a quota of %d', (trustPolicyQuota) => {
    const error = errorOf(() => new SageMakerPrincipal({ features: [Feature.STUDIO], trustPolicyQuota }));
    expect(error.code).toBe('InvalidQuota');
    expect(error.message).toContain(
      `trustPolicyQuota must be a whole number from 2048 to 8192 characters, got ${trustPolicyQuota}`,
    );
  });

  test('reports every fault at once', () => {
    const foreign = Feature.fromArn('arn:aws:sagemaker:us-west-2:999999999999:training-job/a');
    const act = () =>
      new SageMakerPrincipal({ features: [foreign], trustPolicyQuota: 1, source: SourceScope.accounts(ACCOUNT) });
    expect(codesOf(act)).toEqual(['InvalidQuota', 'ForeignSourceAccount']);
    expect(codesOf(() => new SageMakerPrincipal({ features: [], trustPolicyQuota: 1 }))).toEqual([
      'InvalidFeature',
      'InvalidQuota',
    ]);
  });

  test('is never taken for a twin of another one, since its conditions differ by stack', () => {
    expect(new SageMakerPrincipal({ features: [Feature.STUDIO] }).dedupeString()).toBeUndefined();
  });

  test('takes no statement for itself', () => {
    const result = new SageMakerPrincipal({ features: [Feature.STUDIO] }).addToPrincipalPolicy(
      new iam.PolicyStatement(),
    );
    expect(result).toEqual({ statementAdded: false });
  });
});

describe('a SageMaker principal in company', () => {
  test('keeps a statement of its own in a composite principal', () => {
    const others = new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    });
    const { Statement } = trustOf(
      new iam.CompositePrincipal(new SageMakerPrincipal({ features: [Feature.TRAINING] }), others),
      testStack({ env: ENV }),
    );
    expect(Statement).toHaveLength(2);
    expect(Statement[0].Condition.ArnLike['aws:SourceArn']['Fn::Join'][1].at(-1)).toBe(
      `:sagemaker:us-west-2:${ACCOUNT}:training-job/*`,
    );
    expect(Statement[1]).toMatchObject({
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    });
    expect(Statement[1].Condition).not.toHaveProperty('ArnLike');
  });

  test('keeps two SageMaker principals with their own conditions apart', () => {
    const training = new SageMakerPrincipal({ features: [Feature.TRAINING] });
    const images = new SageMakerPrincipal({
      features: [Feature.resourcesOf(FeatureResource.WORKTEAM)],
      source: SourceScope.accounts('444455556666'),
    });
    const { Statement } = trustOf(new iam.CompositePrincipal(training, images));
    expect(Statement.map(({ Condition }: { Condition: iam.Conditions }) => Condition.StringEquals)).toEqual([
      { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      { 'aws:SourceAccount': '444455556666' },
    ]);
  });

  test('brings its conditions into the policy of a bucket', () => {
    const stack = testStack({ env: ENV });
    const bucket = new s3.Bucket(stack, 'Bucket');
    const principals = [new SageMakerPrincipal({ features: [Feature.TRAINING, Feature.PROCESSING] })];
    bucket.addToResourcePolicy(
      new iam.PolicyStatement({ principals, actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }),
    );
    Template.fromStack(stack).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'sagemaker.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': ACCOUNT },
              ArnLike: {
                'aws:SourceArn': [
                  {
                    'Fn::Join': [
                      '',
                      ['arn:', { Ref: 'AWS::Partition' }, `:sagemaker:us-west-2:${ACCOUNT}:processing-job/*`],
                    ],
                  },
                  {
                    'Fn::Join': [
                      '',
                      ['arn:', { Ref: 'AWS::Partition' }, `:sagemaker:us-west-2:${ACCOUNT}:training-job/*`],
                    ],
                  },
                ],
              },
            },
          },
        ],
      },
    });
  });

  test('is not merged with the same service under other conditions', () => {
    const statement = new iam.PolicyStatement({
      actions: ['s3:GetObject'],
      resources: ['*'],
      principals: [new SageMakerPrincipal({ features: [Feature.STUDIO] })],
    });
    expect(() => statement.addPrincipals(new SageMakerPrincipal({ features: [Feature.TRAINING] }))).toThrow(
      /condition/i,
    );
  });
});

describe('further conditions', () => {
  const principal = new SageMakerPrincipal({ features: [Feature.STUDIO_SOURCE_IDENTITY] });

  test('come on top, for a session action as far as its requests have the keys', () => {
    const further = { StringEquals: { 'sts:RoleSessionName': 'SageMaker' }, ArnLike: { 'aws:PrincipalArn': 'x' } };
    const guards = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };
    const arns = { 'aws:SourceArn': arn({}, '*'), 'aws:PrincipalArn': 'x' };
    expect(trustOf(principal.withConditions(further)).Statement).toMatchObject([
      {
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { ...guards, 'sts:RoleSessionName': 'SageMaker' }, ArnLike: arns },
      },
      { Action: 'sts:SetSourceIdentity', Condition: { StringEquals: guards, ArnLike: arns } },
    ]);
    const [, { Condition }] = trustOf(principal.withConditions(further)).Statement;
    expect(Condition).toEqual({ StringEquals: guards, ArnLike: arns });
  });

  test('share a statement where the requests of all actions have the keys', () => {
    const further = { StringLike: { 'sts:SourceIdentity': 'team-*' } };
    expect(trustOf(principal.withConditions(further)).Statement).toMatchObject([
      { Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'], Condition: further },
    ]);
  });

  test('add up', () => {
    const twice = principal
      .withConditions({ StringEquals: { 'sts:RoleSessionName': 'SageMaker' } })
      .withConditions({ StringEquals: { 'sts:ExternalId': '1' } });
    const [assuming, naming] = trustOf(twice).Statement;
    expect(assuming.Condition.StringEquals).toMatchObject({
      'sts:RoleSessionName': 'SageMaker',
      'sts:ExternalId': '1',
    });
    expect(Object.keys(naming.Condition.StringEquals)).toEqual(['aws:SourceAccount']);
  });

  test.each(['aws:SourceAccount', 'aws:SourceArn', 'aws:SourceOrgID', 'aws:SourceOrgPaths', 'AWS:SOURCEACCOUNT'])(
    'must not replace %s',
    (key) => {
      const error = errorOf(() => principal.withConditions({ StringLike: { [key]: '*' } }));
      expect(error.code).toBe('ReplacedCondition');
      expect(error.message).toContain(
        `a further condition must not be about ${key}, which guards against the confused deputy`,
      );
    },
  );

  test('report every replaced key at once', () => {
    const conditions = {
      StringLike: { 'aws:SourceAccount': '*' },
      ArnLike: { 'aws:SourceArn': '*', 'aws:PrincipalArn': 'x' },
    };
    expect(codesOf(() => principal.withConditions(conditions))).toEqual(['ReplacedCondition', 'ReplacedCondition']);
  });
});

describe('the named weakenings', () => {
  test('pin to the account alone, for features without a documented ARN', () => {
    const { Condition, Action } = trustOf(SageMakerPrincipal.accountOnly({ features: [Feature.NOTEBOOK_INSTANCE] }))
      .Statement[0];
    expect([Action, Condition]).toEqual([
      'sts:AssumeRole',
      { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    ]);
  });

  test('pin to several accounts or an organization alone', () => {
    const features = [Feature.NOTEBOOK_INSTANCE];
    const accounts = trustOf(
      SageMakerPrincipal.accountOnly({ features, source: SourceScope.accounts(ACCOUNT, '444455556666') }),
    );
    expect(accounts.Statement[0].Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': [ACCOUNT, '444455556666'] },
    });
    const organization = trustOf(
      SageMakerPrincipal.accountOnly({ features, source: SourceScope.organization('o-a1b2c3d4e5') }),
    );
    expect(organization.Statement[0].Condition).toEqual({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } });
  });

  test('refuse account-only trust for every documented feature at once', () => {
    const error = errorOf(() =>
      SageMakerPrincipal.accountOnly({ features: [Feature.TRAINING, Feature.STUDIO, Feature.MLFLOW] }),
    );
    expect(error.faults.map(({ code }) => code)).toEqual(['InvalidFeature', 'InvalidFeature']);
    expect(error.message).toContain(
      'account-only trust is for features whose source ARN AWS does not document, got STUDIO (https://',
    );
    expect(codesOf(() => SageMakerPrincipal.accountOnly({ features: [] }))).toEqual(['InvalidFeature']);
  });

  test('allow session actions in account-only trust where asked for', () => {
    const principal = SageMakerPrincipal.accountOnly({
      features: [Feature.PARTNER_APP],
      sessionActions: [SessionAction.TAG_SESSION],
    });
    expect(trustOf(principal).Statement[0].Action).toEqual(['sts:AssumeRole', 'sts:TagSession']);
  });

  test('put no condition on unrestricted trust', () => {
    const [statement] = trustOf(SageMakerPrincipal.unrestricted('migration')).Statement;
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'sagemaker.amazonaws.com' },
    });
  });

  test.each(['', '  ', '\n'])('demand a reason for unrestricted trust, not %j', (reason) => {
    expect(codesOf(() => SageMakerPrincipal.unrestricted(reason))).toEqual(['MissingReason']);
  });
});
