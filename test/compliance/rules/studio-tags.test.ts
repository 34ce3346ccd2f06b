import { Rule } from '../../../src/compliance';
import type { TemplateSource } from '../../../src/compliance/templates/template';
import { type Json, templatesOf, verdictsOn } from '../support';

const USER_PROFILE = 'AWS::SageMaker::UserProfile';
const DOMAIN = 'AWS::SageMaker::Domain';
const RULE = 'studio-create-only-tags';
const TEAM = { Key: 'team', Value: 'risk' };
const USER = { Key: 'user', Value: 'alice' };
const CONDITIONS = { IsProd: { 'Fn::Equals': [{ Ref: 'Open' }, 'prod'] } };

/** What the rule says of the resources of a template, without the sentence for failures. */
function verdicts(Resources: Json, environment: Partial<TemplateSource> = {}): string[] {
  const json = { Parameters: { Open: { Type: 'String' } }, Conditions: CONDITIONS, Resources };
  const found = verdictsOn(templatesOf({ Stack: { json, ...environment } }), { rules: [Rule.STUDIO_CREATE_ONLY_TAGS] });
  return found.map((verdict) => verdict.replace(` ${RULE}`, ''));
}

function tagged(type: string, ...Tags: unknown[]): Json {
  return { Type: type, Properties: { Tags } };
}

function finding(name: string, key: string): string {
  return `${name} fail: Tags.0 must not be a tag of the whole stack, got ${key}, which every tagged resource has`;
}

describe(RULE, () => {
  test('does not judge what has no tags', () => {
    expect(verdicts({ Alice: { Type: USER_PROFILE, Properties: {} }, Domain: tagged(DOMAIN, TEAM) })).toEqual([]);
  });

  test('finds tags of the whole stack on user profiles and lifecycle configurations', () => {
    const resources = {
      Alice: tagged(USER_PROFILE, TEAM, USER),
      Idle: tagged('AWS::SageMaker::StudioLifecycleConfig', TEAM),
      Vpc: { Type: 'AWS::EC2::VPC' },
    };
    expect(verdicts({ ...resources, Domain: tagged(DOMAIN, { Key: 'Name', Value: 'studio' }, TEAM) })).toEqual([
      finding('Alice', 'team'),
      finding('Idle', 'team'),
    ]);
  });

  test('finds them where other types have tags in another form', () => {
    const parameter = { Type: 'AWS::SSM::Parameter', Properties: { Tags: { team: 'risk', tier: '1' } } };
    expect(verdicts({ Alice: tagged(USER_PROFILE, TEAM), Parameter: parameter })).toEqual([finding('Alice', 'team')]);
  });

  test('finds them where the value is one of the environment', () => {
    const stack = { Key: 'stack', Value: { Ref: 'AWS::StackName' } };
    expect(verdicts({ Alice: tagged(USER_PROFILE, stack), Domain: tagged(DOMAIN, stack) })).toEqual([
      finding('Alice', 'stack'),
    ]);
  });

  test('takes tags of single resources for what they are', () => {
    expect(
      verdicts({
        Alice: tagged(USER_PROFILE, USER),
        Bob: tagged(USER_PROFILE, { ...USER, Value: 'bob' }),
        Domain: tagged(DOMAIN, TEAM),
      }),
    ).toEqual(['Alice pass', 'Bob pass']);
    expect(verdicts({ Alice: tagged(USER_PROFILE, TEAM) })).toEqual(['Alice pass']);
    expect(
      verdicts({
        Alice: tagged(USER_PROFILE, TEAM),
        Domain: tagged(DOMAIN, TEAM),
        Bucket: tagged('AWS::S3::Bucket', USER),
      }),
    ).toEqual(['Alice pass']);
  });

  test('judges each case of a condition', () => {
    const team = { ...TEAM, Value: { 'Fn::If': ['IsProd', 'risk', 'test'] } };
    expect(verdicts({ Alice: tagged(USER_PROFILE, TEAM), Domain: tagged(DOMAIN, team) })).toEqual([
      `${finding('Alice', 'team')} (where IsProd is true)`,
    ]);
  });

  test('cannot tell what a parameter is in the next deployment', () => {
    const build = { Key: 'build', Value: { Ref: 'Open' } };
    expect(verdicts({ Alice: tagged(USER_PROFILE, build) })).toEqual([
      'Alice cannot tell: whether Tags.0 stays the same is not known: parameter Open has no default',
    ]);
    expect(verdicts({ Alice: { Type: USER_PROFILE, Properties: { Tags: { Ref: 'Open' } } } })).toEqual([
      'Alice cannot tell: Tags cannot be told: parameter Open has no default',
    ]);
  });

  test('judges domains where their tags cannot be changed', () => {
    const resources = { Domain: tagged(DOMAIN, TEAM), Vpc: tagged('AWS::EC2::VPC', TEAM) };
    expect(verdicts(resources, { region: 'us-gov-west-1' })).toEqual([finding('Domain', 'team')]);
    expect(verdicts(resources, { region: 'eu-west-1' })).toEqual([]);
    expect(verdicts(resources)).toEqual([]);
  });
});
