import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { access } from '../../src';
import { networkIn, PREFIX_LIST } from '../access/support/network';
import { accessIn, domainIn, IDENTITY_PROVIDER, tableIn, URL_FUNCTION_ROLE } from '../access/support/private-access';
import { testApp } from '../app';
import { testAcknowledgements } from './acknowledged';
import { type Acknowledgement, allFindings } from './packs';

const [HIPAA, NIST_4, NIST_5, PCI] = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];
const FOREIGN_ROLE = 'arn:aws:iam::444455556666:role/StudioAccess';
const WEB_ACL = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/studio/a1b2c3d4';

/** A rule of several packs, for one resource. */
function all(path: string, packs: readonly string[], rule: string, reason: string): Acknowledgement[] {
  return packs.map((pack) => ({ path: `${path}/Resource`, finding: `${pack}-${rule}`, reason }));
}

const CONCURRENCY =
  'The stage of the API limits how many requests there are; concurrency that is reserved is missing elsewhere in the account';
const ANSWERED = 'API Gateway waits for the answer: there is no queue in which an event could be lost';
const OUTSIDE =
  'It fetches public keys over the internet; where the identity provider is inside, the authorizer takes a network';

function answering(path: string, reserved = false): Acknowledgement[] {
  const withoutQueue = all(`${path}/Function`, [HIPAA, NIST_5], 'LambdaDLQ', ANSWERED);
  return reserved
    ? withoutQueue
    : [...all(`${path}/Function`, [HIPAA, NIST_5], 'LambdaConcurrency', CONCURRENCY), ...withoutQueue];
}

function interfaces(path: string): Acknowledgement[] {
  const reason =
    'Lambda makes network interfaces with this role, which have no ARN before that; the code itself is denied all of it';
  return all(path, ['AwsSolutions'], 'IAM5[Resource::*]', reason);
}

const AUTHORIZER = 'Access/Api/AuthorizerFunction';
const URL_FUNCTION = [...answering('Access/Urls/Function'), ...interfaces('Access/Urls/Function/Role/Permissions')];
const AUTHORIZER_OUTSIDE = [
  ...answering(AUTHORIZER),
  ...all(`${AUTHORIZER}/Function`, [HIPAA, NIST_4, NIST_5, PCI], 'LambdaInsideVPC', OUTSIDE),
];

/** The reconciler of a list of users, and its table. */
const LISTED_USERS = [
  ...all(
    'Access/Urls/Users/Reconciler/Function',
    [HIPAA, NIST_5],
    'LambdaConcurrency',
    'CloudFormation alone calls it, once per list and deployment',
  ),
  ...all(
    'Access/Urls/Users/Reconciler/Function',
    [HIPAA, NIST_5],
    'LambdaDLQ',
    'Events hold an address that is a secret; CloudFormation sees that no answer comes',
  ),
  ...all(
    'Access/Urls/Users/Reconciler/Function',
    [HIPAA, NIST_4, NIST_5, PCI],
    'LambdaInsideVPC',
    'It answers CloudFormation at an address of S3; nothing but its role can reach the table',
  ),
  ...all(
    'Access/Urls/Users/Table',
    [HIPAA, NIST_4, NIST_5],
    'DynamoDBInBackupPlan',
    'Its contents are in the template; point-in-time recovery is on',
  ),
];

function opens(path: string, domainId: string): Acknowledgement[] {
  const finding = `IAM5[Resource::arn:<AWS::Partition>:sagemaker:eu-west-1:111122223333:user-profile/${domainId}/*]`;
  return all(
    path,
    ['AwsSolutions'],
    finding,
    'The directory, which changes without the role, says which of the user profiles somebody may open',
  );
}

const LOG_ROLE = all(
  'Access/Api/Api/CloudWatchRole',
  ['AwsSolutions'],
  'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
  'API Gateway has one role for the logs of all APIs of an account, and this policy is what AWS documents for it',
);

const STAGE = 'Access/Api/Api/DeploymentStage.v1';
const STAGE_WITH_FIREWALL = [
  ...all(
    STAGE,
    [HIPAA, NIST_4, NIST_5, PCI],
    'APIGWCacheEnabledAndEncrypted',
    'A cache would hand the URL of one user to the next',
  ),
  ...all(
    STAGE,
    [HIPAA, NIST_5, PCI],
    'APIGWSSLEnabled',
    'A client certificate is for servers behind an API, and behind this one is a function',
  ),
];
const FIREWALL = 'The API is private, and callers come through one endpoint; webAclArn attaches a web ACL';
const STAGE_ALONE = [
  ...STAGE_WITH_FIREWALL,
  ...all(STAGE, ['AwsSolutions'], 'APIG3', FIREWALL),
  ...all(STAGE, [NIST_5, PCI], 'APIGWAssociatedWithWAF', FIREWALL),
];

function otherTokens(...methods: string[]): Acknowledgement[] {
  const reason = 'Callers are authorized by another identity provider, or by IAM';
  return methods.flatMap((method) => all(`Access/Api/Api/Default/${method}`, ['AwsSolutions'], 'COG4', reason));
}

function testStack(): Stack {
  return new Stack(testApp(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
}

function shortest(): Stack {
  const stack = testStack();
  accessIn(stack);
  return stack;
}

/** Users of a table of the account in several domains, who sign in with Amazon Cognito, from a page. */
function cognitoPortal(): Stack {
  const stack = testStack();
  const key = (id: string) => new kms.Key(stack, id, { enableKeyRotation: true });
  const built = new access.PrivateStudioAccess(stack, 'Access', {
    endpoints: networkIn(stack),
    authorization: access.Authorization.cognito(cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_a1b2c3'), {
      scopes: ['studio/open'],
    }),
    users: access.UserDirectory.fromTable(tableIn(stack), {
      domains: [domainIn(stack), domainIn(stack, 'd-def')],
      encryptionKey: key('TableKey'),
    }),
    urlFunction: { dynamoDbPrefixListId: PREFIX_LIST },
    api: { webAclArn: WEB_ACL, allowedOrigins: ['https://portal.example.com'] },
    logs: { encryptionKey: key('LogKey') },
  });
  built.addAlarms([
    new SnsAction(sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111122223333:operators')),
  ]);
  return stack;
}

/** Users of another account alone, on whose behalf a server asks. */
function signingServer(): Stack {
  const stack = testStack();
  const users = [
    {
      issuer: IDENTITY_PROVIDER,
      subject: '00u1',
      domainId: 'd-abc',
      userProfileName: 'alice',
      accessRoleArn: FOREIGN_ROLE,
    },
  ];
  new access.PrivateStudioAccess(stack, 'Access', {
    endpoints: networkIn(stack),
    authorization: access.Authorization.iam({
      callers: [iam.Role.fromRoleArn(stack, 'Portal', 'arn:aws:iam::111122223333:role/Portal')],
    }),
    users: access.UserDirectory.fromUsers(users),
    urlFunction: { dynamoDbPrefixListId: PREFIX_LIST },
    api: { logRole: access.ApiLogRole.REGISTERED },
  });
  return stack;
}

/** An identity provider inside, users in a table of several, a user whose sessions have ended, and an access role for somebody else's function. */
function innerIdentityProvider(): Stack {
  const stack = testStack();
  const endpoints = networkIn(stack);
  const users = [{ subject: '00u1', domainId: 'd-abc', userProfileName: 'alice' }];
  const network = {
    vpc: endpoints.vpc!,
    subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    identityProvider: ec2.Peer.ipv4('10.1.0.0/16'),
  };
  const built = accessIn(stack, {
    endpoints,
    users: access.UserDirectory.fromUsers(users, { table: new access.DirectoryTable(stack, 'Directory') }),
    authorization: access.Authorization.jwt({
      issuer: IDENTITY_PROVIDER,
      audiences: ['studio'],
      keys: access.JwtKeys.fromUri(`${IDENTITY_PROVIDER}keys`),
      network,
      reservedConcurrentExecutions: 5,
    }),
  });
  built.revokeUserProfile(domainIn(stack, 'd-other'), 'Alice');
  new access.StudioAccessRole(stack, 'Role', {
    domains: [domainIn(stack, 'd-def')],
    endpoints,
    urlFunctionRoleArn: URL_FUNCTION_ROLE,
  });
  return stack;
}

/** The kit for operators. */
function operated(): Stack {
  const stack = testStack();
  const topic = sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111122223333:operators');
  new access.AccessOperations(stack, 'Operations', {
    studioAccess: accessIn(stack),
    alarmActions: [new SnsAction(topic)],
  });
  return stack;
}

/** A portal, where users sign in. */
function portal(): Stack {
  const stack = testStack();
  const { fromSecret } = access.PortalCredentials;
  accessIn(stack, {
    portal: access.Portal.serverSide({
      clientId: 'studio-portal',
      credentials: fromSecret(secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'studio-portal')),
    }),
  });
  return stack;
}

/** A portal whose pages sign users in, with a limit for each address. */
function portalInBrowser(): Stack {
  const stack = testStack();
  accessIn(stack, { portal: access.Portal.inBrowser({ clientId: 'studio-page' }), api: { addressLimit: {} } });
  return stack;
}

const CANARY = 'Operations/Canary/Function';
const OUTAGE_ALARMS = ['FailedRequests', 'FailedCalls', 'FailedAuthorizations', 'ThrottledCalls', 'RefusedCalls'];
const OUTAGES = ['Operations/Canary/Alarm', ...OUTAGE_ALARMS.map((id) => `Access/${id}`)].flatMap((path) =>
  all(path, [HIPAA, NIST_4, NIST_5], 'CloudWatchAlarmAction', 'The alarm of all outages notifies the operators'),
);

const BEARER = otherTokens('presigned-url/POST', 'studio/GET');
const SHARED_TABLE = LISTED_USERS.map((one) => ({ ...one, path: one.path.replace('Access/Urls/Users', 'Directory') }));

const WITHOUT_STAGE = [
  ...URL_FUNCTION,
  ...opens('Access/Urls/AccessRole/Policy', 'd-abc'),
  ...LISTED_USERS,
  ...LOG_ROLE,
  ...AUTHORIZER_OUTSIDE,
  ...BEARER,
];
const SHORTEST = [...WITHOUT_STAGE, ...STAGE_ALONE];

function portalFunctions(...ids: string[]): Acknowledgement[] {
  return ids.flatMap((id) => [
    ...answering(`Access/Api/Portal/${id}`),
    ...all(`Access/Api/Portal/${id}/Function`, [HIPAA, NIST_4, NIST_5, PCI], 'LambdaInsideVPC', OUTSIDE),
  ]);
}

function portalPages(...pages: string[]): Acknowledgement[] {
  return [
    ...otherTokens(...pages),
    ...pages.flatMap((method) =>
      all(
        `Access/Api/Api/Default/${method}`,
        ['AwsSolutions'],
        'APIG4',
        'Browsers open these pages before they sign in',
      ),
    ),
  ];
}

const PAGES = ['GET', 'signin/GET', 'callback/GET', 'signed-out/GET'];

describe.each<[string, () => Stack, readonly Acknowledgement[]]>([
  ['shortest call', shortest, SHORTEST],
  [
    'portal',
    portal,
    [
      ...SHORTEST,
      ...portalFunctions('AuthorizerFunction', 'Function'),
      ...portalPages(...PAGES),
      ...otherTokens('open/GET'),
    ],
  ],
  [
    'portal in the browser, with a limit for each address',
    portalInBrowser,
    [
      ...WITHOUT_STAGE,
      ...STAGE_WITH_FIREWALL,
      ...portalFunctions('Function'),
      ...portalPages(...PAGES, 'portal.js/GET'),
    ],
  ],
  [
    'kit for operators',
    operated,
    [...SHORTEST, ...answering(CANARY, true), ...interfaces(`${CANARY}/Role/Permissions`), ...OUTAGES],
  ],
  [
    'user pool, own table, several domains and web ACL',
    cognitoPortal,
    [
      ...URL_FUNCTION,
      ...['d-abc', 'd-def'].flatMap((id) => opens('Access/Urls/AccessRole/Policy', id)),
      ...LOG_ROLE,
      ...STAGE_WITH_FIREWALL,
    ],
  ],
  [
    'server that signs, for users of another account',
    signingServer,
    [...URL_FUNCTION, ...LISTED_USERS, ...STAGE_ALONE, ...otherTokens('presigned-url/POST')],
  ],
  [
    'identity provider inside',
    innerIdentityProvider,
    [
      ...URL_FUNCTION,
      ...opens('Access/Urls/AccessRole/Policy', 'd-abc'),
      ...opens('Role/Policy', 'd-def'),
      ...SHARED_TABLE,
      ...LOG_ROLE,
      ...STAGE_ALONE,
      ...answering(AUTHORIZER, true),
      ...interfaces(`${AUTHORIZER}/Role/Permissions`),
      ...BEARER,
    ],
  ],
])('the rule packs on private access by the %s', (_, make, acknowledgements) => {
  testAcknowledgements(make, acknowledgements);
});

/** Without the pack and what differs between resources. */
function ruleOf(finding: string): string {
  return finding
    .replace(/^(AwsSolutions|HIPAA\.Security|NIST\.800\.53\.R[45]|PCI\.DSS\.321)-/, '')
    .replace(/^(IAM5\[Resource::)arn:.*user-profile\/.*$/, '$1…:user-profile/…/*]');
}

test('the README lists these findings, and no others', () => {
  const [, section] = readFileSync(join(__dirname, '../../src/access/README.md'), 'utf-8').split(
    '## What the rule packs find\n',
  );
  const listed = [...section.split('\n## ')[0].matchAll(/^\| `(.+?)` \| .*$/gm)].map(([, rule]) => rule);
  const found = [shortest, portal, cognitoPortal, signingServer, innerIdentityProvider, operated].flatMap((make) =>
    allFindings(make()).map((finding) => finding.split(': ')[1]),
  );
  const rules = found.map(ruleOf).map((rule) => rule.replace(/^(IAM4\[Policy::)arn:.*\/(\w+\])$/, '$1…$2'));
  expect([...new Set(rules)].sort()).toEqual([...listed].sort());
});
