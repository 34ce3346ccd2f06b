import type { IDomainRef } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { inLowerCase, parseSageMakerArn, sageMakerArn } from '../../private/arn';
import { check, SecureSageMakerError } from '../../private/errors';
import { isPlaceholder } from '../../private/life-cycle/unknown';

/** The ARN of a resource of Studio in the account and region of the scope's stack. */
export function studioArn(scope: IConstruct, resourceType: string, name: string): string {
  return sageMakerArn(scope, { resource: `${resourceType}/${inLowerCase(name)}` });
}

/** The ARN of a resource in a domain, in the account and region of the domain. */
export function arnInDomain(domain: IDomainRef, resourceType: string, name: string): string {
  return sageMakerArn(domain, {
    resource: `${resourceType}/${domain.domainRef.domainId}/${name}`,
    region: domain.env.region,
    account: domain.env.account,
  });
}

/** The name in a literal ARN; refuses any other ARN. That of a pending lookup is not known yet. */
export function nameOfArn(scope: IConstruct, resourceType: string, arn: string): string {
  if (isPlaceholder(arn)) {
    return arn;
  }
  const literal = parseSageMakerArn(arn);
  const expected = `the literal ARN of a resource of type ${resourceType}, such as arn:<partition>:sagemaker:eu-central-1:111122223333:${resourceType}/name`;
  SecureSageMakerError.throwIfAny(
    scope,
    check(literal?.resourceType === resourceType, 'InvalidResourceArn', `the ARN must be ${expected}, got '${arn}'`),
  );
  return literal!.resourceName;
}
