import { CfnDeletionPolicy, Stack } from 'aws-cdk-lib';
import type * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { check, type Fault } from '../../private/errors';
import type { IDomain } from '../domain/idomain';
import { DomainRegistry } from '../domain/registry';
import { type DomainMember, membersInStack } from './members';

/** What prevents a cleanup of this domain in this scope. */
export function cleanupFaults(scope: IConstruct, domain: IDomain, resource: sagemaker.CfnDomain | undefined): Fault[] {
  const other = DomainRegistry.of(domain).cleanup?.node.path;
  const [own, expected] = [Stack.of(scope).node.path, Stack.of(domain).node.path];
  return [
    ...check(
      resource !== undefined,
      'CleanupOfForeignDomain',
      `domain must be a studio.Domain of this app, got the imported domain ${domain.node.path}: delete it where it is defined`,
    ),
    ...check(
      resource === undefined || own === expected,
      'CleanupOfForeignDomain',
      `the cleanup must be in the stack of its domain, ${expected}, got ${own}: call addCleanup of the domain`,
    ),
    ...check(
      other === undefined,
      'CleanupOfForeignDomain',
      `a domain must have one cleanup at most, got another one than ${other}: remove one of them`,
    ),
  ];
}

/** What CloudFormation keeps, and a cleanup would delete. Policies can be changed after the constructs were created. */
export function retentionFaults(domain: sagemaker.CfnDomain): Fault[] {
  return [domain, ...membersInStack(domain)].flatMap((resource) => {
    const { deletionPolicy, updateReplacePolicy } = resource.cfnOptions;
    return [
      ...policyFaults(resource, 'DeletionPolicy', deletionPolicy),
      ...policyFaults(resource, 'UpdateReplacePolicy', updateReplacePolicy),
    ];
  });
}

function policyFaults(
  resource: sagemaker.CfnDomain | DomainMember,
  name: string,
  policy: CfnDeletionPolicy = CfnDeletionPolicy.DELETE,
): Fault[] {
  return check(
    policy === CfnDeletionPolicy.DELETE,
    'ConflictingRemoval',
    `the ${name} of ${resource.node.path} must be Delete, because a cleanup deletes it, got ${policy}: set removalPolicy to RemovalPolicy.DESTROY or remove the cleanup`,
  );
}
