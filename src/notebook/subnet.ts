import { Fn } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { check, type Fault, SecureSageMakerError } from '../private/errors';
import { isPendingLookup, selectedSubnets, tierFaults } from '../private/life-cycle/subnets';
import { isWholeList } from '../private/life-cycle/unknown';
import { warn } from '../private/warnings';

/** The first of the selected subnets, or of the only tier that is not public. */
export function notebookSubnet(
  scope: IConstruct,
  vpc: ec2.IVpc,
  vpcSubnets: ec2.SubnetSelection | undefined,
): ec2.ISubnet {
  const candidates = selectedSubnets(vpc, vpcSubnets);
  const [subnet] = candidates;
  SecureSageMakerError.throwIfAny(scope, [...tierFaults(vpc, vpcSubnets), ...subnetFaults(vpc, subnet)]);
  if ((candidates.length > 1 || isWholeList(subnet.subnetId)) && !isPendingLookup(vpc)) {
    warn(
      scope,
      'notebook.firstSubnet',
      `It is ${subnet.node.path}, one of ${isWholeList(subnet.subnetId) ? 'a list of the deployment' : candidates.length}. Another order of the subnets replaces the notebook instance: select one subnet with vpcSubnets.`,
    );
  }
  return subnet;
}

function subnetFaults(vpc: ec2.IVpc, subnet: ec2.ISubnet | undefined): Fault[] {
  if (!subnet) {
    const hint = `use a VPC with ${ec2.SubnetType.PRIVATE_ISOLATED} or ${ec2.SubnetType.PRIVATE_WITH_EGRESS} subnets, or select others with vpcSubnets`;
    return [
      {
        code: 'NoPrivateSubnet',
        message: `a notebook instance needs a private or isolated subnet, got none in ${vpc.node.path}: ${hint}`,
      },
    ];
  }
  const isPublic = !isPendingLookup(vpc) && vpc.publicSubnets.some(({ subnetId }) => subnetId === subnet.subnetId);
  const message = `the subnet of a notebook instance must be private or isolated, got the public subnet ${subnet.node.path}`;
  return check(!isPublic, 'PublicSubnet', message);
}

/** The id of a subnet, or the first id of a list that only the deployment knows. */
export function firstId({ subnetId }: ec2.ISubnet): string {
  return isWholeList(subnetId) ? Fn.select(0, [subnetId]) : subnetId;
}
