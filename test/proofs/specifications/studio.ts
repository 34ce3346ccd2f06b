import { allowing, by, on, type Place, type Row, row, type Specification, type Specifications } from '../specification';
import { arnLike, is } from '../terms';
import { KEY } from './keys';
import { arnPrincipal, service, volumeKeyUse } from './trust';

const DOMAIN = '${sagemaker:DomainId}';
const PROFILE = '${sagemaker:UserProfileName}';
const ENDPOINTS = ['vpce-api', 'vpce-studio'];
const URL = 'CreatePresignedDomainUrl';

/** Users work in private spaces and apps of their own, in the domain of their profile. */
export function privateSpaces(at: Place): Row[] {
  const owned = [at.own(`app/${DOMAIN}/*`), at.own(`space/${DOMAIN}/*`)];
  const profile = at.own(`user-profile/${DOMAIN}/${PROFILE}`);
  return [
    on(
      owned,
      row(
        ['CreateApp', 'CreateSpace', 'DeleteApp', 'DeleteSpace', 'UpdateSpace'],
        arnLike(KEY.owner, profile),
        is(KEY.sharing, 'Private'),
      ),
    ),
    on(owned, row(['AddTags'], is(KEY.taggingAction, 'CreateApp', 'CreateSpace'))),
    on(
      [...owned, profile, at.own(`domain/${DOMAIN}`)],
      row(['DescribeApp', 'DescribeDomain', 'DescribeSpace', 'DescribeUserProfile']),
    ),
    row(['ListApps', 'ListSpaces']),
    on(owned, row(['ListTags'])),
  ];
}

/** Use of the key of volumes, whose policy leaves it to the account. */
function keyOfVolumes(at: Place, name = 'Volumes'): Row[] {
  return volumeKeyUse(at).map((each) => by([arnPrincipal(at.iam('root'))], on([at.arn('kms', `key/${name}`)], each)));
}

function roles(at: Place): Record<string, Specification> {
  const { partition, account, region, urlSuffix } = at.environment;
  const own = [...privateSpaces(at), ...keyOfVolumes(at)];
  const images = ['image/pinned', 'image/team', 'image-version/pinned/3', 'image-version/team/*'];
  const throughS3 = is('kms:ViaService', `s3.${region}.${urlSuffix}`);
  return {
    'Domain, trust of its execution role': allowing(
      by(
        [service('sagemaker.amazonaws.com')],
        row(
          ['sts:AssumeRole', 'sts:SetSourceIdentity'],
          is(KEY.sourceAccount, account),
          arnLike(KEY.sourceArn, at.own('*')),
        ),
      ),
    ),
    'Domain, permissions of its execution role': allowing(...own),
    'Domain, permissions of a role of one user profile': allowing(...own),
    'Domain with custom images': allowing(
      ...own,
      on(
        images.map((image) => at.own(image)),
        row(['DescribeImage', 'DescribeImageVersion']),
      ),
    ),
    // The policy of the key of volumes is not among the policies, so that nobody may use it.
    'Domain with shared notebooks': allowing(
      ...privateSpaces(at),
      ...keyOfVolumes(at, 'DomainKeyEFD04CB2'),
      on([`arn:${partition}:s3:::shared/team/*`], row(['s3:GetObject', 's3:PutObject'])),
      by(
        [arnPrincipal(at.iam('root'))],
        on([at.arn('kms', 'key/Shared')], row(['kms:Decrypt', 'kms:GenerateDataKey'], throughS3)),
      ),
    ),
  };
}

function cleanup(at: Place): Row[] {
  return [
    on(
      [at.arn('cloudformation', 'stack/Stack/guid')],
      row(['cloudformation:DescribeStacks', 'cloudformation:ListStackResources']),
    ),
    on([at.arn('lambda', 'function:Cleaner')], row(['lambda:InvokeFunction'])),
    row(['ListApps', 'ListSpaces', 'ListUserProfiles']),
    on([at.own('app/Own/*')], row(['DeleteApp'])),
    on([at.own('space/Own/*')], row(['DeleteSpace'])),
    on([at.own('user-profile/Own/*')], row(['DeleteUserProfile'])),
    on([at.own('domain/Own')], row(['DeleteDomain', 'DescribeDomain'])),
  ];
}

/** What SageMaker created for the domain besides its home folders: interfaces and groups in the VPC of the domain. */
function homeFolders(at: Place): Row[] {
  const { partition, region } = at.environment;
  const ofDomain = is('aws:ResourceTag/ManagedByAmazonSageMakerResource', at.own('domain/Own'));
  const inVpc = arnLike('ec2:Vpc', `arn:${partition}:ec2:${region}:*:vpc/vpc-0123456789abcdef0`);
  const files = [at.arn('elasticfilesystem', 'file-system/fs-Own')];
  const ec2 = (...names: string[]) => names.map((name) => `ec2:${name}`);
  return [
    on(files, row(['elasticfilesystem:DescribeFileSystems', 'elasticfilesystem:DescribeMountTargets'])),
    on(files, row(['elasticfilesystem:DeleteFileSystem', 'elasticfilesystem:DeleteMountTarget'], ofDomain)),
    row(ec2('DescribeNetworkInterfaces', 'DescribeSecurityGroups')),
    on(
      [at.arn('ec2', 'security-group/*')],
      row(ec2('DeleteSecurityGroup', 'RevokeSecurityGroupEgress', 'RevokeSecurityGroupIngress'), ofDomain, inVpc),
    ),
    on([at.arn('ec2', 'network-interface/*')], row(ec2('DeleteNetworkInterface'), inVpc)),
  ];
}

function grants(at: Place): Record<string, Specification> {
  const url = (profile: string) =>
    allowing(on([at.own(`user-profile/d-abc/${profile}`)], row([URL], is(KEY.sourceVpce, ...ENDPOINTS))));
  return {
    'Domain.grants.presignedUrl': url('*'),
    'Domain.grants.ownAppUrl': url(PROFILE),
    'Domain.grants.describe': allowing(on([at.own('domain/d-abc')], row(['DescribeDomain']))),
    'Domain.grants.readUserProfiles': allowing(
      on([at.own('user-profile/d-abc/*')], row(['DescribeUserProfile'])),
      row(['ListUserProfiles']),
    ),
    'UserProfile.grants.presignedUrl': url('alice'),
    'UserProfile.grants.describe': allowing(on([at.own('user-profile/d-abc/alice')], row(['DescribeUserProfile']))),
  };
}

export const STUDIO: Specifications = (at) => ({
  ...roles(at),
  'Domain.addCleanup, with deleted home folders': allowing(...cleanup(at), ...homeFolders(at)),
  'Domain.addCleanup, with kept home folders': allowing(...cleanup(at)),
  ...grants(at),
});
