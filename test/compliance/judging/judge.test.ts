import { Rule } from '../../../src/compliance';
import { judge } from '../../../src/compliance/judging/judge';
import { type Acknowledged, OutcomeStatus } from '../../../src/compliance/judging/outcome';
import { MAX_SCENARIOS } from '../../../src/compliance/templates/scenario';
import { type Json, templateOf, templatesOf, verdictsOn } from '../support';

const MODEL = 'AWS::SageMaker::Model';
const RULES = { rules: [Rule.MODEL_NETWORK_ISOLATION] };

function models(properties: Readonly<Record<string, Json>>): Json {
  return Object.fromEntries(Object.entries(properties).map(([id, Properties]) => [id, { Type: MODEL, Properties }]));
}

describe('an outcome', () => {
  test('says for each resource and rule whether it passes, fails or cannot be told', () => {
    const resources = models({
      Good: { EnableNetworkIsolation: true },
      Bad: {},
      Open: { EnableNetworkIsolation: { 'Fn::GetAZs': '' } },
    });
    expect(verdictsOn(templateOf({ Resources: resources }), RULES)).toEqual([
      'Good model-network-isolation pass',
      'Bad model-network-isolation fail: EnableNetworkIsolation must be "true", got nothing',
      'Open model-network-isolation cannot tell: EnableNetworkIsolation must be "true", but Fn::GetAZs is only known when it is deployed',
    ]);
  });

  const BAD = templateOf({ Resources: models({ Bad: {} }) });
  const OPEN_OR_BAD = templateOf({
    Resources: models({ Both: { EnableNetworkIsolation: { 'Fn::If': ['Some', false, { 'Fn::GetAZs': '' }] } } }),
    Conditions: { Some: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } },
  });
  const ACCEPTED: Acknowledged = { reason: 'is short-lived', constructPath: 'Stack' };

  test('is acknowledged where every finding is, each with its reason', () => {
    const [{ status, findings }] = judge(BAD, {
      ...RULES,
      acknowledged: (_, id) => (id === 'model-network-isolation' ? ACCEPTED : undefined),
    });
    expect(status).toBe(OutcomeStatus.ACKNOWLEDGED);
    expect(findings.map(({ acknowledged }) => acknowledged)).toEqual([ACCEPTED]);
  });

  test('is what is left where some are', () => {
    const status = (accepted: string) =>
      judge(OPEN_OR_BAD, { ...RULES, acknowledged: (_, id) => (id === accepted ? ACCEPTED : undefined) })[0].status;
    expect(status('nothing')).toBe(OutcomeStatus.FAIL);
    expect(status('model-network-isolation')).toBe(OutcomeStatus.CANNOT_TELL);
    expect(status('model-network-isolation.unknown')).toBe(OutcomeStatus.FAIL);
  });

  test('says under which conditions something is found', () => {
    expect(judge(OPEN_OR_BAD, RULES)[0].findings.map(({ id, text }) => `${id}: ${text}`)).toEqual([
      'model-network-isolation: EnableNetworkIsolation must be "true", got "false" (where Some is true)',
      expect.stringMatching(/^model-network-isolation\.unknown: .* \(where Some is false\)$/),
    ]);
  });

  test('is there for resources whose condition may hold, as if it did', () => {
    const sections = {
      Conditions: {
        Some: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
        Never: { 'Fn::Equals': ['a', 'b'] },
      },
    };
    const Resources = { Maybe: { Type: MODEL, Condition: 'Some' }, Gone: { Type: MODEL, Condition: 'Never' } };
    expect(verdictsOn(templateOf({ ...sections, Resources }), RULES)).toEqual([
      'Maybe model-network-isolation fail: EnableNetworkIsolation must be "true", got nothing (where Some is true)',
    ]);
  });

  test('is that it cannot be told where there are too many scenarios', () => {
    const names = Array.from({ length: 8 }, (_, index) => `C${index}`);
    const Conditions = Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: name }, 'x'] }]));
    const Parameters = Object.fromEntries(names.map((name) => [name, { Type: 'String' }]));
    const isolated = names.reduce<unknown>(
      (inner, name) => ({ 'Fn::If': [name, inner, { 'Fn::If': [`${name}`, inner, inner] }] }),
      true,
    );
    expect(
      verdictsOn(
        templateOf({ Conditions, Parameters, Resources: models({ Model: { EnableNetworkIsolation: isolated } }) }),
        RULES,
      ),
    ).toEqual([
      `Model model-network-isolation cannot tell: there are more than ${MAX_SCENARIOS} combinations of conditions`,
    ]);
  });
});

describe('templates that cannot be read', () => {
  const READABLE = { rules: [Rule.TEMPLATE_READABLE] };

  test.each<[string, unknown, string[]]>([
    ['are no objects', [], ['the template is not an object']],
    ['are nothing', null, ['the template is not an object']],
    [
      'have resources without type',
      { Resources: { A: {}, B: null } },
      ['the resources of A cannot be read', 'the resources of B cannot be read'],
    ],
    [
      'have loops',
      { Resources: { 'Fn::ForEach::Models': ['N', ['a'], {}] } },
      ['the resources of Fn::ForEach::Models cannot be read'],
    ],
    [
      'are transformed',
      { Transform: 'AWS::Serverless-2016-10-31' },
      ['the template is transformed by AWS::Serverless-2016-10-31 when it is deployed'],
    ],
    [
      'are transformed twice',
      { Transform: ['AWS::LanguageExtensions', { Name: 'Mine' }] },
      ['the template is transformed by Mine when it is deployed'],
    ],
  ])('%s', (_, json, faults) => {
    expect(verdictsOn(templateOf(json), READABLE)).toEqual([
      ['template template-readable cannot tell', ...faults].join(': '),
    ]);
  });

  test('are no files', () => {
    const read = () => JSON.parse('{');
    expect(verdictsOn(templatesOf({ Stack: { json: {} } }), READABLE)).toEqual(['template template-readable pass']);
    expect(verdictsOn(templatesOf({ Stack: { json: {}, read } }), READABLE)).toEqual([
      expect.stringMatching(/^.* cannot tell: the template cannot be read: .*$/),
    ]);
  });

  test('make no rule throw', () => {
    const malformed = [
      null,
      'text',
      7,
      [],
      [[]],
      { Ref: {} },
      { 'Fn::If': [] },
      { 'Fn::Sub': null },
      { a: { b: null } },
    ];
    const types = new Set(Rule.all().flatMap(({ _definition: { types } }) => types));
    for (const Properties of malformed) {
      const Resources = Object.fromEntries([...types].map((Type, index) => [`R${index}`, { Type, Properties }]));
      const texts = verdictsOn(templateOf({ Resources }), { rules: Rule.all() });
      expect(texts.filter((text) => text.includes('could not be judged'))).toEqual([]);
    }
  });
});
