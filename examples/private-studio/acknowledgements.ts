import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PrivateStudioStack } from './private-studio-stack';

const SAGEMAKER = 'arn:<AWS::Partition>:sagemaker:<AWS::Region>:<AWS::AccountId>';

/** A finding of a rule pack that this app means. */
export interface Acknowledgement {
  readonly scope: IConstruct;
  readonly finding: string;
  readonly reason: string;
}

/** Each with its reason. Taking one away makes the synthesis fail. */
export function acknowledgements({ domain, image, network }: PrivateStudioStack): Acknowledgement[] {
  const owned = 'Users name what they make themselves; a condition demands that they own it';
  const unused = 'Nothing uses the default security group; closing it would take a custom resource';
  return [
    { scope: image, finding: 'AwsSolutions-IAM5[Resource::*]', reason: 'ecr:GetAuthorizationToken has no resource that could be named' },
    { scope: domain.role, finding: 'AwsSolutions-IAM5[Resource::*]', reason: 'IAM knows no resources for the listing of applications and spaces' },
    { scope: domain.role, finding: `AwsSolutions-IAM5[Resource::${SAGEMAKER}:app/<sagemaker:DomainId>/*]`, reason: owned },
    { scope: domain.role, finding: `AwsSolutions-IAM5[Resource::${SAGEMAKER}:space/<sagemaker:DomainId>/*]`, reason: owned },
    ...['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'].map((pack) => ({
      scope: network.vpc,
      finding: `${pack}-VPCDefaultSecurityGroupClosed`,
      reason: unused,
    })),
  ];
}

export function acknowledgeFindings(stack: PrivateStudioStack, all: readonly Acknowledgement[] = acknowledgements(stack)): void {
  for (const { scope, finding, reason } of all) {
    // Validations.acknowledge refuses ids in which '::' stands more than once, as it does in findings about ARNs.
    scope.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [finding]: reason });
  }
}
