import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { arnInDomain } from '../common/arn';
import type { IDomain } from '../domain/idomain';
import { MANAGED_BY_TAG } from '../shared/domain-cleanup';

/** What the cleanup may delete. */
export interface CleanupScope {
  readonly domain: IDomain;
  readonly vpcId: string;
  /** Undefined if the file system is kept, or there is none. */
  readonly homeFileSystemId?: string;
  /** False if a file system is kept that needs them. */
  readonly deletesNetwork: boolean;
  readonly functionArn: string;
}

/** All ids are those of one domain, so that nothing of another domain matches, in the same VPC or account. */
export function cleanupStatements(scope: IConstruct, target: CleanupScope): iam.PolicyStatement[] {
  return [
    ...runStatements(scope, target),
    ...studioStatements(target),
    ...(target.homeFileSystemId === undefined ? [] : fileSystemStatements(scope, target, target.homeFileSystemId)),
    ...(target.deletesNetwork ? networkStatements(scope, target) : []),
  ];
}

function runStatements(scope: IConstruct, { functionArn }: CleanupScope): iam.PolicyStatement[] {
  return [
    allow(
      'ReadOwnStack',
      ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
      [Stack.of(scope).stackId],
    ),
    allow('Continue', ['lambda:InvokeFunction'], [functionArn]),
  ];
}

function studioStatements({ domain }: CleanupScope): iam.PolicyStatement[] {
  const members = (type: string) => arnInDomain(domain, type, '*');
  return [
    // IAM has no resource types for these lists.
    allow('List', ['sagemaker:ListApps', 'sagemaker:ListSpaces', 'sagemaker:ListUserProfiles'], ['*']),
    allow('DeleteApplications', ['sagemaker:DeleteApp'], [members('app')]),
    allow('DeleteSpaces', ['sagemaker:DeleteSpace'], [members('space')]),
    allow('DeleteUserProfiles', ['sagemaker:DeleteUserProfile'], [members('user-profile')]),
    allow('DeleteDomain', ['sagemaker:DeleteDomain', 'sagemaker:DescribeDomain'], [domain.domainArn]),
  ];
}

function fileSystemStatements(
  scope: IConstruct,
  { domain }: CleanupScope,
  homeFileSystemId: string,
): iam.PolicyStatement[] {
  const arn = Stack.of(scope).formatArn({
    service: 'elasticfilesystem',
    resource: 'file-system',
    resourceName: homeFileSystemId,
  });
  const read = ['elasticfilesystem:DescribeFileSystems', 'elasticfilesystem:DescribeMountTargets'];
  const remove = ['elasticfilesystem:DeleteFileSystem', 'elasticfilesystem:DeleteMountTarget'];
  return [
    allow('ReadFileSystem', read, [arn]),
    allow('DeleteFileSystem', remove, [arn], { StringEquals: managedBy(domain) }),
  ];
}

/** Network interfaces have no tag of the domain, so the VPC must do. Interfaces in use cannot be deleted. */
function networkStatements(scope: IConstruct, { domain, vpcId }: CleanupScope): iam.PolicyStatement[] {
  const inVpc = { ArnLike: { 'ec2:Vpc': ec2Arn(scope, 'vpc', vpcId, '*') } };
  return [
    allow('ReadNetwork', ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups'], ['*']),
    allow(
      'DeleteSecurityGroups',
      ['ec2:DeleteSecurityGroup', 'ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
      [ec2Arn(scope, 'security-group', '*')],
      { ...inVpc, StringEquals: managedBy(domain) },
    ),
    // EFS requires it from whoever deletes a mount target.
    allow('DeleteNetworkInterfaces', ['ec2:DeleteNetworkInterface'], [ec2Arn(scope, 'network-interface', '*')], inVpc),
  ];
}

function managedBy(domain: IDomain): Record<string, string> {
  return { [`aws:ResourceTag/${MANAGED_BY_TAG}`]: domain.domainArn };
}

/** A shared VPC belongs to another account. */
function ec2Arn(scope: IConstruct, resource: string, resourceName: string, account?: string): string {
  return Stack.of(scope).formatArn({
    service: 'ec2',
    resource,
    resourceName,
    account,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

function allow(
  sid: string,
  actions: string[],
  resources: string[],
  conditions?: Record<string, Record<string, string>>,
): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, actions, resources, conditions });
}
