import { Stack } from 'aws-cdk-lib';
import type { access } from 'cdk-secure-sagemaker';
import type { IConstruct } from 'constructs';
import { type Acknowledgement, inPacks } from './acknowledgement';

const [HIPAA, NIST_4, NIST_5, PCI] = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];
const SOLUTIONS = ['AwsSolutions'];

const CONCURRENCY =
  'The stage of the API limits how many requests there are; concurrency that is reserved is missing elsewhere in the account';
const SYNCHRONOUS = 'API Gateway waits for the answer: there is no queue in which an event could be lost';
const INTERFACES =
  'Lambda makes network interfaces with this role, which have no ARN before that; the code itself is denied all of it';
const OTHER_PROVIDER = 'The identity provider is another one than Amazon Cognito';
const FIREWALL = 'The API is private, and callers come through one endpoint';

/** What the rule packs find in private access, and why each finding is accepted. */
export function accessAcknowledgements(built: access.PrivateStudioAccess): Acknowledgement[] {
  const [urlFunction, users, api] = ['Urls/Function', 'Urls/Users', 'Api'].map((path) => below(built, path));
  return [
    ...answering(urlFunction),
    ...answering(below(api, 'AuthorizerFunction')),
    ...inPacks(
      [HIPAA, NIST_4, NIST_5, PCI],
      below(api, 'AuthorizerFunction/Function'),
      'LambdaInsideVPC',
      'It fetches the public keys of the identity provider over the internet',
    ),
    ...directory(users),
    ...inPacks(SOLUTIONS, below(urlFunction, 'Role/Permissions'), 'IAM5[Resource::*]', INTERFACES),
    ...privateApi(below(api, 'Api')),
  ];
}

/** What the rule packs find in a portal without logo, beside what they find in the API that serves it. */
export function portalAcknowledgements(built: access.PrivateStudioAccess): Acknowledgement[] {
  const api = below(built, 'Api');
  const functions = ['Portal/Function', 'Portal/AuthorizerFunction'].map((path) => below(api, path));
  const pages = ['GET', 'signin/GET', 'callback/GET', 'signed-out/GET'].map((path) =>
    below(api, `Api/Default/${path}`),
  );
  const open = below(api, 'Api/Default/open/GET');
  return [
    ...functions.flatMap(answering),
    ...functions.flatMap((scope) =>
      inPacks(
        [HIPAA, NIST_4, NIST_5, PCI],
        below(scope, 'Function'),
        'LambdaInsideVPC',
        'It calls the identity provider over the internet',
      ),
    ),
    ...pages.flatMap((page) =>
      inPacks(
        SOLUTIONS,
        page,
        'APIG4',
        'Browsers that are not signed in need the page; the resource policy allows it only through the endpoint',
      ),
    ),
    ...[...pages, open].flatMap((page) => inPacks(SOLUTIONS, page, 'COG4', OTHER_PROVIDER)),
  ];
}

/** What the rule packs find in a role that opens a domain, whose id is given in the way in which the packs write it. */
export function accessRoleAcknowledgements(role: access.StudioAccessRole, domainId: string): Acknowledgement[] {
  const { account, region } = Stack.of(role);
  return inPacks(
    SOLUTIONS,
    below(role, 'Policy'),
    `IAM5[Resource::arn:<AWS::Partition>:sagemaker:${region}:${account}:user-profile/${domainId}/*]`,
    'The directory says which user profile somebody may open',
  );
}

/** What the rule packs find in the kit for operators. */
export function operationsAcknowledgements(built: access.AccessOperations): Acknowledgement[] {
  const { canary, outageAlarms } = built;
  const canaryFunction = below(canary, 'Function');
  return [
    ...inPacks([HIPAA, NIST_5], below(canaryFunction, 'Function'), 'LambdaDLQ', 'The next run is due in a few minutes'),
    ...inPacks(SOLUTIONS, below(canaryFunction, 'Role/Permissions'), 'IAM5[Resource::*]', INTERFACES),
    ...outageAlarms.flatMap((alarm) =>
      inPacks(
        [HIPAA, NIST_4, NIST_5],
        alarm,
        'CloudWatchAlarmAction',
        'The alarm of all outages notifies the operators',
      ),
    ),
  ];
}

/** A construct by its path below another one. */
function below(scope: IConstruct, path: string): IConstruct {
  return path.split('/').reduce((found, id) => found.node.findChild(id), scope);
}

/** A function that API Gateway calls. */
function answering(scope: IConstruct): Acknowledgement[] {
  const handler = below(scope, 'Function');
  return [
    ...inPacks([HIPAA, NIST_5], handler, 'LambdaConcurrency', CONCURRENCY),
    ...inPacks([HIPAA, NIST_5], handler, 'LambdaDLQ', SYNCHRONOUS),
  ];
}

function directory(users: IConstruct): Acknowledgement[] {
  const reconciler = below(users, 'Reconciler/Function');
  return [
    ...inPacks(
      [HIPAA, NIST_5],
      reconciler,
      'LambdaConcurrency',
      'CloudFormation alone calls it, once per list and deployment',
    ),
    ...inPacks(
      [HIPAA, NIST_5],
      reconciler,
      'LambdaDLQ',
      'Events hold an address that is a secret; CloudFormation sees that no answer comes',
    ),
    ...inPacks(
      [HIPAA, NIST_4, NIST_5, PCI],
      reconciler,
      'LambdaInsideVPC',
      'It answers CloudFormation at an address of S3',
    ),
    ...inPacks(
      [HIPAA, NIST_4, NIST_5],
      below(users, 'Table'),
      'DynamoDBInBackupPlan',
      'Its contents are in the template; point-in-time recovery is on',
    ),
  ];
}

function privateApi(restApi: IConstruct): Acknowledgement[] {
  const stage = below(restApi, 'DeploymentStage.v1');
  const logPolicy = 'arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
  const methods = ['Default/presigned-url/POST', 'Default/studio/GET'].map((path) => below(restApi, path));
  return [
    ...inPacks(
      SOLUTIONS,
      below(restApi, 'CloudWatchRole'),
      `IAM4[Policy::${logPolicy}]`,
      'API Gateway has one role for the logs of all APIs of an account',
    ),
    ...methods.flatMap((method) => inPacks(SOLUTIONS, method, 'COG4', OTHER_PROVIDER)),
    ...inPacks(SOLUTIONS, stage, 'APIG3', FIREWALL),
    ...inPacks([NIST_5, PCI], stage, 'APIGWAssociatedWithWAF', FIREWALL),
    ...inPacks(
      [HIPAA, NIST_4, NIST_5, PCI],
      stage,
      'APIGWCacheEnabledAndEncrypted',
      'A cache would hand the URL of one user to the next',
    ),
    ...inPacks(
      [HIPAA, NIST_5, PCI],
      stage,
      'APIGWSSLEnabled',
      'A client certificate is for servers behind an API, and behind this one is a function',
    ),
  ];
}
