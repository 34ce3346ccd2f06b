import { ACCOUNT_ID } from '../../../private/formats';
import type { PartialString } from '../../templates/partial-string';
import type { TemplateResource } from '../../templates/resource';
import type { Truth } from '../../templates/truth';

/** Where a role is, as far as the environment of its stack says so. */
export interface OwnPlace {
  readonly account?: string;
  readonly partition?: string;
}

export function placeOfRole({ template }: TemplateResource): OwnPlace {
  return { account: template.pseudo('AWS::AccountId'), partition: template.pseudo('AWS::Partition') };
}

/** Whom a value of `aws:SourceAccount` or `aws:SourceArn` lets in. */
export interface SourceMatch {
  /** The account of the role. */
  readonly own: Truth;
  /** Any account, whoever it belongs to. */
  readonly strangers: Truth;
  /** Another account, by its id. */
  readonly foreign?: string;
  /** Why it stands for a resource that SageMaker never names. */
  readonly neverNamed?: string;
  /** Why it does not, or may not, let in the account of the role, or why it lets in strangers. */
  readonly why?: string;
}

export const WILDCARD = /[*?]/; // unanchored: anywhere in a value

export function nobody(why: string): SourceMatch {
  return { own: 'no', strangers: 'no', why };
}

export function everybody(why: string): SourceMatch {
  return { own: 'yes', strangers: 'yes', why };
}

export function notKnown(why: string): SourceMatch {
  return { own: 'maybe', strangers: 'maybe', why };
}

/** The account of the resource that is asked for, which is the role. */
export const ACCOUNT_OF_RESOURCE = '${aws:ResourceAccount}';

/** Whom an account id lets in, read as a pattern or as it stands. */
export function accountMatch(account: PartialString, pattern: boolean, ownAccount: string | undefined): SourceMatch {
  const shown = `account ${account}`;
  const { literal } = account;
  if (literal === undefined) {
    const [only, ...more] = account.parts;
    const isOwn =
      more.length === 0 && typeof only !== 'string' && only.kind === 'pseudo' && only.name === 'AWS::AccountId';
    return isOwn
      ? { own: 'yes', strangers: 'no' }
      : notKnown(account.unknown?.why ?? `${shown} is only known when it is deployed`);
  }
  if (literal === ACCOUNT_OF_RESOURCE) {
    return { own: 'yes', strangers: 'no' };
  }
  if (WILDCARD.test(literal)) {
    return pattern
      ? manyAccounts(literal, account, ownAccount)
      : nobody(`the wildcards of ${shown} are taken literally`);
  }
  return ACCOUNT_ID.pattern.test(literal) ? namedAccount(literal, ownAccount) : nobody(`${shown} is no account`);
}

function manyAccounts(literal: string, account: PartialString, ownAccount: string | undefined): SourceMatch {
  const match = everybody(`account ${literal} is not one account`);
  if (literal === '*') {
    return match;
  }
  return { ...match, own: ownAccount === undefined ? 'maybe' : account.covers(ownAccount) };
}

function namedAccount(account: string, ownAccount: string | undefined): SourceMatch {
  if (ownAccount === undefined) {
    return {
      own: 'maybe',
      strangers: 'no',
      why: `whether ${account} is the account of the role is only known when it is deployed`,
    };
  }
  return account === ownAccount
    ? { own: 'yes', strangers: 'no' }
    : { ...nobody(`the role is in account ${ownAccount}, not in ${account}`), foreign: account };
}
