import { Lazy, Token } from 'aws-cdk-lib';
import {
  checkAccountId,
  checkIp,
  checkMaxItems,
  checkMaxLength,
  checkNotBlank,
  checkNotEmpty,
  checkPattern,
  checkPrincipalPattern,
  checkRange,
} from '../../src/private/checks';

const text = Lazy.string({ produce: () => 'later' });
const list = Lazy.list({ produce: () => ['later'] });
const number = Token.asNumber({ resolve: () => 1 });

describe('checks', () => {
  test.each([
    ['a pattern', () => checkPattern('the name', 'a', /^[a-z]$/, 'one letter'), []],
    [
      'a broken pattern',
      () => checkPattern('the name', 'A', /^[a-z]$/, 'one letter'),
      ['the name must be one letter, got "A"'],
    ],
    ['an absent value of a pattern', () => checkPattern('the name', undefined, /^[a-z]$/, 'one letter'), []],
    ['an unknown value of a pattern', () => checkPattern('the name', text, /^[a-z]$/, 'one letter'), []],
    ['a length', () => checkMaxLength('the name', 'abc', 3), []],
    [
      'a length that is over',
      () => checkMaxLength('the name', 'abcd', 3),
      ['the name must have at most 3 characters, got 4'],
    ],
    ['an absent value of a length', () => checkMaxLength('the name', undefined, 3), []],
    ['an unknown value of a length', () => checkMaxLength('the name', text, 3), []],
    ['the lower end of a range', () => checkRange('the size', 5, 5, 9), []],
    ['the upper end of a range', () => checkRange('the size', 9, 5, 9), []],
    [
      'a value below a range',
      () => checkRange('the size', 4, 5, 9),
      ['the size must be a whole number from 5 to 9, got 4'],
    ],
    [
      'a value above a range, with its unit',
      () => checkRange('the size', 10, 5, 9, 'GiB'),
      ['the size must be a whole number from 5 to 9 GiB, got 10'],
    ],
    ['a fraction', () => checkRange('the size', 5.5, 5, 9), ['the size must be a whole number from 5 to 9, got 5.5']],
    [
      'what is no number',
      () => checkRange('the size', Number.NaN, 5, 9),
      ['the size must be a whole number from 5 to 9, got NaN'],
    ],
    ['an absent value of a range', () => checkRange('the size', undefined, 5, 9), []],
    ['an unknown value of a range', () => checkRange('the size', number, 5, 9), []],
    ['a list', () => checkMaxItems('the list', [1, 2], 2), []],
    [
      'a list that is too long',
      () => checkMaxItems('the list', [1, 2, 3], 2),
      ['the list must have at most 2 items, got 3'],
    ],
    ['an absent list', () => checkMaxItems('the list', undefined, 2), []],
    ['an unknown list', () => checkMaxItems('the list', list, 0), []],
    ['a list that is not empty', () => checkNotEmpty('the list', ['a']), []],
    ['an empty list', () => checkNotEmpty('the list', []), ['the list must have at least one item, got none']],
    ['no list that may be empty', () => checkNotEmpty('the list', undefined), []],
    ['an unknown list that may be empty', () => checkNotEmpty('the list', list), []],
    ['a role by a pattern', () => checkPrincipalPattern('the role', 'arn:aws:iam::*:role/Platform*'), []],
    [
      'a pattern of every role',
      () => checkPrincipalPattern('the role', 'arn:aws:iam::*:role/*'),
      [
        'the role must be the ARN of an IAM role or user, with wildcards but not of them alone, such as …:iam::*:role/Platform*, got "arn:aws:iam::*:role/*"',
      ],
    ],
    ['an unknown role', () => checkPrincipalPattern('the role', text), []],
    ['a text', () => checkNotBlank('the reason', 'x'), []],
    ['a blank text', () => checkNotBlank('the reason', ' \t'), ['the reason must not be empty, got " \\t"']],
    ['an unknown text', () => checkNotBlank('the reason', text), []],
    ['an account', () => checkAccountId('the account', '111122223333'), []],
    [
      'an account with a digit too much',
      () => checkAccountId('the account', '1111222233334'),
      ['the account must be an account id of twelve digits, got "1111222233334"'],
    ],
    [
      'an account behind a line break',
      () => checkAccountId('the account', '\n111122223333'),
      ['the account must be an account id of twelve digits, got "\\n111122223333"'],
    ],
    ['an unknown account', () => checkAccountId('the account', text), []],
    ['an IPv4 address', () => checkIp('ip', '10.0.0.1', 4), []],
    ['an IPv6 address', () => checkIp('ipv6', '2001:db8::1', 6), []],
    [
      'an address of the other version',
      () => checkIp('ip', '2001:db8::1', 4),
      ["ip must be an IPv4 address, got '2001:db8::1'"],
    ],
    [
      'a range in place of an address',
      () => checkIp('ip', '10.0.0.0/8', 4),
      ["ip must be an IPv4 address, got '10.0.0.0/8'"],
    ],
    ['an unknown address', () => checkIp('ip', text, 4), []],
  ])('judge %s', (_, check, expected) => {
    expect(check()).toEqual(expected);
  });
});
