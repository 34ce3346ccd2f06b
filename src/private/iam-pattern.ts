import { Token } from 'aws-cdk-lib';

/** Whether a value has a wildcard, or may turn out to have one. */
export function mayBePatterns(values: readonly string[]): boolean {
  return Token.isUnresolved(values) || values.some((value) => Token.isUnresolved(value) || hasWildcard(value));
}

/** Whether a text has one of the two wildcards of IAM, `*` and `?`. */
export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

/** How IAM compares: the names of actions without regard to case, everything else exactly. */
export enum LetterCase {
  IGNORED = 'is',
  EXACT = 's',
}

/**
 * The texts that a pattern of IAM matches: `*` is any number of characters and `?` is one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
 */
export function iamPattern(pattern: string, letterCase: LetterCase): RegExp {
  return wholeText(patternSource(pattern), letterCase);
}

/** The same as part of a regular expression, for patterns of which some parts are not known. */
export function patternSource(pattern: string): string {
  return literalSource(pattern).replaceAll('\\*', '.*').replaceAll('\\?', '.');
}

/** A text as part of a regular expression, in which none of its characters has a meaning. */
export function literalSource(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export function wholeText(source: string, letterCase: LetterCase): RegExp {
  return new RegExp(`^${source}$`, letterCase);
}

/** Paths that lead out of a directory by `..`, which the pattern of everything below it would match. */
export const UPWARD_PATHS = ['*/..', '*/../*'];
