import * as iam from 'aws-cdk-lib/aws-iam';
import { conditions, guardrails } from '../../src';
import { stackIn, statementsOf } from './support';

const { Guardrail } = guardrails;

describe('a guardrail', () => {
  test('tells its id, what holds, which controls it serves and where it is explained', () => {
    const { id, description, controls, documentationUrl } = Guardrail.noNotebookRootAccess();
    expect({ id, description, controls, documentationUrl }).toEqual({
      id: 'no-notebook-root-access',
      description: 'Notebook instances must not give root access',
      controls: [
        'Security Hub SageMaker.3',
        'Control Tower CT.SAGEMAKER.PR.3',
        'Config sagemaker-notebook-instance-root-access-check',
      ],
      documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html',
    });
  });

  test('serves a control only where it does what the control asks for', () => {
    const by = (mode: conditions.AuthMode) => Guardrail.domainAuthMode({ mode }).controls;
    expect(by(conditions.AuthMode.SSO)).toEqual(['Prowler sagemaker_domain_sso_configured']);
    expect(by(conditions.AuthMode.IAM)).toEqual([]);
  });

  test('gives copies of its statements', () => {
    const guardrail = Guardrail.noRemoteDebug();
    guardrail.statements()[0].addResources('arn:aws:sagemaker:::other');
    expect(guardrail.statements()[0].resources).toEqual(['*']);
  });
});

describe('a guardrail of one’s own', () => {
  const stack = stackIn();
  const requirement = conditions.Requirement.atMost(conditions.ConditionKey.KEEP_ALIVE_PERIOD, 0, {
    whenAbsent: conditions.WhenAbsent.ALLOW,
  });
  const statement = new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    actions: ['sagemaker:CallWithBearerToken'],
    resources: ['*'],
  });
  const guardrail = Guardrail.custom({
    id: 'no-warm-pools',
    description: 'Nothing is kept warm',
    requirements: [requirement],
    statements: [statement],
    controls: ['Ours 1'],
    documentationUrl: 'https://example.com',
  });

  test('denies what breaks its requirements and what its statements say', () => {
    expect(stack.resolve(guardrail.statements().map((each) => each.toStatementJson()))).toEqual([
      {
        Sid: 'NoWarmPools',
        Effect: 'Deny',
        Action: ['sagemaker:CreateTrainingJob', 'sagemaker:UpdateTrainingJob'],
        Resource: '*',
        Condition: { NumericGreaterThan: { 'sagemaker:KeepAlivePeriod': ['0'] } },
      },
      { Effect: 'Deny', Action: 'sagemaker:CallWithBearerToken', Resource: '*' },
    ]);
  });

  test('has ids of statements that begin with its own', () => {
    expect(statementsOf(guardrail).map(({ Sid }) => Sid)).toEqual(['NoWarmPools', 'NoWarmPools2']);
  });

  test('tells what it was given', () => {
    expect([guardrail.controls, guardrail.documentationUrl]).toEqual([['Ours 1'], 'https://example.com']);
  });
});

describe('the condition of an absent key', () => {
  const keyArns = ['arn:aws:kms:*:111122223333:key/*'];

  test('is left out where a key is needed on every instance type', () => {
    const [statement, ...others] = statementsOf(
      Guardrail.volumeEncryption({ keyArns, instanceTypesWithoutKey: [], actions: ['sagemaker:CreateTrainingJob'] }),
    );
    expect(others).toEqual([]);
    expect(statement.Condition).toEqual({ StringNotLike: { 'sagemaker:VolumeKmsKeyArn': keyArns[0] } });
  });

  test('names the instance types that take no key', () => {
    const statements = statementsOf(
      Guardrail.volumeEncryption({
        keyArns,
        instanceTypesWithoutKey: ['ml.g5.*'],
        actions: ['sagemaker:CreateTrainingJob'],
      }),
    );
    expect(statements.map(({ Condition }) => Condition)).toContainEqual({
      'ForAnyValue:StringNotLike': { 'sagemaker:InstanceTypes': 'ml.g5.*' },
      Null: { 'sagemaker:VolumeKmsKeyArn': 'true' },
    });
  });
});
