import { Aws, CfnParameter } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { guardrails } from '../../src';
import { errorOf, faultsOf } from '../faults';
import { propertiesOf, stackIn, statementsOf, VIRGINIA } from './support';

const { Exemption, Guardrail, ResourceControlPolicy, ServiceControlPolicy } = guardrails;

const POLICY = 'AWS::Organizations::Policy';
const TARGETS = ['444455556666', 'ou-ab12-prod0001', 'r-ab12'];
const PERIMETER = Guardrail.confusedDeputyProtection({ organizationId: 'o-a1b2c3d4e5' });

describe('a service control policy', () => {
  const stack = stackIn(VIRGINIA);
  const scp = new ServiceControlPolicy(stack, 'Scp', {
    guardrails: [Guardrail.noNotebookRootAccess(), Guardrail.imdsV2Notebooks()],
    targetIds: TARGETS,
  });
  const [properties, ...others] = propertiesOf(stack, POLICY);

  test('is one policy for its targets, named after its path and described by its guardrails', () => {
    expect(others).toEqual([]);
    expect(properties).toMatchObject({
      Type: 'SERVICE_CONTROL_POLICY',
      Name: expect.stringMatching(/^StackScp[0-9A-F]{8}$/),
      Description: 'imds-v2-notebooks, no-notebook-root-access',
      TargetIds: TARGETS,
    });
  });

  test('has its content as an object, so that CloudFormation sees drift', () => {
    expect(properties.Content).toEqual(JSON.parse(scp.documents[0]));
  });

  test('gives its documents without white space', () => {
    expect(scp.documents).toEqual([JSON.stringify(properties.Content)]);
    expect(scp.policies.map(({ type }) => type)).toEqual(['SERVICE_CONTROL_POLICY']);
  });

  test('has statement ids that tell of their guardrail', () => {
    expect(statementsOf(Guardrail.imdsV2Notebooks(), Guardrail.noNotebookRootAccess()).map(({ Sid }) => Sid)).toEqual([
      'ImdsV2Notebooks',
      'ImdsV2NotebooksAbsent',
      'NoNotebookRootAccess',
      'NoNotebookRootAccessAbsent',
    ]);
  });

  test('says the same of guardrails that are given twice', () => {
    const once = statementsOf(Guardrail.imdsV2Notebooks());
    expect(statementsOf(Guardrail.imdsV2Notebooks(), Guardrail.imdsV2Notebooks())).toEqual(once);
  });

  test('joins the actions of equal statements', () => {
    const isolated = (action: string) => Guardrail.networkIsolation({ actions: [action] });
    expect(
      statementsOf(isolated('sagemaker:CreateModel'), isolated('sagemaker:CreateTrainingJob')).map(
        ({ Action }) => Action,
      ),
    ).toEqual([['sagemaker:CreateModel', 'sagemaker:CreateTrainingJob']]);
  });

  test('names all guardrails of which a statement is', () => {
    const sids = statementsOf(Guardrail.noRemoteAccess(), Guardrail.noResourceSharing()).map(({ Sid }) => Sid);
    expect(sids).toContain('NoRemoteSessionAndNoResourceSharing');
  });

  test('is made one policy after the other, since AWS Organizations refuses changes that overlap', () => {
    const several = stackIn(VIRGINIA);
    new ServiceControlPolicy(several, 'Scp', {
      guardrails: [Guardrail.vpcOnlyDomains(), Guardrail.noRemoteDebug()],
      targetIds: TARGETS,
      maxPolicyLength: 500,
    });
    const policies = Object.entries(Template.fromStack(several).findResources(POLICY)).map(([id, { DependsOn }]) => ({
      id,
      DependsOn,
    }));
    expect(policies).toEqual([
      { id: policies[0].id, DependsOn: undefined },
      { id: policies[1].id, DependsOn: [policies[0].id] },
    ]);
  });

  test('takes a name and a description', () => {
    const named = stackIn(VIRGINIA);
    const few = { guardrails: [Guardrail.vpcOnlyDomains(), Guardrail.noRemoteDebug()], targetIds: TARGETS };
    const props = { ...few, policyName: 'SageMaker guardrails', description: 'What nobody does', maxPolicyLength: 500 };
    new ServiceControlPolicy(named, 'Scp', props);
    expect(propertiesOf(named, POLICY).map(({ Name, Description }) => [Name, Description])).toEqual([
      ['SageMaker guardrails', 'What nobody does'],
      ['SageMaker guardrails-2', 'What nobody does'],
    ]);
  });

  test('shortens a description that would be too long', () => {
    const many = stackIn(VIRGINIA);
    const custom = (n: number) =>
      Guardrail.custom({
        id: `a-guardrail-with-a-rather-long-id-number-${n}`,
        description: 'x',
        statements: [deny('sagemaker:CreateModel')],
      });
    new ServiceControlPolicy(many, 'Scp', {
      guardrails: Array.from({ length: 20 }, (_, n) => custom(n)),
      targetIds: TARGETS,
    });
    expect(propertiesOf(many, POLICY)[0].Description).toBe('20 guardrails for Amazon SageMaker');
  });

  test('is refused with all its faults at once', () => {
    const props = {
      guardrails: [Guardrail.noRemoteDebug()],
      targetIds: ['ou-1', 'root'],
      policyName: 'Gründe',
      description: 'x'.repeat(513),
    };
    const error = errorOf(() => new ServiceControlPolicy(stackIn(), 'Scp', props));
    expect(error.constructPath).toBe('Stack/Scp');
    expect(error.faults.map(({ code }) => code)).toEqual([
      'InvalidTarget',
      'InvalidTarget',
      'InvalidPolicyName',
      'InvalidPolicyName',
    ]);
  });

  test('is refused without guardrails', () => {
    expect(faultsOf(() => new ServiceControlPolicy(stackIn(), 'Scp', { guardrails: [] }))).toEqual([
      'InvalidGuardrail: guardrails must have at least one item, got none',
    ]);
  });

  test('is refused for guardrails of resources', () => {
    expect(faultsOf(() => new ServiceControlPolicy(stackIn(), 'Scp', { guardrails: [PERIMETER] }))).toEqual([
      'UnsupportedStatement: confused-deputy-protection names a principal, which is for a ResourceControlPolicy',
    ]);
  });

  test('is refused for a statement without resources', () => {
    const statement = new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['sagemaker:CreateModel'] });
    const incomplete = Guardrail.custom({ id: 'incomplete', description: 'x', statements: [statement] });
    expect(faultsOf(() => new ServiceControlPolicy(stackIn(), 'Scp', { guardrails: [incomplete] }))).toEqual([
      expect.stringContaining('UnsupportedStatement: incomplete is incomplete: '),
    ]);
  });

  test('says what takes how much where the guardrails do not fit', () => {
    const props = {
      guardrails: [Guardrail.requireTags({ tags: [{ key: 'Team' }] }), Guardrail.noRemoteDebug()],
      maxPolicyLength: 400,
      maxPolicies: 1,
    };
    expect(faultsOf(() => new ServiceControlPolicy(stackIn(VIRGINIA), 'Scp', props))).toEqual([
      expect.stringMatching(
        /^PolicyOverflow: a policy must have at most 400 characters, got a single statement of \d{4}; characters per item: require-tags \d{4}, no-remote-debug \d{3}$/,
      ),
      expect.stringMatching(/^PolicyOverflow: there must be at most 1 policies of 400 characters, got 2; .*$/),
    ]);
  });

  test('measures what is only known once deployed at its longest', () => {
    const unknown = stackIn();
    const { valueAsString } = new CfnParameter(unknown, 'Key');
    const props = { guardrails: [Guardrail.outputEncryption({ keyArns: [valueAsString] })], targetIds: TARGETS };
    const { documents } = new ServiceControlPolicy(unknown, 'Scp', props);
    expect(JSON.stringify(unknown.resolve(documents[0]))).toContain('{"Ref":"Key"}');
  });
});

describe('the warnings of a service control policy', () => {
  function warningsOf(targetIds: string[] | undefined, ...given: guardrails.Guardrail[]): string[] {
    const stack = stackIn(VIRGINIA);
    new ServiceControlPolicy(stack, 'Scp', { guardrails: given, targetIds });
    return Annotations.fromStack(stack)
      .findWarning('*', Match.anyValue())
      .map(({ entry }) => String(entry.data));
  }

  test('tell of a policy that is attached to nothing', () => {
    expect(warningsOf(undefined, Guardrail.noRemoteDebug())).toEqual([
      expect.stringContaining('cdk-secure-sagemaker:guardrails.noTarget'),
    ]);
  });

  test('tell of the account that deploys it, which may be the management account', () => {
    expect(warningsOf([VIRGINIA.account], Guardrail.noRemoteDebug())).toEqual([
      expect.stringContaining('cdk-secure-sagemaker:guardrails.ownAccountTarget'),
    ]);
  });

  test('tell of service roles that are denied', () => {
    const vpcIds = ['vpc-0123456789abcdef0'];
    expect(warningsOf(TARGETS, Guardrail.apiFromNetwork({ vpcIds }))).toEqual([
      expect.stringContaining('cdk-secure-sagemaker:guardrails.serviceRolesDenied'),
    ]);
    expect(
      warningsOf(TARGETS, Guardrail.apiFromNetwork({ vpcIds, serviceRoleArns: ['arn:aws:iam::*:role/Execution*'] })),
    ).toEqual([]);
  });

  test('are none otherwise', () => {
    expect(warningsOf(TARGETS, Guardrail.noRemoteDebug())).toEqual([]);
  });
});

describe('a resource control policy', () => {
  const stack = stackIn();
  const rcp = new ResourceControlPolicy(stack, 'Rcp', {
    guardrails: [PERIMETER],
    targetIds: ['r-ab12'],
    exemptions: [Exemption.accounts(['111122223333'])],
  });

  test('denies services that act on behalf of foreign organizations', () => {
    const [{ Type, Content }] = propertiesOf(stack, POLICY);
    expect(Type).toBe('RESOURCE_CONTROL_POLICY');
    expect(Content).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'ConfusedDeputyProtection',
          Effect: 'Deny',
          Principal: '*',
          Action: ['dynamodb:*', 'ecr:*', 'kms:*', 'logs:*', 's3:*', 'secretsmanager:*', 'sqs:*', 'sts:*'],
          Resource: '*',
          Condition: {
            Bool: { 'aws:PrincipalIsAWSService': 'true' },
            Null: { 'aws:SourceAccount': 'false' },
            StringNotEquals: { 'aws:PrincipalAccount': '111122223333', 'aws:SourceOrgID': 'o-a1b2c3d4e5' },
          },
        },
      ],
    });
    expect(rcp.documents).toEqual([JSON.stringify(Content)]);
    expect(rcp.policies.map(({ type }) => type)).toEqual(['RESOURCE_CONTROL_POLICY']);
  });

  test.each<[string, guardrails.Guardrail, string[]]>([
    [
      'guardrails of callers',
      Guardrail.noRemoteDebug(),
      [
        'UnsupportedStatement: no-remote-debug must be for the principal "*", as statements of a resource control policy are: render it as a ServiceControlPolicy',
        'UnsupportedStatement: no-remote-debug must name actions of services that resource control policies reach, got sagemaker:*',
      ],
    ],
    [
      'all but some actions',
      Guardrail.custom({ id: 'not-action', description: 'x', statements: [denyAll({ notActions: ['s3:GetObject'] })] }),
      ['UnsupportedStatement: not-action must name its actions, since a resource control policy has no NotAction'],
    ],
    [
      'every action',
      Guardrail.custom({ id: 'every', description: 'x', statements: [denyAll({ actions: ['*'] })] }),
      ['UnsupportedStatement: every must name actions of services that resource control policies reach, got *'],
    ],
    [
      'no resource',
      Guardrail.custom({
        id: 'nowhere',
        description: 'x',
        statements: [denyAll({ actions: ['s3:GetObject'], resources: undefined })],
      }),
      ['UnsupportedStatement: nowhere must name resources'],
    ],
  ])('is refused for %s', (_name, guardrail, expected) => {
    expect(
      faultsOf(() => new ResourceControlPolicy(stackIn(), 'Rcp', { guardrails: [guardrail], targetIds: ['r-ab12'] })),
    ).toEqual(expected);
  });

  test('holds fewer characters than a service control policy', () => {
    const long = (n: number) =>
      denyAll({
        sid: `Long${n}`,
        actions: ['s3:GetObject'],
        resources: [`arn:${Aws.PARTITION}:s3:::${'x'.repeat(3000)}/${n}`],
        conditions: { Bool: { 'aws:SecureTransport': String(n) } },
      });
    const guardrail = Guardrail.custom({ id: 'long', description: 'x', statements: [long(1), long(2)] });
    const { documents } = new ResourceControlPolicy(stackIn(VIRGINIA), 'Rcp', {
      guardrails: [guardrail],
      targetIds: ['r-ab12'],
    });
    expect(documents.map(({ length }) => length > 3000 && length < 5120)).toEqual([true, true]);
  });
});

function deny(action: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [action], resources: ['*'] });
}

function denyAll(props: iam.PolicyStatementProps): iam.PolicyStatement {
  return new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    principals: [new iam.StarPrincipal()],
    resources: ['*'],
    ...props,
  });
}
