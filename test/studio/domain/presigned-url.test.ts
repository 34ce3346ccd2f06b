import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import { conditions, studio } from '../../../src';
import { codesOf, faultsOf } from '../../faults';
import { domainIn, endpoints, testStack } from './setup';

describe('a presigned URL', () => {
  const both =
    'MissingEndpoint: endpoints must hold those of sagemaker.api, where the URL is made, and of studio, where it is used, got';

  test('needs two endpoints', () => {
    const stack = testStack();
    const domain = domainIn(stack);
    const [api] = endpoints(stack);
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [] }))).toEqual([`${both} 0 of both`]);
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [api] }))).toEqual([`${both} 1 of both`]);
    expect(faultsOf(() => domain.grants.ownAppUrl(domain, { endpoints: [api, api] }))).toEqual([`${both} 1 of both`]);
  });

  test('needs those of both services, where they can be told', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Own', { maxAzs: 2 });
    const domain = domainIn(stack, { vpc });
    const endpoint = (id: string, service: ec2.InterfaceVpcEndpointAwsService) =>
      vpc.addInterfaceEndpoint(id, { service });
    const { SAGEMAKER_API, SAGEMAKER_STUDIO, SAGEMAKER_RUNTIME } = ec2.InterfaceVpcEndpointAwsService;
    const [api, runtime, open] = [
      endpoint('Api', SAGEMAKER_API),
      endpoint('Runtime', SAGEMAKER_RUNTIME),
      endpoint('Open', SAGEMAKER_STUDIO),
    ];
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [api, runtime] }))).toEqual([
      `${both} none for studio`,
    ]);
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [runtime, open] }))).toEqual([
      `${both} none for sagemaker.api`,
    ]);
    expect(codesOf(() => domain.grants.presignedUrl(domain, { endpoints: [api, open] }))).toEqual([]);
    const ftp = new ec2.CfnVPCEndpoint(stack, 'Ftp', { vpcId: vpc.vpcId, serviceName: 'com.amazonaws.us-west-2.ftp' });
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [ftp, open] }))).toEqual([
      `${both} none for sagemaker.api`,
    ]);
  });

  test('cannot be made for a domain with single sign-on', () => {
    const stack = testStack();
    const domain = domainIn(stack, { authMode: conditions.AuthMode.SSO });
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: endpoints(stack) }))).toEqual([
      'ConflictingProps: presigned URLs need a domain with AuthMode.IAM, got Stack/Domain with AuthMode.SSO',
    ]);
  });

  test('cannot be made for a domain of another construct with single sign-on', () => {
    const stack = testStack();
    const domain = domainIn(stack, { authMode: conditions.AuthMode.SSO }).node.defaultChild as CfnDomain;
    const grants = studio.DomainGrants.fromDomain(domain);
    expect(codesOf(() => grants.presignedUrl(new iam.AnyPrincipal(), { endpoints: endpoints(stack) }))).toEqual([
      'ConflictingProps',
    ]);
  });
});
