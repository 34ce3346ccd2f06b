import { Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { check, type Fault, faultText } from '../errors';
import { claimGlobalName } from '../life-cycle/unique';
import { MANAGED_POLICIES_PER_HOLDER, MANAGED_POLICY_QUOTA } from '../limits';
import { rolePath } from '../roles';
import { Attachments, type Holder } from './attachments';
import { policySize } from './policy-size';

export interface ManagedPolicyOptions {
  /** The construct at which faults are reported. @default - the policy */
  readonly reportedAt?: Construct;
  /** How many managed policies the account grants to what the policy is attached to. @default - what IAM grants everybody */
  readonly maxAttached?: number;
  /** What to do about a policy that is too long. */
  readonly ifTooLong?: string;
}

/**
 * A customer managed policy that keeps to the quotas of IAM: its own length, and the number of policies of every role, user, and
 * group that has it, no matter which code attaches the policies. The library creates every managed policy here.
 */
export function managedPolicy(
  scope: Construct,
  id: string,
  props: iam.ManagedPolicyProps,
  options: ManagedPolicyOptions = {},
): iam.ManagedPolicy {
  const path = props.path ?? pathOf(props.roles);
  const policy = new iam.ManagedPolicy(scope, id, { ...props, path });
  const { reportedAt = policy, ifTooLong = 'grant in several statements' } = options;
  claimGlobalName(policy, 'policyName', () => (policy.node.defaultChild as iam.CfnManagedPolicy).managedPolicyName);
  AttachmentQuota.of(scope).watch(reportedAt, policy, options.maxAttached);
  reportedAt.node.addValidation({ validate: () => lengthFaults(policy, ifTooLong).map(faultText) });
  return policy;
}

/** The policy of a single role has the path of the role: a role that deploys may be limited to a path. */
function pathOf(roles: readonly iam.IRole[] = []): string | undefined {
  return roles.length === 1 ? rolePath(roles[0]) : undefined;
}

/** Holds a role of this library to the quota, even if all of its policies come from elsewhere. */
export function watchRole(reportedAt: Construct, role: iam.Role): void {
  AttachmentQuota.of(role).watch(reportedAt, role);
}

/** A single statement can be too long, and a token can turn out longer than it looked when the policy was packed. */
function lengthFaults(policy: iam.ManagedPolicy, ifTooLong: string): Fault[] {
  const { atLeast } = policySize(policy, policy.document);
  return check(
    atLeast <= MANAGED_POLICY_QUOTA,
    'ManagedPolicyTooLong',
    `${policy.node.path} must have at most ${MANAGED_POLICY_QUOTA} characters, got ${atLeast}: ${ifTooLong}`,
  );
}

/** A policy, or a role, with the number of policies that its holders may have. */
interface Watched {
  readonly path: string;
  readonly maxAttached: number;
}

/** The managed policies of a stage. No role, user, or group may have too many of them. */
class AttachmentQuota {
  private static readonly ofStages = new WeakMap<IConstruct, AttachmentQuota>();

  public static of(scope: IConstruct): AttachmentQuota {
    const stage = Stage.of(scope) ?? scope.node.root;
    const quota = AttachmentQuota.ofStages.get(stage) ?? new AttachmentQuota(stage);
    AttachmentQuota.ofStages.set(stage, quota);
    return quota;
  }

  private readonly watched: Watched[] = [];
  private overfull?: readonly Holder[];

  private constructor(private readonly stage: IConstruct) {
    // CDK validates a stage before everything in it, so each synthesis begins with what is attached by then.
    stage.node.addValidation({
      validate: () => {
        this.overfull = undefined;
        return [];
      },
    });
  }

  public watch(reportedAt: Construct, subject: IConstruct, maxAttached = 0): void {
    const resource = subject.node.defaultChild ?? subject;
    const watched = { path: resource.node.path, maxAttached };
    this.watched.push(watched);
    reportedAt.node.addValidation({ validate: () => this.faults(watched).map(faultText) });
  }

  /** The holders that have too many, each reported once: by the first of all that are watched there. */
  private faults(watched: Watched): Fault[] {
    this.overfull ??= Attachments.below(this.stage).all().filter(exceedsDefault);
    return this.overfull.flatMap((holder) => {
      const there = this.watched.filter(({ path }) => path === holder.name || holder.policies.has(path));
      return there[0] === watched ? quotaFaults(holder, there) : [];
    });
  }
}

function exceedsDefault({ kind, policies }: Holder): boolean {
  return policies.size > MANAGED_POLICIES_PER_HOLDER[kind];
}

function quotaFaults({ kind, name, policies }: Holder, watched: readonly Watched[]): Fault[] {
  const max = Math.max(MANAGED_POLICIES_PER_HOLDER[kind], ...watched.map(({ maxAttached }) => maxAttached));
  const list = [...policies].map(withoutResource).sort().join(', ');
  return check(
    policies.size <= max,
    'TooManyManagedPolicies',
    `a ${kind} must have at most ${max} managed policies, got ${policies.size}: grant to several ${kind}s, or grant more coarsely. ${withoutResource(name)} has ${list}`,
  );
}

/** The path of the construct that people know. */
function withoutResource(path: string): string {
  return path.replace(/\/Resource$/, '');
}
