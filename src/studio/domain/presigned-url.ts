import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { AuthMode } from '../../conditions/values';
import { EndpointService } from '../../network/endpoints/service';
import { endpointIds } from '../../private/endpoint-ids';
import { check, type Fault, SecureSageMakerError } from '../../private/errors';
import { grant } from '../../private/policies/role-needs';
import { DomainRegistry } from './registry';

/** Where the URL is made, and where it is used. */
const SERVICES = [EndpointService.SAGEMAKER_API, EndpointService.SAGEMAKER_STUDIO];

interface PresignedUrlGrant {
  readonly endpoints: ec2.IVPCEndpointRef[];
  readonly resourceArns: string[];
}

/** The condition is checked when a URL is made, and again on every request and frame that uses it. */
export function grantPresignedUrl(
  domain: sagemaker.IDomainRef,
  grantee: iam.IGrantable,
  { endpoints, resourceArns }: PresignedUrlGrant,
): iam.Grant {
  SecureSageMakerError.throwIfAny(domain, [...authFaults(domain), ...endpointFaults(endpoints)]);
  return grant(domain, {
    grantee,
    actions: ['sagemaker:CreatePresignedDomainUrl'],
    resourceArns,
    conditions: {
      StringEquals: { 'aws:SourceVpce': endpointIds(endpoints) },
    },
  });
}

function authFaults(domain: sagemaker.IDomainRef): Fault[] {
  const { authMode } = sagemaker.CfnDomain.isCfnDomain(domain) ? domain : DomainRegistry.of(domain).metadata;
  const message = `presigned URLs need a domain with AuthMode.IAM, got ${domain.node.path} with AuthMode.SSO`;
  return check(authMode !== AuthMode.SSO, 'ConflictingProps', message);
}

/** The URL is made through one endpoint and used through the other, so one of them alone never works. */
function endpointFaults(endpoints: readonly ec2.IVPCEndpointRef[]): Fault[] {
  const distinct = new Set(endpointIds(endpoints)).size;
  const got = distinct < 2 ? [`${distinct} of both`] : missingServices(endpoints).map((name) => `none for ${name}`);
  const message = `endpoints must hold those of sagemaker.api, where the URL is made, and of studio, where it is used, got ${got.join(', ')}`;
  return check(got.length === 0, 'MissingEndpoint', message);
}

/** Nothing where the service of an endpoint is not known, since it may be the missing one. */
function missingServices(endpoints: readonly ec2.IVPCEndpointRef[]): string[] {
  const services = endpoints.map(serviceOf);
  if (services.includes(undefined)) {
    return [];
  }
  const missing = SERVICES.filter(({ name }) => !services.some((fullName = '') => endsWithName(fullName, name)));
  return missing.map(({ name }) => name);
}

function endsWithName(fullName: string, name: string): boolean {
  return fullName.endsWith(`.${name}`) || fullName.endsWith(`.${name}-fips`);
}

/** The service of an endpoint that is made in this app, with an asterisk for what is not known; nothing of others. */
function serviceOf(endpoint: ec2.IVPCEndpointRef): string | undefined {
  const resource = [endpoint, endpoint.node.defaultChild].find((construct) =>
    ec2.CfnVPCEndpoint.isCfnVPCEndpoint(construct),
  );
  const name: unknown = resource && Stack.of(resource).resolve(resource.serviceName);
  const parts: unknown[] = (name as { 'Fn::Join'?: [string, unknown[]] })?.['Fn::Join']?.[1] ?? [name];
  const text = parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  return text === '*' ? undefined : text;
}
