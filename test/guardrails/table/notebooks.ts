import { guardrails } from '../../../src';
import { among, approvedOnly, unless } from './judges';
import { anywhere } from './parameters';
import type { GuardrailRows } from './row';

const { Guardrail } = guardrails;

const DIRECT_INTERNET = 'sagemaker:DirectInternetAccess';
const IMDS = 'sagemaker:MinimumInstanceMetadataServiceVersion';
const LIFECYCLE_CONFIGS = 'sagemaker:NotebookInstanceLifecycleConfigArns';
const ROOT = 'sagemaker:RootAccess';

export const NOTEBOOKS: GuardrailRows = {
  imdsV2Notebooks: {
    compares: { Null: [IMDS], StringNotEquals: [IMDS] },
    make: () => Guardrail.imdsV2Notebooks(),
    denies: unless(IMDS, among('2')),
    values: { [IMDS]: ['1', '2', '3'] },
  },
  noNotebookRootAccess: {
    notes: 'lifecycle scripts still run as root',
    compares: { Null: [ROOT], StringNotEquals: [ROOT] },
    make: () => Guardrail.noNotebookRootAccess(),
    denies: unless(ROOT, among('Disabled')),
    values: { [ROOT]: ['Disabled', 'Enabled'] },
  },
  noNotebookDirectInternet: {
    notes: 'cannot be changed by an update',
    compares: { StringNotEquals: [DIRECT_INTERNET] },
    make: () => Guardrail.noNotebookDirectInternet(),
    denies: unless(DIRECT_INTERNET, among('Disabled')),
    values: { [DIRECT_INTERNET]: ['Disabled', 'Enabled'] },
  },
  notebookLifecycleConfigs: {
    notes: 'having none is allowed; it does not say who can change the approved ones',
    compares: { 'ForAnyValue:ArnNotLike': [LIFECYCLE_CONFIGS] },
    make: () =>
      Guardrail.notebookLifecycleConfigs({ arns: [anywhere('notebook-instance-lifecycle-config/approved-*')] }),
    ...approvedOnly(
      LIFECYCLE_CONFIGS,
      'notebook-instance-lifecycle-config',
      /^arn:aws:sagemaker:[a-z0-9-]+:111122223333:notebook-instance-lifecycle-config\/approved-.*$/,
    ),
  },
};
