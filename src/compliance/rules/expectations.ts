import type { Unknown } from '../templates/simple-values';
import { at, itemsOf, literalOf, stringOf, type TemplateValue } from '../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../verdict';

/** Text that says nothing. */
export const BLANK = /^\s*$/;

/** The alias of a KMS key that AWS created for a service, or its ARN. */
export const AWS_KEY = /^(.*:)?alias\/aws\/.*$/s;

/** Something with properties: a resource, or an item of a list by `itemsAt`. */
export interface Subject {
  get(path: string): TemplateValue;
  /** What stands before its paths, such as `ProductionVariants.0`. */
  readonly place?: string;
}

/** Passes where a property is one of some values. What is absent is not, unless it is said what it then is. */
export function expectOneOf(
  subject: Subject,
  path: string,
  expected: readonly string[],
  whenAbsent?: string,
): Verdict[] {
  const value = subject.get(path);
  const given = value.kind === 'absent' ? whenAbsent : literalOf(value);
  const place = placeOf(subject, path);
  if (given !== undefined && expected.includes(given)) {
    return [pass(place)];
  }
  const open = given === undefined ? leftOpen(value) : undefined;
  return [
    open
      ? cannotTell(place, `${place} must be ${alternatives(expected)}, but ${open}`)
      : fail(place, expectation(place, expected, value)),
  ];
}

export function expectTrue(subject: Subject, path: string): Verdict[] {
  return expectOneOf(subject, path, ['true']);
}

/** Passes where a property is there and not empty. */
export function expectPresent(subject: Subject, path: string, what = 'given'): Verdict[] {
  const value = subject.get(path);
  const place = placeOf(subject, path);
  if (isEmpty(value)) {
    return [fail(place, `${place} must be ${what}, got ${shown(value)}`)];
  }
  return [
    value.kind === 'unknown' && !value.present
      ? cannotTell(place, `${place} must be ${what}, but ${value.why}`)
      : pass(place),
  ];
}

/** Passes where a property is not there, or is an empty list where that is the same. */
export function expectAbsent(subject: Subject, path: string, { orEmpty = false } = {}): Verdict[] {
  const value = subject.get(path);
  const place = placeOf(subject, path);
  if (value.kind === 'unknown' && !value.present) {
    return [cannotTell(place, `${place} must be left out, but ${value.why}`)];
  }
  const none = value.kind === 'absent' || (orEmpty && value.kind === 'list' && value.items.length === 0);
  return [none ? pass(place) : fail(place, `${place} must be left out, got ${shown(value)}`)];
}

/** Passes where a list has items, none of which is empty. */
export function expectItems(subject: Subject, path: string, what: string): Verdict[] {
  const list = subject.get(path);
  const items = list.kind === 'unknown' ? [] : itemsOf(list);
  const place = placeOf(subject, path);
  return items.length > 0
    ? items.flatMap((item, index) => expectPresent(itemSubject(item, `${place}.${index}`), '', what))
    : expectPresent(subject, path, what);
}

/** Passes where a property names a KMS key, unless it is one that AWS has made for a service. */
export function expectKey(subject: Subject, path: string): Verdict[] {
  const value = subject.get(path);
  const place = placeOf(subject, path);
  const ofAws = AWS_KEY.test(String(stringOf(value) ?? ''));
  return ofAws
    ? [fail(place, `${place} must be a key of yours, got ${shown(value)}`)]
    : expectPresent(subject, path, 'a key');
}

/** Passes where a property is a number that is not too small. */
export function expectAtLeast(subject: Subject, path: string, least: number): Verdict[] {
  const value = subject.get(path);
  const place = placeOf(subject, path);
  if (Number(literalOf(value)) >= least) {
    return [pass(place)];
  }
  const open = leftOpen(value);
  return [
    open
      ? cannotTell(place, `${place} must be at least ${least}, but ${open}`)
      : fail(place, `${place} must be at least ${least}, got ${shown(value)}`),
  ];
}

/** Passes where a property is a number that is not too large. */
export function expectAtMost(subject: Subject, path: string, most: number): Verdict[] {
  const value = subject.get(path);
  const place = placeOf(subject, path);
  const given = literalOf(value);
  if (given?.trim() && Number(given) <= most) {
    return [pass(place)];
  }
  const open = leftOpen(value);
  return [
    open
      ? cannotTell(place, `${place} must be at most ${most}, but ${open}`)
      : fail(place, `${place} must be at most ${most}, got ${shown(value)}`),
  ];
}

/** What is at a path as a subject of its own. */
export function within(subject: Subject, path: string): Subject {
  return itemSubject(subject.get(path), placeOf(subject, path));
}

/** The items of a list as subjects of their own; a verdict where the list cannot be known. */
export function forEachItem(subject: Subject, path: string, check: (item: Subject) => readonly Verdict[]): Verdict[] {
  const list = subject.get(path);
  const place = placeOf(subject, path);
  if (list.kind === 'unknown') {
    return [cannotTell(place, `${place} cannot be told: ${list.why}`)];
  }
  return itemsOf(list).flatMap((item, index) => check(itemSubject(item, `${place}.${index}`)));
}

function itemSubject(item: TemplateValue, place: string): Subject {
  return { place, get: (path) => (path ? at(item, path) : item) };
}

export function placeOf({ place }: Subject, path: string): string {
  return [place, path].filter(Boolean).join('.');
}

/** A value for people. */
export function shown(value: TemplateValue): string {
  switch (value.kind) {
    case 'absent':
      return 'nothing';
    case 'list':
      return `a list of ${value.items.length}`;
    case 'fields':
      return 'an object';
    case 'unknown':
      return 'what is not known';
    default:
      return JSON.stringify(literalOf(value) ?? String(stringOf(value)));
  }
}

function expectation(place: string, expected: readonly string[], value: TemplateValue): string {
  return `${place} must be ${alternatives(expected)}, got ${shown(value)}`;
}

function alternatives(expected: readonly string[]): string {
  return expected.map((value) => JSON.stringify(value)).join(' or ');
}

/** What fails cannot be told where it hangs on a value that is not known whether the resource must keep to it at all. */
export function ifItMatters(verdicts: readonly Verdict[], deciding: TemplateValue): Verdict[] {
  const open = leftOpen(deciding);
  return verdicts.map((verdict) =>
    open !== undefined && verdict.result === 'fail'
      ? cannotTell(verdict.path, `${verdict.text}, but ${open}`)
      : verdict,
  );
}

/** Why a value could still be anything; undefined where it is at least known not to be text. */
export function leftOpen(value: TemplateValue): string | undefined {
  switch (value.kind) {
    case 'unknown':
      return (value satisfies Unknown).why;
    case 'partialString':
    case 'reference':
    case 'encoded':
      return `${shown(value)} is only known when it is deployed`;
    default:
      return undefined;
  }
}

function isBlank(text: string | undefined): boolean {
  return text !== undefined && BLANK.test(text);
}

function isEmpty(value: TemplateValue): boolean {
  return value.kind === 'absent' || isBlank(literalOf(value)) || (value.kind === 'list' && value.items.length === 0);
}
