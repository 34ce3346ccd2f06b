import { Token } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { EndpointService } from '../../network/endpoints/service';
import { checkFormat, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { REGIONAL_WEB_ACL_ARN, WEB_ORIGIN } from '../../private/formats';
import { isUnknown } from '../../private/life-cycle/unknown';
import { RESOURCE_POLICY_QUOTA } from '../../private/limits';
import { policySize } from '../../private/policies/policy-size';
import { addressLimitFaults } from './address-limit';
import type { PrivateApiProps } from './props';

export function privateApiFaults(props: PrivateApiProps): Fault[] {
  const { endpoints, authorization, allowedOrigins = [], webAclArn, addressLimit, throttle = {}, portal } = props;
  const signed = authorization._callerRoleArns.length > 0;
  return [
    ...check(
      endpoints.has(EndpointService.EXECUTE_API),
      'MissingEndpoint',
      `endpoints must hold EndpointService.EXECUTE_API, through which the API is called, got none in ${endpoints.node.path}`,
    ),
    ...check(
      !signed || allowedOrigins.length === 0,
      'ConflictingProps',
      'allowedOrigins are for browsers, while Authorization.iam is for servers, which need none',
    ),
    ...(portal?._faults(authorization._verification) ?? []),
    ...faultsOf('InvalidOrigin', knownItems(allowedOrigins).flatMap(checkOrigin)),
    ...faultsOf('InvalidResourceArn', checkFormat('webAclArn', webAclArn, REGIONAL_WEB_ACL_ARN)),
    ...check(
      webAclArn === undefined || addressLimit === undefined,
      'ConflictingProps',
      'addressLimit creates a web ACL, and a stage has only one: add a rate-based rule to that of webAclArn instead',
    ),
    ...addressLimitFaults(addressLimit ?? {}),
    ...positiveFaults('throttle.rateLimit, in requests a second,', throttle.rateLimit),
    ...positiveFaults('throttle.burstLimit', throttle.burstLimit),
  ];
}

/** When all statements are there. Callers are in two of them. */
export function policyFaults(api: apigateway.RestApi): Fault[] {
  const { policy } = api.node.defaultChild as apigateway.CfnRestApi;
  const { atLeast } = policySize(api, policy ?? {});
  return check(
    atLeast <= RESOURCE_POLICY_QUOTA,
    'ResourcePolicyTooLong',
    `the resource policy must have at most ${RESOURCE_POLICY_QUOTA} characters, got ${atLeast}: name fewer callers`,
  );
}

/** Browsers send an origin without path and trailing slash, and with the port only if it is not the default. */
function checkOrigin(origin: string): string[] {
  const malformed = checkFormat('one of allowedOrigins', origin, WEB_ORIGIN);
  const sent = URL.canParse(origin) ? new URL(origin).origin : undefined;
  if (malformed.length > 0 || isUnknown(origin) || sent === origin) {
    return malformed;
  }
  return [
    `one of allowedOrigins must be an origin as browsers send it, such as ${sent ?? 'https://portal.example.com'}, got ${JSON.stringify(origin)}`,
  ];
}

/** A limit of zero would refuse every request. */
function positiveFaults(what: string, value: number | undefined): Fault[] {
  const valid = value === undefined || Token.isUnresolved(value) || value > 0;
  return check(valid, 'InvalidThrottle', `${what} must be above 0, got ${value}`);
}
