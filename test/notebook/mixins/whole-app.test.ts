import { join } from 'node:path';
import { Mixins, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { notebook } from '../../../src';
import { testApp } from '../../app';
import { NOTEBOOK, notebookIn, propertiesOf, testStack } from '../setup';
import { insecureNotebook } from './plain';

const { ImdsV2, NoDirectInternet, NoRootAccess } = notebook.mixins;

const HARDENED = {
  DirectInternetAccess: 'Disabled',
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
  RootAccess: 'Disabled',
};

describe('mixins over a whole app', () => {
  const app = testApp();
  const plain = new Stack(app, 'Plain');
  insecureNotebook(plain, {}, 'One');
  insecureNotebook(
    plain,
    { directInternetAccess: undefined, rootAccess: undefined, instanceMetadataServiceConfiguration: undefined },
    'Two',
  );
  new CfnBucket(plain, 'Bucket', { bucketName: 'untouched' });
  const included = new Stack(app, 'Included');
  new CfnInclude(included, 'Template', { templateFile: join(__dirname, '..', 'fixtures', 'notebook.json') });
  Mixins.of(app).apply(new ImdsV2(), new NoDirectInternet(), new NoRootAccess());

  test('bring every hand-written notebook instance in line', () => {
    const found = Object.values(Template.fromStack(plain).findResources(NOTEBOOK));
    expect(found).toHaveLength(2);
    for (const { Properties: properties } of found) {
      expect(properties).toMatchObject(HARDENED);
    }
  });

  test('leave other resources as they are', () => {
    expect(propertiesOf(Template.fromStack(plain), 'AWS::S3::Bucket')).toEqual({ BucketName: 'untouched' });
  });

  test('bring the notebook instance of an included template in line', () => {
    expect(propertiesOf(Template.fromStack(included))).toMatchObject(HARDENED);
  });
});

describe('mixins on a notebook instance of this library', () => {
  const without = testStack();
  notebookIn(without);
  const withAll = testStack();
  notebookIn(withAll).with(new ImdsV2(), new NoDirectInternet(), new NoRootAccess());

  test('change nothing', () => {
    expect(Template.fromStack(withAll).toJSON()).toEqual(Template.fromStack(without).toJSON());
  });
});
