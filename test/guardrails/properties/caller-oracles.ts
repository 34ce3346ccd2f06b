import { CIDRS, ENDPOINTS, REGIONS, VPCS } from '../../effects/guardrails/samples';
import { action, any, type Oracle, sends, singleValue, valuesOf } from './oracle';
import { ACCOUNT, FOREIGN, type Request } from './requests';

const [IP, VPC, ENDPOINT] = ['aws:SourceIp', 'aws:SourceVpc', 'aws:SourceVpce'];
const [VIA, WHO, REGION, TAG_KEYS, TAGGING] = [
  'aws:ViaAWSService',
  'aws:PrincipalArn',
  'aws:RequestedRegion',
  'aws:TagKeys',
  'sagemaker:TaggingAction',
];
const FROM = {
  [IP]: ['203.0.113.7', '198.51.100.7', '10.0.0.7'],
  [VPC]: [...VPCS, 'vpc-00000000000000bad'],
  [ENDPOINT]: [...ENDPOINTS, 'vpce-00000000000000bad'],
};
const role = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/${name}`;
const CALLERS = ['Portal', 'Portal2', 'x/Portal', 'Pipelines-1', 'team/Pipelines', 'caller'].map((name) => role(name));
const CALLS = ['CreateTrainingJob', 'InvokeEndpoint', 'ListModels', 'DescribeModel', 'CreatePresignedDomainUrl'].map(
  (name) => `sagemaker:${name}`,
);
const OTHER_CALLS = ['s3:GetObject', 'ec2:DescribeVpcs'];
const URLS = ['CreatePresignedDomainUrl', 'CreatePresignedNotebookInstanceUrl'];

interface Ways {
  readonly endpoints?: readonly string[];
  readonly vpcs?: readonly string[];
  readonly cidrs?: readonly string[];
}

/** One way in is enough. Each range here is that of the first three numbers. */
function comesIn(request: Request, { endpoints = [], vpcs = [], cidrs = [] }: Ways): boolean {
  const prefixes = cidrs.map((cidr) => cidr.replace(/\d+\/24$/, '')); // unanchored: the end
  return (
    endpoints.includes(singleValue(request, ENDPOINT) ?? '') ||
    vpcs.includes(singleValue(request, VPC) ?? '') ||
    prefixes.some((prefix) => singleValue(request, IP)?.startsWith(prefix))
  );
}

function api(ways: Ways, isServiceRole: (arn: string) => boolean): Oracle {
  return {
    denies: (request) =>
      request.action.startsWith('sagemaker:') &&
      !comesIn(request, ways) &&
      singleValue(request, VIA) !== 'true' &&
      !isServiceRole(singleValue(request, WHO) ?? ''),
    samples: { ...FROM, [VIA]: ['true', 'false', 'false'], [WHO]: CALLERS },
    actions: [...CALLS, ...OTHER_CALLS],
  };
}

const urlActions = [
  ...URLS.map((name) => `sagemaker:${name}`),
  'sagemaker:DescribeNotebookInstance',
  'sagemaker:StartNotebookInstance',
];

export const CALLER_ORACLES = {
  presignedUrlsFromNetwork: {
    denies: (request) => action(...URLS)(request) && !comesIn(request, { endpoints: ENDPOINTS, cidrs: CIDRS }),
    samples: FROM,
    actions: urlActions,
  },
  presignedUrlsByPrincipals: {
    denies: (request) =>
      action(...URLS)(request) && !/^arn:aws:iam::\d{12}:role\/Portal.*$/.test(singleValue(request, WHO) ?? ''),
    samples: { [WHO]: CALLERS },
    actions: urlActions,
  },
  apiFromNetwork: api({ endpoints: ENDPOINTS, vpcs: VPCS, cidrs: CIDRS }, (arn) =>
    /^arn:aws:iam::\d{12}:role\/Pipelines.*$/.test(arn),
  ),
  'apiFromNetwork, no service roles': api({ vpcs: VPCS }, () => false),
  notebookUrlsFromNetwork: {
    denies: (request) => action(URLS[1])(request) && !comesIn(request, { cidrs: CIDRS }),
    samples: FROM,
    actions: urlActions,
  },
  approvedRegions: {
    denies: (request) =>
      request.action.startsWith('sagemaker:') && !REGIONS.includes(singleValue(request, REGION) ?? ''),
    samples: { [REGION]: [...REGIONS, 'eu-west-1', 'us-west-1'] },
    actions: [...CALLS, ...OTHER_CALLS],
  },
} as const satisfies Record<string, Oracle>;

const LATER = ['AddTags', 'UpdateMonitoringSchedule', 'UpdateProject'];
const [COST_CENTER, TEAM] = ['aws:RequestTag/CostCenter', 'aws:RequestTag/Team'];
const TOUCHING = {
  [TAG_KEYS]: { anyOf: ['Team', 'TEAM', 'costcenter', 'Stage', 'Teams', 'sagemaker:domain-arn'] },
  [TAGGING]: ['CreateModel', 'CreateTrainingJob'],
};
const TAG_ACTIONS = ['AddTags', 'DeleteTags', 'UpdateProject', 'UpdateMonitoringSchedule'].map(
  (name) => `sagemaker:${name}`,
);

/** An action that creates and can be sent tags. */
function tagsOnCreate(request: Request, carried: (key: string) => boolean): boolean {
  return carried(TEAM) && !action(...LATER)(request);
}

function touchesProtected(request: Request): boolean {
  return valuesOf(request, TAG_KEYS).some((key) => ['team', 'costcenter'].includes(key.toLowerCase()));
}

function tagsLater(request: Request): boolean {
  return action('AddTags')(request) && !sends(request, TAGGING);
}

export const TAG_ORACLES = {
  requireTags: {
    denies: (request, carried) =>
      tagsOnCreate(request, carried) && !(sends(request, COST_CENTER) && singleValue(request, TEAM)?.startsWith('ml-')),
    samples: { [COST_CENTER]: ['42', ''], [TEAM]: ['ml-vision', 'ml-', 'sales', 'ml'] },
  },
  'requireTags, any value': {
    denies: (request, carried) => tagsOnCreate(request, carried) && !sends(request, COST_CENTER),
    samples: { [COST_CENTER]: ['42', ''], [TEAM]: ['sales'] },
  },
  protectTags: {
    denies: (request) =>
      touchesProtected(request) &&
      (tagsLater(request) || action('DeleteTags', 'UpdateProject', 'UpdateMonitoringSchedule')(request)),
    samples: TOUCHING,
    about: [TAGGING],
    actions: [...TAG_ACTIONS, 'sagemaker:CreateModel'],
  },
  tagOnlyOnCreate: {
    denies: tagsLater,
    samples: TOUCHING,
    about: [TAGGING],
    actions: [...TAG_ACTIONS, 'sagemaker:CreateModel'],
  },
} as const satisfies Record<string, Oracle>;

const CHANGES_OF_ROLES = [
  ...[
    'AttachRolePolicy',
    'CreateRole',
    'DeleteRole',
    'DeleteRolePermissionsBoundary',
    'DeleteRolePolicy',
    'DetachRolePolicy',
    'PassRole',
  ],
  ...['PutRolePermissionsBoundary', 'PutRolePolicy', 'UpdateAssumeRolePolicy'],
];
const CHANGES_OF_USERS = [
  ...[
    'AttachUserPolicy',
    'CreateAccessKey',
    'CreateLoginProfile',
    'CreateServiceSpecificCredential',
    'CreateUser',
    'DeleteUserPermissionsBoundary',
  ],
  ...['PutUserPolicy', 'UpdateAccessKey', 'UpdateLoginProfile', 'UpdateUser', 'UploadSigningCertificate'],
];
const GIVING_TAGS = ['iam:CreateRole', 'iam:CreateUser', 'iam:TagRole', 'iam:TagUser', 'sts:TagSession'];
const iamCall = (name: string) => `iam:${name}`;
const CONTROLLED = ['dynamodb', 'ecr', 'kms', 'logs', 's3', 'secretsmanager', 'sqs', 'sts'];
const [SERVICE, SOURCE_ACCOUNT, SOURCE_ORG] = ['aws:PrincipalIsAWSService', 'aws:SourceAccount', 'aws:SourceOrgID'];

function changesExemptRole({ action: name, resource }: Request): boolean {
  return CHANGES_OF_ROLES.map(iamCall).includes(name) && /^arn:aws:iam::\d{12}:role\/Platform.*$/.test(resource);
}

function changesExemptUser({ action: name, resource }: Request): boolean {
  return CHANGES_OF_USERS.map(iamCall).includes(name) && /^arn:aws:iam::\d{12}:user\/break-glass$/.test(resource);
}

function givesExemptingTag(request: Request): boolean {
  return (
    GIVING_TAGS.includes(request.action) &&
    valuesOf(request, TAG_KEYS).some((key) => key.toLowerCase() === 'guardrails')
  );
}

const IDENTITIES = {
  samples: { [TAG_KEYS]: { anyOf: ['Guardrails', 'GUARDRAILS', 'Team', 'Guardrails2'] } },
  actions: [...CHANGES_OF_ROLES, ...CHANGES_OF_USERS, 'GetRole', 'GetUser']
    .map(iamCall)
    .concat(GIVING_TAGS, 'sts:AssumeRole'),
  resources: [
    role('PlatformAdmin'),
    role('PlatformAdmin', FOREIGN),
    role('team/PlatformAdmin'),
    `arn:aws:iam::${ACCOUNT}:user/break-glass`,
  ],
};

function foreignDeputy(request: Request): boolean {
  const account = singleValue(request, SOURCE_ACCOUNT);
  const foreign =
    account !== undefined && account !== '444455556666' && singleValue(request, SOURCE_ORG) !== 'o-a1b2c3d4e5';
  return CONTROLLED.includes(request.action.split(':')[0]) && singleValue(request, SERVICE) === 'true' && foreign;
}

const SHARING = [
  'CreateLineageGroupPolicy',
  'PutLineageGroupPolicy',
  'PutModelPackageGroupPolicy',
  'PutResourcePolicy',
];
const SHARES = ['ram:CreateResourceShare', 'ram:AssociateResourceShare'];

export const ORGANIZATION_ORACLES = {
  noResourceSharing: {
    denies: (request) =>
      action(...SHARING)(request) ||
      (SHARES.includes(request.action) &&
        valuesOf(request, 'ram:RequestedResourceType').some((type) => type.startsWith('sagemaker:'))),
    samples: { 'ram:RequestedResourceType': ['sagemaker:Hub', 'sagemaker:FeatureGroup', 'ec2:Subnet', 'x:sagemaker:'] },
    actions: [
      ...SHARING.map((name) => `sagemaker:${name}`),
      ...SHARES,
      ...SHARES,
      'ram:DeleteResourceShare',
      'sagemaker:GetResourcePolicy',
    ],
  },
  protectExemptions: { ...IDENTITIES, denies: any(changesExemptRole, changesExemptUser, givesExemptingTag) },
  'protectExemptions, of a role': { ...IDENTITIES, denies: changesExemptRole },
  confusedDeputyProtection: {
    denies: foreignDeputy,
    samples: {
      [SERVICE]: ['true', 'true', 'false'],
      [SOURCE_ACCOUNT]: [ACCOUNT, FOREIGN, '444455556666'],
      [SOURCE_ORG]: ['o-a1b2c3d4e5', 'o-zzzzzzzzzz'],
    },
    actions: [
      's3:GetObject',
      'kms:Decrypt',
      'sqs:SendMessage',
      'logs:PutLogEvents',
      'dynamodb:GetItem',
      'secretsmanager:GetSecretValue',
      'ecr:GetDownloadUrlForLayer',
      'sts:AssumeRole',
      'sns:Publish',
      'lambda:InvokeFunction',
    ],
  },
} as const satisfies Record<string, Oracle>;
