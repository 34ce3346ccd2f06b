import { type CfnElement, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network, studio } from '../../src';
import { testApp } from '../app';
import { SAMPLE_ROWS } from '../samples';
import { isolatedVpc } from '../samples/sample';
import { ENV, inStack, resourcesOf, synthesized, templatesOf } from './templates';

/** Names that must be unique where the stack is, and that a resource keeps when its stack is gone. */
const UNIQUE_NAMES: Readonly<Record<string, string>> = {
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SageMaker::AppImageConfig': 'AppImageConfigName',
  'AWS::SageMaker::Domain': 'DomainName',
  'AWS::SageMaker::Image': 'ImageName',
  'AWS::SageMaker::Space': 'SpaceName',
  'AWS::SageMaker::StudioLifecycleConfig': 'StudioLifecycleConfigName',
  'AWS::SageMaker::UserProfile': 'UserProfileName',
};

/** CloudFormation makes better names of these, if they have none. */
const OMITTED_NAMES =
  /^(TableName|FunctionName|RoleName|ManagedPolicyName|KeyName|NotebookInstanceName|NotebookInstanceLifecycleConfigName|GroupName)$/;

/** Given by the samples, or unique because of what it is in. */
const LITERAL = ['alice', 'bob', 'carol'];

describe.each(SAMPLE_ROWS.filter(([, kind]) => kind === 'minimal'))('%s (%s)', (_, __, build) => {
  const resources = resourcesOf(templatesOf(build));

  test('has names that another deployment of the same stack does not have', () => {
    const names = resources.flatMap(([id, { Type, Properties }]) =>
      UNIQUE_NAMES[Type] ? [[id, JSON.stringify(Properties[UNIQUE_NAMES[Type]])] as const] : [],
    );
    // The execution log of an API has the id of the API in its name.
    const stable = names.filter(([, name]) => !/AWS::StackId|RestApi|"Ref":"(Access)?Api/.test(name));
    expect(stable.filter(([, name]) => !LITERAL.includes(JSON.parse(name)))).toEqual([]);
  });

  test('leaves names to CloudFormation where it makes some', () => {
    const named = resources.flatMap(([id, { Properties = {} }]) =>
      Object.entries(Properties)
        .filter(([key, value]) => OMITTED_NAMES.test(key) && typeof value === 'string')
        .map(([key]) => `${id}.${key}`),
    );
    expect(named).toEqual([]);
  });
});

describe('a name that the library makes', () => {
  const nameOf = (id: string, stackName = 'stack', logicalId?: string) => {
    const app = testApp();
    const stack = new Stack(app, 'Stack', { env: ENV, stackName });
    const domain = new studio.Domain(stack, id, { vpc: isolatedVpc(stack) });
    if (logicalId) {
      (domain.node.defaultChild as CfnElement).overrideLogicalId(logicalId);
    }
    const found = resourcesOf(synthesized(app)).filter(([, { Type }]) => Type === 'AWS::SageMaker::Domain');
    return JSON.stringify(found[0][1].Properties.DomainName);
  };

  test('stays when a construct is renamed and its logical id is kept', () => {
    expect(nameOf('Renamed', 'stack', 'Kept')).toBe(nameOf('Domain', 'stack', 'Kept'));
  });

  test('is another one for another resource of the stack, however long the ids are', () => {
    expect(nameOf('A')).not.toBe(nameOf('B'));
    expect(nameOf(`${'x'.repeat(200)}a`)).not.toBe(nameOf(`${'x'.repeat(200)}b`));
  });
});

describe('the association of a VPC', () => {
  const associations = (vpcId: string, build: (stack: Stack) => ec2.IVpc) => {
    const app = testApp();
    const stack = inStack(app);
    const rules = [{ zone: 'corp.example.com', target: network.ForwardingTarget.servers({ ip: '10.1.0.2' }) }];
    const vpc = isolatedVpc(stack);
    new network.OutboundForwarding(stack, 'Forwarding', { vpc, rules, associatedVpcs: [build(stack)] });
    new network.ResolverQueryLog(stack, 'Queries', { vpcs: [build(stack)] });
    const found = resourcesOf(synthesized(app)).filter(([, { Type }]) => /^.*(Rule|Config)Association$/.test(Type));
    expect(found.map(([, { Properties }]) => Properties.VPCId ?? Properties.ResourceId)).toEqual([vpcId, vpcId]);
    return found.map(([id]) => id);
  };
  const imported = (vpcId: string, id: string) => (stack: Stack) =>
    (stack.node.tryFindChild(id) as ec2.IVpc | undefined) ??
    ec2.Vpc.fromVpcAttributes(stack, id, { vpcId, availabilityZones: ['a', 'b'] });

  test('has the same logical id when the construct of the VPC is renamed', () => {
    expect(associations('vpc-0a', imported('vpc-0a', 'Spoke'))).toEqual(
      associations('vpc-0a', imported('vpc-0a', 'Renamed')),
    );
  });

  test('has another logical id for another VPC', () => {
    expect(associations('vpc-0a', imported('vpc-0a', 'Spoke'))).not.toEqual(
      associations('vpc-0b', imported('vpc-0b', 'Spoke')),
    );
  });

  test('has ids of its own for VPCs of several stacks, whose logical ids are the same', () => {
    const app = testApp();
    const [one, other] = ['One', 'Other'].map(
      (id) => new ec2.Vpc(new Stack(app, id, { env: ENV }), 'Vpc', { maxAzs: 2 }),
    );
    const stack = inStack(app);
    expect(() => new network.ResolverQueryLog(stack, 'Queries', { vpcs: [one, other] })).not.toThrow();
  });
});
