import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { CloudFormationTemplate } from './intrinsics';

/** Where a policy acts, which decides how the simulator is given it and which quota it has. */
export type PolicyKind = 'trust' | 'resource' | 'identity' | 'boundary' | 'scp' | 'rcp' | 'endpoint';

/**
 * The most characters that a document may have.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html
 */
export const QUOTAS: Record<PolicyKind, number> = {
  trust: 2048,
  // The smallest one of the services that take part is that of ECR.
  resource: 10_240,
  identity: 6144,
  boundary: 6144,
  scp: 10_240,
  rcp: 5120,
  endpoint: 20_480,
};

export interface Policy {
  readonly kind: PolicyKind;
  readonly name: string;
  /** JSON; with intrinsic functions as long as it is not resolved. */
  readonly document: unknown;
  /** Whether it is no policy of the subject but there to let requests through, so that the subject alone decides. */
  readonly assumed?: boolean;
}

/**
 * What is looked for besides: a simulation takes misspelt keys, operators that are weaker than they look and documents
 * that IAM would refuse.
 */
export interface LintRules {
  /** The operators that may be used, each with the keys that it may be used on. Everything else is a finding. */
  readonly operators: Readonly<Record<string, readonly string[]>>;
}

/** What is synthesized, and which of its policies are simulated together. */
export interface Subject {
  build(stack: Stack): void;
  readonly policies: (template: CloudFormationTemplate) => Policy[];
  /** Which operators its policies may use on which keys, where it is stricter than the rules of its area. */
  readonly rules?: LintRules;
  /** Whether the subject says by name that it lets a service principal in without any condition. */
  readonly unconditioned?: boolean;
}

export function trustPolicy(template: CloudFormationTemplate): Policy[] {
  return picked(template, { type: 'AWS::IAM::Role', property: 'AssumeRolePolicyDocument', kind: 'trust' });
}

export function managedPolicies(template: CloudFormationTemplate): Policy[] {
  return picked(template, { type: 'AWS::IAM::ManagedPolicy', property: 'PolicyDocument', kind: 'identity' });
}

/** The policy that a resource carries itself, or that a policy resource such as `AWS::SNS::TopicPolicy` puts on it. */
export function resourcePolicy(
  type: string,
  property = 'PolicyDocument',
): (template: CloudFormationTemplate) => Policy[] {
  return (template) => picked(template, { type, property, kind: 'resource' });
}

/** The documents of service control policies or resource control policies. */
export function organizationPolicies(kind: 'scp' | 'rcp'): (template: CloudFormationTemplate) => Policy[] {
  return (template) => picked(template, { type: 'AWS::Organizations::Policy', property: 'Content', kind });
}

/** The policy of the VPC endpoint of a stack that has one. */
export function endpointPolicy(template: CloudFormationTemplate): Policy[] {
  return picked(template, { type: 'AWS::EC2::VPCEndpoint', property: 'PolicyDocument', kind: 'endpoint' });
}

/** What allows everything: to callers as a policy of theirs, to everybody as a policy of the resource. */
export function allowing(kind: 'identity' | 'resource'): Policy {
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const statement = kind === 'resource' ? { ...everything, Principal: '*' } : everything;
  return { kind, name: 'AllowEverything', document: { Version: '2012-10-17', Statement: [statement] }, assumed: true };
}

interface Picked {
  readonly type: string;
  readonly property: string;
  readonly kind: PolicyKind;
}

function picked(template: CloudFormationTemplate, { type, property, kind }: Picked): Policy[] {
  const found = Object.entries(template.Resources ?? {}).filter(([, resource]) => resource.Type === type);
  return found.map(([name, { Properties }]) => ({ kind, name, document: Properties?.[property] }));
}

/** The policies of a subject as they are in the template of its stack. */
export function policiesIn(stack: Stack, subject: Subject): { template: CloudFormationTemplate; policies: Policy[] } {
  const template = Template.fromStack(stack).toJSON() as CloudFormationTemplate;
  const policies = subject.policies(template);
  const missing = policies.filter(({ document }) => document === undefined);
  if (policies.length === 0 || missing.length > 0) {
    throw new Error(
      `${stack.node.id} synthesizes no policy to simulate: ${missing.map(({ name }) => name).join(', ') || 'none was picked'}`,
    );
  }
  return { template, policies };
}
