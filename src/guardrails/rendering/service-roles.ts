import type { IConstruct } from 'constructs';
import { warn } from '../../private/warnings';
import type { Rendered } from './groups';

/** Tells of guardrails that deny what AWS services do with roles of the account. */
export function warnOfServiceRoles(scope: IConstruct, { guardrails }: Rendered): void {
  if (guardrails.some(({ _deniesServiceRoles: denies }) => denies)) {
    warn(
      scope,
      'guardrails.serviceRolesDenied',
      'Name the serviceRoleArns of apiFromNetwork, or those who start pipelines and tuning jobs will find them denied.',
    );
  }
}
