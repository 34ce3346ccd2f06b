import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EFSClient } from '@aws-sdk/client-efs';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { Ec2Network, EfsFileSystems } from './aws-network';
import { Stacks } from './aws-stack';
import { StudioDomains } from './aws-studio';
import type { CleanupPorts } from './ports';

const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 15_000 };
const ATTEMPTS = 6;

export const CLIENT_SETTINGS = { maxAttempts: ATTEMPTS, requestHandler: TIMEOUTS };

/** The services of the region in which the function runs. */
export function awsPorts(settings = CLIENT_SETTINGS): Omit<CleanupPorts, 'clock' | 'log'> {
  return {
    stack: new Stacks(new CloudFormationClient(settings)),
    studio: new StudioDomains(new SageMakerClient(settings)),
    fileSystems: new EfsFileSystems(new EFSClient(settings)),
    network: new Ec2Network(new EC2Client(settings)),
  };
}
