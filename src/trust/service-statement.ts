import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { literalsInOrder } from '../private/order';
import { volumeKeyStatements } from '../private/volume-key';
import { Feature } from './feature';
import { FeatureResource } from './feature-resource';
import { SageMakerPrincipal, type SageMakerPrincipalProps } from './sagemaker-principal';

/**
 * A statement of a resource policy that lets SageMaker in.
 */
export interface ServiceStatementOptions extends SageMakerPrincipalProps {
  /**
   * What SageMaker may do, such as `s3:PutObject`.
   */
  readonly actions: string[];

  /**
   * On which resources.
   *
   * @default - none named, as in the policy of an ECR repository
   */
  readonly resources?: string[];

  /**
   * The id of the statement, made of letters and digits.
   *
   * @default - no id
   */
  readonly sid?: string;
}

/**
 * Statements for resource policies that name SageMaker or its execution roles: topics, keys, buckets, repositories.
 *
 * Statements that name the service are pinned to account and ARN, as a trust policy is. Most access to data is by
 * the execution role, and needs no such statement.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
 */
export class ServiceStatement {
  /**
   * Any statement that names SageMaker, guarded by `aws:SourceAccount` and `aws:SourceArn`.
   */
  public static of(options: ServiceStatementOptions): iam.PolicyStatement {
    const { sid } = options;
    const actions = [...options.actions].sort();
    const resources = options.resources && literalsInOrder(options.resources);
    return new iam.PolicyStatement({ sid, actions, resources, principals: [new SageMakerPrincipal(options)] });
  }

  /**
   * Lets SageMaker Ground Truth notify a work team through a topic.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sms-workforce-management-private-sns.html
   */
  public static workteamNotifications(topic: sns.ITopicRef): iam.PolicyStatement {
    return ServiceStatement.of({
      sid: 'SageMakerWorkteamNotifications',
      actions: ['sns:Publish'],
      resources: [topic.topicRef.topicArn],
      features: [Feature.resourcesOf(FeatureResource.WORKTEAM)],
    });
  }

  /**
   * Lets SageMaker read and write the objects of a bucket in its own name.
   *
   * AWS documents no feature that needs it: jobs and notebooks use their execution role.
   */
  public static bucketObjects(bucket: s3.IBucketRef, props: SageMakerPrincipalProps): iam.PolicyStatement {
    return ServiceStatement.of({
      ...props,
      sid: 'SageMakerBucketObjects',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [`${bucket.bucketRef.bucketArn}/*`],
    });
  }

  /**
   * Lets SageMaker pull images of the repository in whose policy the statement is.
   *
   * Pulls across accounts are made with the execution role, which that policy names instead.
   */
  public static imagePull(props: SageMakerPrincipalProps): iam.PolicyStatement {
    const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
    return ServiceStatement.of({ ...props, sid: 'SageMakerImagePull', actions });
  }

  /**
   * Statements for the policy of a key with which SageMaker encrypts the volumes of notebook instances, apps and jobs
   * of a role. The role itself can use the key through SageMaker and EC2 only, and can grant it to AWS services only.
   *
   * @param scope where the region of the services is taken from
   * @param grantee the execution role
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-nbi.html
   */
  public static volumeKeyUse(scope: IConstruct, grantee: iam.IPrincipal): iam.PolicyStatement[] {
    return volumeKeyStatements(scope, { principals: [grantee], keyArn: '*' });
  }
}
