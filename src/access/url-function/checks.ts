import { type Duration, Resource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { AuthMode } from '../../conditions/values';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import { EndpointService } from '../../network/endpoints/service';
import { knownToDiffer } from '../../private/arn';
import { checkFormat, checkKnownLength, checkRange, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { PREFIX_LIST_ID, ROLE_ARN, ROLE_NAME } from '../../private/formats';
import { foreignFaults, used, usedIn } from '../../private/life-cycle/foreign';
import { isPendingLookup } from '../../private/life-cycle/subnets';
import { isUnknown } from '../../private/life-cycle/unknown';
import { PRESIGNED_URL_SECONDS, STUDIO_SESSION_SECONDS } from '../../private/limits';
import type { IDomain } from '../../studio/domain/idomain';
import { DomainRegistry } from '../../studio/domain/registry';
import { apiServices, stsServices, studioServices } from './endpoints';
import type { PresignedUrlFunctionProps, StudioAccessRoleProps } from './props';

export function urlFunctionFaults(props: PresignedUrlFunctionProps): Fault[] {
  const { accessRoleArns = [], callerRoleArns = [], endpoints, dynamoDbPrefixListId: id } = props;
  return [
    ...roleArnFaults('accessRoleArns', accessRoleArns),
    ...roleArnFaults('callerRoleArns', callerRoleArns),
    ...endpointFaults(endpoints),
    ...(props.vpc ? vpcFaults(props.vpc, endpoints) : []),
    // Without it the function would wait for DynamoDB until it times out.
    ...check(
      endpoints.has(EndpointService.DYNAMODB),
      'MissingEndpoint',
      `endpoints must hold EndpointService.DYNAMODB, without which the directory cannot be read, got none in ${endpoints.node.path}`,
    ),
    ...faultsOf('InvalidEndpointId', checkFormat('dynamoDbPrefixListId', id, PREFIX_LIST_ID)),
    ...durationFaults('urlExpiry', props.urlExpiry, PRESIGNED_URL_SECONDS),
    ...durationFaults('sessionDuration', props.sessionDuration, STUDIO_SESSION_SECONDS),
  ];
}

export function targetFaults(
  scope: IConstruct,
  domains: readonly unknown[],
  accessRoleArns: readonly string[],
): Fault[] {
  return [
    ...check(
      domains.length > 0 || accessRoleArns.length > 0,
      'ConflictingProps',
      'a function that makes presigned URLs needs domains or accessRoleArns, got neither, nor users that have some',
    ),
    ...foreignFaults(
      scope,
      accessRoleArns.map((arn) => used('accessRoleArns', arn)),
    ),
  ];
}

/** A function has its VPC, and endpoints that it reaches, in its own region. Roles can belong to other accounts. */
export function foreignFunctionFaults(scope: IConstruct, props: PresignedUrlFunctionProps): Fault[] {
  const { callerRoleArns = [], endpoints, vpc = endpoints.vpc } = props;
  return foreignFaults(scope, [
    ...callerRoleArns.map((arn) => used('callerRoleArns', arn)),
    ...usedIn('endpoints', [endpoints]),
    ...usedIn('vpc', [vpc]),
  ]);
}

/** A domain that this app creates has an id that nobody can write down before. */
export function unopenedDomainFaults(domains: readonly IDomain[], domainIds: readonly string[]): Fault[] {
  if (domains.some((domain) => isUnknown(domain.domainId) && !Resource.isOwnedResource(domain))) {
    return [];
  }
  const unopened = knownItems(domainIds).filter(
    (id) => !isUnknown(id) && domains.every(({ domainId }) => domainId !== id),
  );
  return faultsOf(
    'UnopenedDomain',
    unopened.map(
      (id) =>
        `users name the domain ${id}, which no access role opens: import it with studio.Domain.fromDomainAttributes and give it as domain, or give the users an accessRoleArn`,
    ),
  );
}

export function unknownVpcFaults({ node }: IPrivateEndpoints): Fault[] {
  return faultsOf('ConflictingProps', [
    `the VPC of ${node.path} is not known: give vpc, or name it in fromEndpointIds`,
  ]);
}

/** The gateway endpoint of DynamoDB only serves its own VPC, and the permission to read the directory names that endpoint. */
function vpcFaults(vpc: ec2.IVpc, endpoints: IPrivateEndpoints): Fault[] {
  const home = endpoints.vpc;
  const isOther =
    home !== undefined &&
    home !== vpc &&
    (knownToDiffer(vpc.vpcId, home.vpcId) || (Resource.isOwnedResource(vpc) && Resource.isOwnedResource(home)));
  return check(
    !isOther,
    'ConflictingProps',
    `vpc must be the one of the endpoints, ${home?.node.path}, got ${vpc.node.path}: the function reads the directory through their gateway endpoint of DynamoDB`,
  );
}

export function subnetFaults(vpc: ec2.IVpc, subnets: readonly ec2.ISubnet[]): Fault[] {
  if (isPendingLookup(vpc)) {
    return [];
  }
  const publicIds = new Set(vpc.publicSubnets.map(({ subnetId }) => subnetId));
  const publicSubnets = subnets.filter(({ subnetId }) => publicIds.has(subnetId));
  return [
    ...check(
      subnets.length > 0,
      'NoPrivateSubnet',
      `the function needs private or isolated subnets, got none in ${vpc.node.path}: use a VPC that has some, or select others with vpcSubnets`,
    ),
    ...faultsOf(
      'PublicSubnet',
      publicSubnets.map(
        ({ node }) => `the subnets of the function must be private or isolated, got the public subnet ${node.path}`,
      ),
    ),
  ];
}

export function accessRoleFaults(scope: IConstruct, props: StudioAccessRoleProps): Fault[] {
  const { domains, endpoints, urlFunctionRoleArn, roleName } = props;
  return [
    ...check(domains.length > 0, 'ConflictingProps', 'an access role needs at least one domain, got none'),
    ...domains.flatMap((domain) => domainFaults(scope, domain)),
    ...endpointFaults(endpoints),
    ...foreignFaults(scope, [used('urlFunctionRoleArn', urlFunctionRoleArn), ...usedIn('endpoints', [endpoints])]),
    ...roleArnFaults('urlFunctionRoleArn', [urlFunctionRoleArn]),
    ...faultsOf('InvalidResourceArn', checkFormat('roleName', roleName, ROLE_NAME)),
  ];
}

function domainFaults(scope: IConstruct, domain: IDomain): Fault[] {
  const { node } = domain;
  const { authMode } = DomainRegistry.of(domain).metadata;
  return [
    ...check(
      authMode !== AuthMode.SSO,
      'ConflictingProps',
      `presigned URLs need a domain with AuthMode.IAM, got ${node.path} with AuthMode.SSO`,
    ),
    ...foreignFaults(scope, usedIn('domains', [domain], true)),
  ];
}

/** The function gets its session of the access role from STS, and the role recognizes it by the endpoint of STS. */
function endpointFaults(endpoints: IPrivateEndpoints): Fault[] {
  const needed = {
    SAGEMAKER_API: apiServices(endpoints),
    SAGEMAKER_STUDIO: studioServices(endpoints),
    STS: stsServices(endpoints),
  };
  return Object.entries(needed).flatMap(([name, services]) =>
    check(
      services.length > 0,
      'MissingEndpoint',
      `endpoints must hold EndpointService.${name}, without which no presigned URL can be made or used, got none in ${endpoints.node.path}`,
    ),
  );
}

function roleArnFaults(what: string, arns: readonly string[]): Fault[] {
  return faultsOf('InvalidResourceArn', [
    ...checkKnownLength(what, arns),
    ...knownItems(arns).flatMap((arn) => checkFormat(what, arn, ROLE_ARN)),
  ]);
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function durationFaults(what: string, duration: Duration | undefined, { min, max }: Range): Fault[] {
  const seconds = duration?.isUnresolved() ? undefined : duration?.toSeconds({ integral: false });
  return faultsOf('InvalidUrlLifetime', checkRange(what, seconds, min, max, 'seconds'));
}
