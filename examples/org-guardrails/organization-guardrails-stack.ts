import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { conditions, guardrails } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { ORGANIZATION } from './organization';

const { Exemption, Guardrail } = guardrails;

/** Guardrails for the organizational units that use SageMaker. For the management account, or one to which it has delegated policies. */
export class OrganizationGuardrailsStack extends Stack {
  public readonly production: guardrails.ServiceControlPolicy;
  public readonly sandbox: guardrails.ServiceControlPolicy;
  public readonly resources: guardrails.ResourceControlPolicy;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, { description: 'Guardrails for SageMaker in an organization', ...props });
    const exemptions = [
      Exemption.principals([`arn:${this.partition}:iam::*:role/platform/SageMakerPlatform*`]),
      Exemption.principalTag('BreakGlass', ['active']),
    ];
    const everywhere = [...baseline(), Guardrail.protectExemptions({ exemptions })];
    this.production = new guardrails.ServiceControlPolicy(this, 'Production', {
      guardrails: [...everywhere, ...this.productionOnly()],
      exemptions,
      targetIds: [ORGANIZATION.production.id],
      policyName: 'SageMakerProduction',
    });
    this.sandbox = new guardrails.ServiceControlPolicy(this, 'Sandbox', {
      guardrails: [...everywhere, ...sandboxOnly()],
      exemptions,
      targetIds: [ORGANIZATION.sandbox.id],
      policyName: 'SageMakerSandbox',
    });
    this.resources = new guardrails.ResourceControlPolicy(this, 'Resources', {
      guardrails: [
        Guardrail.confusedDeputyProtection({
          organizationId: ORGANIZATION.id,
          thirdPartyAccountIds: [ORGANIZATION.vendorAccount],
        }),
      ],
      targetIds: [ORGANIZATION.root],
      policyName: 'SageMakerResources',
    });
  }

  /** Everything in the VPC, encrypted with keys of the organization, and reached through its endpoints alone. */
  private productionOnly(): guardrails.Guardrail[] {
    const { subnetIds, securityGroupIds, vpcEndpointIds } = ORGANIZATION.network;
    const keyArns = [`arn:${this.partition}:kms:*:${ORGANIZATION.keyAccount}:key/*`];
    return [
      Guardrail.approvedNetwork({ subnetIds, securityGroupIds }),
      Guardrail.vpcOnlyDomains(),
      Guardrail.networkIsolation({
        actions: ['sagemaker:CreateModel', 'sagemaker:CreateTrainingJob', 'sagemaker:CreateHyperParameterTuningJob'],
      }),
      Guardrail.interContainerEncryption(),
      Guardrail.volumeEncryption({ keyArns }),
      Guardrail.outputEncryption({ keyArns }),
      Guardrail.presignedUrlsFromNetwork({ vpcEndpointIds }),
      Guardrail.noRemoteAccess(),
      Guardrail.requireTags({ tags: [{ key: 'CostCenter' }] }),
      Guardrail.protectTags({ keys: ['CostCenter'] }),
    ];
  }
}

/** What nobody needs to do anywhere. */
function baseline(): guardrails.Guardrail[] {
  return [
    Guardrail.approvedRegions({ regions: ORGANIZATION.regions }),
    Guardrail.imdsV2Notebooks(),
    Guardrail.noNotebookRootAccess(),
    Guardrail.noNotebookDirectInternet(),
    Guardrail.noRemoteDebug(),
    Guardrail.noResourceSharing(),
    Guardrail.workteams({ types: [conditions.WorkteamType.PRIVATE] }),
  ];
}

/** Room to try things out, at a price that has a limit. */
function sandboxOnly(): guardrails.Guardrail[] {
  return [
    Guardrail.instanceTypes({ allowed: ['ml.t3.*', 'ml.m5.large', 'ml.m5.xlarge', 'ml.g5.xlarge'] }),
    Guardrail.maxRuntime({ duration: Duration.hours(8) }),
  ];
}
