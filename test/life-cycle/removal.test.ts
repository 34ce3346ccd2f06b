import { RemovalPolicies, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { type CfnDomain, CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { access, notebook, removal, studio } from '../../src';
import { testApp } from '../app';
import { SAMPLE_ROWS } from '../samples';
import { isolatedVpc } from '../samples/sample';
import { ENV, inStack, type Resource, resourcesOf, templatesIn, templatesOf } from './templates';

/** Retained even if their creation fails, with the reason. */
const RETAINED_ON_CREATION: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Account': 'other APIs of the region need the setting',
  'AWS::DynamoDB::Table': 'a rollback cannot delete a table that is protected against deletion',
};

/** The samples choose `RemovalPolicy.RETAIN` for their resource. */
const CHOSEN = ['notebook.NotebookInstance (customized)', 'studio.Domain (customized)'];

/** The role of the setting above. */
const LOG_ROLE = /^(Access)?ApiCloudWatchRole.*$|^(Access)?ApiApiCloudWatchRole.*$/;

const { Domain, Image, Space, UserProfile } = studio;
const DIGEST = `sha256:${'a'.repeat(64)}`;

function policyOf([id, { Type, DeletionPolicy = 'Delete' }]: [string, Resource]): string {
  return `${id} ${Type} ${DeletionPolicy}`;
}

describe.each(SAMPLE_ROWS)('%s (%s)', (name, kind, build) => {
  const isChosen = CHOSEN.includes(`${name} (${kind})`);

  test('retains nothing whose creation fails, so that the next attempt can create it', () => {
    const retained = resourcesOf(templatesOf(build)).filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain');
    const unexpected = retained.filter(([id, { Type }]) => !(Type in RETAINED_ON_CREATION) && !LOG_ROLE.test(id));
    expect(unexpected.length > 0).toBe(isChosen);
  });

  test('is deleted with its stack in a disposable environment, where nothing is chosen', () => {
    const dispose = () =>
      templatesIn((app) => {
        removal.DisposableEnvironment.declare(app);
        return inStack(app);
      }, build);
    if (isChosen) {
      expect(dispose).toThrow('ConflictingRemoval');
      return;
    }
    const resources = resourcesOf(dispose());
    const own = resources.filter(([id]) => !/^(Mine|Group)[0-9A-F]{8}$/.test(id));
    expect(own.map(policyOf).filter((text) => !text.endsWith(' Delete'))).toEqual([]);
    const tables = resources.filter(([, { Type }]) => Type === 'AWS::DynamoDB::Table');
    expect(tables.every(([, { Properties }]) => Properties.DeletionProtectionEnabled !== true)).toBe(true);
  });
});

function newStack(): Stack {
  return inStack(testApp());
}

function domainIn(scope: Construct, props: Partial<studio.DomainProps> = {}): studio.Domain {
  return new Domain(scope, 'Domain', { vpc: isolatedVpc(scope), ...props });
}

function deletionPolicies(stack: Stack, type: string): (string | undefined)[] {
  return Object.values(Template.fromStack(stack).findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy);
}

function warnings(stack: Stack): string[] {
  Template.fromStack(stack);
  const found = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  return found.flatMap(
    ({ entry }) => /\[ack: Annotation::cdk-secure-sagemaker:([^\]]+)\]/.exec(String(entry.data))?.[1] ?? [],
  );
}

describe('what cannot be deleted before its parent', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['by a prop', (stack) => everythingIn(stack, { removalPolicy: RemovalPolicy.DESTROY })],
    ['by a method', (stack) => everythingIn(stack).applyRemovalPolicy(RemovalPolicy.DESTROY)],
    [
      'on the L1',
      (stack) => {
        const resource = everythingIn(stack).node.defaultChild as CfnDomain;
        resource.applyRemovalPolicy(RemovalPolicy.DESTROY);
      },
    ],
  ])('is deleted with a domain that is to be deleted %s', (_, build) => {
    const stack = newStack();
    build(stack);
    expect(deletionPolicies(stack, 'AWS::SageMaker::UserProfile')).toEqual(['Delete', 'Delete']);
    expect(deletionPolicies(stack, 'AWS::SageMaker::Space')).toEqual(['Delete']);
  });

  function everythingIn(stack: Stack, props: Partial<studio.DomainProps> = {}): studio.Domain {
    const domain = domainIn(stack, props);
    const owner = domain.addUserProfile('alice');
    new UserProfile(stack, 'Bob', { domain });
    new Space(stack, 'Space', { domain, owner });
    return domain;
  }

  test('is retained with a domain that is retained', () => {
    const stack = newStack();
    everythingIn(stack);
    expect(deletionPolicies(stack, 'AWS::SageMaker::UserProfile')).toEqual([
      'RetainExceptOnCreate',
      'RetainExceptOnCreate',
    ]);
  });

  test('is deleted with its owner, and versions with their image', () => {
    const stack = newStack();
    const domain = domainIn(stack);
    const owner = domain.addUserProfile('alice', { removalPolicy: RemovalPolicy.DESTROY });
    new Space(stack, 'Space', { domain, owner });
    const image = new Image(stack, 'Image', { removalPolicy: RemovalPolicy.DESTROY });
    image.addVersion('Version', { repository: repositoryIn(stack), digest: DIGEST });
    expect(deletionPolicies(stack, 'AWS::SageMaker::Space')).toEqual(['Delete']);
    expect(deletionPolicies(stack, 'AWS::SageMaker::ImageVersion')).toEqual(['Delete']);
  });

  test('is deleted with its domain if the owner is imported', () => {
    const stack = newStack();
    const domain = domainIn(stack, { removalPolicy: RemovalPolicy.DESTROY });
    const owner = UserProfile.fromUserProfileAttributes(stack, 'Owner', { domain, userProfileName: 'alice' });
    new Space(stack, 'Space', { domain, owner });
    expect(deletionPolicies(stack, 'AWS::SageMaker::Space')).toEqual(['Delete']);
  });

  test('must not be retained where its parent is deleted', () => {
    const stack = newStack();
    const domain = domainIn(stack, { removalPolicy: RemovalPolicy.DESTROY });
    domain.addUserProfile('alice', { removalPolicy: RemovalPolicy.RETAIN });
    expect(() => Template.fromStack(stack)).toThrow(
      'removalPolicy must be RemovalPolicy.DESTROY, because Stack/Domain cannot be deleted before this resource, got the deletion policy Retain',
    );
  });

  test('is retained with an imported domain, of which nothing is known', () => {
    const stack = newStack();
    const vpc = isolatedVpc(stack);
    const domain = Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6', vpc });
    domain.addUserProfile('alice');
    expect(deletionPolicies(stack, 'AWS::SageMaker::UserProfile')).toEqual(['RetainExceptOnCreate']);
  });
});

describe('what a retained resource needs to work', () => {
  const NEEDED = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::EC2::SecurityGroup'];

  test.each<[string, (stack: Stack) => void]>([
    ['a domain', (stack) => void domainIn(stack)],
    [
      'a domain with users of their own roles',
      (stack) => void domainIn(stack).addUserProfile('a', { role: studio.ProfileRole.OWN }),
    ],
    [
      'a user profile that is not created by its domain',
      (stack) => {
        const vpc = isolatedVpc(stack);
        const domain = Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6', vpc });
        new UserProfile(stack, 'Alice', { domain, role: studio.ProfileRole.OWN });
      },
    ],
    [
      'a notebook instance',
      (stack) =>
        void new notebook.NotebookInstance(stack, 'N', {
          vpc: isolatedVpc(stack),
          removalPolicy: RemovalPolicy.RETAIN,
        }),
    ],
    ['an image', (stack) => void new Image(stack, 'Image', { repositories: [repositoryIn(stack)] })],
  ])('is retained with %s', (_, build) => {
    const stack = newStack();
    build(stack);
    const needed = resourcesOf([Template.fromStack(stack).toJSON()]).filter(([, { Type }]) => NEEDED.includes(Type));
    expect(needed.length).toBeGreaterThan(1);
    expect(needed.map(policyOf).filter((text) => text.endsWith(' Delete'))).toEqual([]);
  });

  test('is deleted with a notebook instance that is deleted', () => {
    const stack = newStack();
    new notebook.NotebookInstance(stack, 'N', { vpc: isolatedVpc(stack) });
    const policies = NEEDED.flatMap((type) => deletionPolicies(stack, type));
    expect(policies.filter((policy) => policy !== undefined)).toEqual([]);
  });
});

describe('a warning about lost data', () => {
  const LOSSES: readonly [string, (stack: Stack) => void][] = [
    ['a prop', (stack) => void domainIn(stack, { removalPolicy: RemovalPolicy.DESTROY })],
    ['a method', (stack) => domainIn(stack).applyRemovalPolicy(RemovalPolicy.DESTROY)],
    [
      'an aspect',
      (stack) => {
        domainIn(stack);
        RemovalPolicies.of(stack).destroy();
      },
    ],
  ];

  test.each(LOSSES)('is left once, whether the policy comes from %s', (_, build) => {
    const stack = newStack();
    build(stack);
    expect(warnings(stack).filter((id) => id === 'studio.userDataDeleted')).toHaveLength(1);
  });

  test('is left for user profiles, spaces and tables too', () => {
    const stack = newStack();
    const domain = domainIn(stack);
    new Space(stack, 'Space', { domain, owner: domain.addUserProfile('alice') });
    new access.DirectoryTable(stack, 'Table');
    RemovalPolicies.of(stack).destroy();
    expect(warnings(stack).sort()).toEqual(['access.directoryDeleted', ...Array(3).fill('studio.userDataDeleted')]);
  });

  test('is not left where everything is retained', () => {
    const stack = newStack();
    domainIn(stack).addUserProfile('alice');
    expect(warnings(stack)).toEqual([]);
  });
});

describe('a disposable environment', () => {
  test('leaves resources of others as they are, and a warning', () => {
    const stack = newStack();
    removal.DisposableEnvironment.declare(stack);
    const own = new CfnNotebookInstance(stack, 'Own', {
      instanceType: 'ml.t3.medium',
      roleArn: 'arn:aws:iam::111122223333:role/r',
    });
    own.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new notebook.NotebookInstance(stack, 'N', { vpc: isolatedVpc(stack) });
    expect(deletionPolicies(stack, 'AWS::SageMaker::NotebookInstance').sort()).toEqual(['Delete', 'Retain']);
    expect(warnings(stack)).toEqual(['notebook.firstSubnet', 'removal.disposableEnvironment'].reverse());
  });

  test('ends at its scope', () => {
    const app = testApp();
    const [disposable, lasting] = ['Disposable', 'Lasting'].map((id) => new Stack(app, id, { env: ENV }));
    removal.DisposableEnvironment.declare(disposable);
    domainIn(disposable);
    domainIn(lasting);
    expect(deletionPolicies(disposable, 'AWS::SageMaker::Domain')).toEqual(['Delete']);
    expect(deletionPolicies(lasting, 'AWS::SageMaker::Domain')).toEqual(['RetainExceptOnCreate']);
  });

  test('schedules the deletion of keys as early as KMS allows', () => {
    const stack = newStack();
    removal.DisposableEnvironment.declare(stack);
    domainIn(stack);
    Template.fromStack(stack).hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'Delete',
      Properties: { PendingWindowInDays: 7 },
    });
  });

  test('is refused where a resource is to be retained', () => {
    const stack = newStack();
    removal.DisposableEnvironment.declare(stack);
    domainIn(stack, { removalPolicy: RemovalPolicy.RETAIN });
    expect(() => Template.fromStack(stack)).toThrow(
      'in a disposable environment, got the deletion policy Retain for Stack/Domain/Resource',
    );
  });
});

function repositoryIn(stack: Stack): ecr.IRepository {
  return ecr.Repository.fromRepositoryName(stack, 'Repository', 'research');
}
