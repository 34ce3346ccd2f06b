import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { studio } from 'cdk-secure-sagemaker';
import { type Acknowledgement, inPacks } from './acknowledgement';

const OTHER_PACKS = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];
const OWN = 'arn:<AWS::Partition>:sagemaker:<AWS::Region>:<AWS::AccountId>';

/** What the rule packs find in the execution role of a domain, and why each finding is accepted. */
export function domainAcknowledgements({ role }: studio.Domain): Acknowledgement[] {
  const owned = 'Users name what they make themselves; a condition demands that they own it';
  return [
    {
      scope: role,
      finding: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'IAM knows no resources for the listing of applications and spaces',
    },
    { scope: role, finding: `AwsSolutions-IAM5[Resource::${OWN}:app/<sagemaker:DomainId>/*]`, reason: owned },
    { scope: role, finding: `AwsSolutions-IAM5[Resource::${OWN}:space/<sagemaker:DomainId>/*]`, reason: owned },
  ];
}

/** What the rule packs find in a VPC. */
export function vpcAcknowledgements(vpc: ec2.IVpc): Acknowledgement[] {
  const unused = 'Nothing uses the default security group; closing it would take a custom resource';
  return inPacks(OTHER_PACKS, vpc, 'VPCDefaultSecurityGroupClosed', unused);
}
