import { Aws } from 'aws-cdk-lib';

/** An ARN in the partition, region and account of the stack. */
export function ownArn(service: string, resource: string): string {
  return `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
}

/** SageMaker resources of these types, whatever their name. */
export function everyOf(...types: string[]): string[] {
  return types.map((type) => ownArn('sagemaker', `${type}/*`));
}

/** IAM has no regions. */
export function ownIamArn(resource: string): string {
  return `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:${resource}`;
}
