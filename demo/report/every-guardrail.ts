import { Duration } from 'aws-cdk-lib';
import { conditions, guardrails } from 'cdk-secure-sagemaker';

const { Exemption, Guardrail } = guardrails;

const KEYS = ['arn:aws:kms:*:111122223333:key/*'];
const ROLES = 'arn:aws:iam::*:role';
const SAGEMAKER = 'arn:aws:sagemaker:eu-central-1:111122223333';
const NETWORK = {
  vpcEndpointIds: ['vpce-0123456789abcdef0', 'vpce-0123456789abcdef1'],
  vpcIds: ['vpc-0123456789abcdef0'],
  cidrs: ['203.0.113.0/24'],
};

/** Every built-in guardrail for callers by the name of its factory, with parameters as an organization would give them. */
export const EVERY_GUARDRAIL: Readonly<Record<string, guardrails.Guardrail>> = {
  apiFromNetwork: Guardrail.apiFromNetwork({ ...NETWORK, serviceRoleArns: [`${ROLES}/SageMakerExecution*`] }),
  approvedRegions: Guardrail.approvedRegions({ regions: ['eu-central-1', 'eu-west-1'] }),
  domainAuthMode: Guardrail.domainAuthMode({ mode: conditions.AuthMode.SSO }),
  domainIsolation: Guardrail.domainIsolation({ domainArn: `${SAGEMAKER}:domain/d-abcdefghijkl` }),
  fileSystems: Guardrail.fileSystems({
    fileSystems: [
      { id: 'fs-0123456789abcdef0', type: conditions.FileSystemType.FSX_LUSTRE, directories: ['/train', '/train/*'] },
    ],
    securityGroupIds: ['sg-0123456789abcdef0'],
  }),
  imdsV2Notebooks: Guardrail.imdsV2Notebooks(),
  instanceTypes: Guardrail.instanceTypes({ allowed: ['ml.t3.*', 'ml.m5.*', 'ml.g5.xlarge'] }),
  interContainerEncryption: Guardrail.interContainerEncryption(),
  maxRuntime: Guardrail.maxRuntime({ duration: Duration.hours(12) }),
  networkIsolation: Guardrail.networkIsolation(),
  noNotebookDirectInternet: Guardrail.noNotebookDirectInternet(),
  noNotebookRootAccess: Guardrail.noNotebookRootAccess(),
  noRemoteAccess: Guardrail.noRemoteAccess(),
  noRemoteDebug: Guardrail.noRemoteDebug(),
  noResourceSharing: Guardrail.noResourceSharing(),
  notebookLifecycleConfigs: Guardrail.notebookLifecycleConfigs({
    arns: [`${SAGEMAKER}:notebook-instance-lifecycle-config/approved-*`],
  }),
  notebookUrlsFromNetwork: Guardrail.notebookUrlsFromNetwork(NETWORK),
  outputEncryption: Guardrail.outputEncryption({ keyArns: KEYS }),
  ownSpaces: Guardrail.ownSpaces(),
  presignedUrlsByPrincipals: Guardrail.presignedUrlsByPrincipals({ principalArns: [`${ROLES}/StudioPortal`] }),
  presignedUrlsFromNetwork: Guardrail.presignedUrlsFromNetwork(NETWORK),
  protectExemptions: Guardrail.protectExemptions({
    exemptions: [Exemption.principals([`${ROLES}/Platform*`]), Exemption.principalTag('BreakGlass', ['on'])],
  }),
  protectTags: Guardrail.protectTags({ keys: ['Team'] }),
  requireTags: Guardrail.requireTags({ tags: [{ key: 'Team' }] }),
  studioImages: Guardrail.studioImages({ arns: [`${SAGEMAKER}:image/approved-*`] }),
  studioLifecycleConfigs: Guardrail.studioLifecycleConfigs({
    arns: [`${SAGEMAKER}:studio-lifecycle-config/approved-*`],
  }),
  tagOnlyOnCreate: Guardrail.tagOnlyOnCreate(),
  volumeEncryption: Guardrail.volumeEncryption({ keyArns: KEYS }),
  approvedNetwork: Guardrail.approvedNetwork({
    subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    securityGroupIds: ['sg-0123456789abcdef0'],
  }),
  vpcOnlyDomains: Guardrail.vpcOnlyDomains(),
  workteams: Guardrail.workteams({ types: [conditions.WorkteamType.PRIVATE] }),
};

/** Every built-in guardrail for resources. */
export const EVERY_RESOURCE_GUARDRAIL: Readonly<Record<string, guardrails.Guardrail>> = {
  confusedDeputyProtection: Guardrail.confusedDeputyProtection({
    organizationId: 'o-a1b2c3d4e5',
    thirdPartyAccountIds: ['444455556666'],
  }),
};
