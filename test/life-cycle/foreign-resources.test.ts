import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { access, network, notebook, studio } from '../../src';
import { testApp } from '../app';
import { codesOf, errorOf } from '../faults';
import { isolatedVpc } from '../samples/sample';
import { membersTaking } from './role-takers';
import { endpointsIn } from './subnet-constructs';
import { ENV } from './templates';

type Use = (stack: Stack, key: kms.IKey) => unknown;

/** Every prop with a key that the region of the stack must have. */
const KEYS: Readonly<Record<string, Use>> = {
  'access.AccessLogOptions.encryptionKey': (stack, encryptionKey) =>
    new access.PresignedUrlFunction(stack, 'Urls', {
      vpc: isolatedVpc(stack),
      endpoints: endpointsIn(stack),
      users: access.UserDirectory.fromUsers([]),
      domains: [studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6' })],
      dynamoDbPrefixListId: 'pl-02cd2c6b',
      encryptionKey,
    }),
  'studio.DomainCleanupOptions.logEncryptionKey': (stack, logEncryptionKey) =>
    new studio.Domain(stack, 'Domain', { vpc: isolatedVpc(stack), removalPolicy: RemovalPolicy.DESTROY }).addCleanup({
      homeFileSystem: studio.HomeFileSystemRemoval.KEEP,
      logEncryptionKey,
    }),
  'access.DirectoryTableProps.encryptionKey': (stack, encryptionKey) =>
    new access.DirectoryTable(stack, 'Table', { encryptionKey }),
  'network.ResolverQueryLogOptions.encryptionKey': (stack, encryptionKey) =>
    new network.ResolverQueryLog(stack, 'Log', { vpcs: [isolatedVpc(stack)], encryptionKey }),
  'notebook.NotebookHardeningProps.encryptionKey': (stack, encryptionKey) =>
    new notebook.NotebookInstance(stack, 'Notebook', { vpc: isolatedVpc(stack), encryptionKey }),
  'studio.DomainIdentityProps.encryptionKey': (stack, encryptionKey) =>
    new studio.Domain(stack, 'Domain', { vpc: isolatedVpc(stack), encryptionKey }),
};

/** Keys of permissions and of resources that exist, or whose region the stack does not determine. */
const NOT_USED: readonly string[] = [
  'access.ExistingTableOptions.encryptionKey',
  'permissions.EncryptedJobsOptions.outputKeys',
  'permissions.EncryptedJobsOptions.volumeKeys',
  'studio.DomainAttributes.encryptionKey',
  'studio.NotebookOutputSharingOptions.encryptionKey',
];

test('every prop with a key has a row, or a reason for none', () => {
  const props = membersTaking('aws-cdk-lib.aws_kms.IKey', 'aws-cdk-lib.interfaces.aws_kms.IKeyRef');
  expect([...Object.keys(KEYS), ...NOT_USED].sort()).toEqual(props);
});

const ARN = `arn:aws:kms:${ENV.region}:${ENV.account}:key/k`;

function stackIn(region: string | undefined = ENV.region): Stack {
  return new Stack(testApp(), 'Stack', { env: region === '' ? undefined : { ...ENV, region } });
}

function faultsOfKey(use: Use, arn: string, stack = stackIn()): string[] {
  return codesOf(() => use(stack, kms.Key.fromKeyArn(stack, 'Key', arn)));
}

describe.each(Object.entries(KEYS))('%s', (_, use) => {
  test('is a key of the region and partition of the stack', () => {
    expect(faultsOfKey(use, ARN.replace(ENV.region!, 'us-east-1'))).toEqual(['ForeignResource']);
    expect(faultsOfKey(use, ARN.replace('arn:aws:', 'arn:aws-cn:'))).toEqual(['ForeignResource']);
  });

  test('is accepted from another account, and in a stack without region', () => {
    expect(faultsOfKey(use, ARN)).toEqual([]);
    expect(faultsOfKey(use, ARN.replace(ENV.account!, '222233334444'))).toEqual([]);
    expect(faultsOfKey(use, ARN, stackIn(''))).toEqual([]);
  });
});

describe('a resource of another account or region', () => {
  const ROLE = 'arn:aws:iam::222233334444:role/Research';
  const role = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Role', ROLE, { mutable: false });
  const config = (stack: Stack) =>
    studio.StudioLifecycleConfig.fromStudioLifecycleConfigArn(
      stack,
      'Config',
      `arn:aws:sagemaker:us-east-1:${ENV.account}:studio-lifecycle-config/setup`,
    );
  const domain = (stack: Stack, props: Partial<studio.DomainProps> = {}) =>
    new studio.Domain(stack, 'Domain', { vpc: isolatedVpc(stack), ...props });

  test.each<[string, (stack: Stack) => unknown]>([
    ['role of a domain', (stack) => domain(stack, { role: role(stack) })],
    ['role of shared spaces', (stack) => domain(stack, { sharedSpaces: { role: role(stack) } })],
    ['role of a user', (stack) => domain(stack).addUserProfile('alice', { role: studio.ProfileRole.of(role(stack)) })],
    [
      'role of a notebook',
      (stack) => new notebook.NotebookInstance(stack, 'Notebook', { vpc: isolatedVpc(stack), role: role(stack) }),
    ],
    ['role of an image', (stack) => new studio.Image(stack, 'Image', { role: role(stack) })],
    ['lifecycle configuration', (stack) => domain(stack, { jupyterLab: { lifecycleConfigs: [config(stack)] } })],
    [
      'lifecycle configuration of a user',
      (stack) => domain(stack).addUserProfile('alice', { jupyterLab: { lifecycleConfigs: [config(stack)] } }),
    ],
  ])('is rejected as the %s', (_, use) => {
    expect(codesOf(() => use(stackIn()))).toContain('ForeignResource');
  });

  test('is named with what is expected and what to do', () => {
    const stack = stackIn();
    const key = kms.Key.fromKeyArn(stack, 'Key', ARN.replace(ENV.region!, 'us-east-1'));
    const { message } = errorOf(() => KEYS['studio.DomainIdentityProps.encryptionKey'](stack, key));
    expect(message).toContain(
      `encryptionKey must be in the region ${ENV.region} of the stack, got arn:aws:kms:us-east-1:${ENV.account}:key/k: use one of that region`,
    );
  });
});
