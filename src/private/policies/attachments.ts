import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { certainTexts } from './certain-texts';

/** What managed policies can be attached to. */
export type HolderKind = 'role' | 'user' | 'group';

/** A role, user or group with the managed policies that a deployment certainly attaches to it. */
export interface Holder {
  readonly kind: HolderKind;
  /** The path of its resource, or its name if the app does not create it. */
  readonly name: string;
  /** The policies, each by the path of its resource or by its ARN. */
  readonly policies: Set<string>;
}

/**
 * The managed policies of all roles, users, and groups in a tree of constructs: those that the role, user, or group names, and
 * those that name it, whichever construct, method, or L1 property did it. Values that only the deployment knows are not counted:
 * lists that are tokens, values of `Fn::If`, and policies with a condition.
 */
export class Attachments {
  public static below(root: IConstruct): Attachments {
    return new Attachments(root.node.findAll());
  }

  private readonly byName = new Map<string, Holder>();
  private readonly byPath = new Map<string, Holder>();

  private constructor(constructs: readonly IConstruct[]) {
    for (const construct of constructs) {
      this.readHolder(construct);
    }
    for (const construct of constructs) {
      if (iam.CfnManagedPolicy.isCfnManagedPolicy(construct) && !construct.cfnOptions.condition) {
        this.readPolicy(construct);
      }
    }
  }

  public all(): Holder[] {
    return [...new Set([...this.byPath.values(), ...this.byName.values()])];
  }

  private readHolder(construct: IConstruct): void {
    if (iam.CfnRole.isCfnRole(construct)) {
      this.add('role', construct, construct.roleName);
    } else if (iam.CfnUser.isCfnUser(construct)) {
      this.add('user', construct, construct.userName);
    } else if (iam.CfnGroup.isCfnGroup(construct)) {
      this.add('group', construct, construct.groupName);
    }
  }

  private add(kind: HolderKind, resource: iam.CfnRole | iam.CfnUser | iam.CfnGroup, physicalName?: string): void {
    const { path } = resource.node;
    const holder = { kind, name: path, policies: new Set(certainTexts(resource, resource.managedPolicyArns)) };
    this.byPath.set(path, holder);
    for (const name of certainTexts(resource, [physicalName])) {
      this.byName.set(nameKey(kind, resource, name), holder);
    }
  }

  private readPolicy(policy: iam.CfnManagedPolicy): void {
    const named = { role: policy.roles, user: policy.users, group: policy.groups };
    for (const [kind, names] of Object.entries(named)) {
      for (const name of certainTexts(policy, names)) {
        this.holderNamed(kind as HolderKind, policy, name).policies.add(policy.node.path);
      }
    }
  }

  /** By the resource that is referred to, or by a name that some other resource may have. */
  private holderNamed(kind: HolderKind, policy: iam.CfnManagedPolicy, name: string): Holder {
    const key = nameKey(kind, policy, name);
    const holder = this.byPath.get(name) ?? this.byName.get(key) ?? { kind, name, policies: new Set<string>() };
    this.byName.set(key, holder);
    return holder;
  }
}

/** IAM does not tell names apart by the case of their letters. */
function nameKey(kind: HolderKind, scope: IConstruct, name: string): string {
  return [kind, Stack.of(scope).account, name.toLowerCase()].join(' ');
}
