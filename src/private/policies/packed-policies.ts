import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IDependable } from 'constructs';
import { MANAGED_POLICY_QUOTA } from '../limits';
import { managedPolicy } from './managed-policy';
import { policySize } from './policy-size';

interface PackedPolicy {
  readonly policy: iam.ManagedPolicy;
  readonly document: iam.PolicyDocument;
  size: number;
}

export interface PackedPoliciesProps {
  /** The role to which the policies are attached. */
  readonly role: iam.IRole;
  /** The path of the policies. */
  readonly path?: string;
}

/** What a document takes besides its statements with a comma behind each; the last one has none. */
const FRAME_SIZE = JSON.stringify({ Statement: [], Version: '2012-10-17' }).length - 1;

/**
 * Customer managed policies that take statements as they come and never grow beyond the quota: a statement that does
 * not fit opens the next policy. Inline policies are not used, because compliance packs reject them.
 */
export class PackedPolicies {
  private readonly packed: PackedPolicy[] = [];
  private readonly seen = new Map<string, iam.ManagedPolicy>();

  constructor(
    private readonly scope: Construct,
    private readonly props: PackedPoliciesProps,
  ) {}

  /** Adds a statement and gives the policy that holds it. */
  public add(statement: iam.PolicyStatement): IDependable {
    const json = statement.toStatementJson();
    const text = JSON.stringify(json);
    const twin = this.seen.get(text);
    if (twin) {
      return twin;
    }
    const size = policySize(this.scope, json).atMost + 1;
    const place = this.packed.find((candidate) => candidate.size + size <= MANAGED_POLICY_QUOTA) ?? this.open();
    place.document.addStatements(statement);
    place.size += size;
    this.seen.set(text, place.policy);
    return place.policy;
  }

  private open(): PackedPolicy {
    const { role, path } = this.props;
    const number = this.packed.length + 1;
    const document = new iam.PolicyDocument({ minimize: true });
    const id = number === 1 ? 'Permissions' : `Permissions${number}`;
    const policy = managedPolicy(this.scope, id, { document, path, roles: [role] }, { reportedAt: this.scope });
    const place = { policy, document, size: FRAME_SIZE };
    this.packed.push(place);
    return place;
  }
}
