import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { KEY_ARN } from '../formats';
import { digest } from '../life-cycle/names';
import type { DeployedResource } from './deployed-resource';

/** The deployed security groups; undefined where they are not known one by one. */
export function keptSecurityGroups(
  scope: Construct,
  deployed: DeployedResource,
  path: string,
): ec2.ISecurityGroup[] | undefined {
  // The same group can be at several paths, and has the same id wherever it stands in the list.
  return deployed.texts(path)?.map((id, index) => {
    const key = digest(JSON.stringify([path, (deployed.value(path) as unknown[])[index]]));
    return ec2.SecurityGroup.fromSecurityGroupId(scope, `SecurityGroup${key}`, id);
  });
}

/** The deployed role, which is left as it is: what it lacks is reported. */
export function keptRole(scope: Construct, deployed: DeployedResource, path: string): iam.IRole | undefined {
  const arn = deployed.text(path);
  return arn === undefined ? undefined : iam.Role.fromRoleArn(scope, 'Role', arn, { mutable: false });
}

/** The deployed key if it is named by its ARN, literally; its id alone says nothing about its account. */
export function keptKey(scope: Construct, deployed: DeployedResource, path: string): kms.IKeyRef | undefined {
  const key = deployed.value(path);
  return typeof key === 'string' && KEY_ARN.pattern.test(key) ? kms.Key.fromKeyArn(scope, 'Key', key) : undefined;
}
