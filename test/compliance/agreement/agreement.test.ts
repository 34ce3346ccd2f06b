import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationValidatePlugin, type IPolicyValidationContext, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Rule } from '../../../src/compliance';
import { judge } from '../../../src/compliance/judging/judge';
import { OutcomeStatus } from '../../../src/compliance/judging/outcome';
import { testApp } from '../../app';
import { PACKS } from '../../nag/packs';
import { templateOf } from '../support';
import { type Comparing, DIFFERENCES } from './differences';
import { type AgreementTemplate, TEMPLATES } from './templates';

const NOTEBOOK_KEY = [Rule.NOTEBOOK_VOLUME_ENCRYPTED];
const NO_INTERNET = [Rule.NOTEBOOK_NO_DIRECT_INTERNET];
const NETWORK = [Rule.NOTEBOOK_IN_VPC, Rule.NOTEBOOK_SECURITY_GROUPS];
const ENDPOINT_KEY = [Rule.ENDPOINT_VOLUME_ENCRYPTED];
const OTHER_PACKS = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];

/** The rules of cdk-nag, and ours that ask for the same. */
const NAG: Readonly<Record<string, readonly Rule[]>> = {
  'AwsSolutions-SM1': [Rule.NOTEBOOK_IN_VPC],
  'AwsSolutions-SM2': NOTEBOOK_KEY,
  'AwsSolutions-SM3': NO_INTERNET,
  ...Object.fromEntries(
    OTHER_PACKS.flatMap((pack) => [
      [`${pack}-SageMakerEndpointConfigurationKMSKeyConfigured`, ENDPOINT_KEY],
      [`${pack}-SageMakerNotebookInstanceKMSKeyConfigured`, NOTEBOOK_KEY],
      [`${pack}-SageMakerNotebookNoDirectInternetAccess`, NO_INTERNET],
    ]),
  ),
};

/** The controls of published-controls.guard, and our rules that ask for the same. */
const GUARD: Readonly<Record<string, readonly Rule[]>> = {
  CT_SAGEMAKER_PR_1: [...NO_INTERNET, ...NETWORK],
  CT_SAGEMAKER_PR_2: NETWORK,
  CT_SAGEMAKER_PR_3: [Rule.NOTEBOOK_NO_ROOT_ACCESS],
  SAGEMAKER_5: [Rule.MODEL_NETWORK_ISOLATION],
  SAGEMAKER_8: [Rule.NOTEBOOK_PLATFORM],
  SAGEMAKER_21: NOTEBOOK_KEY,
  SAGEMAKER_23: [Rule.INFERENCE_EXPERIMENT_VOLUME_ENCRYPTED],
  ENDPOINT_KEY,
  DOMAIN_IN_VPC: [Rule.DOMAIN_VPC_ONLY],
};

type Judged = 'pass' | 'fail' | 'cannot tell' | 'error';

/** Ours; undefined where the rules judge no resource of the template. */
function ours({ json }: AgreementTemplate, rules: readonly Rule[]): Judged | undefined {
  const statuses = judge(templateOf(json), { rules }).map(({ status }) => status);
  const gravest = [OutcomeStatus.FAIL, OutcomeStatus.CANNOT_TELL, OutcomeStatus.PASS].find((status) =>
    statuses.includes(status),
  );
  return gravest as Judged | undefined;
}

const folder = mkdtempSync(join(tmpdir(), 'agreement-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written({ json }: AgreementTemplate): string {
  const path = join(folder, 'Stack.template.json');
  writeFileSync(path, JSON.stringify(json));
  return path;
}

/** What cdk-nag finds, by rule; a rule that fails says so in place of a verdict. */
function foundByNag(template: AgreementTemplate): Map<string, Judged> {
  const stack = new Stack(testApp(), 'Stack');
  new CfnInclude(stack, 'Template', { templateFile: written(template) });
  const violations = PACKS.flatMap((Pack) => new Pack().validateScope(stack).violations);
  return new Map(
    violations.map(({ ruleName, description }) => [ruleName, /threw an error/.test(description) ? 'error' : 'fail']),
  ); // unanchored: in a sentence
}

let engine: CloudFormationValidatePlugin | undefined;
let comparison: Comparing | undefined;

/** The engine of CDK takes seconds to begin. */
function foundByGuard(template: AgreementTemplate): Map<string, Judged> {
  const content = () => readFileSync(join(__dirname, '..', 'data', 'published-controls.guard'), 'utf8');
  engine ??= new CloudFormationValidatePlugin({ guardRules: [{ name: 'published-controls', content: content() }] });
  const stackTemplates = [{ stackConstructPath: 'Stack', templatePath: written(template) }];
  const { violations } = engine.validate({ stackTemplates } as unknown as IPolicyValidationContext);
  return new Map(violations.map(({ ruleName }) => [ruleName.split('__')[0], 'fail']));
}

/** What the engine makes of a value that only the deployment knows. */
function comparing(): Comparing {
  comparison ??= findComparing();
  return comparison;
}

function findComparing(): Comparing {
  const open = { Type: 'AWS::SageMaker::NotebookInstance', Properties: { RootAccess: { Ref: 'Root' } } };
  const json = { Parameters: { Root: { Type: 'String' } }, Resources: { Open: open } };
  return foundByGuard({ name: 'an open value', json }).has('CT_SAGEMAKER_PR_3') ? 'fails' : 'passes';
}

/** All comparisons of a template, as `theirs/ours`. */
function compared(template: AgreementTemplate): [id: string, verdicts: string][] {
  const found = new Map([...foundByNag(template), ...foundByGuard(template)]);
  return Object.entries({ ...NAG, ...GUARD }).flatMap(([id, rules]): [string, string][] => {
    const own = ours(template, rules);
    return own ? [[id, `${found.get(id) ?? 'pass'}/${own}`]] : [];
  });
}

const differs = (verdicts: string) => new Set(verdicts.split('/')).size > 1;

describe('our verdicts and those of cdk-nag and Guard', () => {
  const seen = new Map<string, Set<string>>();

  test.each(TEMPLATES.map((template) => [template.name, template] as const))(
    'agree on %s, but where there is a reason',
    (name, template) => {
      const all = compared(template);
      expect(all.length).toBeGreaterThan(0);
      for (const [id, verdicts] of all) {
        seen.set(id, (seen.get(id) ?? new Set()).add(verdicts));
      }
      const rows = DIFFERENCES.filter((row) => row.template === name && (row.comparing ?? comparing()) === comparing());
      const expected = rows.map(({ rules, theirs, ours: own }) => rules.map((id) => [id, `${theirs}/${own}`]));
      expect(all.filter(([, verdicts]) => differs(verdicts)).sort()).toEqual(expected.flat().sort());
    },
  );

  test('are both, passes and failures, for each rule', () => {
    const one = [...seen].filter(([, verdicts]) => !verdicts.has('pass/pass') || !verdicts.has('fail/fail'));
    expect(one).toEqual([]);
    expect([...seen.keys()].sort()).toEqual(Object.keys({ ...NAG, ...GUARD }).sort());
  });

  test('are of at least 25 templates', () => {
    expect(TEMPLATES.length).toBeGreaterThanOrEqual(25);
  });

  test('differ in templates of the table only', () => {
    const names = TEMPLATES.map(({ name }) => name);
    expect(DIFFERENCES.filter(({ template }) => !names.includes(template))).toEqual([]);
  });
});
