import { type AppProps, Stack } from 'aws-cdk-lib';
import { studio } from '../../../src';
import { testApp } from '../../app';

export const ENV = { account: '111122223333', region: 'eu-central-1' };
export const ISSUER = 'https://idp.example.com/tenant';
export const RESOURCE = 'Custom::StudioUserDirectory';
export const TABLE = 'AWS::DynamoDB::Table';

export function testStack(props?: AppProps): Stack {
  return new Stack(testApp(props), 'Stack', { env: ENV });
}

/** A user profile that exists, in a domain that exists. */
export function profileIn(stack: Stack, name = 'alice', domainId = 'd-a1b2c3d4e5f6'): studio.IUserProfile {
  const id = `Domain${domainId}`;
  const domain =
    (stack.node.tryFindChild(id) as unknown as studio.IDomain) ??
    studio.Domain.fromDomainAttributes(stack, id, { domainId });
  return studio.UserProfile.fromUserProfileAttributes(stack, `Profile${name}`, { domain, userProfileName: name });
}
