import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CfnLintFinding,
  cfnLintFinding,
  checkovFindings,
  controlFindings,
} from '../../projenrc/templates/findings';
import { TemplateResources } from '../../projenrc/templates/resources';
import { skipFaults } from '../../projenrc/templates/skipped';
import { type Acknowledgement, acknowledgementFaults, type Finding } from '../acknowledgements/acknowledgement';
import { CDK_NAG } from '../acknowledgements/cdk-nag';
import { CFN_LINT, SKIPPED_SAMPLES } from '../acknowledgements/cfn-lint';
import { CHECKOV } from '../acknowledgements/checkov';
import { CONTROL_TOWER } from '../acknowledgements/control-tower';

const TEMPLATE = {
  Resources: {
    Mine: { Type: 'A::B::C', Metadata: { 'aws:cdk:path': 'Stack/Parent/Mine/Resource' } },
    Other: { Type: 'A::B::D' },
  },
};

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'findings-'));
  file = join(folder, 'x.json');
  writeFileSync(file, JSON.stringify(TEMPLATE));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('an acknowledgement', () => {
  const row: Acknowledgement = { rule: /^R1$/, type: 'A::B::C', path: /^Parent\/.*$/, reason: 'for a test' };
  const finding: Finding = { rule: 'R1', type: 'A::B::C', path: 'Parent/Mine', text: 'R1 at Parent/Mine' };

  test('explains every finding of its rule, type and path', () => {
    expect(acknowledgementFaults([finding, { ...finding, path: 'Parent/Other' }], [row])).toEqual([]);
  });

  test('needs no type', () => {
    expect(acknowledgementFaults([finding], [{ ...row, type: undefined }])).toEqual([]);
  });

  test.each<Partial<Finding>>([{ rule: 'R2' }, { type: 'A::B::D' }, { type: undefined }, { path: 'Mine' }])(
    'explains no finding with %j',
    (other) => {
      expect(acknowledgementFaults([finding, { ...finding, ...other, text: 'the other' }], [row])).toEqual([
        'the other',
      ]);
    },
  );

  test('fails where it explains nothing', () => {
    expect(acknowledgementFaults([], [row])).toEqual([
      '/^R1$/ of A::B::C at /^Parent\\/.*$/ is acknowledged, but never found',
    ]);
  });
});

describe('a finding of cfn-lint', () => {
  function found(path: CfnLintFinding['Location']['Path']): Finding {
    const raw = { Filename: file, Level: 'Error', Message: 'no', Rule: { Id: 'E3002' }, Location: { Path: path } };
    return cfnLintFinding(raw, new TemplateResources());
  }

  test('has the type of its resource, and the path of the property', () => {
    expect(found(['Resources', 'Mine', 'Properties', 'List', 3])).toEqual({
      rule: 'E3002',
      type: 'A::B::C',
      path: 'Properties/List/3',
      text: 'Error E3002 in x.json at Resources/Mine/Properties/List/3: no',
    });
  });

  test.each<[CfnLintFinding['Location']['Path'], string]>([
    [['Outputs', 'Mine'], 'Outputs/Mine'],
    [['Resources'], 'Resources'],
    [null, 'the template'],
  ])('at %j has no type', (path, place) => {
    expect(found(path)).toMatchObject({ type: undefined, path: place });
  });
});

test('a failed check of Checkov has the type and the construct of its resource', () => {
  const check = { check_id: 'CKV_1', check_name: 'Ensure it', file_abs_path: file, resource: 'A::B::C.Mine' };
  const findings = checkovFindings(
    { results: { failed_checks: [check] }, summary: { passed: 0 } },
    new TemplateResources(),
  );
  expect(findings).toEqual([
    {
      rule: 'CKV_1',
      type: 'A::B::C',
      path: 'Parent/Mine/Resource',
      text: 'CKV_1 in x.json at Parent/Mine/Resource (A::B::C): Ensure it',
    },
  ]);
});

test('a rule of Guard that does not hold has its control, and a finding for each resource', () => {
  const at = (path: string) => ({ traversed_to: { path } });
  const message = '\n  [CT.KMS.PR.3]: Require it\n  [FIX]: Fix it\n';
  const rule = {
    Rule: {
      messages: { custom_message: message },
      checks: [at('/Resources/Mine/Properties/A'), at('/Resources/Mine/Properties/B'), at('/Resources/Other')],
    },
  };
  const findings = controlFindings(
    { name: 'x.json', not_compliant: [rule], compliant: [] },
    () => file,
    new TemplateResources(),
  );
  expect(findings.map(({ text }) => text)).toEqual([
    'CT.KMS.PR.3 in x.json at Parent/Mine/Resource (A::B::C): Require it',
    'CT.KMS.PR.3 in x.json at Other (A::B::D): Require it',
  ]);
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

test('everything that is accepted has a reason', () => {
  const rows = [...CDK_NAG, ...CFN_LINT, ...CHECKOV, ...CONTROL_TOWER, ...SKIPPED_SAMPLES];
  expect(rows.filter(({ reason }) => reason.length < 20)).toEqual([]);
});
