import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import { parseSageMakerArn, sageMakerArn } from '../../private/arn';
import { inOrder, optionalInOrder } from '../../private/order';
import { EndpointPerimeter } from './perimeter';
import { type EndpointPolicyOptions, SharedBucket } from './policy';
import type { PolicyKind } from './row';

/** What a default policy is made for. */
interface PolicyContext extends EndpointPolicyOptions {
  readonly scope: IConstruct;
  readonly perimeter: EndpointPerimeter;
}

interface StatementDetails {
  readonly sid: string;
  readonly actions: string[];
  readonly resources?: string[];
  readonly equals?: Record<string, string | string[]>;
}

/**
 * The statements of a default policy. All of them name conditions positively, so that a request without the key is
 * not allowed.
 */
export function defaultStatements(
  scope: IConstruct,
  kind: PolicyKind,
  options: EndpointPolicyOptions,
): iam.PolicyStatement[] {
  return RENDERERS[kind]({ ...options, scope, perimeter: options.perimeter ?? EndpointPerimeter.STACK_ACCOUNT });
}

const RENDERERS: Readonly<Record<PolicyKind, (context: PolicyContext) => iam.PolicyStatement[]>> = {
  none: () => [],
  perimeter: (context) => [ownToOwn(context)],
  browserLogin: ({ scope, perimeter }) => [
    allow({ sid: 'OwnPrincipals', actions: ['*'], equals: perimeter._principals(scope) }),
  ],
  sagemaker: (context) => [ownToOwn(context), publicHub(context)],
  studio: (context) => [
    studioStatement(context, 'OpenApps', 'CreateApp', 'app'),
    studioStatement(context, 'OpenStudio', 'CreatePresignedDomainUrl', 'user-profile'),
  ],
  notebook: (context) => [
    inPerimeter(context, 'OpenNotebooks', 'sagemaker:CreatePresignedNotebookInstanceUrl', ['notebook-instance/*']),
  ],
  mlflow: (context) => [
    inPerimeter(context, 'OpenTrackingServers', 'sagemaker-mlflow:*', ['mlflow-app/*', 'mlflow-tracking-server/*']),
  ],
  executeApi: (context) => [callApis(context)],
  images: (context) => [ownToOwn(context), ...pullImages(context)],
  s3: (context) => [ownToOwn(context), ...sharedBuckets(context)],
};

function allow({ sid, actions, resources = ['*'], equals }: StatementDetails): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    principals: [new iam.StarPrincipal()],
    actions,
    resources,
    conditions: equals && { StringEquals: equals },
  });
}

/** Data cannot leave to resources of others, nor with credentials of others. */
function ownToOwn({ scope, perimeter }: PolicyContext): iam.PolicyStatement {
  return allow({
    sid: 'OwnPrincipalsOwnResources',
    actions: ['*'],
    equals: { ...perimeter._principals(scope), ...perimeter._resources(scope) },
  });
}

/** JumpStart lists its models in a hub that belongs to AWS. */
function publicHub({ scope, perimeter }: PolicyContext): iam.PolicyStatement {
  return allow({
    sid: 'ReadPublicHub',
    actions: [
      'sagemaker:DescribeHub',
      'sagemaker:DescribeHubContent',
      'sagemaker:ListHubContentVersions',
      'sagemaker:ListHubContents',
    ],
    resources: ['hub/*', 'hub-content/*'].map((resource) => sageMakerArn(scope, { account: 'aws', resource })),
    equals: perimeter._principals(scope),
  });
}

/**
 * The two actions that AWS names for this endpoint. Whether it sees who made the presigned URL is not documented, so
 * the resources alone are limited: nobody gets from here into the domain of a stranger.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html
 */
function studioStatement(context: PolicyContext, sid: string, action: string, type: string): iam.PolicyStatement {
  const { scope, studioDomains } = context;
  const resources = optionalInOrder(
    scope,
    studioDomains?.flatMap((domain) => ofDomain(context, type, domain)),
  );
  const statement = inPerimeter(context, sid, `sagemaker:${action}`, [`${type}/*`]);
  return resources
    ? allow({ sid, actions: statement.actions, resources, equals: resourceCondition(scope, context.perimeter) })
    : statement;
}

function ofDomain({ scope, perimeter }: PolicyContext, type: string, domain: string): string[] {
  const arn = parseSageMakerArn(domain);
  return arn
    ? [`arn:${arn.partition}:sagemaker:${arn.region}:${arn.account}:${type}/${arn.resourceName}/*`]
    : perimeter._arnAccounts(scope).map((account) => sageMakerArn(scope, { account, resource: `${type}/${domain}/*` }));
}

/** Without a condition on the principal: the browser has no credentials but those in its URL. */
function inPerimeter(
  { scope, perimeter }: PolicyContext,
  sid: string,
  action: string,
  shapes: string[],
): iam.PolicyStatement {
  const resources = perimeter
    ._arnAccounts(scope)
    .flatMap((account) => shapes.map((resource) => sageMakerArn(scope, { account, resource })));
  return allow({ sid, actions: [action], resources, equals: resourceCondition(scope, perimeter) });
}

/** Callers with bearer tokens are nobody to IAM, so the APIs are limited and not the callers. */
function callApis({ scope, perimeter, privateApis }: PolicyContext): iam.PolicyStatement {
  const apis = privateApis?.map((api) => `${api}/*`) ?? ['*'];
  const arnOf = (account: string, resource: string) =>
    Stack.of(scope).formatArn({ service: 'execute-api', account, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME });
  const resources = inOrder(
    scope,
    perimeter._arnAccounts(scope).flatMap((account) => apis.map((api) => arnOf(account, api))),
  );
  return allow({
    sid: 'CallApis',
    actions: ['execute-api:Invoke'],
    resources,
    equals: resourceCondition(scope, perimeter),
  });
}

function resourceCondition(
  scope: IConstruct,
  perimeter: EndpointPerimeter,
): Record<string, string | string[]> | undefined {
  return perimeter._byOrganization ? perimeter._resources(scope) : undefined;
}

/** Reading alone, from accounts of AWS alone: to push there would be a way out. */
function pullImages({ scope, perimeter, imageAccounts }: PolicyContext): iam.PolicyStatement[] {
  const accounts = imageAccounts ?? knownImageAccounts(scope);
  const resource = Stack.of(scope).formatArn({
    service: 'ecr',
    account: '*',
    resource: 'repository',
    resourceName: '*',
  });
  const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  const equals = { ...perimeter._principals(scope), 'aws:ResourceAccount': inOrder(scope, accounts) };
  return accounts.length === 0 ? [] : [allow({ sid: 'PullImagesOfAws', actions, resources: [resource], equals })];
}

/** All of them where the region is not known: each belongs to AWS, whichever region it serves. */
function knownImageAccounts(scope: IConstruct): string[] {
  const { region } = Stack.of(scope);
  const regions = Token.isUnresolved(region) ? RegionInfo.regions : [RegionInfo.get(region)];
  return [...new Set(regions.flatMap(({ dlcRepositoryAccount }) => dlcRepositoryAccount ?? []))].sort();
}

function sharedBuckets(context: PolicyContext): iam.PolicyStatement[] {
  const { sharedBuckets: wanted = [SharedBucket.CONTAINER_LAYERS, SharedBucket.JUMPSTART] } = context;
  return Object.values(SharedBucket)
    .filter((bucket) => wanted.includes(bucket))
    .map((bucket) => BUCKETS[bucket](context));
}

/** Reading alone. ECR signs the URLs of layers with an identity of its own, so that statement cannot name principals. */
const BUCKETS: Readonly<Record<SharedBucket, (context: PolicyContext) => iam.PolicyStatement>> = {
  [SharedBucket.CONTAINER_LAYERS]: ({ scope }) =>
    allow({
      sid: 'ReadContainerLayers',
      actions: ['s3:GetObject'],
      resources: [bucketArn(scope, `prod-${Stack.of(scope).region}-starport-layer-bucket/*`)],
    }),
  [SharedBucket.JUMPSTART]: (context) =>
    readBuckets(context, 'ReadJumpStart', [`jumpstart-cache-prod-${Stack.of(context.scope).region}`]),
  [SharedBucket.SAMPLE_DATA]: (context) =>
    readBuckets(context, 'ReadSampleData', [
      'sagemaker-sample-files',
      `sagemaker-example-files-prod-${Stack.of(context.scope).region}`,
    ]),
};

function readBuckets({ scope, perimeter }: PolicyContext, sid: string, names: string[]): iam.PolicyStatement {
  const resources = names.flatMap((name) => [bucketArn(scope, name), bucketArn(scope, `${name}/*`)]);
  return allow({ sid, actions: ['s3:GetObject', 's3:ListBucket'], resources, equals: perimeter._principals(scope) });
}

function bucketArn(scope: IConstruct, resource: string): string {
  return Stack.of(scope).formatArn({
    service: 's3',
    region: '',
    account: '',
    resource,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
}
