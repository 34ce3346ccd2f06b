import type { Duration } from 'aws-cdk-lib';
import { Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import { EndpointService } from '../../network/endpoints/service';
import { checkPattern, checkRange } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';
import { PRESIGNED_URL_SECONDS, STUDIO_SESSION_SECONDS } from '../../private/limits';
import { endpointFaults, roleArnFaults } from './access-role-checks';
import type { PresignedUrlFunctionProps } from './props';

const PREFIX_LIST_ID = /^pl-[0-9a-f]{8,17}$/;

export function urlFunctionFaults(props: PresignedUrlFunctionProps): Fault[] {
  const { accessRoleArns = [], callerRoleArns = [], endpoints, dynamoDbPrefixListId } = props;
  return [
    ...roleArnFaults('accessRoleArns', accessRoleArns),
    ...roleArnFaults('callerRoleArns', callerRoleArns),
    ...endpointFaults(endpoints),
    ...directoryEndpointFaults(endpoints),
    ...faultsOf(
      'InvalidEndpointId',
      checkPattern(
        'dynamoDbPrefixListId',
        dynamoDbPrefixListId,
        PREFIX_LIST_ID,
        'the id of a prefix list such as pl-02cd2c6b',
      ),
    ),
    ...durationFaults(props),
  ];
}

export function targetFaults(domains: readonly unknown[], accessRoleArns: readonly string[]): Fault[] {
  const nobody = domains.length + accessRoleArns.length === 0;
  return faultsOf(
    'ConflictingProps',
    nobody
      ? ['a function that makes presigned URLs needs domains or accessRoleArns, got neither, nor users that have some']
      : [],
  );
}

export function unknownVpcFaults({ node }: IPrivateEndpoints): Fault[] {
  return faultsOf('ConflictingProps', [
    `the VPC of ${node.path} is not known: give vpc, or name it in fromEndpointIds`,
  ]);
}

/** Without it the function would wait for DynamoDB until it times out. */
function directoryEndpointFaults(endpoints: IPrivateEndpoints): Fault[] {
  const message = `endpoints must hold EndpointService.DYNAMODB, without which the directory cannot be read, got none in ${endpoints.node.path}`;
  return faultsOf('MissingEndpoint', endpoints.has(EndpointService.DYNAMODB) ? [] : [message]);
}

function durationFaults({ urlExpiry, sessionDuration }: PresignedUrlFunctionProps): Fault[] {
  return faultsOf('InvalidUrlLifetime', [
    ...checkSeconds('urlExpiry', urlExpiry, PRESIGNED_URL_SECONDS),
    ...checkSeconds('sessionDuration', sessionDuration, STUDIO_SESSION_SECONDS),
  ]);
}

function checkSeconds(
  what: string,
  duration: Duration | undefined,
  { min, max }: { min: number; max: number },
): string[] {
  const seconds =
    duration === undefined || Token.isUnresolved(duration) ? undefined : duration.toSeconds({ integral: false });
  return checkRange(what, seconds, min, max, 'seconds');
}

export function subnetFaults(vpc: ec2.IVpc, subnets: readonly ec2.ISubnet[]): Fault[] {
  if (subnets.length === 0) {
    const message = `the function needs private or isolated subnets, got none in ${vpc.node.path}: use a VPC that has some, or select others with vpcSubnets`;
    return faultsOf('NoPrivateSubnet', [message]);
  }
  const publicIds = new Set(vpc.publicSubnets.map(({ subnetId }) => subnetId));
  const open = subnets.filter(({ subnetId }) => publicIds.has(subnetId));
  return faultsOf(
    'PublicSubnet',
    open.map(
      ({ node }) => `the subnets of the function must be private or isolated, got the public subnet ${node.path}`,
    ),
  );
}
