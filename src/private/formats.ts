/**
 * How ids, names, ARNs and URLs of AWS are written, each with its source. Checks of all areas use these; handlers read some
 * of them too, which is why this file imports nothing.
 */
export interface Format {
  readonly pattern: RegExp;
  /** Completes the sentence "… must be …". */
  readonly expected: string;
}

const ID = { account: '\\d{12}', region: '[a-z]{2,5}(-[a-z0-9]+)+-\\d', domain: 'd-(-*[a-z0-9]){1,61}' };
const PARTITION_NAME = 'aws(-[a-z]+)*';
const ORGANIZATION = { id: 'o-[a-z0-9]{10,32}', root: 'r-[0-9a-z]{4,32}', unit: 'ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}' };
const IAM_NAME = '[\\w+=,.@-]';

function format(pattern: RegExp, expected: string): Format {
  return { pattern, expected };
}

function formatOf(source: string, expected: string): Format {
  return format(new RegExp(`^${source}$`), expected);
}

/** @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export const ACCOUNT_ID = formatOf(ID.account, 'an account id of twelve digits');

/** @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
export const REGION = formatOf(ID.region, 'the name of a region such as eu-central-1');

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (partition) */
export const PARTITION = formatOf(PARTITION_NAME, 'a partition such as aws-us-gov');

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const ARN = format(/^arn:([^:]*:){4}.+$/, 'an ARN with all its six parts');

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export const ACTION_PATTERN = format(/^[a-z0-9-]+:[A-Za-z0-9*?]+$/, 'of the form service:Action');

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export const SAGEMAKER_ACTION_PATTERN = format(
  /^sagemaker:[A-Za-z0-9*?]+$/,
  'an operation of SageMaker such as sagemaker:InvokeEndpoint',
);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
export const STATEMENT_ID = format(/^[A-Za-z0-9]*$/, 'made of letters and digits');

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html (Id) */
export const ORGANIZATION_ID = formatOf(ORGANIZATION.id, 'an id such as o-a1b2c3d4e5');

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html (TargetId) */
export const ORGANIZATION_TARGET = formatOf(
  `(${ORGANIZATION.root}|${ORGANIZATION.unit}|${ID.account})`,
  'the id of a root (r-…), of an organizational unit (ou-…-…) or of an account (twelve digits)',
);

/** @see https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html (principals) */
export const SHARE_PRINCIPAL = formatOf(
  `(${ID.account}|arn:aws[a-z0-9-]*:organizations::${ID.account}:(organization/${ORGANIZATION.id}|ou/${ORGANIZATION.id}/${ORGANIZATION.unit}))`,
  'an account id, or the ARN of an organization or organizational unit',
);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceorgpaths */
export const ORGANIZATION_PATH = formatOf(
  `${ORGANIZATION.id}/${ORGANIZATION.root}/(${ORGANIZATION.unit}/)*\\*?`,
  'a path such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*',
);

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (RoleName) */
export const ROLE_NAME = formatOf(`${IAM_NAME}{1,64}`, 'up to 64 letters, digits and characters of +=,.@_-');

/** One role, without wildcards. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export const ROLE_ARN = formatOf(
  `arn:${PARTITION_NAME}:iam::${ID.account}:role/(${IAM_NAME}{1,128}/){0,8}${IAM_NAME}{1,64}`,
  'the ARN of a single role, without wildcards',
);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles */
export const ROLE_ARN_PATTERN = formatOf(
  `arn:[a-z0-9-]+:iam::${ID.account}:role/${IAM_NAME}[\\w+=,.@/*?-]*`,
  'the ARN of an execution role, with no wildcard before the first letter of its name or path',
);

/** Roles or users, but not all of them. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn */
export const PRINCIPAL_ARN_PATTERN = format(
  /^arn:[a-z*-]+:iam::(\d{12}|\*):(role|user)\/.*[^*?/].*$/,
  'the ARN of an IAM role or user, with wildcards but not of them alone, such as …:iam::*:role/Platform*',
);

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html (PolicyName), less a number at its end */
export const MANAGED_POLICY_NAME = formatOf(
  `${IAM_NAME}{1,126}`,
  'up to 126 letters, digits and characters of +=,.@_-',
);

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html (Path) */
export const IAM_PATH = format(
  /^(?=.{1,512}$)(\/[A-Za-z0-9.,+@=_-]+)*\/$/,
  'at most 512 characters: names of letters, digits and characters of .,+@=_-, each after a slash, and a slash at the end',
);

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html (RoleSessionName, SourceIdentity) */
export const SESSION_NAME = formatOf(`${IAM_NAME}{2,64}`, 'from 2 to 64 letters, digits and characters of +=,.@_-');

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN */
export const KEY_ARN = format(
  /^arn:[^:]+:kms:[^:]+:[^:]+:key\/.+$/,
  'the ARN of a key (…:kms:<region>:<account>:key/<id>), not an alias or id',
);

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/resource-ids.html */
export const SUBNET_ID = format(/^subnet-[0-9a-f]{8,17}$/, 'an id such as subnet-0123456789abcdef0');

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/resource-ids.html */
export const SECURITY_GROUP_ID = format(/^sg-[0-9a-f]{8,17}$/, 'an id such as sg-0123456789abcdef0');

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/resource-ids.html */
export const VPC_ID = format(/^vpc-[0-9a-f]{8,17}$/, 'an id such as vpc-0123456789abcdef0');

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/resource-ids.html */
export const VPC_ENDPOINT_ID = format(/^vpce-[0-9a-f]{8,17}$/, 'an id such as vpce-0123456789abcdef0');

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html */
export const PREFIX_LIST_ID = format(/^pl-[0-9a-f]{8,17}$/, 'the id of a prefix list such as pl-02cd2c6b');

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverEndpoint.html (Id) */
export const INBOUND_ENDPOINT_ID = format(/^rslvr-in-[0-9a-f]{8,32}$/, 'an id such as rslvr-in-0123456789abcdef0');

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverEndpoint.html (Name) */
export const RESOLVER_NAME = format(
  /^(?![0-9]+$)[a-zA-Z0-9_ '-]+$/,
  'letters, digits, spaces, hyphens and underscores, and not digits alone',
);

/** @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.1, with underscores, which service names begin with */
export const DNS_LABEL = format(/^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/, 'letters, digits and inner hyphens');

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSystemDataSource.html and API_EFSFileSystem.html (FileSystemId) */
export const FILE_SYSTEM_ID = format(/^fs-[0-9a-f]{8,40}$/, 'an id such as fs-0123456789abcdef0');

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html (id) */
export const API_ID = format(/^[a-z0-9]+$/, 'the id of an API such as a1b2c3d4e5');

/** @see https://docs.aws.amazon.com/waf/latest/APIReference/API_WebACL.html (ARN) */
export const REGIONAL_WEB_ACL_ARN = formatOf(
  `arn:aws[a-z-]*:wafv2:[a-z0-9-]+:${ID.account}:regional/webacl/[\\w-]+/[\\w-]+`,
  'the ARN of a regional web ACL',
);

/** The rule that most SageMaker names follow. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateUserProfile.html (UserProfileName) */
export const SAGEMAKER_NAME = format(/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/, 'letters, digits and inner hyphens');

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html (FeatureGroupName) */
export const FEATURE_GROUP_NAME = format(
  /^[a-zA-Z0-9]([-_]*[a-zA-Z0-9])*$/,
  'letters, digits, inner hyphens and underscores',
);

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html (NotebookInstanceName), with wildcards */
export const NOTEBOOK_NAME_PATTERN = format(/^[A-Za-z0-9*?-]+$/, 'letters, digits, hyphens and the wildcards * and ?');

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html (PlatformIdentifier) */
export const NOTEBOOK_PLATFORM = format(/^notebook-[a-z0-9]+-v\d+$/, 'an identifier such as notebook-al2023-v1');

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html (InstanceType) */
export const NOTEBOOK_INSTANCE_TYPE = format(
  /^ml\.[a-z][a-z0-9-]*\.(medium|large|\d*xlarge)$/,
  'a SageMaker instance type such as ml.t3.medium',
);

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceSpec.html (InstanceType) */
export const STUDIO_INSTANCE_TYPE = format(/^ml(\.[a-z0-9-]+){2}$/, 'an instance type such as ml.t3.medium');

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html (sagemaker:InstanceTypes), with wildcards */
export const INSTANCE_TYPE_PATTERN = format(
  /^ml\.[a-z0-9*?-]+\.[a-z0-9*?-]+$/,
  'a name such as ml.m5.xlarge or a pattern such as ml.c5.*',
);

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_GitConfig.html (RepositoryUrl) */
export const NOTEBOOK_REPOSITORY_URL = format(/^https:\/\/[^/\s@]+(\/\S*)?$/, 'an HTTPS URL');

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CodeRepository.html (RepositoryUrl) */
export const STUDIO_REPOSITORY_URL = format(
  /^https:\/\/[\w.-]+(\/[\w.-]+)*\/?$/,
  'an HTTPS URL of letters, digits, and the characters .-_/, without credentials',
);

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Tag.html */
export const TAG_TEXT = format(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u, 'made of letters, digits, spaces and _.:/=+-@');

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DomainDetails.html (DomainId) */
export const DOMAIN_ID = formatOf(ID.domain, 'the id of a Studio domain such as d-a1b2c3d4e5f6');

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DomainDetails.html (DomainArn) */
export const DOMAIN_ARN = formatOf(
  `arn:${PARTITION_NAME}:sagemaker:[a-z0-9-]+:${ID.account}:domain/${ID.domain}`,
  'the ARN of a Studio domain, without wildcards',
);

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImage.html (ImageName) */
export const IMAGE_NAME = format(
  /^[a-zA-Z0-9]([-.]?[a-zA-Z0-9])*$/,
  'letters and digits, with single hyphens and dots between them',
);

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html (imageDigest) */
export const IMAGE_DIGEST = format(/^sha256:[0-9a-f]{64}$/, "'sha256:' and 64 hexadecimal digits");

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html (Aliases) */
export const IMAGE_ALIAS = format(/^\w[\w.-]*$/, 'letters, digits, underscores, and inner dots and hyphens');

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html (MLFramework, ProgrammingLang) */
export const IMAGE_LABEL = format(/^[a-zA-Z]+ ?\d+\.\d+(\.\d+)?$/, "a name and a version such as 'Python 3.12'");

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UserSettings.html (DefaultLandingUri) */
export const LANDING_URI = format(
  /^(studio::|app:[A-Za-z]+:)\S*$/,
  'a page such as studio::relative/path or app:JupyterLab:',
);

/** No user name, query or fragment. @see https://openid.net/specs/openid-connect-core-1_0.html#IssuerIdentifier */
export const OIDC_ISSUER = format(
  /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.~%/-]*)?$/i,
  'an HTTPS URL without query and fragment',
);

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata (jwks_uri) */
export const KEY_SET_URL = format(/^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.~%/-]*)?(\?[\w.~%/=&-]*)?$/i, 'an HTTPS URL');

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2, without query */
export const TOKEN_ENDPOINT = format(
  /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.~%/-]*)?$/,
  'a lower-case HTTPS URL without query and fragment',
);

/** A base that paths are appended to. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */
export const API_URL = format(
  /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.~-]+)*$/,
  'a lower-case HTTPS URL without query, fragment, and slash at the end',
);

/** @see https://www.rfc-editor.org/rfc/rfc6454#section-6.2 */
export const WEB_ORIGIN = format(
  /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9]\d{0,4})?$/,
  'a lower-case origin such as https://portal.example.com, without path',
);

/** @see https://learn.microsoft.com/entra/fundamentals/how-to-find-tenant */
export const GUID = format(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'a GUID in lower case such as 0d4f6ad2-1f6b-4f4e-9a4e-0123456789ab',
);

/** @see https://www.rfc-editor.org/rfc/rfc1123#section-2.1 */
export const HOST_NAME = format(
  /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/,
  'a host name in lower case such as login.example.com, without scheme and slash',
);

/** The issuer of a custom authorization server. @see https://developer.okta.com/docs/concepts/auth-servers/ */
export const OKTA_ISSUER = format(
  /^https:\/\/[a-z0-9.-]+\/oauth2\/\w+$/,
  'the issuer of a custom authorization server such as https://example.okta.com/oauth2/default, because only Okta can verify access tokens of the org server',
);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-guardhook.html (Alias) */
export const HOOK_ALIAS = format(
  /^(?!aws)[a-z0-9]{2,64}(::[a-z0-9]{2,64}){2}$/i,
  'three parts of 2 to 64 letters and digits, such as Acme::Guard::SageMaker, and must not begin with aws',
);

/** @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-stack-level-filtering.html */
export const HOOK_STACK_NAME = format(
  /^[a-zA-Z*?][-a-zA-Z0-9*?]{0,127}$/,
  'the name of a stack, in which * and ? are wildcards',
);
