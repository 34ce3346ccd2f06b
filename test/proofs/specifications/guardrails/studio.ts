import {
  ANY,
  denying,
  elsewhereThan,
  except,
  must,
  on,
  oneOf,
  onlyArns,
  type Place,
  row,
  type Specification,
  sent,
  together,
} from '../../specification';
import { absent, arnLike, arnUnlike, is, none, otherThan, present, some } from '../../terms';
import { KEY, requestTag, resourceTag } from '../keys';

const DOMAIN_TAG = 'sagemaker:domain-arn';

const DOMAINS: Record<string, Specification> = {
  noRemoteAccess: together(
    must(oneOf(KEY.remoteAccess, 'DISABLED')),
    denying({ deny: [row(['StartSession'])], allow: [row(except('StartSession'))] }),
  ),
  vpcOnlyDomains: must(oneOf(KEY.appNetworkAccess, 'VpcOnly'), sent(['CreateDomain'])),
  domainAuthMode: denying({
    deny: [row(['CreateDomain'], otherThan(KEY.authMode, 'SSO'))],
    allow: [row(['CreateDomain'], is(KEY.authMode, 'SSO')), row(except('CreateDomain'))],
  }),
};

export function studio(at: Place): Record<string, Specification> {
  const { partition } = at.environment;
  const caller = "${sagemaker:DomainId, 'none'}/${sagemaker:UserProfileName, 'none'}";
  const [ownProfile, ownApps] = [`user-profile/${caller}`, `app/${caller}/*`].map(
    (resource) => `arn:${partition}:sagemaker:*:*:${resource}`,
  );
  const apps = ['CreateApp', 'DeleteApp'];
  const ofDomain = (key: string) => must(oneOf(key, at.own('domain/d-own')));
  return {
    studioLifecycleConfigs: must(onlyArns(KEY.studioScripts, at.anyRegion('studio-lifecycle-config/approved-*'))),
    studioImages: together(
      must(onlyArns(KEY.images, at.anyRegion('image/approved'))),
      must(onlyArns(KEY.imageVersions, at.anyRegion('image-version/approved/*'))),
    ),
    ...DOMAINS,
    ownSpaces: denying({
      deny: [
        row(ANY, arnUnlike(KEY.owner, ownProfile)),
        elsewhereThan([ownApps], row(apps, absent(KEY.owner), otherThan(KEY.sharing, 'Shared'))),
      ],
      allow: [
        row(ANY, arnLike(KEY.owner, ownProfile)),
        row(except(apps), absent(KEY.owner)),
        row(apps, absent(KEY.owner), is(KEY.sharing, 'Shared')),
        on([ownApps], row(apps, absent(KEY.owner), otherThan(KEY.sharing, 'Shared'))),
      ],
    }),
    domainIsolation: together(
      ofDomain(resourceTag(DOMAIN_TAG)),
      ofDomain(requestTag(DOMAIN_TAG)),
      denying({
        deny: [
          row(['AddTags'], some(KEY.tagKeys, 'sagemaker:*'), absent(KEY.taggingAction)),
          row(['DeleteTags'], some(KEY.tagKeys, 'sagemaker:*')),
        ],
        allow: [
          row(['AddTags', 'DeleteTags'], none(KEY.tagKeys, 'sagemaker:*')),
          row(['AddTags'], present(KEY.taggingAction)),
          row(except('AddTags', 'DeleteTags')),
        ],
      }),
    ),
  };
}
