import * as spec from '@jsii/spec';
import { Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { notebook, permissions, studio, trust } from '../../src';
import { accessRoleIn } from '../access/support/private-access';
import { testApp } from '../app';
import { loadAssembly } from '../contract/assembly';
import { ACCOUNT, ENV } from '../trust/support';

const NAME = 'Churn-Prod';
const LOWER = NAME.toLowerCase();
const OTHER_ACCOUNT = '444455556666';
const CIDRS = ['198.51.100.0/24'];

function arnOf(resource: string): string {
  return `arn:aws:sagemaker:${ENV.region}:${ACCOUNT}:${resource}`;
}

function vpc(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
  });
}

function importedDomain(stack: Stack): studio.IDomain {
  return studio.Domain.fromDomainAttributes(stack, 'Existing', { domainId: 'd-a1b2c3d4e5f6' });
}

function imported(stack: Stack): { notebook: typeof notebook.NotebookInstance; domain: studio.IDomain } {
  return { notebook: notebook.NotebookInstance, domain: importedDomain(stack) };
}

/** What allows something by the name of a resource, whichever way the name got there. */
const GRANTS: Readonly<Record<string, (stack: Stack, role: iam.Role) => void>> = {
  'notebook.NotebookInstance.fromNotebookInstanceName': (stack, role) =>
    imported(stack).notebook.fromNotebookInstanceName(stack, 'N', NAME).grants.startStop(role),
  'notebook.NotebookInstance.fromNotebookInstanceArn': (stack, role) =>
    imported(stack)
      .notebook.fromNotebookInstanceArn(stack, 'N', arnOf(`notebook-instance/${NAME}`))
      .grants.startStop(role),
  'notebook.NotebookInstance.fromNotebookInstanceAttributes': (stack, role) =>
    imported(stack)
      .notebook.fromNotebookInstanceAttributes(stack, 'N', { notebookInstanceName: NAME })
      .grants.presignedUrl(role),
  'a notebook instance of another account': (stack, role) => {
    const other = new Stack(stack.node.scope, 'Other', { env: { ...ENV, account: OTHER_ACCOUNT } });
    new notebook.NotebookInstance(other, 'N', { vpc: vpc(other), notebookInstanceName: NAME }).grants.describe(role);
  },
  'studio.UserProfile.fromUserProfileArn': (stack, role) =>
    studio.UserProfile.fromUserProfileArn(
      stack,
      'P',
      arnOf(`user-profile/d-a1b2c3d4e5f6/${NAME}`),
      importedDomain(stack),
    ).grants.describe(role),
  'studio.UserProfile.fromUserProfileAttributes': (stack, role) =>
    studio.UserProfile.fromUserProfileAttributes(stack, 'P', {
      domain: importedDomain(stack),
      userProfileName: NAME,
    }).grants.describe(role),
  'StudioAccessRole.revokeUserProfile': (stack) => accessRoleIn(stack).revokeUserProfile(importedDomain(stack), NAME),
  'images of a domain': (stack, role) => {
    const image = new studio.CustomImage({ imageName: NAME, appImageConfigName: 'config', imageVersionNumber: 3 });
    new studio.Domain(stack, 'D', { vpc: vpc(stack), role, jupyterLab: { customImages: [image] } });
  },
  'Permission.notebookUrlFromAddresses': (_, role) =>
    permissions.Permission.notebookUrlFromAddresses({ notebookInstanceNames: [NAME], cidrs: CIDRS }).grantTo(role),
};

/** ARNs that are made of a name. */
const ARNS: Readonly<Record<string, (stack: Stack) => string>> = {
  'notebook.LifecycleConfig.fromLifecycleConfigName': (stack) =>
    notebook.LifecycleConfig.fromLifecycleConfigName(stack, 'L', NAME).lifecycleConfigArn,
  'studio.CodeEditorImageConfig.fromCodeEditorImageConfigName': (stack) =>
    studio.CodeEditorImageConfig.fromCodeEditorImageConfigName(stack, 'C', NAME).appImageConfigArn,
  'studio.JupyterLabImageConfig.fromJupyterLabImageConfigName': (stack) =>
    studio.JupyterLabImageConfig.fromJupyterLabImageConfigName(stack, 'C', NAME).appImageConfigArn,
  'studio.Image.fromImageName': (stack) => studio.Image.fromImageName(stack, 'I', NAME).imageArn,
  'studio.Space.fromSpaceAttributes': (stack) =>
    studio.Space.fromSpaceAttributes(stack, 'S', { domain: importedDomain(stack), spaceName: NAME }).spaceArn,
  'studio.StudioLifecycleConfig.fromStudioLifecycleConfigName': (stack) =>
    studio.StudioLifecycleConfig.fromStudioLifecycleConfigName(stack, 'L', NAME).studioLifecycleConfigArn,
};

/** Their ARN is the one that is given, and no policy of ours is made of its name; or they have no name. */
const WITHOUT_NAMES = [
  'studio.Domain.fromDomainAttributes',
  'studio.Image.fromImageArn',
  'studio.StudioLifecycleConfig.fromStudioLifecycleConfigArn',
];

function policiesOf(stack: Stack): string {
  const template = Template.fromStack(stack);
  return JSON.stringify(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].map((type) => template.findResources(type)));
}

function newStack(): Stack {
  return new Stack(testApp(), 'Stack', { env: ENV });
}

describe('the name of a resource with capitals', () => {
  test.each(Object.keys(GRANTS))('is allowed in lower case and as it is given by %s', (name) => {
    const stack = newStack();
    const assumedBy = new trust.SageMakerPrincipal({ features: [trust.Feature.STUDIO_SOURCE_IDENTITY] });
    GRANTS[name](stack, new iam.Role(stack, 'Role', { assumedBy }));
    const policies = policiesOf(stack);
    expect(policies).toContain(`/${LOWER}`);
    expect(policies).toContain(`/${NAME}`);
  });

  test.each(Object.keys(ARNS))('is in lower case in the ARN of %s', (name) => {
    const stack = newStack();
    expect(stack.resolve(ARNS[name](stack))).toEqual({
      'Fn::Join': ['', [expect.anything(), { Ref: 'AWS::Partition' }, expect.stringMatching(/\/churn-prod$/)]],
    });
  });

  test('is left as it is where it is a token', () => {
    const stack = newStack();
    const token = Lazy.string({ produce: () => NAME });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    imported(stack).notebook.fromNotebookInstanceName(stack, 'N', token).grants.startStop(role);
    permissions.Permission.notebookUrlFromAddresses({ notebookInstanceNames: [token], cidrs: CIDRS }).grantTo(role);
    const policies = policiesOf(stack);
    expect(policies).toContain(`notebook-instance/${NAME}`);
    expect(policies).not.toMatch(/token/i);
  });

  test('is tried with everything that imports a resource by a name', () => {
    const imports = Object.values(loadAssembly().types ?? {})
      .filter((type) => spec.isClassType(type) && /\.(notebook|studio)\./.test(type.fqn))
      .flatMap((type) =>
        ((type as spec.ClassType).methods ?? [])
          .filter(
            ({ name, static: isStatic, parameters = [] }) =>
              isStatic && name.startsWith('from') && parameters[0]?.name === 'scope',
          )
          .map(({ name }) => `${type.fqn.replace('cdk-secure-sagemaker.', '')}.${name}`),
      );
    const tried = [...Object.keys(GRANTS), ...Object.keys(ARNS), ...WITHOUT_NAMES].filter((name) =>
      name.includes('.from'),
    );
    expect(tried.sort()).toEqual(imports.sort());
  });
});
