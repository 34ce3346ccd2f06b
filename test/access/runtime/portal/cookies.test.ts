import {
  clearedToken,
  clearedTransaction,
  cookieIn,
  fits,
  TOKEN_COOKIE,
  tokenCookie,
  transactionCookie,
} from '../../../../src/access/runtime/portal/cookies';

const attributes = (line: string) => line.split('; ').slice(1);

describe('the cookies of the portal', () => {
  test('belong to the host, to TLS, and to no script, and the one of the token is never sent from another site', () => {
    expect(tokenCookie('value', 300)).toBe(
      '__Host-Http-token=value; Max-Age=300; Path=/; Secure; HttpOnly; SameSite=Strict',
    );
  });

  test('of a sign-in are sent when the provider redirects back, for ten minutes', () => {
    expect(transactionCookie('value')).toBe(
      '__Host-Http-signin=value; Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax',
    );
  });

  test('are removed under the attributes that they were set with', () => {
    for (const [set, cleared] of [
      [tokenCookie('value', 300), clearedToken()],
      [transactionCookie('value'), clearedTransaction()],
    ]) {
      expect(attributes(cleared).slice(1)).toEqual(attributes(set).slice(1));
      expect(attributes(cleared)[0]).toBe('Max-Age=0');
      expect(cleared.split('=')[0]).toBe(set.split('=')[0]);
    }
  });

  test('fit if name and value have at most 4,096 bytes together', () => {
    const longest = 4096 - TOKEN_COOKIE.length - 1;

    expect(fits(TOKEN_COOKIE, 'x'.repeat(longest))).toBe(true);
    expect(fits(TOKEN_COOKIE, 'x'.repeat(longest + 1))).toBe(false);
  });
});

describe('a cookie of a request', () => {
  test.each<[string, object, object | undefined, string | undefined]>([
    ['among others', { Cookie: `a=1; ${TOKEN_COOKIE}=value; b=2` }, undefined, 'value'],
    ['in a header of another case', { cookie: `${TOKEN_COOKIE}=value` }, undefined, 'value'],
    ['in several headers', {}, { Cookie: ['a=1', `${TOKEN_COOKIE}=value`] }, 'value'],
    ['twice in one header', { Cookie: `${TOKEN_COOKIE}=one; ${TOKEN_COOKIE}=two` }, undefined, undefined],
    ['twice in two headers', {}, { Cookie: [`${TOKEN_COOKIE}=one`, `${TOKEN_COOKIE}=two`] }, undefined],
    ['that is missing', { Cookie: 'a=1' }, undefined, undefined],
    ['whose name only ends like it', { Cookie: `x${TOKEN_COOKIE}=value` }, undefined, undefined],
    ['that is empty', { Cookie: `${TOKEN_COOKIE}=` }, undefined, undefined],
    ['with other characters', { Cookie: `${TOKEN_COOKIE}=a b` }, undefined, undefined],
    ['that is too long', { Cookie: `${TOKEN_COOKIE}=${'x'.repeat(4097)}` }, undefined, undefined],
    ['in a header that is no text', { Cookie: 7 }, undefined, undefined],
  ])('%s', (_, headers, several, value) => {
    expect(cookieIn(headers, several, TOKEN_COOKIE)).toBe(value);
  });
});
