import { Token } from 'aws-cdk-lib';
import {
  hasWildcard,
  iamPattern,
  LetterCase,
  literalSource,
  mayBePatterns,
  patternSource,
  wholeText,
} from '../../src/private/iam-pattern';

describe('a pattern of IAM', () => {
  test.each<[pattern: string, text: string, matches: boolean]>([
    ['sagemaker:Create*', 'sagemaker:CreateModel', true],
    ['sagemaker:Create*', 'sagemaker:Create', true],
    ['sagemaker:Create*', 'xsagemaker:CreateModel', false],
    ['sagemaker:Create?odel', 'sagemaker:CreateModel', true],
    ['sagemaker:Create?odel', 'sagemaker:Createodel', false],
    ['*', '', true],
    ['', 'x', false],
    ['a.b', 'axb', false],
    ['a+(b)[c]{d}^$|\\', 'a+(b)[c]{d}^$|\\', true],
    ['a*c', 'a\nb\nc', true],
  ])('%j compared with %j', (pattern, text, matches) => {
    expect(iamPattern(pattern, LetterCase.EXACT).test(text)).toBe(matches);
  });

  test('regards the case of letters only where it is told to', () => {
    expect(iamPattern('iam:pass*', LetterCase.IGNORED).test('iam:PassRole')).toBe(true);
    expect(iamPattern('iam:pass*', LetterCase.EXACT).test('iam:PassRole')).toBe(false);
  });

  test('has parts that are read as patterns and parts that are literal', () => {
    const pattern = wholeText(`${literalSource('a*')}${patternSource('b*')}`, LetterCase.EXACT);
    expect(['a*b', 'a*bc', 'axb'].map((text) => pattern.test(text))).toEqual([true, true, false]);
  });

  test('is recognized by its wildcards, and may be hidden in a token', () => {
    expect(['a*', 'a?', 'a.b'].map(hasWildcard)).toEqual([true, true, false]);
    expect(mayBePatterns(['a', 'b'])).toBe(false);
    expect(mayBePatterns(['a', 'b*'])).toBe(true);
    expect(mayBePatterns(['a', Token.asString({ Ref: 'B' })])).toBe(true);
    expect(mayBePatterns(Token.asList({ Ref: 'All' }))).toBe(true);
  });
});
