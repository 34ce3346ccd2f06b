import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { compliance, guardrails, permissions, trust } from '../../src';
import type { Samples } from './sample';

const {
  Exemption,
  Guardrail,
  GuardrailPolicy,
  PermissionsBoundaryPolicy,
  ResourceControlPolicy,
  ServiceControlPolicy,
} = guardrails;
const { Permission, PermissionPolicy } = permissions;
const { ExecutionRole, Feature } = trust;

const GUARDRAILS = [Guardrail.imdsV2Notebooks(), Guardrail.noNotebookRootAccess(), Guardrail.vpcOnlyDomains()];
const ORGANIZATION = 'o-a1b2c3d4e5';

export const POLICY_SAMPLES: Samples = {
  'guardrails.GuardrailPolicy': {
    minimal: (scope) => {
      new GuardrailPolicy(scope, 'Guardrails', { guardrails: GUARDRAILS });
    },
    customized: (scope) => {
      new GuardrailPolicy(scope, 'Guardrails', {
        guardrails: GUARDRAILS,
        policyName: 'SageMakerGuardrails',
        path: '/platform/',
        maxPolicies: 3,
        exemptions: [Exemption.principals(['arn:aws:iam::111122223333:role/Platform'])],
      });
    },
  },
  'guardrails.PermissionsBoundaryPolicy': {
    minimal: (scope) => {
      new PermissionsBoundaryPolicy(scope, 'Boundary', { guardrails: GUARDRAILS });
    },
    customized: (scope) => {
      new PermissionsBoundaryPolicy(scope, 'Boundary', {
        guardrails: GUARDRAILS,
        policyName: 'SageMakerBoundary',
        path: '/platform/',
      });
    },
  },
  'guardrails.ServiceControlPolicy': {
    minimal: (scope) => {
      new ServiceControlPolicy(scope, 'Scp', { guardrails: GUARDRAILS, targetIds: ['ou-ab12-cdef3456'] });
    },
    customized: (scope) => {
      new ServiceControlPolicy(scope, 'Scp', {
        guardrails: GUARDRAILS,
        targetIds: ['ou-ab12-cdef3456', 'r-ab12'],
        policyName: 'SageMaker',
        description: 'What SageMaker may be used for',
        exemptions: [Exemption.serviceLinkedRoles()],
      });
    },
  },
  'guardrails.ResourceControlPolicy': {
    minimal: (scope) => {
      new ResourceControlPolicy(scope, 'Rcp', { guardrails: [confusedDeputy()], targetIds: ['r-ab12'] });
    },
    customized: (scope) => {
      new ResourceControlPolicy(scope, 'Rcp', {
        guardrails: [confusedDeputy()],
        targetIds: ['r-ab12', 'ou-ab12-cdef3456'],
        policyName: 'SageMakerTrust',
        description: 'Whom SageMaker may act for',
      });
    },
  },
  'permissions.PermissionPolicy': {
    minimal: (scope) => {
      new PermissionPolicy(scope, 'Permissions', { permissions: [Permission.privateSpaces()] });
    },
    customized: (scope) => {
      new PermissionPolicy(scope, 'Permissions', {
        permissions: [Permission.privateSpaces()],
        policyName: 'Spaces',
        path: '/platform/',
        roles: [executionRole(scope)],
      });
    },
  },
  'trust.ExecutionRole': {
    minimal: (scope) => {
      new ExecutionRole(scope, 'Execution', { features: [Feature.TRAINING] });
    },
    customized: (scope) => {
      executionRole(scope);
    },
  },
  'compliance.EvidenceReport': {
    minimal: (scope) => {
      new compliance.EvidenceReport(scope, 'Evidence');
    },
    customized: (scope) => {
      new compliance.EvidenceReport(scope, 'Evidence', { title: 'Evidence of the platform' });
    },
  },
  'compliance.GuardConfigRule': {
    minimal: (scope) => {
      new compliance.GuardConfigRule(scope, 'Recorded');
    },
    customized: (scope) => {
      new compliance.GuardConfigRule(scope, 'Recorded', {
        configRuleName: 'sagemaker-settings',
        rules: new compliance.GuardRules({ packs: [compliance.Pack.ALL] }),
      });
    },
  },
  'compliance.GuardHook': {
    minimal: (scope) => {
      new compliance.GuardHook(scope, 'Hook');
    },
    customized: (scope) => {
      new compliance.GuardHook(scope, 'Hook', {
        alias: 'Acme::Guard::SageMaker',
        rules: new compliance.GuardRules({ rules: [compliance.Rule.NOTEBOOK_IMDS_V2] }),
        failureMode: compliance.HookFailureMode.WARN,
        operations: [compliance.HookOperation.STACK, compliance.HookOperation.RESOURCE],
        logBucket: Bucket.fromBucketName(scope, 'Reports', 'hook-reports'),
        excludedStacks: ['CDKToolkit', 'sandbox-*'],
      });
    },
  },
};

function confusedDeputy(): guardrails.Guardrail {
  return Guardrail.confusedDeputyProtection({ organizationId: ORGANIZATION });
}

function executionRole(scope: Construct): trust.ExecutionRole {
  return new ExecutionRole(scope, 'Execution', {
    features: [Feature.STUDIO, Feature.TRAINING],
    roleName: 'Research',
    path: '/ml/',
    description: 'Research',
  });
}
