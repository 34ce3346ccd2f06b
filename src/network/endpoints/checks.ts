import { Stack, Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { knownPartition, parseSageMakerArn } from '../../private/arn';
import { checkAccountId, checkFormat, checkKnownLength, checkPattern, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { API_ID, DOMAIN_ID, VPC_ENDPOINT_ID } from '../../private/formats';
import { tierFaults } from '../../private/life-cycle/subnets';
import { isUnknown } from '../../private/life-cycle/unknown';
import { participantFaults } from '../participant';
import type { EndpointPolicyOptions } from './policy';
import {
  type EndpointCustomization,
  EndpointPrivateDns,
  EndpointZones,
  type ExistingEndpoint,
  type PrivateEndpointsAttributes,
  type PrivateEndpointsProps,
} from './props';
import { type EndpointService, EndpointType } from './service';

export function endpointsFaults(
  scope: IConstruct,
  services: readonly EndpointService[],
  props: PrivateEndpointsProps,
): Fault[] {
  return [
    ...check(services.length > 0, 'EndpointNotIncluded', 'the set of services must have at least one, got none'),
    ...services.flatMap((service) => availabilityFaults(scope, service)),
    ...duplicateFaults(services),
    ...customizationFaults(services, props.customizations ?? []),
    ...policyOptionFaults(props),
    ...zoneFaults(scope, props),
    ...dnsFaults(props),
    ...tierFaults(props.vpc, props.subnets, 'subnets'),
    ...participantFaults(scope, props.vpc, 'VPC endpoints', 'PrivateEndpoints.fromEndpointIds'),
  ];
}

export function attributeFaults({ endpointIds }: PrivateEndpointsAttributes): Fault[] {
  return [
    ...faultsOf(
      'InvalidEndpointId',
      endpointIds.flatMap(({ service, endpointId }) =>
        checkFormat(`the endpoint of ${service.id}`, endpointId, VPC_ENDPOINT_ID),
      ),
    ),
    ...check(endpointIds.length > 0, 'EndpointNotIncluded', 'endpointIds must name at least one endpoint, got none'),
    ...duplicateFaults(endpointIds.map(({ service }) => service)),
    ...sharedIdFaults(endpointIds),
  ];
}

/** An endpoint leads to one service. */
function sharedIdFaults(endpointIds: readonly ExistingEndpoint[]): Fault[] {
  const known = endpointIds.filter(({ endpointId }) => !isUnknown(endpointId));
  const shared = known.flatMap(({ service, endpointId }, index) => {
    const first = known.slice(0, index).find((one) => one.endpointId === endpointId && !one.service._is(service));
    return first
      ? [`each endpoint leads to one service, got ${endpointId} for ${first.service.id} and ${service.id}`]
      : [];
  });
  return faultsOf('ConflictingProps', shared);
}

/** What a service is called in the construct tree. */
export function constructIdOf({ id }: EndpointService): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return words.map((word) => word[0].toUpperCase() + word.slice(1).toLowerCase()).join('');
}

/** Nothing is said where the region is not known. */
function availabilityFaults(scope: IConstruct, service: EndpointService): Fault[] {
  const partition = knownPartition(scope);
  const place = partition === undefined ? undefined : placeWithout(service, partition, Stack.of(scope).region);
  const hint = 'leave it out of the set, or name it with EndpointService.of if AWS offers it there by now';
  return check(
    place === undefined,
    'EndpointServiceUnavailable',
    `${service.id} (${service.name}) does not exist in the ${place}: ${hint}`,
  );
}

/** The partition or region in which a service does not exist. */
function placeWithout(service: EndpointService, partition: string, region: string): string | undefined {
  if (!service.existsIn(partition)) {
    return `partition ${partition}`;
  }
  return service._row.regions?.includes(region) === false ? `region ${region}` : undefined;
}

function duplicateFaults(services: readonly EndpointService[]): Fault[] {
  const ids = services.map(constructIdOf);
  const duplicates = services.filter((service, index) => ids.indexOf(constructIdOf(service)) !== index);
  return faultsOf(
    'ConflictingProps',
    duplicates.map(({ id }) => `each service can have one endpoint, got two of ${id}`),
  );
}

function customizationFaults(
  services: readonly EndpointService[],
  customizations: readonly EndpointCustomization[],
): Fault[] {
  const ids = customizations.map(({ service }) => service.id);
  const foreign = customizations.filter(({ service }) => !services.some((one) => one._is(service)));
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  const routes = customizations.filter(
    ({ service, privateDns }) => service.type === EndpointType.GATEWAY && privateDns !== undefined,
  );
  return [
    ...faultsOf(
      'EndpointNotIncluded',
      foreign.map(({ service }) => `customizations must be about services of the set, got ${service.id}`),
    ),
    ...faultsOf('ConflictingProps', [
      ...repeated.map((id) => `customizations must name a service once, got ${id} twice`),
      ...routes.map(({ service }) => `a gateway endpoint has no private DNS, got some for ${service.id}`),
    ]),
  ];
}

function policyOptionFaults({ studioDomains, privateApis, imageAccounts }: EndpointPolicyOptions): Fault[] {
  const expected = 'an id such as d-abcdefghijkl, or the literal ARN of a domain';
  return [
    ...faultsOf('InvalidDomainId', [
      ...emptyFaults('studioDomains', studioDomains),
      ...checkKnownLength('studioDomains', studioDomains),
      ...knownItems(studioDomains)
        .filter((domain) => parseSageMakerArn(domain)?.resourceType !== 'domain')
        .flatMap((domain) => checkPattern('a Studio domain', domain, DOMAIN_ID.pattern, expected)),
    ]),
    ...faultsOf('InvalidApiId', [
      ...emptyFaults('privateApis', privateApis),
      ...checkKnownLength('privateApis', privateApis),
      ...knownItems(privateApis).flatMap((api) => checkFormat('a private API', api, API_ID)),
    ]),
    ...faultsOf(
      'InvalidAccountId',
      knownItems(imageAccounts).flatMap((account) => checkAccountId('an account of images', account)),
    ),
  ];
}

function emptyFaults(what: string, values: readonly string[] | undefined): string[] {
  return values?.length === 0 ? [`${what} must name at least one, or be left out for all, got none`] : [];
}

function zoneFaults(scope: IConstruct, { zones }: PrivateEndpointsProps): Fault[] {
  const { account, region } = Stack.of(scope);
  const known = ![account, region].some((value) => Token.isUnresolved(value));
  return check(
    zones !== EndpointZones.LOOKED_UP || known,
    'ConflictingProps',
    'EndpointZones.LOOKED_UP needs a stack with a concrete account and region, got an agnostic one',
  );
}

/** Only a VPC of the same app says whether it has DNS. */
function dnsFaults({ vpc, privateDns }: PrivateEndpointsProps): Fault[] {
  const { dnsHostnamesEnabled, dnsSupportEnabled } = vpc as Partial<ec2.Vpc>;
  const disabled = dnsHostnamesEnabled === false || dnsSupportEnabled === false;
  const hint = 'enable DNS support and DNS host names in the VPC, or use EndpointPrivateDns.DISABLED';
  return check(
    !disabled || privateDns === EndpointPrivateDns.DISABLED,
    'VpcDnsDisabled',
    `private DNS does not work in ${vpc.node.path}: ${hint}`,
  );
}
