import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';

export interface SageMakerArnParts {
  /** Everything behind the account id, such as `training-job/*`. */
  readonly resource: string;
  /** @default - the region of the stack */
  readonly region?: string;
  /** @default - the account of the stack */
  readonly account?: string;
}

/** A SageMaker ARN in the partition of the scope's stack. */
export function sageMakerArn(scope: IConstruct, parts: SageMakerArnParts): string {
  return Stack.of(scope).formatArn({ service: 'sagemaker', arnFormat: ArnFormat.NO_RESOURCE_NAME, ...parts });
}

export interface LiteralSageMakerArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly resourceType: string;
  readonly resourceName: string;
}

const SAGEMAKER_ARN = /^arn:(aws[a-z0-9-]*):sagemaker:([a-z0-9-]+):(\d{12}):([a-z0-9-]+)\/([^*?:]+)$/;

/** The parts of a literal SageMaker ARN; undefined for anything else, wildcards included. */
export function parseSageMakerArn(arn: string): LiteralSageMakerArn | undefined {
  const match = Token.isUnresolved(arn) ? undefined : SAGEMAKER_ARN.exec(arn);
  if (!match) {
    return undefined;
  }
  const [, partition, region, account, resourceType, resourceName] = match;
  return { partition, region, account, resourceType, resourceName };
}

/** True where both values are known and differ. */
export function knownToDiffer(one: string, other: string): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}

/** The partition of the scope's stack where its region is known, whatever the feature flags of the app say. */
export function knownPartition(scope: IConstruct): string | undefined {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? undefined : RegionInfo.get(region).partition;
}
