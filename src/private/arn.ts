import { ArnFormat, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import { isUnknown } from './life-cycle/unknown';

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

/**
 * The name in lower case, as SageMaker writes it in ARNs. Tokens stay as they are, because they would no longer resolve.
 */
export function inLowerCase(name: string): string {
  return Token.isUnresolved(name) ? name : name.toLowerCase();
}

/**
 * The ways in which an ARN can spell a name. SageMaker writes names in lower case, has changed that before, and IAM compares the
 * case of letters, so policies name both.
 */
export function spellings(name: string): string[] {
  return [...new Set([name, inLowerCase(name)])];
}

/** The ARNs by which a policy names a resource: its own and those with its name. An ARN that only SageMaker knows is spelled right. */
export function spelledArns(arn: string, name: string, arnOf: (name: string) => string): string[] {
  const { length, firstToken } = Tokenization.reverseString(arn);
  const names = length === 1 && firstToken ? [name] : spellings(name);
  return [...new Set([arn, ...names.map(arnOf)])];
}

/** The account that an ARN names, which may be empty. */
export function accountOf(arn: string): string {
  return arn.split(':')[4];
}

/** The default event bus of the account and region of the scope's stack. */
export function defaultEventBusArn(scope: IConstruct): string {
  return Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
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

/** The ARN from which CDK may take an account and region; undefined where they are not known. */
export function environmentArn(arn: string | undefined): string | undefined {
  return isUnknown(arn) ? undefined : arn;
}

/** True where both values are known and differ. */
export function knownToDiffer(one: string, other: string): boolean {
  return !isUnknown(one) && !isUnknown(other) && one !== other;
}

/** The partition of the scope's stack where its region is known, whatever the feature flags of the app say. */
export function knownPartition(scope: IConstruct): string | undefined {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? undefined : RegionInfo.get(region).partition;
}
