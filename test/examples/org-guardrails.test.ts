import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { policySizes, sizesOfEverything, tooLong } from '../../demo/report/policy-sizes';
import type { Template as TemplateJson } from '../../demo/report/template';
import { context } from '../../examples/org-guardrails/cdk.json';
import { exportPolicies } from '../../examples/org-guardrails/export-policies';
import { OrganizationGuardrailsStack } from '../../examples/org-guardrails/organization-guardrails-stack';
import { testApp } from '../app';

const POLICY = 'AWS::Organizations::Policy';
const stack = new OrganizationGuardrailsStack(testApp({ context }), 'OrganizationGuardrails', {
  env: { region: 'us-east-1' },
});
const template = Template.fromStack(stack);

interface Statement {
  readonly Sid: string;
  readonly Condition: Record<string, Record<string, unknown>>;
}

describe('the guardrails of the organization', () => {
  test('are policies for production, for the sandbox and for the resources of all accounts', () => {
    const policies = Object.values(template.findResources(POLICY)).map(({ Properties: { Name, Type, TargetIds } }) => [
      Name,
      Type,
      TargetIds,
    ]);
    expect(policies).toEqual([
      ['SageMakerProduction', 'SERVICE_CONTROL_POLICY', ['ou-ab12-prod0001']],
      ['SageMakerProduction-2', 'SERVICE_CONTROL_POLICY', ['ou-ab12-prod0001']],
      ['SageMakerSandbox', 'SERVICE_CONTROL_POLICY', ['ou-ab12-sandbox1']],
      ['SageMakerResources', 'RESOURCE_CONTROL_POLICY', ['r-ab12']],
    ]);
  });

  test('exempt the platform roles and the break-glass tag from every statement', () => {
    const documents = [...stack.production.documents, ...stack.sandbox.documents];
    const bound = documents
      .flatMap((document): Statement[] => JSON.parse(document).Statement)
      .filter(({ Condition }) => {
        const roles = [Condition.ArnNotLike?.['aws:PrincipalArn']].flat();
        return (
          !roles.includes('arn:aws:iam::*:role/platform/SageMakerPlatform*') ||
          Condition.StringNotEquals?.['aws:PrincipalTag/BreakGlass'] !== 'active'
        );
      });
    expect(bound.map(({ Sid }) => Sid)).toEqual([]);
  });

  test.each(['production', 'sandbox'] as const)('keep everybody else from becoming exempt in %s', (unit) => {
    const ids = stack[unit].documents
      .flatMap((document): Statement[] => JSON.parse(document).Statement)
      .map(({ Sid }) => Sid);
    expect(ids).toEqual(expect.arrayContaining(['ProtectExemptRoles', 'ProtectExemptingTags']));
  });

  test('leave no warning', () => {
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });
});

describe('the exported guardrails', () => {
  let directory: string;
  let sizes: ReturnType<typeof policySizes>;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'org-guardrails-'));
    exportPolicies(stack, directory);
    sizes = policySizes(template.toJSON() as TemplateJson, join(directory, 'json'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('are the same documents in every format', () => {
    const { name } = sizes[0];
    const texts = ['json', 'terraform', 'landing-zone-accelerator/service-control-policies'].map((format) =>
      readFileSync(join(directory, format, `${name}.json`), 'utf-8'),
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toBe(stack.production.documents[0]);
    expect(existsSync(join(directory, 'terraform', `${name}.tf.json`))).toBe(true);
    expect(existsSync(join(directory, 'landing-zone-accelerator', `${name}.organization-config.yaml`))).toBe(true);
  });

  test('fit their quotas, and the report tells by how much', () => {
    expect(sizes.map(({ name, quota, targets }) => [name, quota, targets])).toEqual([
      ['SageMakerProduction', 10_240, ['ou-ab12-prod0001']],
      ['SageMakerProduction-2', 10_240, ['ou-ab12-prod0001']],
      ['SageMakerSandbox', 10_240, ['ou-ab12-sandbox1']],
      ['SageMakerResources', 5120, ['r-ab12']],
    ]);
    expect(sizes[3]).toMatchObject({
      length: stack.resources.documents[0].length,
      statements: ['ConfusedDeputyProtection'],
    });
    expect(tooLong(sizes)).toEqual([]);
  });

  test('would be told of if they did not', () => {
    expect(tooLong([{ ...sizes[0], length: 10_241 }])).toEqual(['SageMakerProduction has 10241 of 10240 characters']);
    expect(tooLong([{ ...sizes[0], length: 10_240 }])).toEqual([]);
  });
});

describe('all built-in guardrails', () => {
  test('fit in two service control policies at once', () => {
    const lengths = sizesOfEverything();
    expect(lengths).toHaveLength(2);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(10_240);
  });
});
