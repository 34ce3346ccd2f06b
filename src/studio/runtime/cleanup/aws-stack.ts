import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { StackPort, StackResource } from './ports';

/** Stacks of CloudFormation. */
export class Stacks implements StackPort {
  public constructor(private readonly client: CloudFormationClient) {}

  public async status(stackId: string): Promise<string> {
    const { Stacks: stacks } = await this.client.send(new DescribeStacksCommand({ StackName: stackId }));
    return stacks?.[0]?.StackStatus ?? 'unknown';
  }

  public async resources(stackId: string): Promise<StackResource[]> {
    const resources: StackResource[] = [];
    for await (const page of paginateListStackResources({ client: this.client }, { StackName: stackId })) {
      for (const one of page.StackResourceSummaries ?? []) {
        resources.push({
          logicalId: one.LogicalResourceId ?? '',
          physicalId: one.PhysicalResourceId ?? '',
          type: one.ResourceType ?? '',
          status: one.ResourceStatus ?? '',
        });
      }
    }
    return resources;
  }
}
