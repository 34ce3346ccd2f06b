import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { labelOf } from '../../private/life-cycle/names';

/** The logs of private access. Those that do not exist are left out of the queries. */
export interface AccessLogs {
  readonly api: logs.ILogGroup;
  readonly authorizer?: logs.ILogGroup;
  readonly portal?: logs.ILogGroup;
  readonly urlFunction: logs.ILogGroup;
  /** The records of changes to the directory. */
  readonly directory: readonly logs.ILogGroup[];
  readonly canary: logs.ILogGroup;
}

type LogName = keyof AccessLogs;

interface Query {
  readonly id: string;
  readonly name: string;
  readonly logs: readonly LogName[];
  /** The placeholders of the text, with their descriptions. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly text: readonly string[];
}

const REQUEST_LOGS = ['api', 'portal', 'authorizer', 'urlFunction'] as const;

/** The questions that operators have. A placeholder stands between quotation marks, so that it takes a value as it is. */
const QUERIES: readonly Query[] = [
  {
    id: 'OneRequest',
    name: 'One request',
    logs: REQUEST_LOGS,
    parameters: { requestId: 'The request id that the user sees' },
    text: [
      'fields @timestamp, message, outcome, status, reason, error, subject, userProfileName, sourceIp, @log',
      'filter requestId = "{{requestId}}"',
      'sort @timestamp asc',
    ],
  },
  {
    id: 'OnePerson',
    name: 'One person',
    logs: ['portal', 'authorizer', 'urlFunction', 'directory'],
    parameters: { subject: 'The subject of the person at the identity provider' },
    text: [
      'fields @timestamp, message, outcome, reason, issuer, userProfileName, domainId, requestId',
      'filter subject = "{{subject}}"',
      'sort @timestamp desc',
    ],
  },
  {
    id: 'RefusalsByReason',
    name: 'Refusals by reason',
    logs: ['portal', 'authorizer', 'urlFunction'],
    text: [
      'filter outcome in ["refused", "denied", "unauthenticated"]',
      'stats count(*) as requests by reason, outcome, bin(1h) as hour',
      'sort hour desc, requests desc',
    ],
  },
  {
    id: 'FailuresByReason',
    name: 'Failures by reason',
    logs: ['portal', 'authorizer', 'urlFunction'],
    text: [
      'filter outcome = "failed"',
      'stats count(*) as requests by reason, error, bin(1h) as hour',
      'sort hour desc, requests desc',
    ],
  },
  {
    id: 'RequestsByAddress',
    name: 'Requests by address',
    logs: ['api'],
    text: ['stats count(*) as requests by sourceIp, status', 'sort requests desc', 'limit 50'],
  },
  {
    id: 'WhoWasGivenAccess',
    name: 'Who was given access',
    logs: ['directory'],
    text: [
      'fields @timestamp, message, cause, subject, issuer, owner, before.userProfileName, after.userProfileName, after.enabled, requestId',
      'filter ispresent(subject)',
      'sort @timestamp desc',
    ],
  },
  {
    id: 'WhoOpenedAProfile',
    name: 'Who opened a profile',
    logs: ['urlFunction'],
    parameters: { userProfileName: 'The name of the user profile' },
    text: [
      'fields @timestamp, subject, issuer, caller, domainId, spaceName, requestId',
      'filter outcome = "issued" and userProfileName = "{{userProfileName}}"',
      'sort @timestamp desc',
    ],
  },
  {
    id: 'FailedCanaryChecks',
    name: 'Failed canary checks',
    logs: ['canary'],
    text: [
      'fields @timestamp, check, reason, failedHost',
      'filter ispresent(check) and outcome = "failed"',
      'sort @timestamp desc',
    ],
  },
];

/** Saves the queries in a folder by the name of the construct. */
export function saveQueries(scope: Construct, groups: AccessLogs): void {
  for (const { id, name, logs: names, parameters = {}, text } of QUERIES) {
    const logGroupNames = names.flatMap((one) => namesOf(groups[one]));
    if (logGroupNames.length > 0) {
      new logs.CfnQueryDefinition(scope, `${id}Query`, {
        name: `Studio access/${labelOf(scope)}/${name}`,
        queryString: text.join('\n| '),
        logGroupNames,
        parameters: Object.entries(parameters).map(([parameter, description]) => ({ name: parameter, description })),
      });
    }
  }
}

function namesOf(groups: AccessLogs[LogName]): string[] {
  return [groups ?? []].flat().map(({ logGroupName }) => logGroupName);
}
