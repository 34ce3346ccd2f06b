import { Stack } from 'aws-cdk-lib';
import { Template as Assertions } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { NOTEBOOK_CONTROLS } from '../../demo/report/controls';
import { type Template as ReportedTemplate, resourcesOfType } from '../../demo/report/template';
import { testApp } from '../app';
import { NOTEBOOK, notebookIn, testStack } from './setup';

const CONTROLS = NOTEBOOK_CONTROLS.map((control) => ({
  ...control,
  title: `${control.statement} (${control.ids.join(', ')})`,
}));

const SECURE: Omit<sagemaker.CfnNotebookInstanceProps, 'roleArn' | 'kmsKeyId'> = {
  instanceType: 'ml.t3.medium',
  subnetId: 'subnet-0123456789abcdef0',
  securityGroupIds: ['sg-0123456789abcdef0'],
  directInternetAccess: 'Disabled',
  rootAccess: 'Disabled',
  platformIdentifier: 'notebook-al2023-v1',
  instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
};

interface Handwritten extends Partial<sagemaker.CfnNotebookInstanceProps> {
  readonly enableKeyRotation?: boolean;
  readonly assumedBy?: iam.IPrincipal;
}

/** Every way in which hand-written code misses a control; several for one control where there are several. */
const INSECURE: Record<string, Handwritten[]> = {
  'Checkov CKV_AWS_371': [
    { instanceMetadataServiceConfiguration: undefined },
    { instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '1' } },
  ],
  'Security Hub SageMaker.3': [{ rootAccess: undefined }, { rootAccess: 'Enabled' }],
  'Security Hub SageMaker.1': [
    { directInternetAccess: undefined },
    { directInternetAccess: 'Enabled' },
    { subnetId: undefined },
    { securityGroupIds: [] },
  ],
  'Security Hub SageMaker.2': [{ subnetId: undefined }, { securityGroupIds: undefined }],
  'Security Hub SageMaker.21': [{ kmsKeyId: undefined }],
  'Security Hub KMS.4': [{ enableKeyRotation: false }],
  'Security Hub SageMaker.8': [{ platformIdentifier: undefined }, { platformIdentifier: 'notebook-al2-v3' }],
  'Prowler iam_role_cross_service_confused_deputy_prevention': [
    { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') },
  ],
};

function pinned(stack: Stack): iam.IPrincipal {
  const arn = stack.formatArn({ service: 'sagemaker', resource: '*' });
  return new iam.ServicePrincipal('sagemaker.amazonaws.com', {
    conditions: { ArnLike: { 'aws:SourceArn': arn }, StringEquals: { 'aws:SourceAccount': stack.account } },
  });
}

function handwritten(differences: Handwritten): ReportedTemplate {
  const { enableKeyRotation = true, assumedBy, ...props } = differences;
  const stack = new Stack(testApp(), 'Stack');
  const role = new iam.Role(stack, 'Role', { assumedBy: assumedBy ?? pinned(stack) });
  const key = new kms.Key(stack, 'Key', { enableKeyRotation });
  new sagemaker.CfnNotebookInstance(stack, 'Notebook', {
    ...SECURE,
    roleArn: role.roleArn,
    kmsKeyId: key.keyArn,
    ...props,
  });
  return Assertions.fromStack(stack).toJSON() as ReportedTemplate;
}

function unmet(template: ReportedTemplate): string[] {
  const [[, properties]] = resourcesOfType(template, NOTEBOOK);
  return CONTROLS.filter(({ holds }) => !holds(properties, template)).map(({ ids }) => ids[0]);
}

describe('published controls', () => {
  const stack = testStack();
  notebookIn(stack);
  const template = Assertions.fromStack(stack).toJSON() as ReportedTemplate;
  const [[, properties]] = resourcesOfType(template, NOTEBOOK);

  test.each(CONTROLS)('are met by the default notebook instance, which $title', ({ holds }) => {
    expect(holds(properties, template)).toBe(true);
  });

  test('are met by a hand-written notebook instance with every setting', () => {
    expect(unmet(handwritten({}))).toEqual([]);
  });

  test.each(CONTROLS)('tell where a hand-written notebook instance is not one that $title', ({ ids }) => {
    for (const differences of INSECURE[ids[0]]) {
      expect(unmet(handwritten(differences))).toContain(ids[0]);
    }
  });

  test('are all shown to be missed in some way', () => {
    expect(Object.keys(INSECURE).sort()).toEqual(NOTEBOOK_CONTROLS.map(({ ids }) => ids[0]).sort());
  });

  test.each([
    'CKV_AWS_187',
    'CKV_AWS_371',
    'CT.SAGEMAKER.PR.1',
    'CT.SAGEMAKER.PR.2',
    'CT.SAGEMAKER.PR.3',
    'SageMaker.1',
    'SageMaker.2',
    'SageMaker.3',
    'SageMaker.8',
    'SageMaker.21',
  ])('include %s', (id) => {
    expect(NOTEBOOK_CONTROLS.flatMap(({ ids }) => ids.map((named) => named.split(' ').at(-1)))).toContain(id);
  });
});
