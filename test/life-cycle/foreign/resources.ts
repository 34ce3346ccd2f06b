import type { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { studio, trust } from '../../../src';
import { isolatedVpc } from '../../samples/sample';

/** Where a resource must be: anywhere in the partition, in the region of the stack, in its account, or in both. */
export type Reach = 'partition' | 'region' | 'account' | 'both';

export interface ForeignRow {
  readonly reach: Reach;
  /** @param away the stack in whose account and region the resource is */
  readonly use: (stack: Stack, away: Stack) => unknown;
}

/** Props and parameters that take a resource, as `area.Type.member`. */
export type ForeignRows = Readonly<Record<string, ForeignRow>>;

const { Domain, UserProfile } = studio;

export const DOMAIN_ID = 'd-a1b2c3d4e5f6';

export function arnIn({ account, region }: Stack, service: string, resource: string, isGlobal = false): string {
  const { partition } = RegionInfo.get(region);
  return `arn:${partition}:${service}:${isGlobal ? '' : region}:${account}:${resource}`;
}

export const roleArn = (away: Stack) => arnIn(away, 'iam', 'role/Research', true);

export const role = (stack: Stack, away: Stack) =>
  iam.Role.fromRoleArn(stack, 'Role', roleArn(away), { mutable: false });

export const key = (stack: Stack, away: Stack) => kms.Key.fromKeyArn(stack, 'Key', arnIn(away, 'kms', 'key/k'));

export const group = (away: Stack) => ec2.SecurityGroup.fromSecurityGroupId(away, 'Group', 'sg-0123456789abcdef1');

export const domainAway = (away: Stack) =>
  Domain.fromDomainAttributes(away, 'Away', { domainId: DOMAIN_ID, vpc: vpcIn(away) });

export function domain(stack: Stack, props: Partial<studio.DomainProps> = {}): studio.Domain {
  return new Domain(stack, 'Domain', { vpc: vpcIn(stack), ...props });
}

export function profileAway(away: Stack): studio.IUserProfile {
  return UserProfile.fromUserProfileAttributes(away, 'Profile', {
    domain: domainAway(away),
    userProfileName: 'alice',
  });
}

export function executionRole(stack: Stack, props: Partial<trust.ExecutionRoleProps> = {}): trust.ExecutionRole {
  return new trust.ExecutionRole(stack, 'Execution', { features: [trust.Feature.TRAINING], ...props });
}

export function vpcIn(stack: Stack): ec2.IVpc {
  return (stack.node.tryFindChild('Vpc') as ec2.IVpc | undefined) ?? isolatedVpc(stack);
}
