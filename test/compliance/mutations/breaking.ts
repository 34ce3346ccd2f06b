import { Rule } from '../../../src/compliance';
import { type Breaking, fail } from './kinds';
import { GUARDRAILS, POLICIES } from './policies';
import { JOBS, MONITORING, NETWORKS, NOTEBOOK, SERVING, STUDIO } from './resources';

const OWN_NOTEBOOKS: readonly Breaking[] = [
  fail(Rule.NOTEBOOK_IMDS_V2, 'AWS::SageMaker::NotebookInstance', 'InstanceMetadataServiceConfiguration'),
  fail(Rule.NOTEBOOK_VOLUME_ENCRYPTED, 'AWS::SageMaker::NotebookInstance', 'KmsKeyId', ''),
  fail(Rule.NOTEBOOK_SECURITY_GROUPS, 'AWS::SageMaker::NotebookInstance', 'SecurityGroupIds'),
  fail(Rule.TRUST_CONFUSED_DEPUTY, 'AWS::IAM::Role', 'AssumeRolePolicyDocument.Statement.0.Condition'),
];

const OWN_DOMAINS: readonly Breaking[] = [
  fail(Rule.DOMAIN_VPC_ONLY, 'AWS::SageMaker::Domain', 'AppNetworkAccessType'),
  fail(Rule.DOMAIN_SOURCE_IDENTITY, 'AWS::SageMaker::Domain', 'DomainSettings.ExecutionRoleIdentityConfig'),
  fail(Rule.SPACE_NO_REMOTE_ACCESS, 'AWS::SageMaker::Space', 'SpaceSettings.RemoteAccess', 'ENABLED'),
  fail(Rule.IMAGE_VERSION_PINNED, 'AWS::SageMaker::ImageVersion', 'BaseImage', 'registry.example.com/team:latest'),
];

const OWN_ENDPOINTS: readonly Breaking[] = [
  fail(Rule.RESOLVER_RULE_ZONE, 'AWS::Route53Resolver::ResolverRule', 'DomainName', 'sagemaker.aws'),
];

const OWN_ACCESS: readonly Breaking[] = [
  fail(Rule.PRIVATE_API_POLICY, 'AWS::ApiGateway::RestApi', 'Policy.Statement', []),
  fail(Rule.PRIVATE_API_NO_DATA_TRACE, 'AWS::ApiGateway::Stage', 'MethodSettings.0.DataTraceEnabled', true),
];

/** By the name of the base. */
export const BREAKING: Readonly<Record<string, readonly Breaking[]>> = {
  notebook: NOTEBOOK,
  studio: STUDIO,
  serving: SERVING,
  monitoring: MONITORING,
  jobs: JOBS,
  network: NETWORKS,
  policies: POLICIES,
  NotebooksOfOthers: OWN_NOTEBOOKS,
  Notebooks: OWN_NOTEBOOKS,
  Domains: OWN_DOMAINS,
  Endpoints: OWN_ENDPOINTS,
  AccessByToken: OWN_ACCESS,
  GuardrailPolicies: GUARDRAILS,
};

/** Rules that no change of a secure template breaks, and why. */
export const NOT_BROKEN: ReadonlyMap<Rule, string> = new Map();
