import { ConditionKey, Requirement } from '../../conditions';
import { absentAllowed } from '../../conditions/absence';
import type { LifecycleConfigsOptions } from '../options/studio';
import { API_PAGE, type GuardrailDefinition } from './definition';
import { denyUnless, oneOf } from './deny';

const NOTEBOOK_PAGE = `${API_PAGE}/API_CreateNotebookInstance.html`;

export function imdsV2Notebooks(): GuardrailDefinition {
  return {
    id: 'imds-v2-notebooks',
    description: 'Notebook instances must require IMDSv2',
    controls: ['Checkov CKV_AWS_371'],
    documentationUrl: `${API_PAGE}/API_InstanceMetadataServiceConfiguration.html`,
    statements: denyUnless({ sid: 'ImdsV2Notebooks' }, (options) =>
      Requirement.isOneOf(ConditionKey.MINIMUM_INSTANCE_METADATA_SERVICE_VERSION, ['2'], options),
    ),
  };
}

export function noNotebookRootAccess(): GuardrailDefinition {
  return {
    id: 'no-notebook-root-access',
    description: 'Notebook instances must not give root access',
    controls: [
      'Security Hub SageMaker.3',
      'Control Tower CT.SAGEMAKER.PR.3',
      'Config sagemaker-notebook-instance-root-access-check',
    ],
    documentationUrl: NOTEBOOK_PAGE,
    statements: denyUnless({ sid: 'NoNotebookRootAccess' }, (options) =>
      Requirement.isOneOf(ConditionKey.ROOT_ACCESS, ['Disabled'], options),
    ),
  };
}

export function noNotebookDirectInternet(): GuardrailDefinition {
  return {
    id: 'no-notebook-direct-internet',
    description: 'Notebook instances must not have direct internet access',
    controls: [
      'Security Hub SageMaker.1',
      'Control Tower CT.SAGEMAKER.PR.1',
      'Config sagemaker-notebook-no-direct-internet-access',
      'cdk-nag AwsSolutions-SM3',
    ],
    documentationUrl: NOTEBOOK_PAGE,
    statements: denyUnless({ sid: 'NoNotebookDirectInternet' }, (options) =>
      Requirement.isOneOf(ConditionKey.DIRECT_INTERNET_ACCESS, ['Disabled'], options),
    ),
  };
}

export function notebookLifecycleConfigs({ arns }: LifecycleConfigsOptions): GuardrailDefinition {
  return {
    id: 'notebook-lifecycle-configs',
    description: 'Notebook instances must use only approved lifecycle configurations',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html',
    statements: denyUnless({ sid: 'NotebookLifecycleConfigs', absence: absentAllowed }, (options) =>
      oneOf(ConditionKey.NOTEBOOK_INSTANCE_LIFECYCLE_CONFIG_ARNS, arns, options),
    ),
  };
}
