import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ClosedSecurityGroup } from '../../src/private/closed-security-group';
import { testApp } from '../app';

const NOWHERE = { CidrIp: '127.0.0.1/32', IpProtocol: '-1', Description: 'No way out but by other rules' };

function egressOf(
  open: (group: ClosedSecurityGroup) => void,
  context: Record<string, unknown> = {},
): { inline: unknown; beside: number } {
  const stack = new Stack(testApp({ context }), 'Stack');
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['a'] });
  open(new ClosedSecurityGroup(stack, 'Group', { vpc, description: 'A group' }));
  const template = Template.fromStack(stack);
  const [{ Properties }] = Object.values(template.findResources('AWS::EC2::SecurityGroup'));
  expect(Properties.GroupDescription).toBe('A group');
  return {
    inline: Properties.SecurityGroupEgress,
    beside: Object.keys(template.findResources('AWS::EC2::SecurityGroupEgress')).length,
  };
}

describe('a closed security group has a rule for egress itself', () => {
  test('with no other rule', () => {
    expect(egressOf(() => undefined)).toEqual({ inline: [NOWHERE], beside: 0 });
  });

  test('with rules that stand beside it', () => {
    const open = (group: ec2.SecurityGroup) => group.connections.allowInternally(ec2.Port.tcp(8192), 'itself');
    expect(egressOf(open)).toEqual({ inline: [NOWHERE], beside: 1 });
  });

  test('with rules of its own', () => {
    const open = (group: ec2.SecurityGroup) =>
      group.connections.allowTo(ec2.Peer.ipv4('10.0.0.0/8'), ec2.Port.HTTPS, 'endpoints');
    expect(egressOf(open)).toEqual({ inline: [NOWHERE, expect.objectContaining({ CidrIp: '10.0.0.0/8' })], beside: 0 });
  });

  test('whatever the feature flags of the app say', () => {
    expect(egressOf(() => undefined, { '@aws-cdk/aws-ec2.securityGroupDisableInlineRules': true })).toEqual({
      inline: [NOWHERE],
      beside: 0,
    });
  });
});
