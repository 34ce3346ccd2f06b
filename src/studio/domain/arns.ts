import { sageMakerArn } from '../../private/arn';
import type { IDomain } from './idomain';

/** The ARN of something inside of a domain, in the account and region of the domain. */
export function arnInDomain({ domainId, env, stack }: IDomain, resourceType: string, name: string): string {
  return sageMakerArn(stack, {
    resource: `${resourceType}/${domainId}/${name}`,
    region: env.region,
    account: env.account,
  });
}
