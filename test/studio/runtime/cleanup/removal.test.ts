import {
  ALL,
  applications,
  arnOf,
  leftOf as left,
  loopbackWithTwoDomains,
  NOTHING,
  OTHER,
  OWN,
  resourceOf,
  rest,
  run,
  VPC,
} from './deletion';
import { MINUTE } from './fake-clock';

const aws = loopbackWithTwoDomains();

const leftOf = (domainId: string) => left(aws, domainId);

describe('the deletion of a stack', () => {
  test('removes a domain with everything in and around it, and nothing of a domain with the same name', async () => {
    const first = await run(aws, applications());
    expect(first.response).toEqual({ status: 'SUCCESS', physicalId: OWN });
    const second = await run(aws, rest());
    expect(second.response).toEqual({ status: 'SUCCESS', physicalId: OWN });
    expect(leftOf(OWN)).toEqual(NOTHING);
    expect(leftOf(OTHER)).toEqual(ALL);
    expect(JSON.stringify(aws.writes)).not.toContain(OTHER);
  });

  test('first deletes the applications, and then the spaces that the stack does not have', async () => {
    aws.studio.addSpace(OWN, 'of-stack', 'alice');
    aws.studio.addApp(OWN, { SpaceName: 'of-stack' });
    aws.stack.resources.push(resourceOf('Space', 'AWS::SageMaker::Space', `${OWN}|of-stack`));
    await run(aws, applications());
    expect(aws.writes.map(({ operation }) => operation)).toEqual([
      'DeleteApp',
      'DeleteApp',
      'DeleteApp',
      'DeleteSpace',
    ]);
    expect(leftOf(OWN)).toEqual({ ...ALL, apps: 0, spaces: 1 });
    expect(aws.studio.spaces.filter(({ DomainId }) => DomainId === OWN).map(({ name }) => name)).toEqual(['of-stack']);
  });

  test('deletes applications, spaces, user profiles, domain, mount targets, file system and security groups in this order', async () => {
    await run(aws, rest());
    const operations = aws.writes.map(({ operation }) => operation);
    const order = [...new Set(operations)];
    expect(order).toEqual([
      'DeleteApp',
      'DeleteSpace',
      'DeleteUserProfile',
      'DeleteDomain',
      'Delete mount-targets',
      'Delete file-systems',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'DeleteSecurityGroup',
    ]);
  });

  test('asks SageMaker to delete the home file system, and does nothing more if it has deleted everything', async () => {
    aws.studio.onDomainGone = (domain) => {
      expect(domain.retention).toBe('Delete');
      const { network } = aws;
      network.fileSystems = network.fileSystems.filter(({ id }) => id !== domain.HomeEfsFileSystemId);
      network.mountTargets = network.mountTargets.filter(({ fileSystem }) => fileSystem !== domain.HomeEfsFileSystemId);
      network.groups = network.groups.filter(({ managedBy }) => managedBy !== arnOf(OWN));
    };
    await run(aws, rest());
    expect(leftOf(OWN)).toEqual(NOTHING);
    expect(aws.writes[aws.writes.length - 1].operation).toBe('DeleteDomain');
  });

  test('keeps the file system and what it needs if the home folders are kept', async () => {
    const { response } = await run(aws, rest({ HomeFileSystem: 'Retain' }));
    expect(response.status).toBe('SUCCESS');
    expect(leftOf(OWN)).toEqual({ ...NOTHING, fileSystems: 1, mountTargets: 2, groups: 2 });
    expect(aws.writes.find(({ operation }) => operation === 'DeleteDomain')?.input).toEqual({
      DomainId: OWN,
      RetentionPolicy: { HomeEfsFileSystem: 'Retain' },
    });
  });

  test('removes the security groups of a domain that never had a file system', async () => {
    aws.network.fileSystems = [];
    aws.network.mountTargets = [];
    aws.network.interfaces = [];
    await run(aws, rest({ HomeFileSystemId: undefined, HomeFileSystem: 'Retain' }));
    expect(leftOf(OWN)).toEqual(NOTHING);
  });

  test('waits for applications that take minutes, without another call for each of them', async () => {
    aws.studio.minutes.app = 9;
    const { minutes } = await run(aws, applications());
    expect(minutes).toBeGreaterThanOrEqual(9);
    expect(aws.count('DeleteApp')).toBe(2);
  });

  test('waits until an application that starts can be deleted', async () => {
    aws.studio.addApp(OWN, {
      AppName: 'slow',
      UserProfileName: 'alice',
      Status: 'Pending',
      until: aws.clock.now() + 4 * MINUTE,
    });
    const { response } = await run(aws, applications());
    expect(response.status).toBe('SUCCESS');
    expect(aws.count('DeleteApp')).toBe(3);
  });

  test('leaves failed and deleted applications alone, which do not block', async () => {
    aws.studio.addApp(OWN, { AppName: 'failed', UserProfileName: 'alice', Status: 'Failed' });
    aws.studio.addApp(OWN, { AppName: 'deleted', UserProfileName: 'alice', Status: 'Deleted' });
    const { response } = await run(aws, rest());
    expect(response.status).toBe('SUCCESS');
    expect(aws.count('DeleteApp')).toBe(2);
    expect(leftOf(OWN)).toEqual(NOTHING);
  });

  test('deletes 300 applications on several pages, a hundred in one pass', async () => {
    for (let number = 0; number < 298; number++) {
      aws.studio.addApp(OWN, { AppName: `app-${number}`, SpaceName: 'alice-space' });
    }
    const deletions = new Map<number, number>();
    aws.interrupt = (operation) => {
      const time = aws.clock.now();
      deletions.set(time, (deletions.get(time) ?? 0) + (operation === 'DeleteApp' ? 1 : 0));
      return undefined;
    };
    const { response } = await run(aws, applications());
    expect(response.status).toBe('SUCCESS');
    expect([...deletions.values()].filter((count) => count > 0)).toEqual([100, 100, 100]);
  });

  test('deletes a user profile that comes back, and an application that is started meanwhile', async () => {
    let comebacks = 2;
    aws.interrupt = (operation) => {
      if (operation === 'DeleteDomain' && comebacks-- > 0) {
        aws.studio.addProfile(OWN, 'alice');
        aws.studio.addApp(OWN, { AppName: `again-${comebacks}`, UserProfileName: 'alice' });
      }
      return undefined;
    };
    const { response } = await run(aws, rest());
    expect(response.status).toBe('SUCCESS');
    expect(aws.count('DeleteUserProfile')).toBe(3);
    expect(leftOf(OWN)).toEqual(NOTHING);
  });

  test('calls again for a domain whose deletion failed', async () => {
    aws.studio.failedDeletions = 1;
    const { response } = await run(aws, rest());
    expect(response.status).toBe('SUCCESS');
    expect(aws.count('DeleteDomain')).toBe(2);
  });

  test('deletes the security groups when their hidden dependencies are gone', async () => {
    aws.network.dependencyViolations = 5;
    const { response } = await run(aws, rest());
    expect(response.status).toBe('SUCCESS');
    expect(aws.count('DeleteSecurityGroup')).toBe(7);
    expect(leftOf(OWN)).toEqual(NOTHING);
  });

  test('deletes a network interface that a service has left behind, once it is detached', async () => {
    aws.network.interfaces.push({
      id: 'eni-app',
      groups: [`sg-outbound-${OWN}`],
      status: 'in-use',
      until: aws.clock.now() + 20 * MINUTE,
    });
    const { response } = await run(aws, rest());
    expect(response.status).toBe('SUCCESS');
    expect(aws.network.interfaces.map(({ id }) => id)).toEqual([`eni-fs-${OTHER}-a`, `eni-fs-${OTHER}-b`]);
  });

  test('leaves a security group alone that has the tag of the domain and another name', async () => {
    aws.network.groups.push({
      id: 'sg-tagged',
      name: 'production',
      vpcId: VPC,
      managedBy: arnOf(OWN),
      ingress: ['sg-x'],
      egress: [],
    });
    await run(aws, rest());
    const tagged = aws.network.groups.find(({ id }) => id === 'sg-tagged');
    expect(tagged?.ingress).toEqual(['sg-x']);
  });

  test('leaves a security group alone that has the name of the domain and not its tag', async () => {
    const name = `security-group-for-inbound-nfs-${OWN}`;
    aws.network.groups.push({ id: 'sg-named', name, vpcId: 'vpc-2', ingress: [], egress: [] });
    await run(aws, rest());
    expect(aws.network.groups.map(({ id }) => id)).toContain('sg-named');
  });

  test('continues in another invocation before Lambda stops the function, and keeps its deadline', async () => {
    aws.studio.minutes.app = 20;
    const { response, invocations, minutes } = await run(aws, applications());
    expect(response.status).toBe('SUCCESS');
    expect(invocations).toBe(2);
    expect(minutes).toBeLessThan(25);
  });
});
