import { Stack } from 'aws-cdk-lib';
import { testApp } from '../../app';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

export function testStack(region = REGION): Stack {
  return new Stack(testApp(), 'Stack', { env: { account: ACCOUNT, region } });
}
