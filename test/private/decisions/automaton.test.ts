import { type Language, representatives } from '../../../src/private/decisions/automaton';
import { Comparison, expressionOf, type Glob, Pattern } from '../../../src/private/decisions/glob';

function globOf(pattern: string): Glob {
  return new Pattern(pattern, true, Comparison.EXACT).globWith(() => undefined)!;
}

function language(patterns: readonly string[], comparison = Comparison.EXACT): Language {
  return { globs: patterns.map(globOf), comparison };
}

describe('the representatives', () => {
  test.each<[string, Language[], Language | undefined, string[]]>([
    ['of nothing are the empty text', [], undefined, ['']],
    ['of a literal are another text and the literal', [language(['ab'])], undefined, ['', 'ab']],
    ['of everything are one', [language(['*'])], undefined, ['']],
    ['of a prefix and a suffix are four', [language(['a*']), language(['*b'])], undefined, ['', 'a', 'b', 'ab']],
    ['of a list are two, whichever of its patterns match', [language(['ml.p*', 'ml.g*'])], undefined, ['', 'ml.g']],
    ['of a literal without its case are two', [language(['Ab'], Comparison.FOLDED)], undefined, ['', 'Ab']],
    ['of a longer and a shorter prefix are three', [language(['a*']), language(['aa*'])], undefined, ['', 'a', 'aa']],
    ['are in the universe', [language(['*d-a/*'])], language(['arn:?*:d-?*']), ['arn:x:d-x', 'arn:x:d-a/']],
    ['of one character', [language(['?'])], undefined, ['', 'x']],
  ])('%s', (_, languages, universe, texts) => {
    expect(representatives(languages, universe)).toEqual(texts);
  });

  test('of ARNs have no colon where a wildcard of an ARN stands', () => {
    const pattern = 'arn:aws:sagemaker:*:1:domain/*';
    const found = representatives([language([pattern], Comparison.ARN), language([pattern])]);
    const signatures = found.map((text) => [
      expressionOf(globOf(pattern), Comparison.ARN).test(text),
      expressionOf(globOf(pattern), Comparison.EXACT).test(text),
    ]);
    expect(signatures).toEqual([
      [false, false],
      [true, true],
      [false, true],
    ]);
  });

  test('have each signature that random texts have', () => {
    const languages = [['a*'], ['*b?'], ['ab', 'b*b'], ['?a*', 'bb']].map((patterns) => language(patterns));
    const signatureOf = (text: string) =>
      languages.map(({ globs }) => globs.some((glob) => expressionOf(glob, Comparison.EXACT).test(text))).join();
    const found = new Set(representatives(languages).map(signatureOf));
    const texts = Array.from({ length: 4 ** 6 }, (_, number) =>
      number.toString(4).replace(/[0-3]/g, (digit) => 'abx:'[Number(digit)]),
    );
    expect(texts.filter((text) => !found.has(signatureOf(text)))).toEqual([]);
    expect(found.size).toBeGreaterThan(8);
  });

  test('of many instance types take little time', () => {
    const families = Array.from({ length: 24 }, (_, index) => `ml.${'abcdefgh'[index % 8]}${index}*`);
    expect(representatives([language(families)])).toHaveLength(2);
  });
});
