import { languageFor, OPTIONAL_TEXTS, PORTAL_TEXTS, TEXT_NAMES } from '../../../../src/access/shared/portal/texts';

describe('the texts of the portal', () => {
  test.each(Object.keys(PORTAL_TEXTS))('in "%s" are complete', (language) => {
    const texts = PORTAL_TEXTS[language];
    const required = TEXT_NAMES.filter((name) => !OPTIONAL_TEXTS.includes(name));

    expect(Object.keys(texts).sort()).toEqual([...TEXT_NAMES].sort());
    expect(required.filter((name) => texts[name].trim() === '')).toEqual([]);
  });

  test('differ between languages, so that none was forgotten', () => {
    const same = TEXT_NAMES.filter((name) => PORTAL_TEXTS.de[name] === PORTAL_TEXTS.en[name]);

    expect(same).toEqual(['title', 'contact', 'notice', 'startHeading']);
  });
});

describe('the language of a page', () => {
  test.each<[string | undefined, string]>([
    ['de', 'de'],
    ['de-AT,en;q=0.5', 'de'],
    ['DE-ch', 'de'],
    ['fr,de;q=0.4,en;q=0.7', 'en'],
    ['en;q=0,de;q=0.1', 'de'],
    ['fr', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [';;q=x,,', 'en'],
    ['__proto__,constructor', 'en'],
  ])('for %p is %s', (accepted, tag) => {
    expect(languageFor(accepted).tag).toBe(tag);
  });

  test('of an operator is offered as well, and completed with English', () => {
    const language = languageFor('fr-CH, de', { fr: { startHeading: 'Ouvrir Studio' } });

    expect(language).toMatchObject({ tag: 'fr', direction: 'ltr' });
    expect(language.texts.startHeading).toBe('Ouvrir Studio');
    expect(language.texts.signInAction).toBe('Sign in');
  });

  test('that is read from right to left says so', () => {
    expect(languageFor('he', { he: {} }).direction).toBe('rtl');
  });

  test('has the texts of the operator instead of ours', () => {
    const { texts } = languageFor('de', { de: { title: 'Werkbank' } });

    expect(texts.title).toBe('Werkbank');
    expect(texts.signInAction).toBe('Anmelden');
  });
});
