import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { studio } from '../../../src';
import { codesOf, faultsOf } from '../../faults';
import { domainIn, isolatedVpc, templateOf, testStack } from './setup';

describe('the subnets of a domain', () => {
  test('must lie in two availability zones', () => {
    const stack = testStack();
    expect(faultsOf(() => domainIn(stack, { vpc: isolatedVpc(stack, ['us-west-2a']) }))).toEqual([
      'TooFewZones: the subnets of a domain must lie in at least two availability zones, got 1 in us-west-2a',
    ]);
  });

  test('must lie in two availability zones, also where zones are known to the deployment alone', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Own', {
      maxAzs: 1,
      natGateways: 0,
      subnetConfiguration: [{ name: 'a', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    expect(codesOf(() => domainIn(stack, { vpc }))).toEqual(['TooFewZones']);
    expect(codesOf(() => new studio.Domain(stack, 'Two', { vpc: new ec2.Vpc(stack, 'Other', { maxAzs: 2 }) }))).toEqual(
      [],
    );
  });

  test('may lie in zones that nobody tells', () => {
    const stack = testStack();
    const subnets = ['subnet-a', 'subnet-b'].map((id) => ec2.Subnet.fromSubnetId(stack, id, id));
    expect(codesOf(() => domainIn(stack, { vpcSubnets: { subnets } }))).toEqual([]);
  });

  test('must not be public', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Own', { maxAzs: 2 });
    expect(codesOf(() => domainIn(stack, { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } }))).toEqual([
      'PublicSubnet',
      'PublicSubnet',
    ]);
  });

  test('must exist', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Own', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'a', subnetType: ec2.SubnetType.PUBLIC }],
    });
    expect(codesOf(() => domainIn(stack, { vpc }))).toEqual(['NoPrivateSubnet']);
  });

  test('must be few', () => {
    const zones = Array.from({ length: 17 }, (_, index) => `us-west-2${'abcdefghijklmnopq'[index]}`);
    const stack = testStack();
    const vpc = isolatedVpc(stack, zones);
    const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
    expect(codesOf(() => domainIn(stack, { vpc, vpcSubnets }))).toEqual(['TooManyItems']);
  });

  test('are private ones where there are no isolated ones', () => {
    const stack = testStack();
    domainIn(stack, { vpc: new ec2.Vpc(stack, 'Own', { maxAzs: 2 }) });
    const domain = Object.values(templateOf(stack).findResources('AWS::SageMaker::Domain'))[0];
    expect(domain.Properties.SubnetIds.map(({ Ref }: { Ref: string }) => Ref)).toEqual([
      expect.stringContaining('PrivateSubnet1'),
      expect.stringContaining('PrivateSubnet2'),
    ]);
  });
});
