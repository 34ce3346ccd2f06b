import { Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { knownToDiffer } from '../../private/arn';
import { type Fault, faultsOf } from '../../private/errors';

/** Another account than that of the stack has to associate its VPC itself. */
export function foreignVpcFaults(scope: IConstruct, what: string, vpc: ec2.IVpc): Fault[] {
  const [account, expected] = [vpc.env.account, Stack.of(scope).account];
  const hint = 'associate it in a stack of that account, once it is shared with or authorized';
  const message = `${what} must be VPCs of the account ${expected}, got ${vpc.node.path} of ${account}: ${hint}`;
  return faultsOf('ForeignAccountVpc', knownToDiffer(account, expected) ? [message] : []);
}
