import { ArnFormat, type Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import { Portal, PortalCredentials, UserDirectory } from '../../../src/access';
import { accessIn, accessRoleIn, domainIn, urlFunctionIn } from '../../access/support/private-access';
import type { LintRules } from '../policies';
import { managedPolicies, type Policy, resourcePolicy, type Subject, trustPolicy } from '../policies';

/** Which operator the policies of the function and of access roles may use on which key. */
export const ACCESS_RULES: LintRules = {
  operators: {
    ArnEquals: ['lambda:SourceFunctionArn'],
    Null: ['sts:SourceIdentity'],
    'ForAllValues:StringEquals': ['dynamodb:Attributes'],
    ArnNotEquals: ['aws:PrincipalArn'],
    StringEquals: ['aws:SourceVpce', 'dynamodb:Select', 'kms:EncryptionContext:portal', 'kms:ViaService'],
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

/** A portal whose function reads a secret with a key of the company. */
function portalWith(credentials: (stack: Stack) => PortalCredentials): (stack: Stack) => void {
  return (stack) => {
    const { api } = accessIn(stack, {
      portal: Portal.serverSide({
        clientId: 'studio-portal',
        credentials: credentials(stack),
        domain: {
          domainName: 'studio.corp.example',
          certificate: acm.Certificate.fromCertificateArn(
            stack,
            'Certificate',
            arnIn(stack, 'acm', 'certificate/a1b2'),
          ),
        },
      }),
    });
    const key = api.node.findChild('Portal').node.findChild('Cookies').node.findChild('Key') as kms.Key;
    (key.node.defaultChild as kms.CfnKey).overrideLogicalId('CookieKey');
    nameRole(api.node.findChild('Portal').node.findChild('Function'), 'PortalFunction');
    nameRole(api.node.findChild('Portal').node.findChild('AuthorizerFunction'), 'PortalAuthorizer');
  };
}

function nameRole(scope: IConstruct, logicalId: string): void {
  const role = scope.node.findAll().find((one) => one instanceof iam.CfnRole) as iam.CfnRole;
  role.overrideLogicalId(logicalId);
}

function arnIn(stack: Stack, service: string, resource: string): string {
  return stack.formatArn({ service, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME });
}

const withSecret = portalWith((stack) =>
  PortalCredentials.fromSecret(
    secretsmanager.Secret.fromSecretCompleteArn(
      stack,
      'ClientSecret',
      stack.formatArn({
        service: 'secretsmanager',
        resource: 'secret',
        resourceName: 'studio-portal-a1b2c3',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ),
  ),
);

const withSigningKey = portalWith((stack) => {
  const key = new kms.Key(stack, 'SigningKey', {
    keySpec: kms.KeySpec.ECC_NIST_P256,
    keyUsage: kms.KeyUsage.SIGN_VERIFY,
  });
  (key.node.defaultChild as kms.CfnKey).overrideLogicalId('SigningKey');
  return PortalCredentials.fromSigningKey(key);
});

/** The policies of a role, and that of a key. */
function withKey(prefix: string, logicalId: string): Subject['policies'] {
  return (template) => {
    const keys = resourcePolicy('AWS::KMS::Key', 'KeyPolicy')(template);
    return [...policiesBelow(prefix)(template), ...keys.filter(({ name }) => name === logicalId)];
  };
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
  'Portal, permissions of its function with a client secret': {
    policies: policiesBelow('AccessApiPortalFunction'),
    build: withSecret,
  },
  'Portal, permissions of its function with a signing key': {
    policies: withKey('AccessApiPortalFunction', 'SigningKey'),
    build: withSigningKey,
  },
  'Portal, use of the key of the cookies by its function': {
    policies: withKey('AccessApiPortalFunction', 'CookieKey'),
    build: withSecret,
  },
  'Portal, use of the key of the cookies by its authorizer': {
    policies: withKey('AccessApiPortalAuthorizerFunction', 'CookieKey'),
    build: withSecret,
  },
};
