import { ACCOUNT, FOREIGN } from './parameters';
import type { Oracle, Request } from './row';

type Judge = Oracle['denies'];

export function valuesOf({ context }: Request, key: string): string[] {
  return [context[key] ?? []].flat();
}

export function singleValue(request: Request, key: string): string | undefined {
  return valuesOf(request, key)[0];
}

export function sends(request: Request, key: string): boolean {
  return valuesOf(request, key).length > 0;
}

const SCHEDULES = ['sagemaker:CreateMonitoringSchedule', 'sagemaker:UpdateMonitoringSchedule'];

/**
 * What creates must say, and updates may leave out what they do not change. Schedules are judged as a whole: one with
 * settings of its own has instances, another one refers to a job definition that was judged when it was made.
 */
function mustSay(request: Request): boolean {
  return SCHEDULES.includes(request.action)
    ? sends(request, 'sagemaker:InstanceTypes')
    : request.action.startsWith('sagemaker:Create');
}

/** Denies any value that is not good, and no value where there must be one. */
export function unless(
  key: string,
  good: (value: string) => boolean,
  mayLeaveOut: (request: Request) => boolean = () => false,
): Judge {
  return (request, carried) => {
    const values = valuesOf(request, key);
    return carried(key) && (values.length ? !values.every(good) : mustSay(request) && !mayLeaveOut(request));
  };
}

export function never(): boolean {
  return true;
}

export function any(...judges: Judge[]): Judge {
  return (request, carried) => judges.some((judge) => judge(request, carried));
}

export function action(...names: string[]): (request: Request) => boolean {
  return (request) => names.some((name) => request.action === `sagemaker:${name}`);
}

export function among(...values: string[]): (value: string) => boolean {
  return (value) => values.includes(value);
}

/** Actions of SageMaker by their names. */
export function sageMaker(...names: string[]): string[] {
  return names.map((name) => `sagemaker:${name}`);
}

/** Denies any item that is not approved; no item is fine. */
export function approvedOnly(key: string, type: string, approved: RegExp): Pick<Oracle, 'denies' | 'values'> {
  const names = ['approved', 'approved-1', 'approved/1', 'other'];
  const own = names.map((name) => `arn:aws:sagemaker:us-west-2:${ACCOUNT}:${type}/${name}`);
  const foreign = `arn:aws:sagemaker:us-west-2:${FOREIGN}:${type}/approved-1`;
  return { denies: unless(key, (arn) => approved.test(arn), never), values: { [key]: { anyOf: [...own, foreign] } } };
}
