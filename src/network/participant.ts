import { Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { knownToDiffer } from '../private/arn';
import { check, type Fault } from '../private/errors';
import { foreignFaults, usedIn } from '../private/life-cycle/foreign';

/**
 * A participant of a shared VPC can use its subnets, but these resources belong to the owner of the VPC.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html
 */
export function participantFaults(scope: IConstruct, vpc: ec2.IVpc, what: string, importing: string): Fault[] {
  const [owner, account] = [vpc.env.account, Stack.of(scope).account];
  const message = `vpc must be a VPC of the account ${account}, got ${vpc.node.path} of ${owner}: create ${what} in a stack of ${owner}, which owns the VPC, and use them here with ${importing}`;
  return [
    ...check(!knownToDiffer(owner, account), 'ForeignAccountVpc', message),
    ...foreignFaults(scope, usedIn('vpc', [vpc])),
  ];
}
