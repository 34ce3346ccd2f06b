import { Duration, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { access } from '../../src';
import { languageFor } from '../../src/access/shared/portal/texts';
import type { DefaultRow } from '../contract/defaults';
import { apiWith, jwtProps, settingsOf } from './authorization/bound-api';
import { networkIn, PREFIX_LIST } from './support/network';
import { accessIn } from './support/private-access';
import { testStack } from './support/stack';

function settings(props: Partial<access.JwtAuthorizationOptions>): object {
  return settingsOf(apiWith(() => access.Authorization.jwt(jwtProps(props))).template);
}

function made(
  type: string,
  props: Partial<access.PrivateStudioAccessProps>,
  alarms?: access.AccessAlarmOptions,
): unknown {
  const stack = testStack();
  accessIn(stack, props).addAlarms([], alarms);
  return Template.fromStack(stack).findResources(type);
}

function urlFunction(options: access.PresignedUrlFunctionOptions): unknown {
  return made('AWS::Lambda::Function', { urlFunction: { dynamoDbPrefixListId: PREFIX_LIST, ...options } });
}

function signingKey(stack: Stack, algorithm?: access.PortalSigningAlgorithm): access.PortalCredentials {
  const key = kms.Key.fromKeyArn(stack, 'SigningKey', 'arn:aws:kms:eu-west-1:111122223333:key/signing');
  return access.PortalCredentials.fromSigningKey(key, { algorithm });
}

/** The functions of private access with a portal. */
function portal(options: (stack: Stack) => Partial<access.ServerSidePortalOptions>): unknown {
  const stack = testStack();
  const given = options(stack);
  const credentials = given.credentials ?? signingKey(stack);
  accessIn(stack, { portal: access.Portal.serverSide({ clientId: 'portal', ...given, credentials }) });
  return Template.fromStack(stack).findResources('AWS::Lambda::Function');
}

function canary(options: access.AccessCanaryOptions): unknown {
  const stack = testStack();
  new access.AccessCanary(stack, 'Canary', {
    endpoints: networkIn(stack),
    apiUrl: 'https://studio.corp.example',
    ...options,
  });
  return Template.fromStack(stack).toJSON().Resources;
}

function list(props: access.DirectoryTableProps, options: access.DirectoryListOptions): unknown {
  const stack = testStack();
  const user = { subject: 'a', issuer: 'https://idp.example.com', domainId: 'd-a', userProfileName: 'a' };
  new access.DirectoryTable(stack, 'Table', props).addUsers('List', [user], options);
  return Template.fromStack(stack).toJSON();
}

/** Rows of the table of documented defaults. */
export const ACCESS_DEFAULTS: Readonly<Record<string, DefaultRow>> = {
  'access.AddressLimitOptions.action': {
    observe: (action) => made('AWS::WAFv2::WebACL', { api: { addressLimit: { action } } }),
    other: access.AddressLimitAction.COUNT,
  },
  'access.AddressLimitOptions.requests': {
    observe: (requests) => made('AWS::WAFv2::WebACL', { api: { addressLimit: { requests } } }),
    other: 500,
  },
  'access.AddressLimitOptions.window': {
    observe: (window) => made('AWS::WAFv2::WebACL', { api: { addressLimit: { window } } }),
    other: Duration.minutes(10),
  },
  'access.AccessAlarmOptions.minimumCalls': {
    observe: (minimumCalls) => made('AWS::CloudWatch::Alarm', {}, { minimumCalls }),
    other: 4,
  },
  'access.AccessAlarmOptions.refusedShare': {
    observe: (refusedShare) => made('AWS::CloudWatch::Alarm', {}, { refusedShare }),
    other: 0.6,
  },
  'access.AccessCanaryOptions.interval': {
    observe: (interval) => canary({ interval }),
    other: Duration.minutes(10),
  },
  'access.AccessCanaryOptions.portal': {
    observe: (portal) => canary({ portal }),
    other: true,
  },
  'access.DirectoryListOptions.removals': {
    observe: (removals) => list({}, { removals }),
    other: access.ListRemovals.UNLIMITED,
  },
  'access.DirectoryTableProps.checkEvery': {
    observe: (checkEvery) => list({ checkEvery }, {}),
    other: Duration.hours(2),
  },
  'access.JwtAuthorizationOptions.audienceClaim': {
    observe: (audienceClaim) => settings({ audienceClaim }),
    other: access.JwtAudienceClaim.CLIENT_ID,
  },
  'access.JwtAuthorizationOptions.clockSkew': {
    observe: (clockSkew) => settings({ clockSkew }),
    other: Duration.seconds(0),
  },
  'access.JwtAuthorizationOptions.subjectClaim': {
    observe: (subjectClaim) => settings({ subjectClaim }),
    other: 'oid',
  },
  'access.PortalPages.title': {
    observe: (title) => languageFor('en', title === undefined ? {} : { en: { title } }).texts.title,
    other: 'Workbench',
  },
  'access.PortalSigningKeyOptions.algorithm': {
    observe: (algorithm) => portal((stack) => ({ credentials: signingKey(stack, algorithm) })),
    other: access.PortalSigningAlgorithm.RS256,
  },
  'access.PortalOptions.token': {
    observe: (token) => portal(() => ({ token, clientId: 'studio' })),
    other: access.PortalToken.ID_TOKEN,
  },
  'access.PrivateApiOptions.logRole': {
    observe: (logRole) => made('AWS::ApiGateway::Account', { api: { logRole } }),
    other: access.ApiLogRole.REGISTERED,
  },
  'access.PresignedUrlFunctionOptions.sessionDuration': {
    observe: (sessionDuration) => urlFunction({ sessionDuration }),
    other: Duration.hours(12),
  },
  'access.PresignedUrlFunctionOptions.urlExpiry': {
    observe: (urlExpiry) => urlFunction({ urlExpiry }),
    other: Duration.seconds(300),
  },
};
