import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { check, type Fault, faultText } from '../../private/errors';
import { isPendingLookup, selectedSubnets } from '../../private/life-cycle/subnets';
import { isUnknown } from '../../private/life-cycle/unknown';
import { ENDPOINT_POLICY_QUOTA } from '../../private/limits';
import { inOrder } from '../../private/order';
import { policySize } from '../../private/policies/policy-size';
import { warn } from '../../private/warnings';
import { constructIdOf } from './checks';
import { zonesOrFaults } from './dns-zones';
import { defaultStatements } from './policy-statements';
import { type EndpointCustomization, EndpointPrivateDns, EndpointZones, type PrivateEndpointsProps } from './props';
import { EndpointService, EndpointType } from './service';

/** All that endpoints of AWS services listen on. */
export const ENDPOINT_PORT = 443;

/** An endpoint among others. */
export interface EndpointPlan {
  readonly service: EndpointService;
  /** All services that get an endpoint. */
  readonly services: readonly EndpointService[];
  /** The security groups of interface endpoints. */
  readonly securityGroups: ec2.ISecurityGroup[];
  readonly props: PrivateEndpointsProps;
  /** How the endpoint differs from the others. */
  readonly customization?: EndpointCustomization;
}

/** Makes the endpoint of one service, with its policy. */
export function makeEndpoint(scope: Construct, plan: EndpointPlan): ec2.VpcEndpoint {
  const gateway = plan.service.type === EndpointType.GATEWAY;
  const endpoint = gateway ? gatewayEndpoint(scope, plan) : interfaceEndpoint(scope, plan);
  restrict(scope, endpoint, plan);
  return endpoint;
}

/** The name of the service for CDK, which knows the prefixes of partitions. */
export function awsService({ name, _row: { prefix } }: EndpointService): ec2.InterfaceVpcEndpointAwsService {
  return new ec2.InterfaceVpcEndpointAwsService(name, prefix, ENDPOINT_PORT);
}

function gatewayEndpoint(scope: Construct, { service, props, customization }: EndpointPlan): ec2.GatewayVpcEndpoint {
  return new ec2.GatewayVpcEndpoint(scope, constructIdOf(service), {
    vpc: props.vpc,
    service: new ec2.GatewayVpcEndpointAwsService(service.name, service._row.prefix),
    subnets: customization?.subnets && [withPending(props.vpc, customization.subnets)],
  });
}

/** CDK would let the whole VPC in if it were not told to leave the security group alone. */
function interfaceEndpoint(scope: Construct, plan: EndpointPlan): ec2.InterfaceVpcEndpoint {
  const { service, securityGroups, props, customization } = plan;
  const privateDnsEnabled = privateDnsOf(plan) === EndpointPrivateDns.ENABLED;
  return new ec2.InterfaceVpcEndpoint(scope, constructIdOf(service), {
    vpc: props.vpc,
    service: awsService(service),
    subnets: onePerZone(withPending(props.vpc, customization?.subnets ?? props.subnets)),
    lookupSupportedAzs: props.zones === EndpointZones.LOOKED_UP,
    securityGroups,
    open: false,
    privateDnsEnabled,
    privateDnsOnlyForInboundResolverEndpoint: privateDnsEnabled ? resolversOf(plan) : undefined,
  });
}

/** The names that the private DNS of the endpoints takes in their VPC; of those that are not known, the name of the service. */
export function privateNames(
  scope: Construct,
  services: readonly EndpointService[],
  props: PrivateEndpointsProps,
): string[] {
  const customizationOf = (service: EndpointService) => props.customizations?.find((one) => one.service._is(service));
  const isPrivate = (service: EndpointService) =>
    service.type === EndpointType.INTERFACE &&
    privateDnsOf({ service, props, customization: customizationOf(service) }) === EndpointPrivateDns.ENABLED;
  return services.filter(isPrivate).flatMap((service) => {
    const zones = zonesOrFaults(scope, service).zones.filter(({ name, uncertain }) => !uncertain && !isUnknown(name));
    return [service.name, ...zones.map(({ name }) => name)];
  });
}

function privateDnsOf({
  service,
  props,
  customization,
}: Pick<EndpointPlan, 'service' | 'props' | 'customization'>): EndpointPrivateDns {
  const usual = service._row.publicNames ? EndpointPrivateDns.DISABLED : props.privateDns;
  return customization?.privateDns ?? usual ?? EndpointPrivateDns.ENABLED;
}

function restrict(scope: Construct, endpoint: ec2.VpcEndpoint, { service, props, customization }: EndpointPlan): void {
  const policy = customization?.policy;
  if (policy?._unrestrictedBecause !== undefined) {
    warn(scope, 'network.unrestrictedEndpoint', `${service.id}: ${policy._unrestrictedBecause}`);
  }
  const withDefaults = policy?._withDefaults ?? true;
  const defaults = withDefaults ? defaultStatements(scope, service._row.policy, props) : [];
  const own = inOrder(scope, policy?._statements ?? [], (statement) => statement.toStatementJson());
  for (const statement of [...defaults, ...own]) {
    endpoint.addToPolicy(statement);
  }
  endpoint.node.addValidation({ validate: () => lengthFaults(endpoint, service).map(faultText) });
}

/** When all statements are there, also those that were added to the endpoint itself. */
function lengthFaults(endpoint: ec2.VpcEndpoint, service: EndpointService): Fault[] {
  const { policyDocument } = endpoint.node.defaultChild as ec2.CfnVPCEndpoint;
  const { atLeast } = policySize(endpoint, policyDocument ?? {});
  return check(
    atLeast <= ENDPOINT_POLICY_QUOTA,
    'EndpointPolicyTooLong',
    `the policy of ${service.id} must have at most ${ENDPOINT_POLICY_QUOTA} characters, got ${atLeast}: use wider statements`,
  );
}

/** CDK rejects some of the empty selections that a pending lookup leads to. */
function withPending<T extends ec2.SubnetSelection | undefined>(vpc: ec2.IVpc, selection: T): T | ec2.SubnetSelection {
  return selection && isPendingLookup(vpc) ? { subnets: selectedSubnets(vpc, selection) } : selection;
}

/** CDK sees to that as well, but not for subnets that are named one by one. Zones that are not known are left to AWS. */
function onePerZone(selection?: ec2.SubnetSelection): ec2.SubnetSelection | undefined {
  const zones = selection?.subnets?.map(({ availabilityZone }) => availabilityZone) ?? [];
  const taken = (zone: string, index: number) => !isUnknown(zone) && zones.indexOf(zone) < index;
  return selection?.subnets
    ? { ...selection, subnets: selection.subnets.filter((_, index) => !taken(zones[index], index)) }
    : selection;
}

/** Beside a gateway endpoint, which is free of charge, the VPC need not go through the interfaces. */
function resolversOf({
  service,
  services,
}: EndpointPlan): ec2.VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint | undefined {
  if (!service._is(EndpointService.S3_INTERFACE)) {
    return undefined;
  }
  const { ALL_RESOLVERS, ONLY_INBOUND_RESOLVER } = ec2.VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint;
  return services.some((one) => one._is(EndpointService.S3)) ? ONLY_INBOUND_RESOLVER : ALL_RESOLVERS;
}
