import { decide } from '../../test/effects/simulate';
import { contextOf, type WayIn } from './api-authorization';
import type { Deployment, PolicyDocument } from './deployment';
import { ENVIRONMENT } from './local-access-stack';
import type { RoleSession } from './sessions';

/** What a call needs, and the policies beside those of the caller that say so. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly trust?: PolicyDocument;
  readonly resourcePolicy?: PolicyDocument;
}

/** Whether the policies of a role, of the endpoint on the way, and of what is asked for allow a call together. */
export async function isAllowed(
  deployment: Deployment,
  session: RoleSession,
  way: WayIn,
  { action, resource, context, trust, resourcePolicy }: Need,
): Promise<boolean> {
  const { account } = ENVIRONMENT;
  const policies = [
    ...deployment
      .policiesOfRole(session.roleId)
      .map((document) => ({ kind: 'identity' as const, name: 'role', document })),
    ...(way.endpointPolicy ? [{ kind: 'endpoint' as const, name: 'endpoint', document: way.endpointPolicy }] : []),
    ...(trust ? [{ kind: 'trust' as const, name: 'trust', document: trust }] : []),
    ...(resourcePolicy ? [{ kind: 'resource' as const, name: 'resource', document: resourcePolicy }] : []),
  ];
  const known = {
    'aws:PrincipalAccount': account,
    'aws:PrincipalArn': session.roleArn,
    'aws:ResourceAccount': account,
  };
  const request = {
    principal: session.principal,
    action,
    resource,
    context: { ...known, ...contextOf(way), ...context },
  };
  return (await decide(policies, request, account)) === 'Allowed';
}
