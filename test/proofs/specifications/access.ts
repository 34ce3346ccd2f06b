import {
  allowing,
  by,
  excluding,
  on,
  type Place,
  type Row,
  row,
  type Specification,
  type Specifications,
  together,
} from '../specification';
import { arnLike, everyIfSent, is, otherArn, present } from '../terms';
import { KEY } from './keys';
import { arnPrincipal } from './trust';

const STUDIO_ENDPOINTS = ['vpce-a0000000000000001', 'vpce-a0000000000000002'];
const STS_ENDPOINT = 'vpce-a0000000000000003';
const TABLE_ENDPOINT = 'vpce-a0000000000000004';
const URL = 'CreatePresignedDomainUrl';

/** What the function reads of an entry of the directory. */
const ATTRIBUTES = [
  ...['pk', 'sk', 'enabled', 'expiresAt', 'label', 'owner'],
  ...['domainId', 'userProfileName', 'spaceName', 'landingUri', 'accessRoleArn'],
];

function writingLogs(at: Place, group: string): Row {
  return on([at.arn('logs', `log-group:${group}:*`)], row(['logs:CreateLogStream', 'logs:PutLogEvents']));
}

const INTERFACES = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:UnassignPrivateIpAddresses',
];

/** All conditions of the directory's key hold: items are read by key, only these attributes, through the endpoint. */
function urlFunction(at: Place, isOfAccount: boolean): Specification {
  const { region, urlSuffix, partition } = at.environment;
  const key = on(
    [at.arn('kms', 'key/TableKey')],
    row(['kms:Decrypt'], is('kms:ViaService', `dynamodb.${region}.${urlSuffix}`)),
  );
  // The second one is written with the partition of commercial regions.
  const accessRoles = [at.iam('role/Access'), 'arn:aws:iam::444455556666:role/team/Access'];
  const select = is('dynamodb:Select', 'SPECIFIC_ATTRIBUTES');
  const query = [select, is(KEY.sourceVpce, TABLE_ENDPOINT)];
  const table = [at.arn('dynamodb', 'table/Directory')];
  const code = `arn:${partition}:lambda:${region}:${at.environment.account}:function:UrlsFunction409E55AB`;
  return together(
    allowing(
      writingLogs(at, 'UrlsFunctionLogs767EEC17'),
      row([...INTERFACES, 'ec2:DescribeSubnets']),
      on(table, row(['dynamodb:Query'], ...query, everyIfSent('dynamodb:Attributes', ...ATTRIBUTES))),
      on(accessRoles, row(['sts:AssumeRole', 'sts:SetSourceIdentity'], is(KEY.sourceVpce, STS_ENDPOINT))),
      isOfAccount ? by([arnPrincipal(at.iam('root'))], key) : key,
    ),
    // Lambda manages the interfaces of the function; its code does not.
    excluding(row([...INTERFACES, 'ec2:DetachNetworkInterface'], arnLike('lambda:SourceFunctionArn', code))),
  );
}

const forPortal = is('kms:EncryptionContext:portal', 'https://studio.corp.example');

function cookieKey(at: Place): string[] {
  return [at.arn('kms', 'key/CookieKey')];
}

function portal(at: Place): Record<string, Specification> {
  const secret = [at.arn('secretsmanager', 'secret:studio-portal-a1b2c3')];
  const logs = writingLogs(at, 'AccessApiPortalFunctionLogs2944DD00');
  const account = [arnPrincipal(at.iam('root'))];
  const cookies = on(cookieKey(at), row(['kms:Decrypt', 'kms:GenerateDataKey'], forPortal));
  const readSecret = on(secret, row(['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']));
  const roles = [at.iam('role/PortalFunction'), at.iam('role/PortalAuthorizer')];
  const noOthers = excluding(
    row(
      ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      otherArn(KEY.principal, ...roles),
    ),
  );
  return {
    'Portal, permissions of its function with a client secret': allowing(logs, cookies, readSecret),
    'Portal, permissions of its function with a signing key': allowing(
      logs,
      by(account, cookies),
      by(account, on([at.arn('kms', 'key/SigningKey')], row(['kms:Sign']))),
    ),
    'Portal, use of the key of the cookies by its function': together(
      allowing(logs, by(account, cookies), readSecret),
      noOthers,
    ),
    'Portal, use of the key of the cookies by its authorizer': together(
      allowing(
        writingLogs(at, 'AccessApiPortalAuthorizerFunctionLogs47FC9182'),
        by(account, on(cookieKey(at), row(['kms:Decrypt'], forPortal))),
      ),
      noOthers,
    ),
  };
}

export const ACCESS: Specifications = (at) => {
  const ofDomain = allowing(on([at.own('user-profile/d-abc/*')], row([URL], is(KEY.sourceVpce, ...STUDIO_ENDPOINTS))));
  return {
    'StudioAccessRole, trust': allowing(
      by(
        [arnPrincipal(at.iam('role/UrlFunction'))],
        row(
          ['sts:AssumeRole', 'sts:SetSourceIdentity'],
          is(KEY.sourceVpce, STS_ENDPOINT),
          present('sts:SourceIdentity'),
        ),
      ),
    ),
    'StudioAccessRole, permissions': ofDomain,
    'StudioAccessRole with a revoked user profile': together(
      ofDomain,
      excluding(on([at.own('user-profile/d-abc/alice')], row([URL]))),
    ),
    'PresignedUrlFunction, permissions of its access role': ofDomain,
    'PresignedUrlFunction, permissions of the function': urlFunction(at, false),
    'PresignedUrlFunction, use of the key of the directory': urlFunction(at, true),
    ...portal(at),
  };
};
