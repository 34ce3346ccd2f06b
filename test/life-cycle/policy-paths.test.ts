import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { notebook, permissions, studio, trust } from '../../src';
import { testApp } from '../app';
import { isolatedVpc } from '../samples/sample';

const PATH = '/ml/';

function roleIn(scope: Construct, ...features: trust.Feature[]): trust.ExecutionRole {
  return new trust.ExecutionRole(scope, 'Execution', { features, path: PATH });
}

test.each<[string, (stack: Stack) => void]>([
  [
    'a domain with shared spaces and a user of another role',
    (stack) => {
      const role = roleIn(stack, trust.Feature.STUDIO_SOURCE_IDENTITY);
      const shared = new trust.ExecutionRole(stack, 'Shared', { features: [trust.Feature.STUDIO], path: PATH });
      const own = new trust.ExecutionRole(stack, 'Own', {
        features: [trust.Feature.STUDIO_SOURCE_IDENTITY],
        path: PATH,
      });
      const domain = new studio.Domain(stack, 'Domain', {
        vpc: isolatedVpc(stack),
        role,
        sharedSpaces: { role: shared },
      });
      domain.addUserProfile('alice', { role: studio.ProfileRole.of(own) });
    },
  ],
  [
    'a notebook instance with a key',
    (stack) => {
      const role = roleIn(stack, trust.Feature.NOTEBOOK_INSTANCE);
      const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
      new notebook.NotebookInstance(stack, 'Notebook', { vpc: isolatedVpc(stack), role, encryptionKey });
    },
  ],
  ['a permission', (stack) => void permissions.Permission.privateSpaces().grantTo(roleIn(stack, trust.Feature.STUDIO))],
])('the policies of a role with a path have that path, for %s', (_, build) => {
  const stack = new Stack(testApp(), 'Stack');
  build(stack);
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'));
  expect(policies.length).toBeGreaterThan(0);
  expect(policies.map(({ Properties }) => Properties.Path)).toEqual(policies.map(() => PATH));
});
