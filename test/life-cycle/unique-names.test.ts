import { CfnCondition, CfnParameter, type CfnResource, type Environment, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { network, notebook, studio } from '../../src';
import { testApp } from '../app';
import { SAMPLES } from '../samples';
import { synthFaults } from '../trust/support';
import { ENV } from './templates';
import { vpcIn } from './unique-rows';

/** What the customized samples of a construct have that only one construct of an app can have. */
const COLLISIONS: Readonly<Record<string, string>> = {
  'access.DirectoryTable': 'tableName',
  'access.PresignedUrlFunction': 'roleName',
  'access.StudioAccessRole': 'roleName',
  'compliance.GuardConfigRule': 'configRuleName',
  'compliance.GuardHook': 'alias',
  'guardrails.GuardrailPolicy': 'policyName',
  'guardrails.PermissionsBoundaryPolicy': 'policyName',
  'guardrails.ResourceControlPolicy': 'policyName of a resource control policy',
  'guardrails.ServiceControlPolicy': 'policyName of a service control policy',
  'notebook.FleetHardening': 'the hardening of notebook instances',
  'network.InboundResolver': 'an address of a resolver endpoint in a subnet',
  'network.DnsForwarderConfig': 'an address of a resolver endpoint in a subnet',
  'network.OutboundForwarding': 'the zone of a rule for a VPC',
  'network.PrivateDns': 'a private DNS name of a VPC',
  'network.PrivateEndpoints': 'a private DNS name of a VPC',
  'network.ResolverQueryLog': 'logGroupName',
  'notebook.LifecycleConfig': 'lifecycleConfigName',
  'notebook.NotebookInstance': 'notebookInstanceName',
  'permissions.PermissionPolicy': 'policyName',
  'studio.CodeEditorImageConfig': 'appImageConfigName',
  'studio.Domain': 'domainName',
  'studio.Image': 'imageName',
  'studio.JupyterLabImageConfig': 'appImageConfigName',
  'studio.StudioLifecycleConfig': 'namePrefix',
  'trust.ExecutionRole': 'roleName',
};

/** Properties of resources that must be unique in an account and region, or in an account. */
const NAMES =
  /^(roleName|managedPolicyName|domainName|notebookInstanceName|notebookInstanceLifecycleConfigName|imageName|appImageConfigName|studioLifecycleConfigName|tableName|logGroupName)$/;

function literalNamesBelow(construct: Construct): string[] {
  const resources = construct.node.findAll().map((node) => node as unknown as Record<string, unknown>);
  return resources.flatMap((resource) =>
    'cfnResourceType' in resource
      ? Object.keys(Object.getPrototypeOf(resource))
          .concat(Object.keys(resource))
          .filter((key) => NAMES.test(key) && /^[\w/-]+$/.test(String(resource[key])))
      : [],
  );
}

/** Two reports that write to one directory throw at once. */
const BUILT_TWICE = Object.keys(SAMPLES).filter((name) => name !== 'compliance.EvidenceReport');

describe.each(BUILT_TWICE)('two of %s with the same props', (name) => {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const [one] = ['One', 'Two'].map((id) => {
    const scope = new Construct(stack, id);
    SAMPLES[name].customized(scope);
    return scope;
  });
  const faults = synthFaults(stack);

  test('are reported at both if they collide', () => {
    const reported = faults.split('\n').filter((line) => line.includes('[DuplicateName]'));
    const what = COLLISIONS[name];
    expect(reported.length > 0).toBe(what !== undefined);
    expect(reported.every((line) => line.includes(' must be unique in its ') && /(One|Two)\//.test(line))).toBe(true);
    expect(what === undefined || reported.some((line) => line.includes(`${what} must be unique`))).toBe(true);
  });

  test('are reported if they have literal names', () => {
    expect(literalNamesBelow(one).length > 0 && COLLISIONS[name] === undefined).toBe(false);
  });
});

describe('a domain name', () => {
  const faultsIn = (
    ...places: readonly [env: Environment | undefined, name: string | ((stack: Stack) => string)][]
  ) => {
    const app = testApp();
    const stacks = places.map(([env, name], index) => {
      const stack = new Stack(app, `Stack${index}`, { env });
      const domainName = typeof name === 'string' ? name : name(stack);
      new studio.Domain(stack, 'Domain', { vpc: vpcIn(stack), domainName });
      return stack;
    });
    return synthFaults(stacks[0]);
  };

  test('collides in another stack of the account and region, whatever the case of its letters', () => {
    const faults = faultsIn([ENV, 'ml'], [ENV, 'ML']);
    expect(faults).toContain("domainName must be unique in its account and region, got 'ml' as in Stack1/Domain:");
    expect(faults).toContain("domainName must be unique in its account and region, got 'ML' as in Stack0/Domain:");
  });

  test.each<[string, Environment | undefined, string | ((stack: Stack) => string)]>([
    ['in another region', { ...ENV, region: 'eu-west-1' }, 'ml'],
    ['in another account', { ...ENV, account: '222233334444' }, 'ml'],
    ['in a stack of an unknown account', undefined, 'ml'],
    ['that is a token', ENV, (stack) => new CfnParameter(stack, 'Name').valueAsString],
    ['that is not given', ENV, 'other'],
  ])('does not collide with one %s', (_, env, name) => {
    expect(faultsIn([ENV, 'ml'], [env, name])).toBe('');
  });

  test('collides in a stack without account and region, where a second one is in the same stack', () => {
    const stack = new Stack(testApp(), 'Stack');
    const vpc = vpcIn(stack);
    for (const id of ['One', 'Two']) {
      new studio.Domain(stack, id, { vpc, domainName: 'ml' });
    }
    expect(synthFaults(stack)).toContain('[DuplicateName]');
  });

  test('does not collide with one that depends on a condition', () => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    const expression = Fn.conditionEquals('a', 'b');
    const vpc = vpcIn(stack);
    for (const id of ['One', 'Two']) {
      const domain = new studio.Domain(stack, id, { vpc, domainName: 'ml' });
      const condition = new CfnCondition(stack, `${id}Condition`, { expression });
      (domain.node.defaultChild as CfnResource).cfnOptions.condition = condition;
    }
    expect(synthFaults(stack)).toBe('');
  });
});

describe('endpoints of a VPC', () => {
  const { EndpointPrivateDns, EndpointSet, PrivateEndpoints } = network;
  const faultsOf = (vpcs: (stack: Stack) => ec2.IVpc[], privateDns = EndpointPrivateDns.ENABLED) => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    const sets = [EndpointSet.STUDIO, EndpointSet.NOTEBOOK];
    const clients = [ec2.Peer.ipv4('10.0.0.0/8')];
    for (const [index, vpc] of vpcs(stack).entries()) {
      new PrivateEndpoints(stack, `Endpoints${index}`, { vpc, services: sets[index], clients, privateDns });
    }
    return synthFaults(stack);
  };

  test('collide in two sets, by each service that both have', () => {
    const both = (stack: Stack) => [vpcIn(stack), vpcIn(stack)];
    expect(faultsOf(both)).toContain("a private DNS name of a VPC must be unique in its parent, got 'sagemaker.api'");
    expect(faultsOf(both)).toContain('as in Stack/Endpoints1:');
  });

  test('collide in a VPC of the app, which has a token as id', () => {
    expect(
      faultsOf((stack) => {
        const vpc = new ec2.Vpc(stack, 'Made', {
          subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
        });
        return [vpc, vpc];
      }),
    ).toContain('[DuplicateName]');
  });

  test('do not collide in two VPCs, or without private DNS', () => {
    expect(faultsOf((stack) => [vpcIn(stack), vpcIn(stack, 'vpc-1')])).toBe('');
    expect(faultsOf((stack) => [vpcIn(stack), vpcIn(stack)], EndpointPrivateDns.DISABLED)).toBe('');
  });
});

test('a notebook instance without a name collides with none', () => {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  for (const id of ['One', 'Two']) {
    new notebook.NotebookInstance(stack, id, { vpc: vpcIn(stack) });
  }
  expect(synthFaults(stack)).toBe('');
});
