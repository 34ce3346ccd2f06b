import { Token } from 'aws-cdk-lib';

/**
 * The values that CDK uses for a lookup until the CLI has made it, anywhere in a text. The template with them is never
 * deployed, but an error would end the app before the CLI learns what to look up.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
 */
const PLACEHOLDERS = [
  // ssm.StringParameter.valueFromLookup
  'dummy-value-for-',
  // ec2.Vpc.fromLookup: the VPC, its subnets, route tables, and ranges
  '\\bvpc-12345\\b',
  '\\b[sp]-(12345|67890)\\b',
  '\\brtb-(12345|57890|67890)[sp]\\b',
  '^1\\.2\\.3\\.4/5$',
  // Stack.availabilityZones
  '\\bdummy1[a-c]\\b',
  // ec2.SecurityGroup.fromLookupById and fromLookupByName
  '\\bsg-12345678\\b',
  // ec2.PrefixList.fromLookup
  '\\bpl-xxxxxxxx\\b',
  // kms.Key.fromLookup
  '\\b1234abcd-12ab-34cd-56ef-1234567890ab\\b',
  // route53.HostedZone.fromLookup, iam.Role.fromLookup, ecr.Repository.fromLookup
  '^DUMMY$',
  '\\bDUMMY_ARN\\b',
];

// unanchored: placeholders stand inside of ARNs and names
const PLACEHOLDER = new RegExp(PLACEHOLDERS.join('|'));

/** True for text with the placeholder of a pending lookup. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && PLACEHOLDER.test(value);
}

/** True for a value that this synthesis does not know: a token, or the placeholder of a pending lookup. */
export function isUnknown(value: unknown): boolean {
  return Token.isUnresolved(value) || isPlaceholder(value);
}

/** True for the only item of a list that the deployment splits, which stands for all of its items. */
export function isWholeList(item: string): boolean {
  return Token.isUnresolved([item]);
}

/**
 * True for a list with an unknown number of items: one that only the deployment knows, or one with the placeholder of a
 * pending lookup, whose value may be split into several items.
 */
export function isUnknownList(values: readonly unknown[]): boolean {
  return Token.isUnresolved(values) || values.some(isPlaceholder);
}
