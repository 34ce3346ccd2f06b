import { CustomResource, Duration } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { Construct, type IConstruct } from 'constructs';
import { faultText, SecureSageMakerError } from '../../private/errors';
import { BundledFunction } from '../../private/lambda/function';
import { logOptionsFor } from '../../private/lambda/log-group';
import { managedPolicy } from '../../private/policies/managed-policy';
import { warn } from '../../private/warnings';
import type { IDomain } from '../domain/idomain';
import { HomeFileSystem } from '../domain/props';
import { DomainRegistry } from '../domain/registry';
import type { CleanupProperties, CleanupTask } from '../shared/domain-cleanup';
import { cleanupFaults, retentionFaults } from './checks';
import { membersOf } from './members';
import { cleanupStatements } from './permissions';
import { type DomainCleanupProps, HomeFileSystemRemoval } from './props';

/** The maximum of Lambda. */
const TIMEOUT = Duration.minutes(15);
/** The maximum of CloudFormation. */
const SERVICE_TIMEOUT = Duration.hours(1);

/**
 * Removes a Studio domain completely when its stack is deleted, or when the creation of its stack is rolled back. CloudFormation
 * cannot delete a domain in which there are applications, spaces or user profiles that were created outside the stack, and leaves
 * its file system, network interfaces and security groups behind.
 *
 * Deletes, in this order: the applications; the spaces and user profiles that are not in the stack; the domain with its home file
 * system, if that is not kept; and the security groups and detached network interfaces that SageMaker created for the file system.
 * It does the same for a domain that an update has replaced. It deletes nothing when it is removed from the stack, or when an
 * update is rolled back. Nothing of another domain is deleted.
 *
 * Each of its two steps takes up to 50 minutes. If that is not enough, the deletion of the stack fails with a list of what is
 * left, and another deletion continues.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/gs-studio-delete-domain.html
 */
export class DomainCleanup extends Construct {
  /** The domain. */
  public readonly domain: IDomain;
  /** The role that deletes. A guardrail that denies deleting domains or applications needs an exemption for it. */
  public readonly role: iam.IRole;
  /** The log group that states what was deleted and why. */
  public readonly logGroup: logs.ILogGroup;

  private readonly vpcId: string;
  private readonly cleaner: BundledFunction;

  constructor(scope: Construct, id: string, props: DomainCleanupProps) {
    super(scope, id);
    const { domain } = props;
    const resource = resourceOf(domain);
    SecureSageMakerError.throwIfAny(this, cleanupFaults(this, domain, resource));
    this.domain = domain;
    this.vpcId = DomainRegistry.of(domain).metadata.vpc!.vpcId;
    this.cleaner = this.createFunction(props);
    this.role = this.cleaner.role;
    this.logGroup = this.cleaner.logGroup;
    this.createSteps(resource!, props);
    this.node.addValidation({ validate: () => retentionFaults(resource!).map(faultText) });
    this.warnOfLoss(resource!, props);
  }

  private createFunction(props: DomainCleanupProps): BundledFunction {
    const { logEncryptionKey: encryptionKey, logRetention, logRemovalPolicy: removalPolicy } = props;
    return new BundledFunction(this, 'Function', {
      ...logOptionsFor(this, { encryptionKey, logRetention, removalPolicy }),
      bundle: 'studio/cleanup',
      description: 'Deletes a Studio domain with everything that belongs to it',
      timeout: TIMEOUT,
    });
  }

  /** CloudFormation deletes in the reverse order of creation: applications, members of the domain, everything else, domain. */
  private createSteps(resource: sagemaker.CfnDomain, props: DomainCleanupProps): void {
    const permissions = this.createPolicy(resource, props);
    const [rest, applications] = (['Domain', 'Applications'] as const).map((task) =>
      this.createStep(task, resource, props),
    );
    rest.node.addDependency(permissions);
    applications.node.addDependency(permissions, rest, membersOf(resource));
    DomainRegistry.of(this.domain).cleanup = rest;
  }

  /**
   * The description replaces the policy together with the domain, and CloudFormation deletes the previous policy last. Otherwise,
   * an update would take away the permissions for the previous domain before that one is deleted.
   */
  private createPolicy(resource: sagemaker.CfnDomain, { homeFileSystem }: DomainCleanupProps): iam.ManagedPolicy {
    const keepsFileSystem = hasFileSystem(resource) && homeFileSystem === HomeFileSystemRemoval.KEEP;
    const hasToDelete = hasFileSystem(resource) && !keepsFileSystem;
    const statements = cleanupStatements(this, {
      domain: this.domain,
      vpcId: this.vpcId,
      homeFileSystemId: hasToDelete ? resource.attrHomeEfsFileSystemId : undefined,
      deletesNetwork: !keepsFileSystem,
      functionArn: this.cleaner.handler.functionArn,
    });
    return managedPolicy(this, 'Permissions', {
      description: `Deletes the Studio domain ${this.domain.domainId}`,
      roles: [this.role],
      statements,
    });
  }

  private createStep(
    task: CleanupTask,
    resource: sagemaker.CfnDomain,
    { homeFileSystem }: DomainCleanupProps,
  ): CustomResource {
    const properties: CleanupProperties = {
      Task: task,
      DomainId: this.domain.domainId,
      DomainArn: this.domain.domainArn,
      DomainLogicalId: resource.logicalId,
      VpcId: this.vpcId,
      HomeFileSystemId: hasFileSystem(resource) ? resource.attrHomeEfsFileSystemId : undefined,
      HomeFileSystem: homeFileSystem,
    };
    return new CustomResource(this, task, {
      serviceToken: this.cleaner.handler.functionArn,
      resourceType: `Custom::Studio${task}Cleanup`,
      serviceTimeout: SERVICE_TIMEOUT,
      properties: { ...properties },
    });
  }

  private warnOfLoss(resource: sagemaker.CfnDomain, { homeFileSystem }: DomainCleanupProps): void {
    const members = 'the volumes of all its spaces, whoever created them';
    if (hasFileSystem(resource) && homeFileSystem === HomeFileSystemRemoval.DELETE) {
      const kept = 'Use HomeFileSystemRemoval.KEEP, or back up the file system.';
      warn(this, 'studio.homeFileSystemDeleted', `The same goes for ${members}. ${kept}`);
      return;
    }
    warn(this, 'studio.userDataDeleted', `Deleting the stack deletes ${members}. Remove the cleanup to keep them.`);
  }
}

/** Undefined for an imported domain. */
function resourceOf(domain: IConstruct): sagemaker.CfnDomain | undefined {
  const resource = domain.node.defaultChild;
  return sagemaker.CfnDomain.isCfnDomain(resource) ? resource : undefined;
}

function hasFileSystem({ homeEfsFileSystemCreation }: sagemaker.CfnDomain): boolean {
  return homeEfsFileSystemCreation !== HomeFileSystem.DISABLED;
}
