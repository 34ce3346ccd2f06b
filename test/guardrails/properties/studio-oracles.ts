import { action, among, any, never, type Oracle, sends, singleValue, unless, valuesOf } from './oracle';
import { ACCOUNT, FOREIGN, type Request } from './requests';

const SAGEMAKER = `arn:aws:sagemaker:us-west-2:${ACCOUNT}`;
const ELSEWHERE = `arn:aws:sagemaker:us-west-2:${FOREIGN}`;

/** Any item that is not approved is denied; no item is fine. */
function approvedOnly(key: string, type: string, approved: RegExp): Oracle {
  const samples = ['approved', 'approved-1', 'approved/1', 'other'].map((name) => `${SAGEMAKER}:${type}/${name}`);
  return {
    denies: unless(key, (arn) => approved.test(arn), never),
    samples: { [key]: { anyOf: [...samples, `${ELSEWHERE}:${type}/approved-1`] } },
  };
}

const images = approvedOnly(
  'sagemaker:ImageArns',
  'image',
  /^arn:aws:sagemaker:[a-z0-9-]+:111122223333:image\/approved$/,
);
const versions = approvedOnly(
  'sagemaker:ImageVersionArns',
  'image-version',
  /^arn:aws:sagemaker:[a-z0-9-]+:111122223333:image-version\/approved\/.*$/,
);

const DIRECT_INTERNET = 'sagemaker:DirectInternetAccess';
const IMDS = 'sagemaker:MinimumInstanceMetadataServiceVersion';
const ROOT = 'sagemaker:RootAccess';
const REMOTE = 'sagemaker:RemoteAccess';
const NETWORK_TYPE = 'sagemaker:AppNetworkAccessType';
const AUTH = 'sagemaker:AuthMode';
const OWNER = 'sagemaker:OwnerUserProfileArn';
const SHARING = 'sagemaker:SpaceSharingType';

export const NOTEBOOK_ORACLES = {
  imdsV2Notebooks: { denies: unless(IMDS, among('2')), samples: { [IMDS]: ['1', '2', '3'] } },
  noNotebookRootAccess: { denies: unless(ROOT, among('Disabled')), samples: { [ROOT]: ['Disabled', 'Enabled'] } },
  noNotebookDirectInternet: {
    denies: unless(DIRECT_INTERNET, among('Disabled')),
    samples: { [DIRECT_INTERNET]: ['Disabled', 'Enabled'] },
  },
  notebookLifecycleConfigs: approvedOnly(
    'sagemaker:NotebookInstanceLifecycleConfigArns',
    'notebook-instance-lifecycle-config',
    /^arn:aws:sagemaker:[a-z0-9-]+:111122223333:notebook-instance-lifecycle-config\/approved-.*$/,
  ),
} as const satisfies Record<string, Oracle>;

/** Whose an app or space is: the domain and the profile of an ARN, where it is that of the caller. */
function ownedByCaller(request: Request, arn: string): boolean {
  const [domain, profile] = ['sagemaker:DomainId', 'sagemaker:UserProfileName'].map((key) => singleValue(request, key));
  return (
    domain !== undefined &&
    profile !== undefined &&
    /^(?:[^:]*:){5}(?:app|user-profile)\/([^/]+)\/([^/]+)/.exec(arn)?.slice(1).join() === `${domain},${profile}`
  ); // unanchored: more parts follow for apps
}

function notOwn(request: Request, carried: (key: string) => boolean): boolean {
  const owner = singleValue(request, OWNER);
  if (owner !== undefined) {
    return carried(OWNER) && !ownedByCaller(request, owner);
  }
  return (
    action('CreateApp', 'DeleteApp')(request) &&
    singleValue(request, SHARING) !== 'Shared' &&
    !ownedByCaller(request, request.resource)
  );
}

const DOMAIN_TAG = 'sagemaker:domain-arn';
const OWN_DOMAIN = `${SAGEMAKER}:domain/d-own`;
const TAG_KEYS = 'aws:TagKeys';

function ofOtherDomain(request: Request): boolean {
  return ['aws:ResourceTag', 'aws:RequestTag']
    .flatMap((kind) => valuesOf(request, `${kind}/${DOMAIN_TAG}`))
    .some((domain) => domain !== OWN_DOMAIN);
}

function changesTagsOfSageMaker(request: Request): boolean {
  const touched = valuesOf(request, TAG_KEYS).some((key) => key.startsWith('sagemaker:'));
  return (
    touched &&
    (action('DeleteTags')(request) || (action('AddTags')(request) && !sends(request, 'sagemaker:TaggingAction')))
  );
}

export const STUDIO_ORACLES = {
  studioLifecycleConfigs: approvedOnly(
    'sagemaker:StudioLifecycleConfigArns',
    'studio-lifecycle-config',
    /^arn:aws:sagemaker:[a-z0-9-]+:111122223333:studio-lifecycle-config\/approved-.*$/,
  ),
  studioImages: { denies: any(images.denies, versions.denies), samples: { ...images.samples, ...versions.samples } },
  noRemoteAccess: {
    denies: any(unless(REMOTE, among('DISABLED'), never), action('StartSession')),
    samples: { [REMOTE]: ['DISABLED', 'ENABLED'] },
    actions: ['sagemaker:StartSession'],
  },
  vpcOnlyDomains: {
    denies: unless(NETWORK_TYPE, among('VpcOnly')),
    samples: { [NETWORK_TYPE]: ['VpcOnly', 'PublicInternetOnly'] },
  },
  domainAuthMode: {
    denies: unless(AUTH, among('SSO')),
    samples: { [AUTH]: ['SSO', 'IAM'] },
    actions: ['sagemaker:UpdateDomain'],
  },
  ownSpaces: {
    denies: notOwn,
    samples: {
      [OWNER]: [
        `${SAGEMAKER}:user-profile/d-own/alice`,
        `${SAGEMAKER}:user-profile/d-own/bob`,
        `${SAGEMAKER}:user-profile/d-other/alice`,
      ],
      [SHARING]: ['Private', 'Shared'],
      'sagemaker:DomainId': ['d-own', 'd-own', 'd-other'],
      'sagemaker:UserProfileName': ['alice', 'alice', 'bob'],
    },
    actions: ['sagemaker:DescribeSpace', 'sagemaker:DescribeApp'],
    resources: ['d-own/bob', 'd-other/alice'].map((owner) => `${SAGEMAKER}:app/${owner}/JupyterLab/default`),
  },
  domainIsolation: {
    denies: any(ofOtherDomain, changesTagsOfSageMaker),
    samples: {
      [`aws:ResourceTag/${DOMAIN_TAG}`]: [OWN_DOMAIN, `${SAGEMAKER}:domain/d-other`],
      [`aws:RequestTag/${DOMAIN_TAG}`]: [OWN_DOMAIN, `${SAGEMAKER}:domain/d-other`],
      [TAG_KEYS]: { anyOf: ['Team', DOMAIN_TAG, 'sagemaker:space-arn'] },
      'sagemaker:TaggingAction': ['CreateTrainingJob', 'CreateSpace'],
    },
    about: ['sagemaker:TaggingAction'],
    actions: ['DeleteTags', 'CreateTrainingJob', 'DescribeModel', 'CreateSpace'].map((name) => `sagemaker:${name}`),
  },
} as const satisfies Record<string, Oracle>;
