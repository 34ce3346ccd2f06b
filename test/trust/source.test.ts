import { CfnParameter, Lazy } from 'aws-cdk-lib';
import { trust } from '../../src';
import { codesOf, errorOf } from '../faults';
import { ENV, testStack, trustOf, warningsOf } from './support';

const { Feature, SageMakerPrincipal, SourceRegion, SourceScope } = trust;
const ORG = 'o-a1b2c3d4e5';
const features = [Feature.TRAINING];

function conditionOf(source: trust.SourceScope, stack = testStack({ env: ENV })) {
  return trustOf(new SageMakerPrincipal({ features, source }), stack).Statement[0].Condition;
}

describe('source accounts', () => {
  test('are those of the stack by default', () => {
    const expected = conditionOf(SourceScope.STACK_ACCOUNT);
    expect(trustOf(new SageMakerPrincipal({ features }), testStack({ env: ENV })).Statement[0].Condition).toEqual(
      expected,
    );
    expect(expected.StringEquals).toEqual({ 'aws:SourceAccount': '111122223333' });
  });

  test('are in both keys, sorted, and each once', () => {
    const { StringEquals, ArnLike } = conditionOf(SourceScope.accounts('999999999999', '444455556666', '999999999999'));
    expect(StringEquals).toEqual({ 'aws:SourceAccount': ['444455556666', '999999999999'] });
    expect(
      ArnLike['aws:SourceArn'].map((arn: { 'Fn::Join': [string, unknown[]] }) => arn['Fn::Join'][1].at(-1)),
    ).toEqual([':sagemaker:us-west-2:444455556666:training-job/*', ':sagemaker:us-west-2:999999999999:training-job/*']);
  });

  test('that are one stay a plain text', () => {
    const { StringEquals } = conditionOf(SourceScope.accounts('999999999999'));
    expect(StringEquals).toEqual({ 'aws:SourceAccount': '999999999999' });
  });

  test('may be a parameter', () => {
    const stack = testStack({ env: ENV });
    const { StringEquals } = conditionOf(
      SourceScope.accounts(new CfnParameter(stack, 'Hub').valueAsString, '999999999999'),
      stack,
    );
    expect(StringEquals).toEqual({ 'aws:SourceAccount': ['999999999999', { Ref: 'Hub' }] });
  });

  test('that are parameters have the same order whatever was made before', () => {
    const documents = [0, 1, 5, 9, 20, 90].map((before) => {
      const stack = testStack({ env: ENV });
      Array.from({ length: before }, () => Lazy.string({ produce: () => 'x' }).toString());
      const [one, two] = ['A', 'B'].map((id) => new CfnParameter(stack, id).valueAsString);
      return conditionOf(SourceScope.accounts(two, one), stack);
    });
    expect(documents[0].StringEquals).toEqual({ 'aws:SourceAccount': [{ Ref: 'A' }, { Ref: 'B' }] });
    expect(documents).toEqual(documents.map(() => documents[0]));
  });

  test('must have twelve digits, and all that have not are reported', () => {
    expect(codesOf(() => SourceScope.accounts('1', '111122223333', '*'))).toEqual([
      'InvalidAccountId',
      'InvalidAccountId',
    ]);
    expect(errorOf(() => SourceScope.accounts('1')).message).toBe(
      '[InvalidAccountId] a source account must be an account id of twelve digits, got "1"',
    );
  });

  test('must be at least one', () => {
    expect(errorOf(() => SourceScope.accounts()).message).toBe(
      '[InvalidAccountId] at least one source account is needed, got none',
    );
  });
});

describe('source organizations', () => {
  test('take the place of the account in both keys', () => {
    const { StringEquals, ArnLike } = conditionOf(SourceScope.organization(ORG));
    expect(StringEquals).toEqual({ 'aws:SourceOrgID': ORG });
    expect(ArnLike['aws:SourceArn']['Fn::Join'][1].at(-1)).toBe(':sagemaker:us-west-2:*:training-job/*');
  });

  test('by path need one of the paths, sorted and each once', () => {
    const paths = [
      `${ORG}/r-ab12/ou-ab12-22222222/`,
      `${ORG}/r-ab12/ou-ab12-11111111/*`,
      `${ORG}/r-ab12/ou-ab12-22222222/`,
    ];
    expect(conditionOf(SourceScope.organizationPaths(ORG, ...paths))).toMatchObject({
      StringEquals: { 'aws:SourceOrgID': ORG },
      'ForAnyValue:StringLike': {
        'aws:SourceOrgPaths': [`${ORG}/r-ab12/ou-ab12-11111111/*`, `${ORG}/r-ab12/ou-ab12-22222222/`],
      },
    });
  });

  test.each([`${ORG}/r-ab12/`, `${ORG}/r-ab12/*`, `${ORG}/r-ab12/ou-ab12-11111111/ou-ab12-22222222/*`])(
    'take the path %s',
    (path) => {
      const condition = conditionOf(SourceScope.organizationPaths(ORG, path));
      expect(condition['ForAnyValue:StringLike']).toEqual({ 'aws:SourceOrgPaths': [path] });
    },
  );

  test.each(['', 'o-', 'o-a1b2', 'o-*', 'O-A1B2C3D4E5', 'a1b2c3d4e5', `${ORG}/`])('refuse the id %j', (id) => {
    expect(codesOf(() => SourceScope.organization(id))).toEqual(['InvalidOrganization']);
  });

  test.each(['', '*', `${ORG}`, `${ORG}/*`, `${ORG}/r-ab12/ou-ab12-11111111`, `${ORG}/r-*/`, `${ORG}/r-ab12/ou-*`])(
    'refuse the path %j',
    (path) => {
      expect(codesOf(() => SourceScope.organizationPaths(ORG, path))).toContain('InvalidOrganization');
    },
  );

  test('refuse the path of another organization', () => {
    const error = errorOf(() => SourceScope.organizationPaths(ORG, 'o-z9y8x7w6v5/r-ab12/'));
    expect(error.message).toContain(
      `must be a path of the organization such as ${ORG}/r-ab12/ou-ab12-11111111/*, got "o-z9y8x7w6v5/r-ab12/"`,
    );
  });

  test('report the id and every path at once, and an empty list of paths', () => {
    expect(errorOf(() => SourceScope.organizationPaths('x', 'y/', 'z/')).faults.length).toBeGreaterThanOrEqual(3);
    expect(errorOf(() => SourceScope.organizationPaths(ORG)).message).toContain(
      'at least one organization path is needed, got none',
    );
  });

  test('take an id that is not known yet', () => {
    const stack = testStack({ env: ENV });
    const id = new CfnParameter(stack, 'Org').valueAsString;
    expect(conditionOf(SourceScope.organization(id), stack).StringEquals).toEqual({
      'aws:SourceOrgID': { Ref: 'Org' },
    });
  });

  test('leave a warning', () => {
    const stack = testStack({ env: ENV });
    conditionOf(SourceScope.organization(ORG), stack);
    expect(warningsOf(stack)).toEqual(['/Stack/Role/Resource: cdk-secure-sagemaker:trust.organization']);
  });
});

describe('source regions', () => {
  function regionOf(sourceRegion: trust.SourceRegion | undefined, stack = testStack({ env: ENV })) {
    return trustOf(new SageMakerPrincipal({ features, sourceRegion }), stack).Statement[0].Condition.ArnLike[
      'aws:SourceArn'
    ]['Fn::Join'][1].at(-1);
  }

  test('are those of the stack by default', () => {
    expect(regionOf(undefined)).toBe(':sagemaker:us-west-2:111122223333:training-job/*');
    expect(regionOf(SourceRegion.STACK)).toBe(':sagemaker:us-west-2:111122223333:training-job/*');
  });

  test('may be another one', () => {
    expect(regionOf(SourceRegion.of('eu-central-1'))).toBe(':sagemaker:eu-central-1:111122223333:training-job/*');
  });

  test('may be any, which leaves a warning', () => {
    const stack = testStack({ env: ENV });
    expect(regionOf(SourceRegion.ANY, stack)).toBe(':sagemaker:*:111122223333:training-job/*');
    expect(warningsOf(stack)).toEqual(['/Stack/Role/Resource: cdk-secure-sagemaker:trust.anyRegion']);
  });

  test('may be a parameter', () => {
    const stack = testStack({ env: ENV });
    const region = SourceRegion.of(new CfnParameter(stack, 'Home').valueAsString);
    const policy = trustOf(new SageMakerPrincipal({ features, sourceRegion: region }), stack);
    expect(policy.Statement[0].Condition.ArnLike['aws:SourceArn']['Fn::Join'][1]).toContainEqual({ Ref: 'Home' });
  });

  test.each(['us-west-2', 'us-gov-west-1', 'us-isof-south-1', 'eusc-de-east-1', 'ap-southeast-2', 'cn-north-1'])(
    'take %s',
    (region) => {
      expect(regionOf(SourceRegion.of(region))).toBe(`:sagemaker:${region}:111122223333:training-job/*`);
    },
  );

  test.each(['', '*', 'us-*', 'us-west', 'US-WEST-2', 'us-west-2a', 'us-west-2:', 'us_west_2'])(
    'refuse %j',
    (region) => {
      const error = errorOf(() => SourceRegion.of(region));
      expect(error.code).toBe('InvalidRegion');
      expect(error.message).toContain(
        `the source region must be the name of a region such as eu-central-1, got ${JSON.stringify(region)}`,
      );
    },
  );
});
