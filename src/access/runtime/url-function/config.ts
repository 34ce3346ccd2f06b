import { URL_FUNCTION_VARIABLES as VARIABLES } from '../../shared/url-function';

/** What the function is told by its environment. */
export interface UrlFunctionConfig {
  readonly region: string;
  readonly functionName: string;
  readonly tableName: string;
  /** The access role of users whose entry names none. */
  readonly accessRoleArn?: string;
  /** All access roles that may be assumed. */
  readonly accessRoleArns: readonly string[];
  /** The roles that may ask for others, by the body of their requests. */
  readonly callerRoleArns: readonly string[];
  /** The origins of pages that may read answers. */
  readonly allowedOrigins: readonly string[];
  readonly urlExpirySeconds: number;
  readonly sessionSeconds: number;
  /** Services that are called at endpoints with FIPS 140 validated cryptography. */
  readonly fipsServices: readonly string[];
}

/** Fails where something is missing: a function without its table or bounds must not start. */
export function urlFunctionConfig(environment: Readonly<Record<string, string | undefined>>): UrlFunctionConfig {
  const accessRoleArn = environment[VARIABLES.accessRoleArn] || undefined;
  return {
    region: required(environment, 'AWS_REGION'),
    functionName: required(environment, 'AWS_LAMBDA_FUNCTION_NAME'),
    tableName: required(environment, VARIABLES.tableName),
    accessRoleArn,
    accessRoleArns: [...(accessRoleArn ? [accessRoleArn] : []), ...list(environment, VARIABLES.foreignAccessRoleArns)],
    callerRoleArns: list(environment, VARIABLES.callerRoleArns),
    allowedOrigins: list(environment, VARIABLES.allowedOrigins),
    urlExpirySeconds: wholeNumber(environment, VARIABLES.urlExpirySeconds),
    sessionSeconds: wholeNumber(environment, VARIABLES.sessionSeconds),
    fipsServices: list(environment, VARIABLES.fipsServices),
  };
}

function required(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = environment[name];
  if (!value) {
    throw new Error(`the environment variable ${name} is missing`);
  }
  return value;
}

function wholeNumber(environment: Readonly<Record<string, string | undefined>>, name: string): number {
  const value = required(environment, name);
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    throw new Error(`the environment variable ${name} must be a whole number`);
  }
  return Number(value);
}

function list(environment: Readonly<Record<string, string | undefined>>, name: string): string[] {
  return (environment[name] ?? '').split(' ').filter(Boolean);
}
