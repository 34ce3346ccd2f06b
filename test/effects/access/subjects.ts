import type { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { UserDirectory } from '../../../src/access';
import { accessRoleIn, domainIn, urlFunctionIn } from '../../access/support/private-access';
import type { LintRules } from '../policies';
import { managedPolicies, type Policy, resourcePolicy, type Subject, trustPolicy } from '../policies';

/** Which operator the policies of the function and of access roles may use on which key. */
export const ACCESS_RULES: LintRules = {
  operators: {
    ArnEquals: ['lambda:SourceFunctionArn'],
    Null: ['sts:SourceIdentity'],
    'ForAllValues:StringEquals': ['dynamodb:Attributes'],
    StringEquals: ['aws:SourceVpce', 'dynamodb:Select', 'kms:ViaService'],
    StringNotEquals: ['aws:SourceVpce'],
  },
};

function policiesBelow(prefix: string): Subject['policies'] {
  return (template): Policy[] => managedPolicies(template).filter(({ name }) => name.startsWith(prefix));
}

/** Access to a key takes its policy as well. */
const functionAndTableKey: Subject['policies'] = (template) => {
  const keys = resourcePolicy('AWS::KMS::Key', 'KeyPolicy')(template);
  return [...policiesBelow('UrlsFunction')(template), ...keys.filter(({ name }) => name === 'TableKey')];
};

/** The role that may assume the access role goes by its logical id. */
function trustedRole(stack: Stack): string {
  const role = new iam.CfnRole(stack, 'UrlFunction', { assumeRolePolicyDocument: {} });
  return role.attrArn;
}

function urlFunctionWithTable(stack: Stack): void {
  const encryptionKey = new kms.Key(stack, 'TableKey');
  (encryptionKey.node.defaultChild as kms.CfnKey).overrideLogicalId('TableKey');
  const users = UserDirectory.fromTable(dynamodb.Table.fromTableName(stack, 'Directory', 'Directory'), {
    encryptionKey,
  });
  const urlFunction = urlFunctionIn(stack, { users, accessRoleArns: ['arn:aws:iam::444455556666:role/team/Access'] });
  (urlFunction.accessRole!.role.node.defaultChild as iam.CfnRole).overrideLogicalId('Access');
}

export const ACCESS_SUBJECTS: Readonly<Record<string, Subject>> = {
  'StudioAccessRole, trust': {
    policies: (template) => trustPolicy(template).filter(({ name }) => name !== 'UrlFunction'),
    build: (stack) => accessRoleIn(stack, { urlFunctionRoleArn: trustedRole(stack) }),
  },
  'StudioAccessRole, permissions': { policies: policiesBelow('Access'), build: (stack) => accessRoleIn(stack) },
  'StudioAccessRole with a revoked user profile': {
    policies: policiesBelow('Access'),
    build: (stack) => {
      const domain = domainIn(stack);
      accessRoleIn(stack, { domains: [domain] }).revokeUserProfile(domain, 'alice');
    },
  },
  'PresignedUrlFunction, permissions of its access role': {
    policies: policiesBelow('UrlsAccessRole'),
    build: (stack) => urlFunctionIn(stack),
  },
  'PresignedUrlFunction, permissions of the function': {
    policies: policiesBelow('UrlsFunction'),
    build: urlFunctionWithTable,
  },
  'PresignedUrlFunction, use of the key of the directory': {
    policies: functionAndTableKey,
    build: urlFunctionWithTable,
  },
};
