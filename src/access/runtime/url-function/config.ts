import { URL_FUNCTION_VARIABLES as VARIABLES } from '../../shared/url-function';

type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration of the function, from its environment variables. */
export interface UrlFunctionConfig {
  readonly region: string;
  readonly functionName: string;
  readonly tableName: string;
  /** The access role of entries without `accessRoleArn`. */
  readonly accessRoleArn?: string;
  /** The access roles that the function may assume. */
  readonly accessRoleArns: readonly string[];
  /** The roles that may request URLs for the user in the body. */
  readonly callerRoleArns: readonly string[];
  /** User profiles of this account that are revoked, as domain id and name with a slash between; `*` for all. */
  readonly revokedProfiles: readonly string[];
  /** The origins of pages that may read responses. */
  readonly allowedOrigins: readonly string[];
  readonly urlExpirySeconds: number;
  readonly sessionSeconds: number;
  /** The services that are called at their FIPS endpoints. */
  readonly fipsServices: readonly string[];
}

/** Throws if a variable is missing: a function without its table or limits must not start. */
export function urlFunctionConfig(environment: Environment): UrlFunctionConfig {
  const ownAccessRoleArns = list(environment, VARIABLES.accessRoleArn);
  return {
    region: required(environment, 'AWS_REGION'),
    functionName: required(environment, 'AWS_LAMBDA_FUNCTION_NAME'),
    tableName: required(environment, VARIABLES.tableName),
    accessRoleArn: ownAccessRoleArns[0],
    accessRoleArns: [...ownAccessRoleArns, ...list(environment, VARIABLES.foreignAccessRoleArns)],
    callerRoleArns: list(environment, VARIABLES.callerRoleArns),
    revokedProfiles: list(environment, VARIABLES.revokedProfiles).map((profile) => profile.toLowerCase()),
    allowedOrigins: list(environment, VARIABLES.allowedOrigins),
    urlExpirySeconds: wholeNumber(environment, VARIABLES.urlExpirySeconds),
    sessionSeconds: wholeNumber(environment, VARIABLES.sessionSeconds),
    fipsServices: list(environment, VARIABLES.fipsServices),
  };
}

function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (!value) {
    throw new Error(`the environment variable ${name} is missing`);
  }
  return value;
}

function wholeNumber(environment: Environment, name: string): number {
  const value = required(environment, name);
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    throw new Error(`the environment variable ${name} must be a whole number`);
  }
  return Number(value);
}

function list(environment: Environment, name: string): string[] {
  return (environment[name] ?? '').split(' ').filter(Boolean);
}
