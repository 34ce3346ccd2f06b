import {
  DeleteNetworkInterfaceCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  type SecurityGroup as Ec2SecurityGroup,
  type IpPermission,
  paginateDescribeNetworkInterfaces,
  paginateDescribeSecurityGroups,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import {
  DeleteFileSystemCommand,
  DeleteMountTargetCommand,
  DescribeFileSystemsCommand,
  type EFSClient,
  paginateDescribeMountTargets,
} from '@aws-sdk/client-efs';
import { MANAGED_BY_TAG } from '../../shared/domain-cleanup';
import type { FileSystem, FileSystemPort, MountTarget, NetworkInterface, NetworkPort, SecurityGroup } from './ports';

/** File systems of Amazon EFS. */
export class EfsFileSystems implements FileSystemPort {
  public constructor(private readonly client: EFSClient) {}

  public async fileSystem(id: string): Promise<FileSystem> {
    const { FileSystems = [] } = await this.client.send(new DescribeFileSystemsCommand({ FileSystemId: id }));
    const [found] = FileSystems;
    const tag = found?.Tags?.find(({ Key }) => Key === MANAGED_BY_TAG);
    return { status: found?.LifeCycleState ?? 'deleted', managedBy: tag?.Value };
  }

  public async mountTargets(fileSystemId: string): Promise<MountTarget[]> {
    const found: MountTarget[] = [];
    const input = { FileSystemId: fileSystemId };
    for await (const { MountTargets = [] } of paginateDescribeMountTargets({ client: this.client }, input)) {
      found.push(
        ...MountTargets.map(({ MountTargetId, LifeCycleState }) => ({
          id: MountTargetId ?? '',
          status: LifeCycleState ?? '',
        })),
      );
    }
    return found;
  }

  public async deleteMountTarget(id: string): Promise<void> {
    await this.client.send(new DeleteMountTargetCommand({ MountTargetId: id }));
  }

  public async deleteFileSystem(id: string): Promise<void> {
    await this.client.send(new DeleteFileSystemCommand({ FileSystemId: id }));
  }
}

/** Security groups and network interfaces of Amazon EC2. */
export class Ec2Network implements NetworkPort {
  public constructor(private readonly client: EC2Client) {}

  public async securityGroups(vpcId: string, domainArn: string): Promise<SecurityGroup[]> {
    const Filters = [
      { Name: 'vpc-id', Values: [vpcId] },
      { Name: `tag:${MANAGED_BY_TAG}`, Values: [domainArn] },
    ];
    const found: SecurityGroup[] = [];
    for await (const { SecurityGroups = [] } of paginateDescribeSecurityGroups({ client: this.client }, { Filters })) {
      found.push(...SecurityGroups.map(({ GroupId, GroupName }) => ({ id: GroupId ?? '', name: GroupName ?? '' })));
    }
    return found;
  }

  public async networkInterfaces(groupIds: readonly string[]): Promise<NetworkInterface[]> {
    const Filters = [{ Name: 'group-id', Values: [...groupIds] }];
    const found: NetworkInterface[] = [];
    for await (const page of paginateDescribeNetworkInterfaces({ client: this.client }, { Filters })) {
      for (const { NetworkInterfaceId, Status } of page.NetworkInterfaces ?? []) {
        found.push({ id: NetworkInterfaceId ?? '', status: Status ?? '' });
      }
    }
    return found;
  }

  public async deleteNetworkInterface(id: string): Promise<void> {
    await this.client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }));
  }

  public async revokeRules(groupIds: readonly string[]): Promise<void> {
    const { SecurityGroups = [] } = await this.client.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-id', Values: [...groupIds] }] }),
    );
    for (const group of SecurityGroups) {
      await this.revokeRulesOf(group);
    }
  }

  public async deleteSecurityGroup(id: string): Promise<void> {
    await this.client.send(new DeleteSecurityGroupCommand({ GroupId: id }));
  }

  private async revokeRulesOf({ GroupId, IpPermissions, IpPermissionsEgress }: Ec2SecurityGroup): Promise<void> {
    if (hasRules(IpPermissions)) {
      await this.client.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    }
    if (hasRules(IpPermissionsEgress)) {
      await this.client.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }));
    }
  }
}

function hasRules(permissions: readonly IpPermission[] = []): boolean {
  return permissions.length > 0;
}
