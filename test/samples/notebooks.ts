import { RemovalPolicy, Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { notebook, trust } from '../../src';
import { isolatedVpc, type Samples } from './sample';

const { CodeRepository, InstanceType, LifecycleConfig, LifecycleScript, NotebookInstance, Platform } = notebook;

export const NOTEBOOK_SAMPLES: Samples = {
  'notebook.NotebookInstance': {
    minimal: (scope) => {
      new NotebookInstance(scope, 'Notebook', { vpc: isolatedVpc(scope) });
    },
    customized: (scope) => {
      const vpc = isolatedVpc(scope);
      new NotebookInstance(scope, 'Notebook', {
        vpc,
        vpcSubnets: { subnets: [vpc.isolatedSubnets[1]] },
        securityGroups: [
          new ec2.SecurityGroup(scope, 'Group', { vpc, allowAllOutbound: false, description: 'Research' }),
        ],
        notebookInstanceName: 'research',
        role: new trust.ExecutionRole(scope, 'Execution', { features: [trust.Feature.NOTEBOOK_INSTANCE] }),
        encryptionKey: new kms.Key(scope, 'Mine', { enableKeyRotation: true }),
        instanceType: InstanceType.of('ml.m5.xlarge'),
        platform: Platform.AL2023_V1,
        volumeSize: Size.gibibytes(20),
        lifecycleConfig: lifecycleConfig(scope),
        defaultCodeRepository: CodeRepository.fromUrl('https://git.example.com/team/repo.git'),
        removalPolicy: RemovalPolicy.RETAIN,
      });
    },
  },
  'notebook.LifecycleConfig': {
    minimal: (scope) => {
      new LifecycleConfig(scope, 'Scripts', { onStart: LifecycleScript.fromInline('#!/bin/bash\necho start\n') });
    },
    customized: (scope) => {
      lifecycleConfig(scope);
    },
  },
};

function lifecycleConfig(scope: Construct): notebook.LifecycleConfig {
  return new LifecycleConfig(scope, 'Scripts', {
    lifecycleConfigName: 'research',
    onCreate: LifecycleScript.fromInline('#!/bin/bash\necho create\n'),
    onStart: LifecycleScript.fromInline('#!/bin/bash\necho start\n'),
  });
}
