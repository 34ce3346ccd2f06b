import type { Policy } from '../../test/effects/policies';
import { remembering } from '../../test/effects/remembering';
import { decide, type EffectRequest } from '../../test/effects/simulate';
import { contextOf, type WayIn } from './api-authorization';
import type { Deployment, PolicyDocument } from './deployment';
import { ENVIRONMENT } from './local-access-stack';
import type { RoleSession } from './sessions';

/** What a call needs, and the policies beside those of the caller that say so. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
  readonly trust?: PolicyDocument;
  readonly resourcePolicy?: PolicyDocument;
}

/** Whether the policies of a role, of the endpoint on the way, and of what is asked for allow a call together. */
export async function isAllowed(
  deployment: Pick<Deployment, 'policiesOfRole'>,
  session: RoleSession,
  way: WayIn,
  { action, resource, context, trust, resourcePolicy }: Need,
): Promise<boolean> {
  const { account } = ENVIRONMENT;
  const known = {
    'aws:PrincipalAccount': account,
    'aws:PrincipalArn': session.roleArn,
    'aws:ResourceAccount': account,
    ...(session.sourceIdentity === undefined ? {} : { 'aws:SourceIdentity': session.sourceIdentity }),
  };
  const request = {
    principal: session.principal,
    action,
    resource,
    context: { ...known, ...contextOf(way), ...context },
  };
  const policies = [
    ...deployment.policiesOfRole(session.roleId).flatMap((document) => policy('identity', document)),
    ...policy('endpoint', way.endpointPolicy),
    ...policy('trust', trust),
    ...policy('resource', resourcePolicy),
  ];
  return (await decided(JSON.stringify([policies, request]))) === 'Allowed';
}

/** The decision about policies and a request, which are alike for many calls. */
const decided = remembering((question) => {
  const [policies, request] = JSON.parse(question) as [Policy[], EffectRequest];
  return decide(policies, request, ENVIRONMENT.account);
});

function policy(kind: Policy['kind'], document: PolicyDocument | undefined): Policy[] {
  return document === undefined ? [] : [{ kind, name: kind, document }];
}
