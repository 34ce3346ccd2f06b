import { Stack } from 'aws-cdk-lib';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { Dependable, type IConstruct, type IDependable } from 'constructs';

/** A user profile, space or application of a domain, whoever wrote it. */
export type DomainMember = sagemaker.CfnUserProfile | sagemaker.CfnSpace | sagemaker.CfnApp;

/** The members that CloudFormation deletes with the stack of a domain, in its nested stacks too. */
export function membersInStack(domain: sagemaker.CfnDomain): DomainMember[] {
  const stack = Stack.of(domain);
  const ids = [domain.ref, domain.attrDomainId];
  return stack.node
    .findAll()
    .filter(isMember)
    .filter((member) => ids.includes(member.domainId) && isWithin(Stack.of(member), stack));
}

/** Stands for the members as they are at synthesis. */
export function membersOf(domain: sagemaker.CfnDomain): IDependable {
  const members: IDependable = {};
  Dependable.implement(members, {
    get dependencyRoots(): IConstruct[] {
      return membersInStack(domain);
    },
  });
  return members;
}

function isMember(construct: IConstruct): construct is DomainMember {
  return (
    sagemaker.CfnUserProfile.isCfnUserProfile(construct) ||
    sagemaker.CfnSpace.isCfnSpace(construct) ||
    sagemaker.CfnApp.isCfnApp(construct)
  );
}

function isWithin(stack: Stack, ancestor: Stack): boolean {
  return stack === ancestor || (stack.nestedStackParent !== undefined && isWithin(stack.nestedStackParent, ancestor));
}
