import { Aws } from 'aws-cdk-lib';
import { conditions, guardrails } from '../../../src';
import { action, among, any, approvedOnly, never, sageMaker, sends, singleValue, unless, valuesOf } from './judges';
import { ACCOUNT, anywhere, TAG_KEYS, TAGGING_ACTION } from './parameters';
import type { GuardrailRows, Request } from './row';

const { Guardrail } = guardrails;

const AUTH = 'sagemaker:AuthMode';
const IMAGES = 'sagemaker:ImageArns';
const LIFECYCLE_CONFIGS = 'sagemaker:StudioLifecycleConfigArns';
const NETWORK_TYPE = 'sagemaker:AppNetworkAccessType';
const OWNER = 'sagemaker:OwnerUserProfileArn';
const REMOTE = 'sagemaker:RemoteAccess';
const SHARING = 'sagemaker:SpaceSharingType';
const VERSIONS = 'sagemaker:ImageVersionArns';

const SAGEMAKER = `arn:aws:sagemaker:us-west-2:${ACCOUNT}`;

const images = approvedOnly(IMAGES, 'image', /^arn:aws:sagemaker:[a-z0-9-]+:111122223333:image\/approved$/);
const versions = approvedOnly(
  VERSIONS,
  'image-version',
  /^arn:aws:sagemaker:[a-z0-9-]+:111122223333:image-version\/approved\/.*$/,
);

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
const REQUEST_DOMAIN = `aws:RequestTag/${DOMAIN_TAG}`;
const RESOURCE_DOMAIN = `aws:ResourceTag/${DOMAIN_TAG}`;

function ofOtherDomain(request: Request): boolean {
  return [RESOURCE_DOMAIN, REQUEST_DOMAIN]
    .flatMap((key) => valuesOf(request, key))
    .some((domain) => domain !== OWN_DOMAIN);
}

function changesTagsOfSageMaker(request: Request): boolean {
  const touched = valuesOf(request, TAG_KEYS).some((key) => key.startsWith('sagemaker:'));
  return touched && (action('DeleteTags')(request) || (action('AddTags')(request) && !sends(request, TAGGING_ACTION)));
}

export const STUDIO: GuardrailRows = {
  studioLifecycleConfigs: {
    notes: 'having none is allowed; it does not say who can change the approved ones',
    compares: { 'ForAnyValue:ArnNotLike': [LIFECYCLE_CONFIGS] },
    make: () => Guardrail.studioLifecycleConfigs({ arns: [anywhere('studio-lifecycle-config/approved-*')] }),
    ...approvedOnly(
      LIFECYCLE_CONFIGS,
      'studio-lifecycle-config',
      /^arn:aws:sagemaker:[a-z0-9-]+:111122223333:studio-lifecycle-config\/approved-.*$/,
    ),
  },
  studioImages: {
    notes: 'having none is allowed; it covers image versions too',
    compares: { 'ForAnyValue:ArnNotLike': [IMAGES, VERSIONS] },
    make: () =>
      Guardrail.studioImages({
        arns: [anywhere('image/approved')],
        versionArns: [anywhere('image-version/approved/*')],
      }),
    denies: any(images.denies, versions.denies),
    values: { ...images.values, ...versions.values },
  },
  noRemoteAccess: {
    notes: 'off unless a request asks for it',
    compares: { Null: [REMOTE], StringNotEquals: [REMOTE] },
    make: () => Guardrail.noRemoteAccess(),
    denies: any(unless(REMOTE, among('DISABLED'), never), action('StartSession')),
    values: { [REMOTE]: ['DISABLED', 'ENABLED'] },
    actions: sageMaker('StartSession'),
  },
  vpcOnlyDomains: {
    compares: { Null: [NETWORK_TYPE], StringNotEquals: [NETWORK_TYPE] },
    make: () => Guardrail.vpcOnlyDomains(),
    denies: unless(NETWORK_TYPE, among('VpcOnly')),
    values: { [NETWORK_TYPE]: ['VpcOnly', 'PublicInternetOnly'] },
  },
  domainAuthMode: {
    notes: 'the mode is yours to choose; it cannot be changed by an update',
    compares: { StringNotEquals: [AUTH] },
    make: () => Guardrail.domainAuthMode({ mode: conditions.AuthMode.SSO }),
    denies: unless(AUTH, among('SSO')),
    values: { [AUTH]: ['SSO', 'IAM'] },
    actions: sageMaker('UpdateDomain'),
  },
  ownSpaces: {
    notes: 'callers without a profile, such as administrators, need an exemption',
    compares: { ArnNotLike: [OWNER], Null: [OWNER], StringNotEquals: [SHARING] },
    make: () => Guardrail.ownSpaces(),
    denies: notOwn,
    values: {
      [OWNER]: [
        `${SAGEMAKER}:user-profile/d-own/alice`,
        `${SAGEMAKER}:user-profile/d-own/bob`,
        `${SAGEMAKER}:user-profile/d-other/alice`,
      ],
      [SHARING]: ['Private', 'Shared'],
      'sagemaker:DomainId': ['d-own', 'd-own', 'd-other'],
      'sagemaker:UserProfileName': ['alice', 'alice', 'bob'],
    },
    actions: sageMaker('DescribeSpace', 'DescribeApp'),
    resources: ['d-own/bob', 'd-other/alice'].map((owner) => `${SAGEMAKER}:app/${owner}/JupyterLab/default`),
  },
  domainIsolation: {
    notes: 'what has no such tag is left alone',
    compares: {
      'ForAnyValue:StringLike': [TAG_KEYS],
      Null: [REQUEST_DOMAIN, RESOURCE_DOMAIN, TAGGING_ACTION],
      StringNotEquals: [REQUEST_DOMAIN, RESOURCE_DOMAIN],
    },
    make: () =>
      Guardrail.domainIsolation({
        domainArn: `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:domain/d-own`,
      }),
    denies: any(ofOtherDomain, changesTagsOfSageMaker),
    values: {
      [RESOURCE_DOMAIN]: [OWN_DOMAIN, `${SAGEMAKER}:domain/d-other`],
      [REQUEST_DOMAIN]: [OWN_DOMAIN, `${SAGEMAKER}:domain/d-other`],
      [TAG_KEYS]: { anyOf: ['Team', DOMAIN_TAG, 'sagemaker:space-arn'] },
      [TAGGING_ACTION]: ['CreateTrainingJob', 'CreateSpace'],
    },
    about: [TAGGING_ACTION],
    actions: sageMaker('DeleteTags', 'CreateTrainingJob', 'DescribeModel', 'CreateSpace'),
  },
};
