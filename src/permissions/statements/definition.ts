import { Aws } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { checkNotEmpty } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';

/** What makes up a permission. */
export interface PermissionDefinition {
  readonly id: string;
  readonly description: string;
  /** The factories of `Guardrail` that together make a restriction of it. */
  readonly guardrails?: readonly string[];
  readonly statements: readonly iam.PolicyStatement[];
}

/** Lists that are given but empty would allow nothing, or everything. */
export function emptyFaults(lists: Readonly<Record<string, readonly unknown[] | undefined>>): Fault[] {
  const messages = Object.entries(lists).flatMap(([name, items]) => checkNotEmpty(name, items));
  return faultsOf('InvalidPermission', messages);
}

/** Actions of SageMaker by their names. */
export function sageMaker(...names: readonly string[]): string[] {
  return names.map((name) => `sagemaker:${name}`);
}

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
