import type * as ecr from 'aws-cdk-lib/aws-ecr';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { grant } from '../../private/policies/role-needs';

/** As CDK has them. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html */
const PULL_ACTIONS = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];

/**
 * Allows pulling images from a repository. CDK also changes the policy of the repository where that helps; the statements of the role
 * are the same as those of CDK, and are in its policy once.
 */
export function grantPull(scope: Construct, repository: ecr.IRepository, grantee: iam.IRole): iam.Grant {
  repository.grantPull(grantee);
  const images = grant(scope, { grantee, actions: PULL_ACTIONS, resourceArns: [repository.repositoryArn] });
  return images.combine(grant(scope, { grantee, actions: ['ecr:GetAuthorizationToken'], resourceArns: ['*'] }));
}
