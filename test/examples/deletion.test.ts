import { Template } from 'aws-cdk-lib/assertions';
import { removal, studio } from 'cdk-secure-sagemaker';
import { CORPORATE_NETWORK } from '../../examples/private-studio/corporate-network';
import { PrivateStudioStack } from '../../examples/private-studio/private-studio-stack';
import { testApp } from '../app';
import { contextOf } from './catalogue';

const KEPT = ['Retain', 'RetainExceptOnCreate'];

function stackOf(dispose: (stack: PrivateStudioStack) => void = () => undefined): Template {
  const stack = new PrivateStudioStack(testApp({ context: contextOf('private-studio') }), 'PrivateStudio', {
    env: CORPORATE_NETWORK.env,
  });
  dispose(stack);
  return Template.fromStack(stack);
}

/** The types of resources that the deletion of a stack leaves behind. */
function keptTypes(template: Template): string[] {
  const resources: { Type: string; DeletionPolicy?: string }[] = Object.values(template.toJSON().Resources);
  return [
    ...new Set(resources.filter(({ DeletionPolicy = '' }) => KEPT.includes(DeletionPolicy)).map(({ Type }) => Type)),
  ];
}

/** The custom resources that delete what SageMaker leaves behind. */
function cleanupsIn(template: Template): string[] {
  const types = Object.values<{ Type: string }>(template.toJSON().Resources).map(({ Type }) => Type);
  return types.filter((type) => /^Custom::Studio\w+Cleanup$/.test(type));
}

describe('the example with VPC and domain in one stack', () => {
  test('keeps the domain, so it has no cleanup', () => {
    const template = stackOf();
    expect(keptTypes(template)).toEqual(
      expect.arrayContaining(['AWS::SageMaker::Domain', 'AWS::SageMaker::UserProfile']),
    );
    expect(cleanupsIn(template)).toEqual([]);
  });

  test('is deleted as its README says: with a cleanup, and all but the records of what happened', () => {
    const template = stackOf((stack) => {
      removal.DisposableEnvironment.declare(stack);
      stack.domain.addCleanup({ homeFileSystem: studio.HomeFileSystemRemoval.DELETE });
    });
    expect(cleanupsIn(template)).toHaveLength(2);
    expect(keptTypes(template)).toEqual(['AWS::KMS::Key', 'AWS::Logs::LogGroup']);
  });
});
