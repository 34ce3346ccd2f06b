import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnParameter, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { Construct, IConstruct } from 'constructs';
import { Pack, Rule, SageMakerChecks, type SageMakerChecksProps, Severity } from '../../../src/compliance';
import { testApp } from '../../app';
import { codesOf, faultsOf } from '../../faults';

const IMDS_ONLY: SageMakerChecksProps = { rules: [Rule.NOTEBOOK_IMDS_V2] };

interface Reported {
  readonly ruleName: string;
  readonly description: string;
  readonly severity: string;
  readonly suggestedFix: string;
  readonly ruleMetadata: Record<string, string>;
  readonly violatingConstructs: {
    readonly constructPath: string;
    readonly cloudFormationResource?: { readonly templatePath: string };
  }[];
}

interface Report {
  /** Whether synth went through. */
  readonly success: boolean;
  readonly violations: Reported[];
  readonly suppressed: Reported[];
}

/** What CDK reports of an app that is checked. */
function report(
  build: (app: ReturnType<typeof testApp>) => void,
  props: SageMakerChecksProps = IMDS_ONLY,
  context: Record<string, unknown> = {},
): Report {
  const app = testApp({ context });
  Validations.of(app).addPlugins(new SageMakerChecks(props));
  build(app);
  const stderr = jest.spyOn(console, 'error').mockImplementation();
  try {
    app.synth();
    return { success: true, ...written(app.outdir) };
  } catch (error) {
    expect(String(error)).toMatch(/^.*SageMakerChecks.*$/s);
    return { success: false, ...written(app.outdir) };
  } finally {
    stderr.mockRestore();
  }
}

function written(outdir: string): Omit<Report, 'success'> {
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  const own = pluginReports.find(({ pluginName }: { pluginName: string }) => pluginName === 'SageMakerChecks');
  return { violations: own?.violations ?? [], suppressed: own?.suppressedViolations ?? [] };
}

/** Findings as `rule path`. */
function found({ violations }: Report): string[] {
  return violations.flatMap(({ ruleName, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
  );
}

function notebook(scope: Construct, id: string, version?: string): sagemaker.CfnNotebookInstance {
  return new sagemaker.CfnNotebookInstance(scope, id, {
    instanceType: 'ml.t3.medium',
    roleArn: 'arn:aws:iam::111122223333:role/notebook',
    instanceMetadataServiceConfiguration: version ? { minimumInstanceMetadataServiceVersion: version } : undefined,
  });
}

describe('the plugin', () => {
  test('reports what is wrong, where, and how to fix it', () => {
    const { success, violations } = report((app) => notebook(new Stack(app, 'Stack'), 'Notebook', '1'));
    expect(success).toBe(false);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({
      ruleName: 'notebook-imds-v2',
      severity: 'error',
      description:
        'Notebook instances must require IMDSv2: InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion must be "2", got "1"',
      suggestedFix: `${Rule.NOTEBOOK_IMDS_V2.remediation} ${Rule.NOTEBOOK_IMDS_V2.documentationUrl}`,
      ruleMetadata: { rationale: Rule.NOTEBOOK_IMDS_V2.rationale, controls: 'Checkov CKV_AWS_371' },
      violatingConstructs: [
        {
          constructPath: 'Stack/Notebook',
          cloudFormationResource: {
            templatePath: 'Stack.template.json',
            logicalId: 'Notebook',
            propertyPaths: ['Properties/InstanceMetadataServiceConfiguration/MinimumInstanceMetadataServiceVersion'],
          },
        },
      ],
    });
  });

  test('says nothing of an app that keeps to the rules', () => {
    expect(report((app) => notebook(new Stack(app, 'Stack'), 'Notebook', '2'))).toEqual({
      success: true,
      violations: [],
      suppressed: [],
    });
  });

  test('puts resources with the same fault together, in the order of the app', () => {
    const { violations } = report((app) => {
      const stack = new Stack(app, 'Stack');
      notebook(stack, 'B');
      notebook(stack, 'A');
      notebook(stack, 'C', '1');
    });
    expect(
      violations.map(({ violatingConstructs }) => violatingConstructs.map(({ constructPath }) => constructPath)),
    ).toEqual([['Stack/C'], ['Stack/B', 'Stack/A']]);
  });

  test('warns of what it cannot tell, under an id of its own', () => {
    const build = (app: Construct) => {
      const stack = new Stack(app, 'Stack');
      notebook(stack, 'Notebook', new CfnParameter(stack, 'Version').valueAsString);
    };
    const { success, violations } = report(build);
    expect({ success, rules: violations.map(({ ruleName, severity }) => [ruleName, severity]) }).toEqual({
      success: true,
      rules: [['notebook-imds-v2.unknown', 'warning']],
    });
    expect(report(build, { ...IMDS_ONLY, unknownSeverity: Severity.ERROR }).success).toBe(false);
  });

  test('gives rules the severities that it is given', () => {
    const { success, violations } = report((app) => notebook(new Stack(app, 'Stack'), 'Notebook'), {
      severities: [
        { rule: Rule.NOTEBOOK_IMDS_V2, severity: Severity.WARNING },
        { rule: Rule.NOTEBOOK_NO_ROOT_ACCESS, severity: Severity.INFO },
      ],
      packs: [Pack.of('mine', [Rule.NOTEBOOK_IMDS_V2, Rule.NOTEBOOK_NO_ROOT_ACCESS, Rule.NOTEBOOK_VOLUME_ENCRYPTED])],
      exclude: [Rule.NOTEBOOK_VOLUME_ENCRYPTED],
    });
    expect({ success, rules: violations.map(({ ruleName, severity }) => [ruleName, severity]) }).toEqual({
      success: true,
      rules: [
        ['notebook-imds-v2', 'warning'],
        ['notebook-no-root-access', 'info'],
      ],
    });
  });
});

describe('the plugin looks into', () => {
  test('stacks of several environments and stages', () => {
    const result = report((app) => {
      notebook(new Stack(app, 'Here', { env: { account: '111122223333', region: 'eu-west-1' } }), 'Notebook');
      notebook(new Stack(app, 'There', { env: { account: '111122223333', region: 'us-east-1' } }), 'Notebook');
      notebook(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Notebook');
    });
    expect(found(result).sort()).toEqual(
      ['Here/Notebook', 'Prod/Stack/Notebook', 'There/Notebook'].map((path) => `notebook-imds-v2 ${path}`),
    );
  });

  test('nested stacks, with what they are given', () => {
    const result = report((app) => {
      const stack = new Stack(app, 'Stack');
      const version = (id: string, value: string) => {
        const nested = new NestedStack(stack, id, { parameters: { Version: value } });
        notebook(nested, 'Notebook', new CfnParameter(nested, 'Version').valueAsString);
      };
      version('Good', '2');
      version('Bad', '1');
    });
    expect(found(result)).toEqual(['notebook-imds-v2 Stack/Bad/Notebook']);
  });

  test('included templates', () => {
    const folder = mkdtempSync(join(tmpdir(), 'included-'));
    const templateFile = join(folder, 'template.json');
    const properties = { InstanceType: 'ml.t3.medium', RoleArn: 'arn:aws:iam::111122223333:role/notebook' };
    writeFileSync(
      templateFile,
      JSON.stringify({ Resources: { Included: { Type: 'AWS::SageMaker::NotebookInstance', Properties: properties } } }),
    );
    const result = report((app) => new CfnInclude(new Stack(app, 'Stack'), 'Include', { templateFile }));
    rmSync(folder, { recursive: true });
    expect(found(result)).toEqual(['notebook-imds-v2 Stack/Include/Included']);
  });

  test('apps without paths in their metadata', () => {
    const build = (app: Construct) => notebook(new NestedStack(new Stack(app, 'Stack'), 'Nested'), 'Notebook');
    const result = report(build, IMDS_ONLY, {
      'aws:cdk:enable-path-metadata': false,
      'aws:cdk:enable-asset-metadata': false,
    });
    expect(found(result)).toEqual(['notebook-imds-v2 Stack/Nested/Notebook']);
  });
});

describe('acknowledgements', () => {
  const REASON = 'is switched off at night';

  /** Two bad notebook instances in constructs of two stacks, one of which is acknowledged in part. */
  function acknowledged(id: string, on: 'resource' | 'construct' | 'stack' | 'app'): Report {
    return report((app) => {
      const [one, other] = [new Stack(app, 'One'), new Stack(app, 'Other')];
      const group = new NestedStack(one, 'Group');
      const [inGroup] = [notebook(group, 'InGroup'), notebook(one, 'Beside'), notebook(other, 'Elsewhere')];
      const scopes: Record<typeof on, IConstruct> = { resource: inGroup, construct: group, stack: one, app };
      Validations.of(scopes[on]).acknowledge({ id, reason: REASON });
    });
  }

  const [IN_GROUP, BESIDE, ELSEWHERE] = ['One/Group/InGroup', 'One/Beside', 'Other/Elsewhere'];

  test.each([
    ['resource', [ELSEWHERE, BESIDE]],
    ['construct', [ELSEWHERE, BESIDE]],
    ['stack', [ELSEWHERE]],
    ['app', []],
  ] as const)('hold for a %s and what is in it, by the plain id', (on, left) => {
    const result = acknowledged('notebook-imds-v2', on);
    expect(found(result).sort()).toEqual(left.map((path) => `notebook-imds-v2 ${path}`).sort());
    expect(result.success).toBe(left.length === 0);
  });

  test.each([
    ['resource', [ELSEWHERE, BESIDE]],
    ['construct', [ELSEWHERE, BESIDE]],
    ['stack', [ELSEWHERE]],
    ['app', []],
  ] as const)('hold for a %s and for nothing else, by the id with the name of the plugin', (on, left) => {
    const result = acknowledged('SageMakerChecks::notebook-imds-v2', on);
    expect(found(result).sort()).toEqual(left.map((path) => `notebook-imds-v2[${path}] ${path}`).sort());
    expect(result.success).toBe(left.length === 0);
    expect(result.suppressed).toEqual([]);
  });

  test('hold by the name under which the rest of a rule is reported', () => {
    for (const id of [`notebook-imds-v2[${IN_GROUP}]`, `SageMakerChecks::notebook-imds-v2[${IN_GROUP}]`]) {
      expect(found(acknowledged(id, 'app')).sort()).toEqual(
        [BESIDE, ELSEWHERE].map((path) => `notebook-imds-v2 ${path}`).sort(),
      );
    }
  });

  test.each(['notebook-imds-v2.unknown', 'notebook-imds', 'Other::notebook-imds-v2'])(
    'of %s leave findings of another id',
    (id) => {
      expect(found(acknowledged(id, 'app'))).toHaveLength(3);
    },
  );

  test('of what cannot be told leave what is wrong', () => {
    const build = (id: string) => (app: Construct) => {
      const stack = new Stack(app, 'Stack');
      notebook(stack, 'Wrong', '1');
      notebook(stack, 'Open', new CfnParameter(stack, 'Version').valueAsString);
      Validations.of(stack).acknowledge({ id, reason: REASON });
    };
    expect(found(report(build('notebook-imds-v2.unknown')))).toEqual(['notebook-imds-v2 Stack/Wrong']);
    expect(found(report(build('notebook-imds-v2')))).toEqual(['notebook-imds-v2.unknown Stack/Open']);
  });
});

describe('props', () => {
  test('name the rules: the baseline, packs, or single ones', () => {
    const ids = (props?: SageMakerChecksProps) => new SageMakerChecks(props).ruleIds;
    expect(ids()).toEqual(Pack.BASELINE.rules.map(({ id }) => id));
    expect(ids(IMDS_ONLY)).toEqual(['notebook-imds-v2']);
    expect(ids({ packs: [Pack.CHECKOV], rules: [Rule.TEMPLATE_READABLE] })).toEqual([
      ...Pack.CHECKOV.rules.map(({ id }) => id),
      'template-readable',
    ]);
    expect(ids({ exclude: [Rule.NOTEBOOK_IMDS_V2] })).not.toContain('notebook-imds-v2');
  });

  test('must not contradict one another', () => {
    const rule = Rule.NOTEBOOK_IMDS_V2;
    const severities = [Severity.INFO, Severity.ERROR].map((severity) => ({ rule, severity }));
    expect(faultsOf(() => new SageMakerChecks({ rules: [rule], exclude: [rule], severities }))).toEqual([
      'ConflictingProps: rule notebook-imds-v2 is both in rules and in exclude',
      'ConflictingProps: rule notebook-imds-v2 has more than one severity',
      'ConflictingProps: packs, rules and exclude must leave at least one rule, got none',
    ]);
  });

  test('must have settings that rules can compare with', () => {
    const given = (settings: SageMakerChecksProps['settings']) => codesOf(() => new SageMakerChecks({ settings }));
    expect(given({ notebookPlatforms: ['notebook-al2023-v1'], minimumInstanceCount: 1 })).toEqual([]);
    expect(given({ notebookPlatforms: [] })).toEqual(['InvalidPlatform']);
    expect(given({ notebookPlatforms: ['al2023'] })).toEqual(['InvalidPlatform']);
    expect(given({ minimumInstanceCount: 0 })).toEqual(['InvalidRuleSetting']);
    expect(given({ minimumInstanceCount: 1.5 })).toEqual(['InvalidRuleSetting']);
    expect(given({ maximumIdleMinutes: 60, trustedDockerAccounts: ['111122223333'] })).toEqual([]);
    expect([59, 525601, 60.5].flatMap((maximumIdleMinutes) => given({ maximumIdleMinutes }))).toEqual(
      Array(3).fill('InvalidRuleSetting'),
    );
    expect(given({ trustedDockerAccounts: ['1111', '111122223333'] })).toEqual(['InvalidAccountId']);
  });
});
