import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { trust } from '../../src';
import { codesOf } from '../faults';
import { ACCOUNT, ENV, testStack, warningsOf } from './support';

const { Feature, ServiceStatement, SourceRegion } = trust;

function guards(resource: string) {
  return {
    StringEquals: { 'aws:SourceAccount': ACCOUNT },
    ArnLike: {
      'aws:SourceArn': {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:sagemaker:us-west-2:${ACCOUNT}:${resource}`]],
      },
    },
  };
}

function statementsOf(stack: Stack, type: string, property = 'PolicyDocument') {
  const [resource] = Object.values(Template.fromStack(stack).findResources(type));
  return resource.Properties[property].Statement;
}

describe('a service statement', () => {
  test('guards whatever is asked for', () => {
    const stack = testStack({ env: ENV });
    const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'data' });
    bucket.addToResourcePolicy(
      ServiceStatement.of({
        sid: 'Mine',
        actions: ['s3:ListBucket'],
        resources: ['arn:x'],
        features: [Feature.TRAINING],
      }),
    );
    expect(statementsOf(stack, 'AWS::S3::BucketPolicy')).toEqual([
      {
        Sid: 'Mine',
        Effect: 'Allow',
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Action: 's3:ListBucket',
        Resource: 'arn:x',
        Condition: guards('training-job/*'),
      },
    ]);
  });

  test('has no id and no resource where none is given', () => {
    const json = new Stack().resolve(
      ServiceStatement.of({ actions: ['ecr:BatchGetImage'], features: [Feature.STUDIO] }).toStatementJson(),
    );
    expect(Object.keys(json).sort()).toEqual(['Action', 'Condition', 'Effect', 'Principal']);
  });

  test('needs a feature, as every principal does', () => {
    expect(codesOf(() => ServiceStatement.of({ actions: ['s3:GetObject'], features: [] }))).toEqual(['InvalidFeature']);
  });

  test('leaves the warnings of its principal on the policy', () => {
    const stack = testStack({ env: ENV });
    const statement = ServiceStatement.bucketObjects(new s3.Bucket(stack, 'Source'), {
      features: [Feature.TRAINING],
      sourceRegion: SourceRegion.ANY,
    });
    new s3.Bucket(stack, 'Bucket').addToResourcePolicy(statement);
    expect(warningsOf(stack)).toEqual(['/Stack/Bucket/Policy/Resource: cdk-secure-sagemaker:trust.anyRegion']);
  });
});

describe('ready-made service statements', () => {
  test('let Ground Truth notify work teams through a topic', () => {
    const stack = testStack({ env: ENV });
    const topic = new sns.Topic(stack, 'Topic');
    topic.addToResourcePolicy(ServiceStatement.workteamNotifications(topic));
    expect(statementsOf(stack, 'AWS::SNS::TopicPolicy')).toEqual([
      {
        Sid: 'SageMakerWorkteamNotifications',
        Effect: 'Allow',
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: 'TopicBFC7AF6E' },
        Condition: guards('workteam/*'),
      },
    ]);
  });

  test('take an L1 topic', () => {
    const stack = testStack({ env: ENV });
    const topic = new sns.CfnTopic(stack, 'Topic');
    new sns.TopicPolicy(stack, 'Policy', {
      topics: [sns.Topic.fromTopicArn(stack, 'Same', topic.ref)],
      policyDocument: new iam.PolicyDocument({ statements: [ServiceStatement.workteamNotifications(topic)] }),
    });
    expect(statementsOf(stack, 'AWS::SNS::TopicPolicy')[0].Resource).toEqual({ Ref: 'Topic' });
  });

  test('let SageMaker read and write the objects of a bucket', () => {
    const stack = testStack({ env: ENV });
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.addToResourcePolicy(ServiceStatement.bucketObjects(bucket, { features: [Feature.TRAINING] }));
    expect(statementsOf(stack, 'AWS::S3::BucketPolicy')).toEqual([
      {
        Sid: 'SageMakerBucketObjects',
        Effect: 'Allow',
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket83908E77', 'Arn'] }, '/*']] },
        Condition: guards('training-job/*'),
      },
    ]);
  });

  test('let SageMaker pull the images of a repository', () => {
    const stack = testStack({ env: ENV });
    new ecr.Repository(stack, 'Repository').addToResourcePolicy(
      ServiceStatement.imagePull({ features: [Feature.INFERENCE] }),
    );
    expect(statementsOf(stack, 'AWS::ECR::Repository', 'RepositoryPolicyText')).toEqual([
      {
        Sid: 'SageMakerImagePull',
        Effect: 'Allow',
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Condition: guards('*'),
      },
    ]);
  });
});

describe('the statements of a volume key', () => {
  const region = (stack: Stack) => {
    const grantee = new iam.ArnPrincipal('arn:aws:iam::111122223333:role/execution');
    new kms.Key(stack, 'Key', {
      policy: new iam.PolicyDocument({ statements: ServiceStatement.volumeKeyUse(stack, grantee) }),
    });
    return statementsOf(stack, 'AWS::KMS::Key', 'KeyPolicy');
  };

  test('let the role use the key through SageMaker and EC2, and grant it to AWS services', () => {
    const services = ['ec2.us-west-2', 'sagemaker.us-west-2'].map((service) => ({
      'Fn::Join': ['', [`${service}.`, { Ref: 'AWS::URLSuffix' }]],
    }));
    const common = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/execution' }, Resource: '*' };
    expect(region(testStack({ env: ENV }))).toEqual([
      {
        ...common,
        Sid: 'VolumeKeyUse',
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'],
        Condition: { StringEquals: { 'kms:ViaService': services } },
      },
      {
        ...common,
        Sid: 'VolumeKeyGrants',
        Action: 'kms:CreateGrant',
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' }, StringEquals: { 'kms:ViaService': services } },
      },
    ]);
  });

  test('leave region and suffix to a stack without environment', () => {
    const [{ Condition }] = region(testStack());
    expect(Condition.StringEquals['kms:ViaService'][0]).toEqual({
      'Fn::Join': ['', ['ec2.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]],
    });
  });
});
