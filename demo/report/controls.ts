import { asList, type Properties, referenced, type Template } from './template';

/** A published control, as a question to the properties of a resource. */
export interface Control {
  /** The ids under which catalogues list it. */
  readonly ids: readonly string[];
  /** What holds where the control is met. */
  readonly statement: string;
  /** Whether it is met. */
  holds(notebook: Properties, template: Template): boolean;
}

function minimumMetadataVersion(notebook: Properties): unknown {
  return (notebook.InstanceMetadataServiceConfiguration as Properties | undefined)
    ?.MinimumInstanceMetadataServiceVersion;
}

function isInVpc(notebook: Properties): boolean {
  return Boolean(notebook.SubnetId) && asList(notebook.SecurityGroupIds).length > 0;
}

function keyIsRotated(notebook: Properties, template: Template): boolean {
  const key = template.Resources[referenced(notebook.KmsKeyId) ?? ''];
  return key === undefined || key.Properties?.EnableKeyRotation === true;
}

/** Every statement of the trust policy is for an account and for resources of that account. */
function trustIsPinned(notebook: Properties, template: Template): boolean {
  const role = template.Resources[referenced(notebook.RoleArn) ?? ''];
  const statements = asList(
    (role?.Properties?.AssumeRolePolicyDocument as Properties | undefined)?.Statement,
  ) as Properties[];
  return (
    statements.length > 0 &&
    statements.every(({ Condition }) => isPinned((Condition ?? {}) as Record<string, Properties>))
  );
}

function isPinned(condition: Record<string, Properties>): boolean {
  return Boolean(condition.StringEquals?.['aws:SourceAccount'] && condition.ArnLike?.['aws:SourceArn']);
}

export const NOTEBOOK_CONTROLS: readonly Control[] = [
  {
    ids: ['Checkov CKV_AWS_371'],
    statement: 'answers metadata requests with a session token only (IMDSv2)',
    holds: (notebook) => minimumMetadataVersion(notebook) === '2',
  },
  {
    ids: ['Security Hub SageMaker.3', 'Control Tower CT.SAGEMAKER.PR.3'],
    statement: 'gives its users no root access',
    holds: (notebook) => notebook.RootAccess === 'Disabled',
  },
  {
    ids: ['Security Hub SageMaker.1', 'Control Tower CT.SAGEMAKER.PR.1', 'cdk-nag AwsSolutions-SM3'],
    statement: 'has no direct way to the internet',
    holds: (notebook) => notebook.DirectInternetAccess === 'Disabled' && isInVpc(notebook),
  },
  {
    ids: ['Security Hub SageMaker.2', 'Control Tower CT.SAGEMAKER.PR.2', 'cdk-nag AwsSolutions-SM1'],
    statement: 'is in a VPC, with security groups',
    holds: isInVpc,
  },
  {
    ids: ['Security Hub SageMaker.21', 'Checkov CKV_AWS_187', 'cdk-nag AwsSolutions-SM2'],
    statement: 'encrypts its volume with a customer managed key',
    holds: (notebook) => Boolean(notebook.KmsKeyId),
  },
  {
    ids: ['Security Hub KMS.4', 'cdk-nag AwsSolutions-KMS5'],
    statement: 'has its key rotated every year',
    holds: keyIsRotated,
  },
  {
    ids: ['Security Hub SageMaker.8'],
    statement: 'runs on the supported platform',
    holds: (notebook) => notebook.PlatformIdentifier === 'notebook-al2023-v1',
  },
  {
    ids: ['Prowler iam_role_cross_service_confused_deputy_prevention'],
    statement: 'has a role that no other account can use through SageMaker',
    holds: trustIsPinned,
  },
];
