import { CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { ControlCatalog, Pack, Rule } from '../../../src/compliance';
import { judge } from '../../../src/compliance/judging/judge';
import { OutcomeStatus } from '../../../src/compliance/judging/outcome';
import { sourcesOfApp } from '../../../src/compliance/templates/app-templates';
import { TemplateSet } from '../../../src/compliance/templates/set';
import { testApp } from '../../app';

const ENVIRONMENT = { env: { account: '111122223333', region: 'eu-west-1' } };
const ELSEWHERE = { env: { account: '111122223333', region: 'us-east-1' }, crossRegionReferences: true };

/** The rules that do not pass, of all resources of an app, as `rule status`. */
function open(build: (app: Construct) => void, rules: readonly Rule[]): string[] {
  const app = testApp();
  build(app);
  const templatePaths = app.synth().stacksRecursively.map(({ templateFullPath }) => templateFullPath);
  const outcomes = judge(new TemplateSet(sourcesOfApp({ appConstruct: app, templatePaths })), { rules });
  expect(outcomes.length).toBeGreaterThan(0);
  return outcomes
    .filter(({ status }) => status !== OutcomeStatus.PASS)
    .map(({ rule, status }) => `${rule.id} ${status}`);
}

/** What notebook instances, domains, models and endpoints share. */
class Platform {
  public readonly subnet: string;
  public readonly group: string;
  public readonly key: string;
  public readonly role: iam.Role;

  constructor(scope: Construct) {
    const vpc = new ec2.Vpc(scope, 'Vpc', { maxAzs: 1, natGateways: 0, restrictDefaultSecurityGroup: false });
    this.subnet = vpc.isolatedSubnets[0].subnetId;
    this.group = new ec2.SecurityGroup(scope, 'Group', { vpc }).securityGroupId;
    this.key = new kms.Key(scope, 'Key').keyArn;
    this.role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
  }
}

function workloads(scope: Construct, { subnet, group, key, role }: Platform): void {
  new sagemaker.CfnNotebookInstance(scope, 'Notebook', {
    instanceType: 'ml.t3.medium',
    roleArn: role.roleArn,
    subnetId: subnet,
    securityGroupIds: [group],
    kmsKeyId: key,
    directInternetAccess: 'Disabled',
    rootAccess: 'Disabled',
  });
  const model = new sagemaker.CfnModel(scope, 'Model', {
    executionRoleArn: role.roleArn,
    vpcConfig: { subnets: [subnet], securityGroupIds: [group] },
  });
  new sagemaker.CfnEndpointConfig(scope, 'Config', {
    kmsKeyId: key,
    productionVariants: [
      {
        variantName: 'all',
        modelName: model.attrModelName,
        initialInstanceCount: 2,
        instanceType: 'ml.m5.large',
        initialVariantWeight: 1,
      },
    ],
  });
}

const REFERRING = [
  Rule.ENDPOINT_INSTANCE_COUNT,
  Rule.ENDPOINT_VOLUME_ENCRYPTED,
  Rule.MODEL_IN_VPC,
  Rule.NOTEBOOK_IN_VPC,
  Rule.NOTEBOOK_ROLE_ACTIONS,
  Rule.NOTEBOOK_SECURITY_GROUPS,
  Rule.NOTEBOOK_VOLUME_ENCRYPTED,
];

describe('what refers to subnets, security groups, keys and roles', () => {
  test.each<[string, (app: Construct) => void]>([
    ['of its own stack', (app) => inOne(new Stack(app, 'Stack'))],
    [
      'of another stack',
      (app) => workloads(new Stack(app, 'Stack', ENVIRONMENT), new Platform(new Stack(app, 'Platform', ENVIRONMENT))),
    ],
    [
      'of a stack without environment',
      (app) => workloads(new Stack(app, 'Stack'), new Platform(new Stack(app, 'Platform'))),
    ],
    ['of a nested stack', (app) => beside(new Stack(app, 'Parent'))],
    ['of a nested stack of its own', (app) => inOne(new NestedStack(new Stack(app, 'Parent'), 'Nested'))],
  ])('%s passes', (_, build) => {
    expect(open(build, REFERRING)).toEqual([]);
  });

  function inOne(stack: Stack): void {
    workloads(stack, new Platform(stack));
  }

  function beside(parent: Stack): void {
    workloads(new NestedStack(parent, 'Workloads'), new Platform(new NestedStack(parent, 'Platform')));
  }

  test('of another region passes', () => {
    const build = (app: Construct) => {
      const { keyArn } = new kms.Key(new Stack(app, 'Keys', { ...ENVIRONMENT, crossRegionReferences: true }), 'Key');
      new sagemaker.CfnEndpointConfig(new Stack(app, 'Stack', ELSEWHERE), 'Config', {
        kmsKeyId: keyArn,
        productionVariants: [],
      });
    };
    expect(open(build, [Rule.ENDPOINT_VOLUME_ENCRYPTED])).toEqual([]);
  });

  test('of a role of another stack fails where that stack lets it do everything', () => {
    const build = (app: Construct) => {
      const platform = new Platform(new Stack(app, 'Platform', ENVIRONMENT));
      platform.role.addToPolicy(new iam.PolicyStatement({ actions: ['*'], resources: ['*'] }));
      workloads(new Stack(app, 'Stack', ENVIRONMENT), platform);
    };
    expect(open(build, REFERRING)).toEqual(['notebook-role-actions fail']);
  });

  test('that are parameters cannot be told where these may be empty', () => {
    const build = (app: Construct) => {
      const stack = new Stack(app, 'Stack');
      const parameter = (id: string, type = 'String') => new CfnParameter(stack, id, { type });
      workloads(stack, {
        subnet: parameter('Subnet', 'AWS::EC2::Subnet::Id').valueAsString,
        group: parameter('Group').valueAsString,
        key: parameter('Key').valueAsString,
        role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') }),
      });
    };
    expect(open(build, REFERRING).sort()).toEqual([
      'endpoint-volume-encrypted cannot tell',
      'notebook-security-groups cannot tell',
      'notebook-volume-encrypted cannot tell',
    ]);
  });
});

describe('the controls of Control Tower', () => {
  function rulesOf(id: string): Rule[] {
    return Pack.CONTROL_TOWER.rules.filter((rule) => rule.controlIds(ControlCatalog.CONTROL_TOWER).includes(id));
  }

  function notebook(props: Partial<sagemaker.CfnNotebookInstanceProps>): (app: Construct) => void {
    return (app) =>
      new sagemaker.CfnNotebookInstance(new Stack(app, 'Stack'), 'Notebook', {
        instanceType: 'ml.t3.medium',
        roleArn: 'role',
        ...props,
      });
  }

  const IN_VPC = { subnetId: 'subnet-1', securityGroupIds: ['sg-1'] };

  /** The scenarios of their rule specifications, by what is given. */
  test.each<[string, Partial<sagemaker.CfnNotebookInstanceProps>, boolean]>([
    ['CT.SAGEMAKER.PR.1', { ...IN_VPC, directInternetAccess: 'Disabled' }, true],
    ['CT.SAGEMAKER.PR.1', { ...IN_VPC, directInternetAccess: 'Enabled' }, false],
    ['CT.SAGEMAKER.PR.1', IN_VPC, false],
    ['CT.SAGEMAKER.PR.1', { directInternetAccess: 'Disabled' }, false],
    ['CT.SAGEMAKER.PR.1', { directInternetAccess: 'Disabled', subnetId: 'subnet-1' }, false],
    ['CT.SAGEMAKER.PR.1', { directInternetAccess: 'Disabled', securityGroupIds: ['sg-1'] }, false],
    ['CT.SAGEMAKER.PR.2', IN_VPC, true],
    ['CT.SAGEMAKER.PR.2', {}, false],
    ['CT.SAGEMAKER.PR.2', { subnetId: 'subnet-1' }, false],
    ['CT.SAGEMAKER.PR.2', { subnetId: 'subnet-1', securityGroupIds: [] }, false],
    ['CT.SAGEMAKER.PR.2', { subnetId: 'subnet-1', securityGroupIds: ['sg-1', ''] }, false],
    ['CT.SAGEMAKER.PR.2', { subnetId: ' ', securityGroupIds: ['sg-1'] }, false],
    ['CT.SAGEMAKER.PR.3', { rootAccess: 'Disabled' }, true],
    ['CT.SAGEMAKER.PR.3', { rootAccess: 'Enabled' }, false],
    ['CT.SAGEMAKER.PR.3', {}, false],
  ])('%s of %j passes: %s', (id, props, passes) => {
    expect(rulesOf(id).length).toBeGreaterThan(0);
    expect(open(notebook(props), rulesOf(id)).length === 0).toBe(passes);
  });
});
