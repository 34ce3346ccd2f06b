import {
  CloudFormationClient,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { LIST_METADATA } from '../../shared/directory-reconciler';

/** A list as CloudFormation has deployed it, which nobody can change without a deployment. */
export interface DeployedList {
  /** Such as `UPDATE_COMPLETE`. */
  readonly status: string;
  /** The properties of the custom resource, not yet validated. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The stack of the reconciler. */
export interface StackPort {
  /** Such as `UPDATE_IN_PROGRESS`. */
  status(): Promise<string>;
  list(logicalId: string): Promise<DeployedList>;
}

const ATTEMPTS = 6;

export function cloudFormationClient(): CloudFormationClient {
  return new CloudFormationClient({ maxAttempts: ATTEMPTS });
}

export class CloudFormationStack implements StackPort {
  public constructor(
    private readonly client: CloudFormationClient,
    private readonly stackId: string,
  ) {}

  public async status(): Promise<string> {
    const { Stacks = [] } = await this.client.send(new DescribeStacksCommand({ StackName: this.stackId }));
    return Stacks[0]?.StackStatus ?? '';
  }

  public async list(logicalId: string): Promise<DeployedList> {
    const command = new DescribeStackResourceCommand({ StackName: this.stackId, LogicalResourceId: logicalId });
    const { StackResourceDetail: detail } = await this.client.send(command);
    return { status: detail?.ResourceStatus ?? '', properties: propertiesIn(detail?.Metadata) };
  }
}

function propertiesIn(metadata: string | undefined): DeployedList['properties'] {
  const parsed = JSON.parse(metadata ?? '{}');
  return parsed?.[LIST_METADATA] ?? {};
}
