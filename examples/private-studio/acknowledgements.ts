import { accessAcknowledgements, accessRoleAcknowledgements } from '../shared/access-acknowledgements';
import { type Acknowledgement, inPacks } from '../shared/acknowledgement';
import type { PrivateStudioStack } from './private-studio-stack';

const OTHER_PACKS = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];

/** Each with its reason. Taking one away makes the synthesis fail. */
export function acknowledgements({
  access,
  account,
  domain,
  image,
  network,
  region,
}: PrivateStudioStack): Acknowledgement[] {
  const owned = 'Users name what they make themselves; a condition demands that they own it';
  const unused = 'Nothing uses the default security group; closing it would take a custom resource';
  const own = 'arn:<AWS::Partition>:sagemaker:<AWS::Region>:<AWS::AccountId>';
  const userProfiles = `arn:<AWS::Partition>:sagemaker:${region}:${account}:user-profile/<Domain66AC69E0>/*`;
  return [
    {
      scope: image,
      finding: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'ecr:GetAuthorizationToken has no resource that could be named',
    },
    {
      scope: domain.role,
      finding: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'IAM knows no resources for the listing of applications and spaces',
    },
    { scope: domain.role, finding: `AwsSolutions-IAM5[Resource::${own}:app/<sagemaker:DomainId>/*]`, reason: owned },
    { scope: domain.role, finding: `AwsSolutions-IAM5[Resource::${own}:space/<sagemaker:DomainId>/*]`, reason: owned },
    ...inPacks(OTHER_PACKS, network.vpc, 'VPCDefaultSecurityGroupClosed', unused),
    ...accessAcknowledgements(access),
    ...accessRoleAcknowledgements(access.accessRole!, userProfiles),
  ];
}
