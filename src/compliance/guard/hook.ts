import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ArnFormat, Aws, CfnGuardHook, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { knownPartition } from '../../private/arn';
import { checkFormat, checkMaxItems, checkNotEmpty, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { HOOK_ALIAS, HOOK_STACK_NAME } from '../../private/formats';
import { uniqueName } from '../../private/life-cycle/names';
import { claimName, repetitionFaults } from '../../private/life-cycle/unique';
import { HOOK_ALIAS_PART_MAX, HOOK_STACKS_MAX } from '../../private/limits';
import { managedPolicy, watchRole } from '../../private/policies/managed-policy';
import { warn } from '../../private/warnings';
import { type GuardHookProps, HookFailureMode, HookOperation, HookStatus } from './hook-props';
import { GuardRules } from './rules';

/** Partitions whose CloudFormation has no Guard hooks. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-guardhook.html */
const WITHOUT_HOOKS = ['aws-cn', 'aws-us-gov'];

const PRINCIPAL = 'hooks.cloudformation.amazonaws.com';
const RESOURCE_OPERATIONS = [HookOperation.RESOURCE, HookOperation.CLOUD_CONTROL];

/**
 * A CloudFormation hook that rejects noncompliant notebook instances, domains, and roles when they are created or updated, in
 * all stacks of its account and region and with Cloud Control API. It evaluates the rules of this library, with all values known,
 * and does not see resources that exist already or that are created by other calls, for which there are guardrails.
 *
 * The hook replaces itself if its alias or its role changes.
 *
 * @example
 * new compliance.GuardHook(this, 'Hook');
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/guard-hooks.html
 */
export class GuardHook extends Construct {
  /** The rules that the hook evaluates. */
  public readonly rules: GuardRules;

  /** The ARN of the hook. */
  public readonly hookArn: string;

  /** The name of the hook. */
  public readonly alias: string;

  /** The role with which the hook reads the rules and writes reports. */
  public readonly role: iam.IRole;

  /**
   * @param scope The scope of the construct.
   * @param id The id of the construct.
   * @param props What the hook evaluates, and what follows from it.
   */
  constructor(scope: Construct, id: string, props: GuardHookProps = {}) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, [...regionFaults(this), ...hookFaults(props)]);
    const { failureMode = HookFailureMode.FAIL, status = HookStatus.ENABLED, operations = RESOURCE_OPERATIONS } = props;
    this.rules = props.rules ?? new GuardRules();
    this.alias = props.alias ?? `Private::Guard::${uniqueName(() => hook, HOOK_ALIAS_PART_MAX, '')}`;
    const file = this.rulesFile();
    const role = this.executionRole();
    const permissions = this.permissions(role, file, props);
    this.role = role;
    const hook: CfnGuardHook = new CfnGuardHook(this, 'Resource', {
      alias: this.alias,
      executionRole: role.roleArn,
      failureMode,
      hookStatus: status,
      targetOperations: [...operations],
      ruleLocation: { uri: file.s3ObjectUrl },
      logBucket: props.logBucket?.bucketName,
      stackFilters: stackFilters(props),
    });
    // The class of CDK asks for a list of targets, which excludes these filters.
    hook.addPropertyOverride('TargetFilters', targetFilters(operations, this.rules));
    // The hook must be able to read its rules from the moment it runs.
    hook.node.addDependency(permissions);
    this.hookArn = hook.attrHookArn;
    claimName(this, 'alias', () => hook.alias);
    this.warnings(failureMode, status);
  }

  /** The name of an asset is a hash of its contents, so the same rules have the same name, and other rules another one. */
  private rulesFile(): Asset {
    const folder = mkdtempSync(join(tmpdir(), 'guard-rules-'));
    const asset = new Asset(this, 'Rules', { path: this.rules.writeTo(join(folder, 'rules.guard')) });
    // If assets are not staged, the deployment reads the file from the source folder.
    if (!isAbsolute(asset.assetPath)) {
      rmSync(folder, { recursive: true });
    }
    return asset;
  }

  /** Only CloudFormation hooks of this account and region can assume the role. */
  private executionRole(): iam.Role {
    const hooks = Stack.of(this).formatArn({
      service: 'cloudformation',
      resource: 'type/hook',
      resourceName: '*',
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal(PRINCIPAL, {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnLike: { 'aws:SourceArn': hooks } },
      }),
      description: 'Reads the Guard rules of a CloudFormation hook',
    });
    watchRole(this, role);
    return role;
  }

  private permissions(
    role: iam.Role,
    { bucket, s3ObjectKey }: Asset,
    { logBucket }: GuardHookProps,
  ): iam.ManagedPolicy {
    const policy = managedPolicy(this, 'Policy', {
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          sid: 'ReadRules',
          actions: ['s3:GetObject', 's3:GetObjectVersion'],
          resources: [bucket.arnForObjects(s3ObjectKey)],
        }),
        new iam.PolicyStatement({ sid: 'FindRules', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
      ],
    });
    if (logBucket) {
      policy.addStatements(
        new iam.PolicyStatement({
          sid: 'WriteReports',
          actions: ['s3:PutObject'],
          resources: [logBucket.arnForObjects('*')],
        }),
      );
      logBucket.encryptionKey?.grant(policy, 'kms:GenerateDataKey');
    }
    return policy;
  }

  private warnings(failureMode: HookFailureMode, status: HookStatus): void {
    if (failureMode === HookFailureMode.WARN) {
      warn(this, 'compliance.hookOnlyWarns', 'Leave failureMode out once stacks meet the rules.');
    }
    if (status === HookStatus.DISABLED) {
      warn(this, 'compliance.hookDisabled', 'Leave status out to enable it.');
    }
  }
}

function regionFaults(scope: Construct): Fault[] {
  const partition = knownPartition(scope);
  const message = `a Guard hook must be in a partition whose CloudFormation has the resource type AWS::CloudFormation::GuardHook, got ${partition}: evaluate templates with GuardRules and cfn-guard before they are deployed`;
  return check(!WITHOUT_HOOKS.includes(partition ?? ''), 'UnsupportedRegion', message);
}

function hookFaults({ alias, operations, excludedStacks }: GuardHookProps): Fault[] {
  return [
    ...faultsOf('InvalidHook', [
      ...checkFormat('alias', alias, HOOK_ALIAS),
      ...checkNotEmpty('operations', operations),
      ...checkNotEmpty('excludedStacks', excludedStacks),
      ...checkMaxItems('excludedStacks', excludedStacks, HOOK_STACKS_MAX),
      ...knownItems(excludedStacks).flatMap((name, index) =>
        checkFormat(`excludedStacks[${index}]`, name, HOOK_STACK_NAME),
      ),
    ]),
    ...repetitionFaults('operations', operations),
    ...repetitionFaults('excludedStacks', excludedStacks),
  ];
}

function stackFilters({ excludedStacks }: GuardHookProps): CfnGuardHook.StackFiltersProperty | undefined {
  return excludedStacks && { filteringCriteria: 'ALL', stackNames: { exclude: excludedStacks } };
}

/** Deleted resources have no properties. AWS documents types of resources only as targets of operations on resources. */
function targetFilters(operations: readonly HookOperation[], rules: GuardRules): object {
  const onlyResources = operations.every((operation) => RESOURCE_OPERATIONS.includes(operation));
  return {
    Actions: ['CREATE', 'UPDATE'],
    InvocationPoints: ['PRE_PROVISION'],
    TargetNames: onlyResources ? rules._resourceTypes : undefined,
  };
}
