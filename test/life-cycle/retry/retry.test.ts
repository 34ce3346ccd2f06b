import { type App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { studio } from '../../../src';
import { testApp } from '../../app';
import { contextOf, SOUND_EXAMPLES } from '../../examples/catalogue';
import { SAMPLE_ROWS } from '../../samples';
import { flatResources, type Resources } from '../baseline/flat';
import { referencesIn } from '../baseline/recorded';
import extract from '../schemas/replacements.json';
import { ENV, inStack } from '../templates';
import { type Rollback, rollbacksOf } from './region';
import { FREE_PROPERTIES, UNIQUE_PROPERTIES } from './unique-properties';

/** Names that a failed creation leaves behind, with the reason. */
const TAKEN: Readonly<Record<string, readonly [reason: string, ...ids: RegExp[]]>> = {
  'access.DirectoryTable (customized)': [
    'it has a given name, and a rollback cannot delete a table that is protected against deletion',
    /^Table/,
  ],
  'notebook.NotebookInstance (customized)': ['the sample gives a name and chooses RemovalPolicy.RETAIN', /^Notebook/],
  'studio.Domain (customized)': ['the sample gives a name and chooses RemovalPolicy.RETAIN', /^Domain/],
};

/** Each stack is deployed by itself, together with those that are nested in it. */
function stacksOf(app: App): Resources[] {
  const resources = flatResources(app);
  const isTop = (node: IConstruct): node is Stack => Stack.isStack(node) && node.nestedStackParent === undefined;
  const names = app.node.findAll().filter(isTop);
  const prefixes = names.length === 1 ? [''] : names.map(({ stackName }) => `${stackName}/`);
  const within = (prefix: string) => Object.entries(resources).filter(([id]) => id.startsWith(prefix));
  return prefixes.map((prefix) => Object.fromEntries(within(prefix)));
}

const SAMPLES = SAMPLE_ROWS.map(([name, kind, build]) => {
  const app = testApp();
  build(inStack(app));
  return [`${name} (${kind})`, stacksOf(app)] as const;
});

const EXAMPLES = SOUND_EXAMPLES.map(([name, { build }]) => {
  const app = testApp({ context: contextOf(name) });
  build(app);
  return [`examples/${name}`, stacksOf(app)] as const;
});

const ALL = [...SAMPLES, ...EXAMPLES];

function found(stacks: readonly Resources[], what: (rollback: Rollback) => readonly string[]): string[] {
  return [...new Set(stacks.flatMap(rollbacksOf).flatMap(what))].sort();
}

const collisions = (rollback: Rollback) => rollback.collisions;
const blocked = (rollback: Rollback) => rollback.blocked;

function expectOnly(ids: readonly string[], [, ...patterns]: readonly [reason: string, ...ids: RegExp[]] = ['']): void {
  expect(ids.filter((id) => !patterns.some((pattern) => pattern.test(id)))).toEqual([]);
  expect(patterns.filter((pattern) => !ids.some((id) => pattern.test(id)))).toEqual([]);
}

describe('after a creation that failed at any resource', () => {
  test.each(ALL)('no name is taken when %s is deployed again', (name, stacks) => {
    expectOnly(found(stacks, collisions), TAKEN[name]);
  });

  test.each(ALL)('the rollback of %s deletes everything but the network of a domain without cleanup', (_, stacks) => {
    for (const resources of stacks) {
      const types = new Set(found([resources], blocked).map((id) => resources[id].Type));
      expect([...types].sort()).toEqual(keepsNetwork(resources) ? ['AWS::EC2::Subnet', 'AWS::EC2::VPC'] : []);
    }
  });

  test('exceptions belong to samples and examples that exist', () => {
    const names: string[] = ALL.map(([name]) => name);
    expect(Object.keys(TAKEN).filter((name) => !names.includes(name))).toEqual([]);
  });
});

/** Whether a domain has a VPC of its stack, and no cleanup. */
function keepsNetwork(resources: Resources): boolean {
  const all = Object.values(resources);
  const domains = all.filter(({ Type }) => Type === 'AWS::SageMaker::Domain');
  const isHere = domains.some(({ Properties }) => referencesIn(Properties?.VpcId).some((id) => id in resources));
  return isHere && !all.some(({ Type }) => Type === 'Custom::StudioDomainCleanup');
}

/** Retained although their creation fails, as with `RemovalPolicy.RETAIN`. */
function retaining(stacks: readonly Resources[]): Resources[] {
  const retained = (resources: Resources) =>
    Object.entries(resources).map(([id, resource]) => {
      const isRetained = resource.DeletionPolicy === 'RetainExceptOnCreate';
      return [id, isRetained ? { ...resource, DeletionPolicy: 'Retain' } : resource];
    });
  return stacks.map((resources) => Object.fromEntries(retained(resources)));
}

describe('if resources were retained although their creation fails', () => {
  test('no name that the library makes would be taken', () => {
    const minimal = SAMPLES.filter(([name]) => name.endsWith('(minimal)'));
    expect(minimal.flatMap(([, stacks]) => found(retaining(stacks), collisions))).toEqual([]);
  });

  test.each([
    ['network.ResolverQueryLog', 'AWS::Logs::LogGroup'],
    ['studio.CodeEditorImageConfig', 'AWS::SageMaker::AppImageConfig'],
    ['studio.Image', 'AWS::SageMaker::Image'],
    ['studio.JupyterLabImageConfig', 'AWS::SageMaker::AppImageConfig'],
    ['studio.StudioLifecycleConfig', 'AWS::SageMaker::StudioLifecycleConfig'],
  ])('the given name of %s would be taken', (name, type) => {
    const [, stacks] = SAMPLES.find(([sample]) => sample === `${name} (customized)`)!;
    const types = found(retaining(stacks), collisions).map((id) => stacks[0][id].Type);
    expect(types).toEqual([type]);
  });
});

test('every create-only name in the samples and examples is unique where the model says so, or has a reason', () => {
  const createOnly: Readonly<Record<string, { readonly createOnly: readonly string[] }>> = extract.types;
  const resources = ALL.flatMap(([, stacks]) => stacks.flatMap((stack) => Object.values(stack)));
  const all = resources.flatMap(({ Type, Properties = {} }) =>
    Object.keys(Properties)
      .filter((property) => /Name$/.test(property) && (createOnly[Type]?.createOnly.includes(property) ?? false))
      .map((property) => `${Type} ${property}`),
  );
  const free = Object.values(FREE_PROPERTIES).flat();
  const isUnique = (member: string) => {
    const [type, property] = member.split(' ');
    return UNIQUE_PROPERTIES[type]?.includes(property) ?? false;
  };
  const isFree = (member: string) => free.some((pattern) => pattern.test(member));
  expect([...new Set(all)].filter((member) => isUnique(member) === isFree(member))).toEqual([]);
  expect(free.filter((pattern) => !all.some((member) => pattern.test(member)))).toEqual([]);
});

describe('the rollback of a domain', () => {
  const { DELETE, KEEP } = studio.HomeFileSystemRemoval;
  const NETWORK = /^AWS::EC2::(Subnet|VPC)$/;

  /** The resources of the network that cannot be deleted, by the type of the resource that failed. */
  function blockedBy(homeFileSystem?: studio.HomeFileSystemRemoval, inOtherStack = false): Map<string, string[]> {
    const app = testApp();
    const stack = inStack(app);
    const home = inOtherStack ? new Stack(app, 'Network', { env: ENV }) : stack;
    const subnetConfiguration = [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }];
    const vpc = new ec2.Vpc(home, 'Vpc', { maxAzs: 2, subnetConfiguration });
    const removalPolicy = homeFileSystem && RemovalPolicy.DESTROY;
    const domain = new studio.Domain(stack, 'Domain', { vpc, removalPolicy });
    domain.addUserProfile('alice');
    if (homeFileSystem) {
      domain.addCleanup({ homeFileSystem });
    }
    const stacks = stacksOf(app);
    const resources: Resources = Object.assign({}, ...stacks);
    const typesOf = (ids: readonly string[]) => [...new Set(ids.map((id) => resources[id].Type))].sort();
    const rollbacks = stacks.flatMap(rollbacksOf).filter((rollback) => rollback.blocked.length > 0);
    return new Map(rollbacks.map((rollback) => [resources[rollback.failed].Type, typesOf(rollback.blocked)]));
  }

  test('deletes everything if the VPC is in another stack', () => {
    expect(blockedBy(undefined, true)).toEqual(new Map());
  });

  test('fails on a VPC in the same stack, since SageMaker keeps the file system', () => {
    const all = blockedBy();
    expect(all.get('AWS::SageMaker::UserProfile')).toEqual(['AWS::EC2::Subnet', 'AWS::EC2::VPC']);
    expect([...all.values()].flat().every((type) => NETWORK.test(type))).toBe(true);
  });

  test('deletes a VPC in the same stack once there is a cleanup', () => {
    const all = blockedBy(DELETE);
    expect(all.has('AWS::SageMaker::UserProfile')).toBe(false);
    expect(all.has('Custom::StudioApplicationsCleanup')).toBe(false);
    // Nothing cleans up before the first step of the cleanup is complete.
    expect(all.has('AWS::SageMaker::Domain')).toBe(true);
  });

  test('fails on a VPC in the same stack if the cleanup keeps the file system', () => {
    expect(blockedBy(KEEP).get('AWS::SageMaker::UserProfile')).toEqual(['AWS::EC2::Subnet', 'AWS::EC2::VPC']);
  });
});
