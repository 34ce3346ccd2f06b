import { Token } from 'aws-cdk-lib';
import { EndpointService } from '../../network/endpoints/service';
import { checkPattern, knownItems } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';
import type { PrivateApiProps } from './props';

/** As browsers send it: neither a path nor a trailing slash, and the port only where it is not the usual one. */
const ORIGIN = /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9]\d{0,4})?$/;
const WEB_ACL = /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]+\/[\w-]+$/;

export function privateApiFaults({
  endpoints,
  authorization,
  allowedOrigins,
  webAclArn,
  throttle = {},
}: PrivateApiProps): Fault[] {
  const endpoint = `endpoints must hold EndpointService.EXECUTE_API, through which the API is called, got none in ${endpoints.node.path}`;
  const signed = (allowedOrigins?.length ?? 0) > 0 && authorization._callerRoleArns.length > 0;
  return [
    ...faultsOf('MissingEndpoint', endpoints.has(EndpointService.EXECUTE_API) ? [] : [endpoint]),
    ...faultsOf(
      'ConflictingProps',
      signed ? ['allowedOrigins are for browsers, while Authorization.iam is for servers, which need none'] : [],
    ),
    ...faultsOf('InvalidOrigin', knownItems(allowedOrigins).flatMap(checkOrigin)),
    ...faultsOf('InvalidResourceArn', checkPattern('webAclArn', webAclArn, WEB_ACL, 'the ARN of a regional web ACL')),
    ...faultsOf('InvalidThrottle', [
      ...checkPositive('throttle.rateLimit, in requests a second,', throttle.rateLimit),
      ...checkPositive('throttle.burstLimit', throttle.burstLimit),
    ]),
  ];
}

function checkOrigin(origin: string): string[] {
  return checkPattern(
    'one of allowedOrigins',
    origin,
    ORIGIN,
    'a lower-case origin such as https://portal.example.com, without path',
  );
}

/** Zero would refuse everybody. */
function checkPositive(what: string, value: number | undefined): string[] {
  return value === undefined || Token.isUnresolved(value) || value > 0 ? [] : [`${what} must be above 0, got ${value}`];
}
