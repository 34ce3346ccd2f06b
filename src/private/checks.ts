import { isIP } from 'node:net';
import { ACCOUNT_ID, type Format, PRINCIPAL_ARN_PATTERN, SAGEMAKER_NAME } from './formats';
import { type IpVersion, isPrivateAddress, isRange } from './ip-ranges';
import { isUnknown, isUnknownList, isWholeList } from './life-cycle/unknown';

/**
 * Pure checks: each returns what is wrong as text, an empty list where nothing is, and skips values that are not known yet.
 */

export function checkPattern(what: string, value: string | undefined, pattern: RegExp, expected: string): string[] {
  if (value === undefined || isUnknown(value) || pattern.test(value)) {
    return [];
  }
  return [`${what} must be ${expected}, got ${JSON.stringify(value)}`];
}

export function checkFormat(what: string, value: string | undefined, { pattern, expected }: Format): string[] {
  return checkPattern(what, value, pattern, expected);
}

export function checkMaxLength(what: string, value: string | undefined, max: number): string[] {
  if (value === undefined || isUnknown(value) || value.length <= max) {
    return [];
  }
  return [`${what} must have at most ${max} characters, got ${value.length}`];
}

/** The rule that most SageMaker names follow. */
export function checkName(what: string, value: string | undefined, max: number): string[] {
  return [...checkFormat(what, value, SAGEMAKER_NAME), ...checkMaxLength(what, value, max)];
}

export function checkRange(what: string, value: number | undefined, min: number, max: number, unit = ''): string[] {
  if (value === undefined || isUnknown(value) || (Number.isInteger(value) && value >= min && value <= max)) {
    return [];
  }
  return [`${what} must be a whole number from ${min} to ${max}${unit && ` ${unit}`}, got ${value}`];
}

export function checkMaxItems(what: string, values: readonly unknown[] | undefined, max: number): string[] {
  if (values === undefined || isUnknownList(values) || values.length <= max) {
    return [];
  }
  return [`${what} must have at most ${max} items, got ${values.length}`];
}

/** The items that can be checked: none of a list that only a deployment knows. */
export function knownItems<T>(values: readonly T[] | undefined): readonly T[] {
  return values === undefined || isUnknown(values) ? [] : values;
}

export function checkNotBlank(what: string, value: string | undefined): string[] {
  if (value === undefined || isUnknown(value) || value.trim()) {
    return [];
  }
  return [`${what} must not be empty, got ${JSON.stringify(value)}`];
}

/** For lists whose items are put into other texts or resources, one by one. */
export function checkKnownLength(what: string, values: readonly string[] | undefined): string[] {
  const message = `${what} must be a list whose length is known at synthesis, got a token: name its items with Fn.select`;
  return values?.some(isWholeList) ? [message] : [];
}

/** At least one item, where an empty list would mean everything or nothing. */
export function checkNotEmpty(what: string, values: readonly unknown[] | undefined): string[] {
  if (values === undefined || isUnknown(values) || values.length > 0) {
    return [];
  }
  return [`${what} must have at least one item, got none`];
}

/** That a host and a port can exist, which patterns do not show. */
export function checkUrl(what: string, value: string | undefined): string[] {
  if (value === undefined || isUnknown(value) || URL.canParse(value)) {
    return [];
  }
  return [`${what} must be a URL whose host and port can exist, got ${JSON.stringify(value)}`];
}

/** For values that are compared character by character, where a blank at either end is a mistake that nobody sees. */
export function checkTrimmed(what: string, value: string | undefined): string[] {
  if (value === undefined || isUnknown(value) || value.trim() === value) {
    return checkNotBlank(what, value);
  }
  return [`${what} must not begin or end with white space, got ${JSON.stringify(value)}`];
}

/** Roles or users by their ARNs. A pattern that fits everybody is no pattern. */
export function checkPrincipalPattern(what: string, value: string): string[] {
  return checkFormat(what, value, PRINCIPAL_ARN_PATTERN);
}

export function checkAccountId(what: string, value: string): string[] {
  return checkFormat(what, value, ACCOUNT_ID);
}

/** IPv4 and IPv6 ranges. */
export function checkCidr(what: string, value: string): string[] {
  return isUnknown(value) || isRange(value) ? [] : [`${what} must be in CIDR notation, got '${value}'`];
}

/** Ranges that IAM compares with `aws:SourceIp`, which is a public address: no request has a private one. */
export function checkPublicCidr(what: string, value: string): string[] {
  if (isUnknown(value) || !isRange(value) || !isPrivateAddress(value.split('/')[0])) {
    return checkCidr(what, value);
  }
  return [
    `${what} must be public, since SageMaker sees no others, got '${value}': name the endpoints or VPCs of these clients`,
  ];
}

/** The API and what a presigned URL leads to are two services, with an endpoint each. */
export function checkUrlEndpoints(what: string, endpointIds: readonly string[] | undefined): string[] {
  if (endpointIds === undefined || isUnknownList(endpointIds) || new Set(endpointIds).size !== 1) {
    return [];
  }
  return [
    `${what} needs the endpoint through which URLs are made and the one through which they are used, got ${endpointIds[0]} alone`,
  ];
}

export function checkIp(what: string, ip: string | undefined, version: IpVersion): string[] {
  if (ip === undefined || isUnknown(ip) || isIP(ip) === version) {
    return [];
  }
  return [`${what} must be an IPv${version} address, got '${ip}'`];
}
