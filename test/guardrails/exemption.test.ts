import { Aws, CfnParameter } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { guardrails } from '../../src';
import { codesOf, faultsOf } from '../faults';
import { stackIn, VIRGINIA } from './support';

const { Exemption, Guardrail } = guardrails;

const PLATFORM = 'arn:aws:iam::*:role/Platform*';

/** The conditions of the only statement of a guardrail with exemptions. */
function conditionsWith(guardrail: guardrails.Guardrail, ...exemptions: guardrails.Exemption[]): unknown {
  const scp = new guardrails.ServiceControlPolicy(stackIn(VIRGINIA), 'Scp', {
    guardrails: [guardrail],
    exemptions,
    targetIds: ['r-ab12'],
  });
  const [statement, ...others] = scp.documents.flatMap((document) => JSON.parse(document).Statement);
  expect(others).toEqual([]);
  return statement.Condition;
}

describe('an exemption', () => {
  const auth = Guardrail.noNotebookDirectInternet();
  const own = { 'sagemaker:DirectInternetAccess': 'Disabled' };

  test.each<[string, guardrails.Exemption, unknown]>([
    [
      'of principals',
      Exemption.principals([PLATFORM]),
      { ArnNotLike: { 'aws:PrincipalArn': PLATFORM }, StringNotEquals: own },
    ],
    [
      'by tag',
      Exemption.principalTag('Team', ['platform']),
      { StringNotEquals: { 'aws:PrincipalTag/Team': 'platform', ...own } },
    ],
    [
      'of accounts',
      Exemption.accounts(['111122223333']),
      { StringNotEquals: { 'aws:PrincipalAccount': '111122223333', ...own } },
    ],
    [
      'of service-linked roles',
      Exemption.serviceLinkedRoles(),
      { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/aws-service-role/*' }, StringNotEquals: own },
    ],
    [
      'of calls by services',
      Exemption.callsByServices(),
      { BoolIfExists: { 'aws:ViaAWSService': 'false' }, StringNotEquals: own },
    ],
  ])('%s is a condition of the statement that holds for everybody else', (_name, exemption, expected) => {
    expect(conditionsWith(auth, exemption)).toEqual(expected);
  });

  test('adds to another one', () => {
    const more = Exemption.principals(['arn:aws:iam::*:role/BreakGlass']);
    expect(conditionsWith(auth, Exemption.principals([PLATFORM]), more)).toEqual({
      ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/BreakGlass', PLATFORM] },
      StringNotEquals: own,
    });
  });

  test('adds to what the statement excepts itself', () => {
    const guardrail = Guardrail.presignedUrlsByPrincipals({ principalArns: ['arn:aws:iam::*:role/Portal'] });
    expect(conditionsWith(guardrail, Exemption.principals([PLATFORM]))).toEqual({
      ArnNotLike: { 'aws:PrincipalArn': [PLATFORM, 'arn:aws:iam::*:role/Portal'] },
    });
  });

  test('that the statement has already changes nothing', () => {
    const guardrail = Guardrail.apiFromNetwork({ vpcIds: ['vpc-0123456789abcdef0'] });
    expect(conditionsWith(guardrail, Exemption.callsByServices())).toEqual(conditionsWith(guardrail));
  });

  test('is refused where the statement asks for the opposite', () => {
    const statement = new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      actions: ['sagemaker:CreateModel'],
      resources: ['*'],
      conditions: { BoolIfExists: { 'aws:ViaAWSService': 'true' } },
    });
    const opposite = Guardrail.custom({ id: 'opposite', description: 'No calls by services', statements: [statement] });
    expect(faultsOf(() => conditionsWith(opposite, Exemption.callsByServices()))).toEqual([
      'InvalidExemption: opposite compares aws:ViaAWSService with BoolIfExists itself, so that it cannot be exempted from by the same key',
    ]);
  });

  test('leaves the guardrail as it was', () => {
    const before = JSON.stringify(auth.statements());
    conditionsWith(auth, Exemption.principals([PLATFORM]));
    expect(JSON.stringify(auth.statements())).toBe(before);
  });

  test.each<[string, () => unknown, string[]]>([
    [
      'everybody',
      () => Exemption.principals(['*', 'arn:aws:iam::111122223333:role/*']),
      ['InvalidExemption', 'InvalidExemption'],
    ],
    [
      'sessions, which have another ARN in policies',
      () => Exemption.principals(['arn:aws:sts::111122223333:assumed-role/Admin/alice']),
      ['InvalidExemption'],
    ],
    ['nobody', () => Exemption.principals([]), ['InvalidExemption']],
    ['every value of a tag', () => Exemption.principalTag('Team', ['*']), ['InvalidExemption']],
    ['no value of a tag', () => Exemption.principalTag('Team', []), ['InvalidExemption']],
    ['a malformed tag', () => Exemption.principalTag('', ['platform']), ['InvalidConditionKey']],
    ['a malformed account', () => Exemption.accounts(['1234']), ['InvalidExemption']],
    ['no account', () => Exemption.accounts([]), ['InvalidExemption']],
  ])('is refused for %s', (_name, make, codes) => {
    expect(codesOf(make)).toEqual(codes);
  });

  test('takes what is not known yet', () => {
    const stack = stackIn();
    const { valueAsString } = new CfnParameter(stack, 'Role');
    const partly = `arn:${Aws.PARTITION}:iam::*:role/Platform`;
    expect(
      codesOf(() => [
        Exemption.principals([valueAsString, partly]),
        Exemption.accounts([Aws.ACCOUNT_ID]),
        Exemption.principalTag('Team', [valueAsString]),
      ]),
    ).toEqual([]);
  });
});
