import type { IConstruct } from 'constructs';
import { EndpointService } from '../../network/endpoints/service';
import { checkCidr, checkFormat, checkNotBlank, checkNotEmpty, checkRange, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { API_URL, TOKEN_ENDPOINT } from '../../private/formats';
import { foreignFaults, used, usedIn } from '../../private/life-cycle/foreign';
import type { AccessCanaryProps, CanarySignIn } from './canary-props';

const MINUTES = { min: 1, max: 60 };

export function canaryFaults(props: AccessCanaryProps): Fault[] {
  const { apiUrl, addressRanges, interval, signIn, domains = [], endpoints } = props;
  const needed = {
    EXECUTE_API: true,
    SAGEMAKER_STUDIO: domains.length > 0,
    SECRETS_MANAGER: signIn !== undefined,
  };
  const missing = (Object.keys(needed) as (keyof typeof needed)[]).filter(
    (name) => needed[name] && !endpoints.has(EndpointService[name]),
  );
  return [
    ...faultsOf('InvalidCanary', [
      ...checkFormat('apiUrl', apiUrl, API_URL),
      ...checkNotEmpty('addressRanges', addressRanges),
      ...knownItems(addressRanges).flatMap((range) => checkCidr('one of addressRanges', range)),
      ...checkRange('interval', interval?.toMinutes({ integral: false }), MINUTES.min, MINUTES.max, 'minutes'),
      ...(signIn ? signInMessages(signIn) : []),
    ]),
    ...missing.flatMap((name) =>
      check(
        false,
        'MissingEndpoint',
        `endpoints must hold EndpointService.${name}, which the canary connects to, got none in ${endpoints.node.path}`,
      ),
    ),
  ];
}

function signInMessages({ tokenEndpoint, clientId, parameters = {} }: CanarySignIn): string[] {
  const reserved = Object.keys(parameters).filter((name) => name === 'grant_type');
  return [
    ...checkFormat('signIn.tokenEndpoint', tokenEndpoint, TOKEN_ENDPOINT),
    ...checkNotBlank('signIn.clientId', clientId),
    ...reserved.map((name) => `signIn.parameters must not contain ${name}, which the canary sets`),
  ];
}

export function foreignCanaryFaults(scope: IConstruct, props: AccessCanaryProps): Fault[] {
  const { domains = [], endpoints, signIn, vpc = endpoints.vpc } = props;
  return foreignFaults(scope, [
    ...usedIn('domains', domains),
    ...usedIn('endpoints', [endpoints]),
    ...usedIn('vpc', [vpc]),
    used('signIn.clientSecret', signIn?.clientSecret.secretArn),
  ]);
}
