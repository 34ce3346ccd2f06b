import { Duration, RemovalPolicy, Size, Stack, TimeZone } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { notebook, trust } from '../../src';
import { isolatedVpc, type Samples } from './sample';

const { FleetHardening, FleetSetting, Weekday } = notebook;
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
  'notebook.FleetHardening': {
    minimal: (scope) => {
      new FleetHardening(scope, 'Fleet');
    },
    customized: (scope) => {
      new FleetHardening(scope, 'Fleet', {
        settings: [FleetSetting.PLATFORM_AL2023, FleetSetting.IMDS_V2, FleetSetting.NO_ROOT_ACCESS],
        remediation: {
          maintenanceWindow: {
            days: [Weekday.SUNDAY, Weekday.SATURDAY],
            hour: 22,
            minute: 30,
            duration: Duration.hours(6),
            timeZone: TimeZone.EUROPE_BERLIN,
          },
          codeOwnedSettings: [FleetSetting.IMDS_V2],
          maxConcurrent: 5,
          maxPerDay: 50,
          noticeTime: Duration.days(7),
          maxAttempts: 3,
          maxFailedNotebooks: 5,
          acceleratedFamilies: ['g5', 'g4dn'],
          volumeKeys: [volumeKey(scope)],
        },
        optOutTagKey: 'platform:no-hardening',
        codeOwnedTagKeys: ['terraform', 'managed-by'],
        interval: Duration.minutes(30),
        evidencePrefix: 'notebooks/',
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

function volumeKey(scope: Construct): kms.IKey {
  const arn = Stack.of(scope).formatArn({ service: 'kms', resource: 'key', resourceName: 'volumes' });
  return kms.Key.fromKeyArn(scope, 'Volumes', arn);
}
