import { Bucket } from 'aws-cdk-lib/aws-s3';
import { compliance } from '../../../src';
import type { CloudFormationTemplate } from '../intrinsics';
import { type LintRules, managedPolicies, type Policy, type Subject, trustPolicy } from '../policies';

/** Which operator the role of a hook may use on which key. */
export const COMPLIANCE_RULES: LintRules = {
  operators: { ArnLike: ['aws:SourceArn'], StringEquals: ['aws:SourceAccount'] },
};

/** The name of the file is a hash of the rules, which cases cannot name. */
function withFileName(policies: (template: CloudFormationTemplate) => Policy[]): Subject['policies'] {
  return (template) => policies(JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}\.guard/g, 'rules.guard'))); // unanchored: in an ARN
}

export const COMPLIANCE_SUBJECTS: Readonly<Record<string, Subject>> = {
  'GuardHook, trust': {
    policies: trustPolicy,
    build: (stack) => {
      new compliance.GuardHook(stack, 'Hook');
    },
  },
  'GuardHook, permissions': {
    policies: withFileName(managedPolicies),
    build: (stack) => {
      new compliance.GuardHook(stack, 'Hook');
    },
  },
  'GuardHook, permissions with reports': {
    policies: withFileName(managedPolicies),
    build: (stack) => {
      new compliance.GuardHook(stack, 'Hook', { logBucket: Bucket.fromBucketName(stack, 'Reports', 'reports') });
    },
  },
};
