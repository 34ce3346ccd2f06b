import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import fc from 'fast-check';
import { guardrails, permissions } from '../../src';
import { testApp } from '../app';
import { faultsOf } from '../faults';

const { Guardrail, GuardrailPolicy, ResourceControlPolicy, ServiceControlPolicy } = guardrails;
const { Permission, PermissionPolicy } = permissions;

/** Statements with so many resources and so many actions, that belong together under one id. */
interface Item {
  readonly id: string;
  readonly resources: number;
  readonly actions?: number;
}

interface Limits {
  readonly maxPolicies: number;
  readonly maxPolicyLength?: number;
}

const ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'];

function stack(): Stack {
  return new Stack(testApp(), 'Stack', { env: { account: '111122223333', region: 'eu-central-1' } });
}

function resourcesOf({ id, resources }: Item): string[] {
  return Array.from(
    { length: resources },
    (_, index) => `arn:aws:s3:::${id}-bucket-with-a-long-name-${index}/prefix/*`,
  );
}

function actionsOf({ actions = 1 }: Item): string[] {
  return ACTIONS.slice(0, actions);
}

function permissionOf(item: Item): permissions.Permission {
  return Permission.allow({
    id: item.id,
    description: item.id,
    actions: actionsOf(item),
    resources: resourcesOf(item),
    requirements: [],
  });
}

function guardrailOf(item: Item, principal?: iam.IPrincipal): guardrails.Guardrail {
  const statement = new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    actions: actionsOf(item),
    resources: resourcesOf(item),
    principals: principal && [principal],
  });
  return Guardrail.custom({ id: item.id, description: item.id, statements: [statement] });
}

type Render = (items: readonly Item[], limits: Limits) => unknown[];

/** Everything that merges and packs statements, by the file that does it. */
const RENDERERS: Readonly<Record<string, Render>> = {
  'permissions/permission-policy.ts': (items, limits) =>
    documentsOf(new PermissionPolicy(stack(), 'Policy', { permissions: items.map(permissionOf), ...limits })),
  'guardrails/guardrail-policy.ts': (items, limits) =>
    documentsOf(
      new GuardrailPolicy(stack(), 'Policy', { guardrails: items.map((item) => guardrailOf(item)), ...limits }),
    ),
  'guardrails/service-control-policy.ts': (items, limits) =>
    new ServiceControlPolicy(stack(), 'Policy', { guardrails: items.map((item) => guardrailOf(item)), ...limits })
      .documents,
  'guardrails/resource-control-policy.ts': (items, limits) =>
    new ResourceControlPolicy(stack(), 'Policy', {
      guardrails: items.map((item) => guardrailOf(item, new iam.StarPrincipal())),
      ...limits,
    }).documents,
};

/** These hold what they pack in one document, to which merging is never a loss. */
const IN_ONE_DOCUMENT = ['guardrails/permissions-boundary-policy.ts'];

function documentsOf({ managedPolicies }: { readonly managedPolicies: readonly iam.ManagedPolicy[] }): unknown[] {
  return managedPolicies.map(({ document }) => document.toJSON());
}

const NAMES = Object.keys(RENDERERS);
const ROOM = 5000;

const items: fc.Arbitrary<Item[]> = fc
  .array(fc.record({ resources: fc.integer({ min: 5, max: 62 }), actions: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 2,
    maxLength: 4,
  })
  .map((list) => list.map((item, index) => ({ ...item, id: `item-${'abcd'[index]}` })));

describe('packing', () => {
  test.each(NAMES)('of %s never rejects what fits into documents of their own', (name) => {
    const property = fc.property(items, (given) => {
      const limits = { maxPolicies: given.length, maxPolicyLength: ROOM };
      const apart = given.flatMap((item) => faultsOf(() => RENDERERS[name]([item], { ...limits, maxPolicies: 1 })));
      fc.pre(apart.length === 0);
      expect(faultsOf(() => RENDERERS[name](given, limits))).toEqual([]);
    });
    fc.assert(property, { seed: 23, numRuns: 25 });
  });

  test.each(NAMES)('of %s merges only as far as a document has room', (name) => {
    const given = [
      { id: 'first', resources: 60 },
      { id: 'second', resources: 60 },
    ];
    expect(RENDERERS[name](given, { maxPolicies: 2, maxPolicyLength: ROOM })).toHaveLength(2);
    const few = given.map((item) => ({ ...item, resources: 5 }));
    expect(RENDERERS[name](few, { maxPolicies: 2, maxPolicyLength: ROOM })).toHaveLength(1);
  });

  test.each(NAMES)('of %s leaves statements apart where merging would cost a document', (name) => {
    const given = [
      { id: 'a', resources: 34 },
      { id: 'b', resources: 34 },
      { id: 'c', resources: 53, actions: 2 },
      { id: 'd', resources: 53, actions: 3 },
    ];
    expect(RENDERERS[name](given, { maxPolicies: 2, maxPolicyLength: ROOM })).toHaveLength(2);
  });

  test.each(NAMES)('of %s charges characters to those who brought them', (name) => {
    const given = [
      { id: 'small', resources: 10 },
      { id: 'medium', resources: 30 },
      { id: 'large', resources: 60 },
    ];
    const [fault] = faultsOf(() => RENDERERS[name](given, { maxPolicies: 1, maxPolicyLength: ROOM }));
    expect(fault).toMatch(/^PolicyOverflow: .*got 2; characters per item: large \d+, medium \d+, small \d+$/);
    for (const item of given) {
      const charged = Number(new RegExp(`${item.id} (\\d+)`).exec(fault)?.[1]);
      const frame = charged - JSON.stringify(resourcesOf(item)).length;
      expect([item.id, frame > 0 && frame < 100]).toEqual([item.id, true]);
    }
  });

  test('keeps PassRole statements of several permissions apart where one would be too long', () => {
    const rolesOf = (team: string) =>
      Array.from({ length: 70 }, (_, index) => `arn:aws:iam::111122223333:role/sagemaker/${team}-${index}`);
    const training = Permission.isolatedTraining({ executionRoleArns: rolesOf('training') });
    const labeling = Permission.trainingOnInstanceTypes({
      executionRoleArns: rolesOf('types'),
      instanceTypes: ['ml.m5.large'],
    });
    const policy = new PermissionPolicy(stack(), 'Policy', { permissions: [training, labeling] });
    const passed = documentsOf(policy).flatMap(
      (document) => (document as { Statement: { Action: unknown; Resource: string[] }[] }).Statement,
    );
    const roles = passed.filter(({ Action }) => Action === 'iam:PassRole').flatMap(({ Resource }) => Resource);
    expect([...roles].sort()).toEqual([...rolesOf('training'), ...rolesOf('types')].sort());
    expect(policy.managedPolicies).toHaveLength(2);
  });

  test('is tried with everything that packs', () => {
    const folders = ['permissions', 'guardrails'];
    const source = join(__dirname, '..', '..', 'src');
    const packing = folders
      .flatMap((folder) => readdirSync(join(source, folder)).map((file) => `${folder}/${file}`))
      .filter((file) => file.endsWith('-policy.ts'));
    const elsewhere = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/^(private|compliance)/.test(file))
      .filter((file) => /\b(packedDocuments|managedPolicies|organizationPolicies)\(/.test(textOf(source, file)));
    expect([...NAMES, ...IN_ONE_DOCUMENT].sort()).toEqual(packing.sort());
    expect(elsewhere.filter((file) => !packing.includes(file))).toEqual([
      'guardrails/rendering/organization-policies.ts',
    ]);
  });
});

function textOf(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}
