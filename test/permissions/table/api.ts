import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { permissions } from '../../../src';
import { CIDRS, endpoints } from './parameters';
import type { PermissionRows } from './row';

const { Permission } = permissions;

export const API: PermissionRows = {
  apiFromVpc: {
    notes: 'the given `actions`; `endpoints` limits them to the named endpoints',
    compares: { StringEquals: ['aws:RequestedRegion', 'aws:SourceVpc', 'aws:SourceVpce'] },
    make: (stack) =>
      Permission.apiFromVpc({
        vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-a', availabilityZones: ['a'] }),
        actions: ['sagemaker:InvokeEndpoint*', 'sagemaker:Describe*'],
      }),
    variants: {
      'through endpoints': (stack) =>
        Permission.apiFromVpc({ endpoints: endpoints(stack), actions: ['sagemaker:DescribeTrainingJob'] }),
    },
  },
  apiFromAddresses: {
    notes: 'nothing through interface endpoints, whose requests have no public address',
    compares: { IpAddress: ['aws:SourceIp'] },
    make: () =>
      Permission.apiFromAddresses({
        cidrs: CIDRS,
        actions: ['sagemaker:InvokeEndpoint', 'sagemaker:DescribeTrainingJob'],
      }),
  },
  notebookUrlFromAddresses: {
    notes: 'nothing through interface endpoints, whose requests have no public address',
    compares: { IpAddress: ['aws:SourceIp'] },
    make: () => Permission.notebookUrlFromAddresses({ cidrs: CIDRS, notebookInstanceNames: ['Team-*'] }),
  },
};
