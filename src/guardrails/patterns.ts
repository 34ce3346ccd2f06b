import { Token } from 'aws-cdk-lib';
import { checkPattern } from '../private/checks';

/** Roles or users. A pattern that fits everybody is no pattern. */
export function checkPrincipalPattern(what: string, value: string): string[] {
  const expected =
    'the ARN of an IAM role or user, with wildcards but not of them alone, such as …:iam::*:role/Platform*';
  return checkPattern(what, value, /^arn:[a-z*-]+:iam::(\d{12}|\*):(role|user)\/.*[^*?/].*$/, expected);
}

/** At least one item, where an empty list would deny everything or nothing. */
export function checkNotEmpty(what: string, values: readonly unknown[] | undefined): string[] {
  return values === undefined || Token.isUnresolved(values) || values.length
    ? []
    : [`${what} must have at least one item, got none`];
}
