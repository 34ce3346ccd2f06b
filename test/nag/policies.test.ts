import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { guardrails, permissions } from '../../src';
import { testApp } from '../app';
import { EVERY_GUARDRAIL, EVERY_RESOURCE_GUARDRAIL } from '../guardrails/table';
import { SAMPLES } from '../permissions/table';
import { allFindings } from './packs';

const FEW = [guardrails.Guardrail.imdsV2Notebooks(), guardrails.Guardrail.noNotebookRootAccess()];
const EXEMPTIONS = [guardrails.Exemption.principals(['arn:aws:iam::*:role/Platform*'])];

function stackWith(build: (stack: Stack) => void): Stack {
  const stack = new Stack(testApp(), 'Stack');
  build(stack);
  return stack;
}

describe('the rule packs on guardrails', () => {
  test.each<[string, (stack: Stack) => void]>([
    [
      'of an organization',
      (stack) => new guardrails.ServiceControlPolicy(stack, 'Scp', { guardrails: FEW, targetIds: ['r-ab12'] }),
    ],
    [
      'of an organization, all of them with an exemption',
      (stack) =>
        new guardrails.ServiceControlPolicy(stack, 'Scp', {
          guardrails: Object.values(EVERY_GUARDRAIL),
          exemptions: EXEMPTIONS,
          targetIds: ['r-ab12'],
        }),
    ],
    [
      'of resources',
      (stack) =>
        new guardrails.ResourceControlPolicy(stack, 'Rcp', {
          guardrails: Object.values(EVERY_RESOURCE_GUARDRAIL),
          targetIds: ['r-ab12'],
        }),
    ],
    [
      'of a role',
      (stack) => {
        const roles = [new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() })];
        new guardrails.GuardrailPolicy(stack, 'Policy', { guardrails: FEW, exemptions: EXEMPTIONS, roles });
      },
    ],
  ])('find nothing in those %s', (_, build) => {
    expect(allFindings(stackWith(build))).toEqual([]);
  });

  test('find that a boundary lets through whatever it does not deny, which is what a boundary is for', () => {
    const stack = stackWith(
      (scope) => new guardrails.PermissionsBoundaryPolicy(scope, 'Boundary', { guardrails: FEW }),
    );
    expect(allFindings(stack)).toEqual([
      'Boundary/Policy/Resource: AwsSolutions-IAM5[Action::*]',
      'Boundary/Policy/Resource: AwsSolutions-IAM5[Resource::*]',
      'Boundary/Policy/Resource: HIPAA.Security-IAMPolicyNoStatementsWithAdminAccess',
      'Boundary/Policy/Resource: HIPAA.Security-IAMPolicyNoStatementsWithFullAccess',
      'Boundary/Policy/Resource: NIST.800.53.R4-IAMPolicyNoStatementsWithAdminAccess',
      'Boundary/Policy/Resource: NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess',
      'Boundary/Policy/Resource: NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess',
      'Boundary/Policy/Resource: PCI.DSS.321-IAMPolicyNoStatementsWithAdminAccess',
      'Boundary/Policy/Resource: PCI.DSS.321-IAMPolicyNoStatementsWithFullAccess',
    ]);
  });
});

const WILDCARD = /^Permissions\/Policy\d*\/Resource: AwsSolutions-IAM5\[(Resource::.*|Action::sagemaker:.*\*)\]$/;

/** Findings but for those about wildcards, which are what most of SageMaker's permissions need. */
function otherFindings(name: string): string[] {
  const stack = stackWith(
    (scope) => new permissions.PermissionPolicy(scope, 'Permissions', { permissions: [SAMPLES[name](scope)] }),
  );
  return allFindings(stack).filter((finding) => !WILDCARD.test(finding));
}

describe('the rule packs on permissions', () => {
  const full = 'console with full access';

  test.each(Object.keys(SAMPLES).filter((name) => name !== full))('find nothing in %s but wildcards', (name) => {
    expect(otherFindings(name)).toEqual([]);
  });

  test('find that full access to the console is full access', () => {
    expect(otherFindings(full)).toEqual(
      ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'].map(
        (pack) => `Permissions/Policy/Resource: ${pack}-IAMPolicyNoStatementsWithFullAccess`,
      ),
    );
  });
});
