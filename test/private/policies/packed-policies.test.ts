import { CfnParameter, Lazy, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { MANAGED_POLICY_QUOTA } from '../../../src/private/limits';
import { PackedPolicies } from '../../../src/private/policies/packed-policies';
import { ENV, synthFaults, testStack } from '../../trust/support';

function packed(stack: Stack = testStack({ env: ENV }), alreadyAttached = 0) {
  const scope = new Construct(stack, 'Exec');
  const role = new iam.Role(scope, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  for (let index = 0; index < alreadyAttached; index++) {
    role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${index}`));
  }
  return { stack, policies: new PackedPolicies(scope, { role, path: '/ml/' }) };
}

/** Statements that CDK does not merge, since each has a condition of its own. */
function statement(index: number, length = 200): iam.PolicyStatement {
  const resource = `arn:aws:s3:::bucket-${index}-`.padEnd(length, 'x');
  return new iam.PolicyStatement({
    actions: ['s3:GetObject'],
    resources: [resource],
    conditions: { Null: { [`aws:RequestTag/n${index}`]: 'true' } },
  });
}

const FRAME = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;

/** A statement that takes exactly that many characters. */
function statementOf(index: number, size: number): iam.PolicyStatement {
  const rest = JSON.stringify(statement(index, 100).toStatementJson()).length - 100;
  return statement(index, size - rest);
}

function documents(stack: Stack) {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy')).map(
    ({ Properties }) => Properties.PolicyDocument,
  );
}

describe('packed policies', () => {
  test.each([1, 17, 60, 120])('hold each of %d statements once, and stay below the quota', (count) => {
    const { stack, policies } = packed();
    for (let i = 0; i < count; i++) {
      policies.add(statement(i));
    }
    const found = documents(stack);
    const resources = found.flatMap(({ Statement }) => Statement.map(({ Resource }: { Resource: string }) => Resource));
    expect(resources.sort()).toEqual(Array.from({ length: count }, (_, i) => statement(i).resources[0]).sort());
    expect(found.filter((document) => JSON.stringify(document).length > MANAGED_POLICY_QUOTA)).toEqual([]);
  });

  test('fill a policy before they open the next one', () => {
    const { stack, policies } = packed();
    for (let i = 0; i < 60; i++) {
      policies.add(statement(i));
    }
    const lengths = documents(stack).map((document) => JSON.stringify(document).length);
    const longest = JSON.stringify(statement(59).toStatementJson()).length;
    expect(lengths.slice(0, -1).filter((length) => length + longest + 1 <= MANAGED_POLICY_QUOTA)).toEqual([]);
    expect(lengths.length).toBeGreaterThan(2);
  });

  test('put a small statement into room that a large one left', () => {
    const { stack, policies } = packed();
    policies.add(statement(1, 3500));
    policies.add(statement(2, 3500));
    policies.add(statement(3, 100));
    expect(documents(stack).map(({ Statement }) => Statement.length)).toEqual([2, 1]);
  });

  test.each([
    [MANAGED_POLICY_QUOTA, [MANAGED_POLICY_QUOTA]],
    [MANAGED_POLICY_QUOTA + 1, [3000, MANAGED_POLICY_QUOTA + 1 - 3000 - 1 + FRAME]],
  ])('fill a policy to the last character: two statements that take %d together', (total, expected) => {
    const { stack, policies } = packed();
    policies.add(statementOf(1, 3000 - FRAME));
    policies.add(statementOf(2, total - 3000 - 1));
    expect(documents(stack).map((document) => JSON.stringify(document).length)).toEqual(expected);
  });

  test('have names that do not depend on what is in them', () => {
    const ids = (first: number) => {
      const { stack, policies } = packed();
      for (let i = first; i < first + 60; i++) {
        policies.add(statement(i));
      }
      return Object.keys(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'));
    };
    expect(ids(0)).toEqual(ids(100));
    expect(ids(0)[0]).toMatch(/^ExecPermissions[0-9A-F]{8}$/);
    expect(ids(0)[1]).toMatch(/^ExecPermissions2[0-9A-F]{8}$/);
  });

  test('leave statements where they are when others come later', () => {
    const resourcesOf = (count: number) => {
      const { stack, policies } = packed();
      for (let i = 0; i < count; i++) {
        policies.add(statement(i, 1000 + 300 * (i % 7)));
      }
      const statements: { Resource: string }[][] = documents(stack).map(({ Statement }) => Statement);
      return statements.map((each) => each.map(({ Resource }) => Resource));
    };
    const [few, many] = [resourcesOf(8), resourcesOf(20)];
    expect(many.length).toBeGreaterThan(few.length);
    few.forEach((resources, index) => void expect(many[index]).toEqual(expect.arrayContaining(resources)));
  });

  test('add a statement once, and give the policy that holds it', () => {
    const { stack, policies } = packed();
    const first = policies.add(statement(1));
    expect(policies.add(statement(1))).toBe(first);
    expect(documents(stack).map(({ Statement }) => Statement)).toHaveLength(1);
  });

  test('give the policy that a statement went to', () => {
    const { policies } = packed();
    const places = Array.from({ length: 60 }, (_, i) => policies.add(statement(i)) as iam.ManagedPolicy);
    expect(new Set(places.map(({ node }) => node.id))).toEqual(
      new Set(['Permissions', 'Permissions2', 'Permissions3', 'Permissions4']),
    );
    expect(policies.add(statement(0))).toBe(places[0]);
  });

  test('make no policy before the first statement', () => {
    expect(documents(packed().stack)).toEqual([]);
  });

  test('have the path of their role', () => {
    const { stack, policies } = packed();
    policies.add(statement(1));
    Template.fromStack(stack).allResourcesProperties('AWS::IAM::ManagedPolicy', { Path: '/ml/' });
  });

  test('reckon with the longest value that a token may have', () => {
    const stack = testStack();
    const { policies } = packed(stack);
    for (let i = 0; i < 40; i++) {
      const resource = new CfnParameter(stack, `Parameter${i}`).valueAsString;
      policies.add(
        new iam.PolicyStatement({
          actions: ['s3:GetObject'],
          resources: [resource],
          conditions: { Null: { [`aws:RequestTag/n${i}`]: 'true' } },
        }),
      );
    }
    const lengths = documents(stack).map(
      (document) => JSON.stringify(document).replace(/\{"Ref":"Parameter\d+"\}/g, `"${'x'.repeat(128)}"`).length,
    );
    expect(lengths.length).toBeGreaterThan(1);
    expect(lengths.filter((length) => length > MANAGED_POLICY_QUOTA)).toEqual([]);
  });
});

describe('faults of packed policies', () => {
  const grow = (count: number, alreadyAttached: number) => {
    const { stack, policies } = packed(undefined, alreadyAttached);
    for (let i = 0; i < count; i++) {
      policies.add(statement(i, 5000));
    }
    return synthFaults(stack);
  };

  test('are more policies than a role can have', () => {
    expect(grow(10, 0)).toBe('');
    expect(grow(11, 0)).toContain(
      '[Stack/Exec] [TooManyManagedPolicies] a role must have at most 10 managed policies, got 11: grant to several roles',
    );
  });

  test('count the policies that the role has already', () => {
    expect(grow(1, 9)).toBe('');
    expect(grow(1, 10)).toContain('must have at most 10 managed policies, got 11');
  });

  test('are statements that no policy can hold', () => {
    const { stack, policies } = packed();
    policies.add(statement(1, 7000));
    const length = JSON.stringify({ Version: '2012-10-17', Statement: [statement(1, 7000).toStatementJson()] }).length;
    expect(synthFaults(stack)).toContain(
      `[ManagedPolicyTooLong] Stack/Exec/Permissions must have at most 6144 characters, got ${length}: grant in several statements`,
    );
  });

  test('are statements that grow after they were packed', () => {
    const { stack, policies } = packed();
    const resources = ['arn:aws:s3:::first'];
    policies.add(
      new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: Lazy.list({ produce: () => resources }) }),
    );
    resources.push(...Array.from({ length: 300 }, (_, i) => `arn:aws:s3:::bucket-${i}`));
    expect(synthFaults(stack)).toContain('[ManagedPolicyTooLong]');
  });

  test('come all at once', () => {
    const { stack, policies } = packed(undefined, 10);
    policies.add(statement(1, 7000));
    expect(synthFaults(stack)).toMatch(/TooManyManagedPolicies[\s\S]*ManagedPolicyTooLong/);
  });
});
