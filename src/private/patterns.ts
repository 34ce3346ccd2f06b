import { Token } from 'aws-cdk-lib';

/** Whether a value is a pattern, or may turn out to be one. */
export function mayBePatterns(values: readonly string[]): boolean {
  return Token.isUnresolved(values) || values.some((value) => Token.isUnresolved(value) || /[*?]/.test(value)); // unanchored: anywhere in the value
}

/** Paths that lead out of a directory by `..`, which the pattern of everything below it would fit. */
export const UPWARD_PATHS = ['*/..', '*/../*'];
