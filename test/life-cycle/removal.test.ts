import { RemovalPolicies, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { removal, studio } from '../../src';
import { SAMPLE_ROWS } from '../samples';
import { isolatedVpc } from '../samples/sample';
import { inStack, type Resource, resourcesOf, templatesOf } from './templates';

/** Retained even if their creation fails, with the reason. */
const RETAINED_ON_CREATION: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'a rollback cannot delete a table that is protected against deletion',
  'AWS::ApiGateway::Account': 'the setting is one of the region, and other APIs need it',
};

/** Chosen by the user, in the samples. */
const CHOSEN = ['AWS::SageMaker::NotebookInstance', 'AWS::SageMaker::Domain'];
