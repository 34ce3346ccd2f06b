import { RemovalPolicy, Size, type Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { notebook, trust } from '../../src';
import { notebookIn } from './setup';

const {
  CodeRepository,
  DirectInternetAccess,
  InstanceType,
  LifecycleConfig,
  LifecycleScript,
  MetadataServiceVersion,
  Platform,
  RootAccess,
} = notebook;

/** Every prop and every grant. The VPC is imported, so that findings about a VPC do not blur those about the notebook. */
export function customise(stack: Stack): void {
  const role = new trust.ExecutionRole(stack, 'Execution', { features: [trust.Feature.NOTEBOOK_INSTANCE] });
  const script = LifecycleScript.fromInline('#!/bin/bash\necho started\n');
  const instance = notebookIn(stack, {
    role,
    encryptionKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }),
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    directInternetAccess: DirectInternetAccess.DISABLED,
    minimumMetadataServiceVersion: MetadataServiceVersion.V2,
    rootAccess: RootAccess.DISABLED,
    notebookInstanceName: 'Team-Notebook',
    instanceType: InstanceType.M6_I_LARGE,
    platform: Platform.AL2023_V1,
    volumeSize: Size.gibibytes(50),
    lifecycleConfig: new LifecycleConfig(stack, 'Config', { onCreate: script, onStart: script }),
    defaultCodeRepository: CodeRepository.fromUrl('https://github.com/aws/aws-cdk'),
    additionalCodeRepositories: [CodeRepository.fromCodeRepositoryName('team-repository')],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const users = new iam.ManagedPolicy(stack, 'Users');
  instance.grants.presignedUrl(users, { cidrs: ['203.0.113.0/24'] });
  instance.grants.startStop(users);
  instance.grants.describe(users);
  instance.grants.startStop(role);
  instance.grants.writeLogs(role);
}
