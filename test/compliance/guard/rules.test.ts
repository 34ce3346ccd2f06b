import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GuardRules, Pack, Rule, Severity } from '../../../src/compliance';
import { codesOf, faultsOf } from '../../faults';

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('GuardRules', () => {
  test('has the errors of the baseline by default, and no warnings', () => {
    const { rules } = new GuardRules();
    expect(rules.map(({ severity }) => severity)).toEqual(rules.map(() => Severity.ERROR));
    expect(rules).toContain(Rule.NOTEBOOK_IMDS_V2);
    expect(rules).not.toContain(Rule.STUDIO_IDLE_SHUTDOWN);
  });

  test('has the rules of packs that Guard can express, without those that are excluded', () => {
    const { rules } = new GuardRules({ packs: [Pack.CHECKOV], exclude: [Rule.DOMAIN_CUSTOMER_KEY] });
    expect(rules).toEqual([Rule.NOTEBOOK_IMDS_V2, Rule.NOTEBOOK_VOLUME_ENCRYPTED]);
  });

  test('renders a rule with its requirement, its fix and its page', () => {
    expect(new GuardRules({ rules: [Rule.NOTEBOOK_IMDS_V2] }).text).toBe(
      `let notebook_instances = Resources.*[ Type == 'AWS::SageMaker::NotebookInstance' ]

# Notebook instances must require IMDSv2
rule NOTEBOOK_IMDS_V2 when %notebook_instances !empty {
  %notebook_instances {
    Properties {
      InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion in ['2', 2]
        <<
        Notebook instances must require IMDSv2.
        Fix: ${Rule.NOTEBOOK_IMDS_V2.remediation}
        See ${Rule.NOTEBOOK_IMDS_V2.documentationUrl}
        >>
    }
  }
}
`,
    );
  });

  test('renders settings', () => {
    const settings = { notebookPlatforms: ['notebook-al2023-v1', 'notebook-al2023-v2'], maximumIdleMinutes: 90 };
    const { text } = new GuardRules({ packs: [Pack.ALL], settings });
    expect(text).toContain("PlatformIdentifier in ['notebook-al2023-v1', 'notebook-al2023-v2']\n");
    expect(text).toContain('.IdleTimeoutInMinutes <= 90\n');
  });

  test('has no message that Guard would end before its end', () => {
    const { text } = new GuardRules({ packs: [Pack.ALL] });
    expect(text.match(/<</g)?.length).toBe(text.match(/>>/g)?.length);
    expect(text.split('\n').filter((line) => /\S.*(<<|>>)|(<<|>>).*\S/.test(line))).toEqual([]);
  });

  test('is the same whatever the order in which rules are named', () => {
    const [one, other] = [Rule.NOTEBOOK_IMDS_V2, Rule.DOMAIN_VPC_ONLY];
    expect(new GuardRules({ rules: [one, other] }).text).toBe(new GuardRules({ rules: [other, one] }).text);
  });

  test('writes a file for cfn-guard, and its folder', () => {
    const rules = new GuardRules();
    const path = join(folder, 'guard', 'sagemaker.guard');
    expect(rules.writeTo(path)).toBe(path);
    expect(readFileSync(path, 'utf-8')).toBe(rules.text);
  });

  test.each(['', 'sagemaker.txt'])('refuses to write to %p', (path) => {
    expect(codesOf(() => new GuardRules().writeTo(path))).toContain('InvalidExport');
  });

  test('refuses rules that Guard cannot express, with the reason', () => {
    expect(faultsOf(() => new GuardRules({ rules: [Rule.NOTEBOOK_ROLE_ACTIONS, Rule.MODEL_IN_VPC] }))).toEqual([
      'RuleNotInGuard: rules must have rules that Guard can express, got notebook-role-actions. It reads the policies of the execution role, and Guard does not follow references to other resources',
      'RuleNotInGuard: rules must have rules that Guard can express, got model-in-vpc. Guard rules are for notebook instances, domains, and roles',
    ]);
  });

  test('refuses packs of which Guard can express nothing', () => {
    const pack = Pack.of('mine', [Rule.MODEL_IN_VPC]);
    expect(codesOf(() => new GuardRules({ packs: [pack] }))).toEqual(['ConflictingProps']);
  });
});
