import { RemovalPolicy } from 'aws-cdk-lib';
import { conditions, studio } from '../../../src';
import { DOMAIN, domainIn, domainProperties, templateOf, testStack, warningsOf } from './setup';

describe('a weaker domain', () => {
  test.each<[string, string, Partial<studio.DomainProps>]>([
    ['has internet access', 'studio.publicInternetAccess', { networkAccess: studio.AppNetworkAccess.PUBLIC_INTERNET }],
    ['has Docker', 'studio.dockerEnabled', { docker: studio.DockerAccess.enabled() }],
    ['never shuts down', 'studio.noIdleShutdown', { idleShutdown: studio.IdleShutdown.DISABLED }],
    ['is entered by single sign-on', 'studio.singleSignOn', { authMode: conditions.AuthMode.SSO }],
    ['is deleted with its stack', 'studio.userDataDeleted', { removalPolicy: RemovalPolicy.DESTROY }],
  ])('that %s says so', (_, id, props) => {
    const stack = testStack();
    domainIn(stack, props);
    expect(warningsOf(stack)).toEqual([`cdk-secure-sagemaker:${id}`]);
  });

  test('pulls images of its own account alone unless others are trusted', () => {
    const own = domainProperties(
      { docker: studio.DockerAccess.enabled() },
      { env: { account: '111122223333', region: 'us-west-2' } },
    );
    expect(own.DomainSettings.DockerSettings).toEqual({
      EnableDockerAccess: 'ENABLED',
      VpcOnlyTrustedAccounts: ['111122223333'],
    });
    const others = domainProperties({ docker: studio.DockerAccess.enabled({ trustedAccounts: ['444455556666'] }) });
    expect(others.DomainSettings.DockerSettings.VpcOnlyTrustedAccounts).toEqual(['444455556666']);
  });

  test('has no trusted accounts outside of a VPC', () => {
    const { DomainSettings } = domainProperties({
      docker: studio.DockerAccess.enabled(),
      networkAccess: studio.AppNetworkAccess.PUBLIC_INTERNET,
    });
    expect(DomainSettings.DockerSettings).toEqual({ EnableDockerAccess: 'ENABLED' });
  });

  test('is deleted where asked', () => {
    const stack = testStack();
    domainIn(stack, { removalPolicy: RemovalPolicy.DESTROY });
    templateOf(stack).hasResource(DOMAIN, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });
});
