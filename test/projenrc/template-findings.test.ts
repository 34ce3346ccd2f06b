import { type Finding, findingFaults, skipFaults } from '../../projenrc/templates/findings';
import { EXPECTED_FINDINGS, type ExpectedFinding, SKIPPED_SAMPLES } from '../nag/cfn-lint';

const EXPECTED: ExpectedFinding = {
  rule: 'E3002',
  type: 'A::B::C',
  path: 'Properties/List/*/Name',
  reason: 'for a test',
};

function finding(path: Finding['Location']['Path'], Id = 'E3002'): Finding {
  return { Filename: '/tmp/x.json', Level: 'Error', Message: 'unexpected', Rule: { Id }, Location: { Path: path } };
}

function faults(...findings: Finding[]): string[] {
  return findingFaults(findings, [EXPECTED], (_, logicalId) => (logicalId === 'Mine' ? 'A::B::C' : 'A::B::D'));
}

const MATCHING = finding(['Resources', 'Mine', 'Properties', 'List', 3, 'Name']);

describe('what the linter of templates finds', () => {
  test('is accepted where a row expects it', () => {
    expect(faults(MATCHING, MATCHING)).toEqual([]);
  });

  test('is accepted in an output where a row expects it there', () => {
    const found = finding(['Outputs', 'Url', 'Value', 1]);
    const row = { ...EXPECTED, type: 'Outputs', path: 'Value/*' };
    expect(findingFaults([found], [row], () => undefined)).toEqual([]);
  });

  test.each<[string, Finding, string]>([
    [
      'another rule',
      finding(MATCHING.Location.Path, 'E3003'),
      'E3003 in x.json at Resources/Mine/Properties/List/3/Name',
    ],
    ['another type', finding(['Resources', 'Other', 'Properties', 'List', 3, 'Name']), 'at Resources/Other/'],
    ['another property', finding(['Resources', 'Mine', 'Properties', 'List', 3, 'Id']), 'List/3/Id: unexpected'],
    ['a place above', finding(['Resources', 'Mine', 'Properties', 'List', 3]), 'List/3: unexpected'],
    ['another section', finding(['Outputs', 'Mine', 'Properties', 'List', 3, 'Name']), 'at Outputs/'],
    ['no place', finding(null), 'at the template: unexpected'],
  ])('fails for %s', (_, other, text) => {
    expect(faults(MATCHING, other)).toEqual([expect.stringContaining(text)]);
  });

  test('fails where a row matches nothing', () => {
    expect(faults()).toEqual(['E3002 of A::B::C at Properties/List/*/Name is expected, and never found']);
  });
});

describe('a sample without a template', () => {
  const skipped = [{ sample: 'a.B', regions: ['cn-north-1'], because: 'UnsupportedRegion', reason: 'for a test' }];
  const without = { sample: 'a.B', region: 'cn-north-1', templates: [], failure: '[UnsupportedRegion] no' } as const;

  test('is accepted where it is skipped', () => {
    expect(skipFaults([without], skipped)).toEqual([]);
  });

  test('fails elsewhere, and for another reason', () => {
    const elsewhere = { ...without, region: 'us-west-2' } as const;
    expect(skipFaults([without, elsewhere], skipped)).toEqual([
      'a.B has no template in us-west-2: [UnsupportedRegion] no',
    ]);
    expect(skipFaults([{ ...without, failure: 'a typo' }], skipped)).toEqual([
      'a.B has no template in cn-north-1: a typo',
    ]);
  });

  test('must not be skipped where it has one', () => {
    const { sample, region } = without;
    expect(skipFaults([{ sample, region, templates: ['x.json'] }], skipped)).toEqual([
      'a.B is skipped in cn-north-1, where it has a template',
    ]);
  });
});

test('every expected finding and skipped sample has a reason', () => {
  expect([...EXPECTED_FINDINGS, ...SKIPPED_SAMPLES].filter(({ reason }) => reason.length < 20)).toEqual([]);
});
