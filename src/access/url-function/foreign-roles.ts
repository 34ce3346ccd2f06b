import { Resource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { type IPrivateEndpoints, PrivateEndpoints } from '../../network/endpoints/private-endpoints';
import type { EndpointService } from '../../network/endpoints/service';
import { accountOf, knownToDiffer } from '../../private/arn';
import { check, type Fault, faultsOf } from '../../private/errors';
import { isUnknown } from '../../private/life-cycle/unknown';
import { StudioAccessRole } from './access-role';
import { apiServices, stsServices, studioServices } from './endpoints';

/** What the access roles of other stacks have in common with the function that assumes them. */
interface ForeignRoles {
  readonly accessRoleArns: readonly string[];
  readonly endpoints: IPrivateEndpoints;
}

/** The policies of the endpoints only let through the accounts of their perimeter. */
export function perimeterFaults({ accessRoleArns, endpoints }: ForeignRoles): Fault[] {
  const perimeter = endpoints instanceof PrivateEndpoints ? endpoints._perimeter : undefined;
  const accounts = perimeter?._arnAccounts(endpoints) ?? [];
  if (!perimeter || perimeter._byOrganization || accounts.some(isUnknown)) {
    return [];
  }
  return faultsOf(
    'ConflictingProps',
    accessRoleArns
      .filter((arn) => !isUnknown(arn) && !accounts.includes(accountOf(arn)))
      .map(
        (arn) =>
          `the perimeter of ${endpoints.node.path} must have the account of each access role, got ${accounts.join(', ')} without that of ${arn}: add it with EndpointPerimeter.accounts`,
      ),
  );
}

/**
 * Access roles of this app whose conditions name other endpoints than those of the function. The function gets no session of such a role,
 * or no URL, or its users cannot open the URL.
 */
export function otherEndpointFaults(scope: IConstruct, { accessRoleArns, endpoints }: ForeignRoles): Fault[] {
  const roles = scope.node.root.node.findAll().filter((one) => one instanceof StudioAccessRole);
  const used = roles.filter((role) => accessRoleArns.some((arn) => role._isNamedBy(arn)));
  return used.flatMap((role) =>
    [stsServices, apiServices, studioServices].flatMap((servicesOf) => {
      const [given, expected] = [endpoints, role._endpoints].map((all) => chosen(all, servicesOf));
      return check(
        given.some((one) => expected.some((other) => !differ(one, other))),
        'ConflictingProps',
        `the access role ${role.node.path} must have the same endpoint of ${servicesOf(endpoints)[0].id} as the function, got ${role._endpoints.node.path} instead of ${endpoints.node.path}: its conditions would deny every URL`,
      );
    }),
  );
}

function chosen(
  endpoints: IPrivateEndpoints,
  servicesOf: (endpoints: IPrivateEndpoints) => EndpointService[],
): ec2.IInterfaceVpcEndpoint[] {
  return servicesOf(endpoints).map((service) => endpoints.endpoint(service));
}

/** Whether two endpoints are certainly not the same. An imported one may be one of this app. */
function differ(one: ec2.IInterfaceVpcEndpoint, other: ec2.IInterfaceVpcEndpoint): boolean {
  const bothOwned = Resource.isOwnedResource(one) && Resource.isOwnedResource(other);
  return knownToDiffer(one.vpcEndpointId, other.vpcEndpointId) || (bothOwned && one !== other);
}
