import type { Stack } from 'aws-cdk-lib';
import { CfnNotebookInstance, type CfnNotebookInstanceProps } from 'aws-cdk-lib/aws-sagemaker';

/** Hand-written, in a VPC, and with the worst value of every setting. */
export function insecureNotebook(
  stack: Stack,
  props: Partial<CfnNotebookInstanceProps> = {},
  id = 'Plain',
): CfnNotebookInstance {
  return new CfnNotebookInstance(stack, id, {
    instanceType: 'ml.t3.medium',
    roleArn: 'arn:aws:iam::111122223333:role/execution',
    subnetId: 'subnet-0123456789abcdef0',
    securityGroupIds: ['sg-0123456789abcdef0'],
    directInternetAccess: 'Enabled',
    rootAccess: 'Enabled',
    instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '1' },
    ...props,
  });
}
