import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { AuthMode } from '../../conditions/values';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import { knownToDiffer } from '../../private/arn';
import { checkPattern } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';
import { MANAGED_POLICY_QUOTA } from '../../private/limits';
import { policySize } from '../../private/policy-size';
import type { IDomain } from '../../studio/domain/idomain';
import { DomainRegistry } from '../../studio/domain/registry';
import { ROLE_ARN } from '../shared/directory-entry';
import type { StudioAccessRoleProps } from './access-role-props';
import { apiServices, stsServices, studioServices } from './endpoints';

const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;

export function roleArnFaults(what: string, arns: readonly string[]): Fault[] {
  return arns.flatMap((arn) =>
    faultsOf('InvalidResourceArn', checkPattern(what, arn, ROLE_ARN, 'the ARN of an IAM role without wildcards')),
  );
}

export function accessRoleFaults(
  scope: IConstruct,
  { domains, endpoints, urlFunctionRoleArn, roleName }: StudioAccessRoleProps,
): Fault[] {
  return [
    ...faultsOf('ConflictingProps', domains.length ? [] : ['an access role needs at least one domain, got none']),
    ...domains.flatMap((domain) => domainFaults(scope, domain)),
    ...endpointFaults(endpoints),
    ...roleArnFaults('urlFunctionRoleArn', [urlFunctionRoleArn]),
    ...faultsOf(
      'InvalidResourceArn',
      checkPattern('roleName', roleName, ROLE_NAME, 'up to 64 letters, digits and characters of +=,.@_-'),
    ),
  ];
}

function domainFaults(scope: IConstruct, domain: IDomain): Fault[] {
  const { node, env } = domain;
  const { authMode } = DomainRegistry.of(domain).metadata;
  const { region } = Stack.of(scope);
  return faultsOf('ConflictingProps', [
    ...(authMode === AuthMode.SSO
      ? [`presigned URLs need a domain with AuthMode.IAM, got ${node.path} with AuthMode.SSO`]
      : []),
    ...(knownToDiffer(env.region, region)
      ? [`domains must be in the region of the endpoints, ${region}, got ${node.path} in ${env.region}`]
      : []),
  ]);
}

/** STS is where the function gets its session of the role, and by whose endpoint the role knows it. */
export function endpointFaults(endpoints: IPrivateEndpoints): Fault[] {
  const needed = {
    SAGEMAKER_API: apiServices(endpoints),
    SAGEMAKER_STUDIO: studioServices(endpoints),
    STS: stsServices(endpoints),
  };
  const missing = Object.entries(needed).filter(([, services]) => services.length === 0);
  return faultsOf(
    'MissingEndpoint',
    missing.map(
      ([name]) =>
        `endpoints must hold EndpointService.${name}, without which no presigned URL can be made or used, got none in ${endpoints.node.path}`,
    ),
  );
}

export function accessPolicyFaults(scope: IConstruct, document: iam.PolicyDocument): Fault[] {
  const { atLeast } = policySize(scope, document);
  const message = `${scope.node.path} must have at most ${MANAGED_POLICY_QUOTA} characters, got ${atLeast}: use several access roles`;
  return faultsOf('ManagedPolicyTooLong', atLeast > MANAGED_POLICY_QUOTA ? [message] : []);
}
