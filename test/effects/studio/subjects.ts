import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import { studio } from '../../../src';
import { domainIn, endpoints, isolatedVpc } from '../../studio/domain/setup';
import type { LintRules } from '../policies';
import { managedPolicies, resourcePolicy, type Subject, trustPolicy } from '../policies';

/** Which operator grants on domains and the policies of execution roles may use on which key. */
export const STUDIO_RULES: LintRules = {
  operators: {
    ArnLike: ['aws:SourceArn', 'ec2:Vpc', 'sagemaker:OwnerUserProfileArn'],
    Bool: ['kms:GrantIsForAWSResource'],
    StringEquals: [
      'aws:ResourceTag/ManagedByAmazonSageMakerResource',
      'aws:SourceAccount',
      'aws:SourceVpce',
      'kms:ViaService',
      'sagemaker:SpaceSharingType',
      'sagemaker:TaggingAction',
    ],
  },
};

/** What the execution role may do, and the policy of the key. */
const roleAndKey: Subject['policies'] = (template) => [
  ...managedPolicies(template),
  ...resourcePolicy('AWS::KMS::Key', 'KeyPolicy')(template),
];

/** The key is known by its logical id. */
function keyOf(construct: studio.Domain): void {
  (construct.node.findChild('Key').node.defaultChild as kms.CfnKey).overrideLogicalId('Volumes');
}

function domainWithKey(stack: Stack, props: Partial<studio.DomainProps> = {}): studio.Domain {
  const domain = domainIn(stack, props);
  keyOf(domain);
  return domain;
}

type Grant = (domain: studio.IDomain, grantee: iam.IGrantable, stack: Stack) => unknown;

function granted(grant: Grant): Subject {
  return {
    policies: managedPolicies,
    build: (stack) => {
      const domain = studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-abc' });
      grant(domain, new iam.ManagedPolicy(stack, 'CallerPolicy'), stack);
    },
  };
}

function profileOf(domain: studio.IDomain, stack: Stack): studio.IUserProfile {
  return studio.UserProfile.fromUserProfileAttributes(stack, 'Profile', { domain, userProfileName: 'alice' });
}

/** What a cleanup may do, for a domain that is known by its logical id. */
function cleanup(homeFileSystem: studio.HomeFileSystemRemoval): Subject {
  return {
    policies: (template) => managedPolicies(template).filter(({ name }) => name.startsWith('DomainCleanupPermissions')),
    build: (stack) => {
      const domain = domainIn(stack, { removalPolicy: RemovalPolicy.DESTROY });
      (domain.node.defaultChild as CfnDomain).overrideLogicalId('Own');
      const { role } = domain.addCleanup({ homeFileSystem });
      const functionOf = role.node.scope!.node.findChild('Function').node.defaultChild as CfnFunction;
      functionOf.overrideLogicalId('Cleaner');
    },
  };
}

const image = (imageName: string, imageVersionNumber?: number) =>
  new studio.CustomImage({ imageName, appImageConfigName: 'config', imageVersionNumber });

export const STUDIO_SUBJECTS: Readonly<Record<string, Subject>> = {
  'Domain, trust of its execution role': { policies: trustPolicy, build: (stack) => domainIn(stack) },
  'Domain, permissions of its execution role': { policies: roleAndKey, build: (stack) => domainWithKey(stack) },
  'Domain, permissions of a role of one user profile': {
    policies: (template) =>
      roleAndKey(template).filter(({ name }) => name === 'Volumes' || name.startsWith('DomainUsers')),
    build: (stack) => domainWithKey(stack).addUserProfile('alice', { role: studio.ProfileRole.OWN }),
  },
  'Domain with custom images': {
    policies: roleAndKey,
    build: (stack) =>
      domainWithKey(stack, {
        jupyterLab: { customImages: [image('team')] },
        codeEditor: { customImages: [image('pinned', 3)] },
      }),
  },
  'Domain with shared notebooks': {
    policies: (template) => roleAndKey(template).filter(({ kind, name }) => kind === 'identity' || name === 'Shared'),
    build: (stack) => {
      const encryptionKey = new kms.Key(stack, 'Shared');
      (encryptionKey.node.defaultChild as kms.CfnKey).overrideLogicalId('Shared');
      const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'shared');
      domainIn(stack, {
        vpc: isolatedVpc(stack),
        sharing: studio.NotebookOutputSharing.to({ bucket, encryptionKey, prefix: 'team' }),
      });
    },
  },
  'Domain.addCleanup, with deleted home folders': cleanup(studio.HomeFileSystemRemoval.DELETE),
  'Domain.addCleanup, with kept home folders': cleanup(studio.HomeFileSystemRemoval.KEEP),
  'Domain.grants.presignedUrl': granted((domain, grantee, stack) =>
    domain.grants.presignedUrl(grantee, { endpoints: endpoints(stack) }),
  ),
  'Domain.grants.ownAppUrl': granted((domain, grantee, stack) =>
    domain.grants.ownAppUrl(grantee, { endpoints: endpoints(stack) }),
  ),
  'Domain.grants.describe': granted((domain, grantee) => domain.grants.describe(grantee)),
  'Domain.grants.readUserProfiles': granted((domain, grantee) => domain.grants.readUserProfiles(grantee)),
  'UserProfile.grants.presignedUrl': granted((domain, grantee, stack) =>
    profileOf(domain, stack).grants.presignedUrl(grantee, { endpoints: endpoints(stack) }),
  ),
  'UserProfile.grants.describe': granted((domain, grantee, stack) => profileOf(domain, stack).grants.describe(grantee)),
};
