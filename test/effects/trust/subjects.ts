import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { trust } from '../../../src';
import { readCaseFiles } from '../cases';
import type { LintRules } from '../policies';
import { managedPolicies, resourcePolicy, type Subject, trustPolicy } from '../policies';

/** Which operator trust policies and service statements may use on which key: nothing optional, negated or weaker. */
export const TRUST_RULES: LintRules = {
  operators: {
    ArnLike: ['aws:SourceArn'],
    Bool: ['kms:GrantIsForAWSResource'],
    'ForAnyValue:StringLike': ['aws:SourceOrgPaths'],
    StringEquals: [
      'aws:SourceAccount',
      'aws:SourceOrgID',
      'iam:PassedToService',
      'kms:ViaService',
      'sts:RoleSessionName',
    ],
  },
};

const { Feature, FeatureResource, SageMakerPrincipal, ServiceStatement, SourceRegion, SourceScope } = trust;

/** Placeholders of accounts that are named in the policy cannot be used, since policies are not filled. */
const OWN_ACCOUNT = '111122223333';
const SECOND_ACCOUNT = '444455556666';
const ORGANIZATION = 'o-a1b2c3d4e5';
const TRAINING = [Feature.TRAINING];

function role(assumedBy: () => iam.IPrincipal, options: Pick<Subject, 'unconditioned'> = {}): Subject {
  return {
    ...options,
    policies: trustPolicy,
    build: (stack) => new iam.Role(stack, 'Role', { assumedBy: assumedBy() }),
  };
}

function principal(props: trust.SageMakerPrincipalProps): Subject {
  return role(() => new SageMakerPrincipal(props));
}

/** A row of `features.json` says how its feature is made: by a static member, or by a factory with arguments. */
export function featureOf(row: Readonly<Record<string, unknown>>): trust.Feature {
  const member = Reflect.get(Feature, String(row.member));
  if (!member) {
    const remedy = 'add it to src/trust/feature.ts, or remove its row from test/effects/trust/features.json';
    throw new Error(`Feature.${row.member} does not exist: ${remedy}`);
  }
  return typeof member === 'function' ? member.apply(Feature, row.arguments) : member;
}

export const FEATURE_ROWS = readCaseFiles(join(__dirname)).matrices.find(({ file }) => file === 'features.json')!.rows;

const FEATURES = Object.fromEntries(
  FEATURE_ROWS.map((row) => [row.subject, principal({ features: [featureOf(row)] })]),
);

const SCOPES: Record<string, Subject> = {
  'SourceScope.accounts': principal({ features: TRAINING, source: SourceScope.accounts(OWN_ACCOUNT, SECOND_ACCOUNT) }),
  'SourceScope.organization': principal({ features: TRAINING, source: SourceScope.organization(ORGANIZATION) }),
  'SourceScope.organizationPaths': principal({
    features: TRAINING,
    source: SourceScope.organizationPaths(
      ORGANIZATION,
      `${ORGANIZATION}/r-ab12/ou-ab12-11111111/*`,
      `${ORGANIZATION}/r-ab12/ou-ab12-22222222/`,
    ),
  }),
};

const REGIONS: Record<string, Subject> = {
  'SourceRegion.ANY': principal({ features: TRAINING, sourceRegion: SourceRegion.ANY }),
  "SourceRegion.of('eu-west-1')": principal({ features: TRAINING, sourceRegion: SourceRegion.of('eu-west-1') }),
};

const MODES: Record<string, Subject> = {
  'SageMakerPrincipal.accountOnly': role(() =>
    SageMakerPrincipal.accountOnly({ features: [Feature.NOTEBOOK_INSTANCE] }),
  ),
  'SageMakerPrincipal.unrestricted': role(() => SageMakerPrincipal.unrestricted('shown in tests'), {
    unconditioned: true,
  }),
  'withConditions on a source identity feature': role(() =>
    new SageMakerPrincipal({ features: [Feature.STUDIO_SOURCE_IDENTITY] }).withConditions({
      StringEquals: { 'sts:RoleSessionName': 'SageMaker' },
    }),
  ),
};

const UNIONS: Record<string, Subject> = {
  'pipeline with the steps it runs': principal({
    features: [Feature.pipeline('Churn'), Feature.TRAINING, Feature.PROCESSING],
  }),
  'training and image builds': principal({ features: [Feature.IMAGES, Feature.TRAINING] }),
  'training beside Studio': principal({ features: [Feature.TRAINING, Feature.STUDIO_SOURCE_IDENTITY] }),
  'another service beside SageMaker': role(
    () =>
      new iam.CompositePrincipal(
        new SageMakerPrincipal({ features: TRAINING }),
        new iam.ServicePrincipal('scheduler.amazonaws.com', {
          conditions: { StringEquals: { 'aws:SourceAccount': OWN_ACCOUNT } },
        }),
      ),
  ),
};

function executionRole(stack: Stack): trust.ExecutionRole {
  return new trust.ExecutionRole(stack, 'Execution', { features: TRAINING, roleName: 'execution' });
}

const STATEMENTS: Record<string, Subject> = {
  'ServiceStatement.workteamNotifications': {
    policies: resourcePolicy('AWS::SNS::TopicPolicy'),
    build: (stack) => {
      const topic = new sns.Topic(stack, 'Topic', { topicName: 'work' });
      topic.addToResourcePolicy(ServiceStatement.workteamNotifications(topic));
    },
  },
  'ServiceStatement.bucketObjects': {
    policies: resourcePolicy('AWS::S3::BucketPolicy'),
    build: (stack) => {
      const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'data' });
      bucket.addToResourcePolicy(ServiceStatement.bucketObjects(bucket, { features: TRAINING }));
    },
  },
  'ServiceStatement.imagePull': {
    policies: resourcePolicy('AWS::ECR::Repository', 'RepositoryPolicyText'),
    build: (stack) => {
      const repository = new ecr.Repository(stack, 'Repository', { repositoryName: 'images' });
      repository.addToResourcePolicy(ServiceStatement.imagePull({ features: [Feature.INFERENCE] }));
    },
  },
  'ServiceStatement.volumeKeyUse': {
    policies: resourcePolicy('AWS::KMS::Key', 'KeyPolicy'),
    build: (stack) => {
      const grantee = new iam.ArnPrincipal(
        stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: 'execution' }),
      );
      const statements = ServiceStatement.volumeKeyUse(stack, grantee);
      new kms.Key(stack, 'Key', { policy: new iam.PolicyDocument({ statements }) });
    },
  },
};

const GRANTS: Record<string, Subject> = {
  'ExecutionRole.grants.passRole': {
    policies: managedPolicies,
    build: (stack) => {
      const caller = new iam.ManagedPolicy(stack, 'CallerPolicy');
      executionRole(stack).grants.passRole(caller);
    },
  },
  'ExecutionRole.grants.read': {
    policies: managedPolicies,
    build: (stack) => {
      const caller = new iam.ManagedPolicy(stack, 'CallerPolicy');
      executionRole(stack).grants.read(caller);
    },
  },
};

const CUSTOM: Record<string, Subject> = {
  'Feature.of a documented narrow pattern': principal({
    features: [
      Feature.of({
        name: 'model customization',
        sourceArnPatterns: [`${FeatureResource.JOB}/AgentRFT/*`],
        documentationUrl: 'https://docs.aws.amazon.com',
      }),
    ],
  }),
};

export const TRUST_SUBJECTS: Readonly<Record<string, Subject>> = {
  ...FEATURES,
  ...SCOPES,
  ...REGIONS,
  ...MODES,
  ...UNIONS,
  ...STATEMENTS,
  ...GRANTS,
  ...CUSTOM,
};
