import type { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import { DomainMixin } from './domain-mixin';

/**
 * Names the user profile as the source identity of its sessions in any Studio domain, so that CloudTrail tells users with one
 * role apart.
 *
 * The trust policy of every execution role must allow `sts:SetSourceIdentity`. Shared spaces have no source identity.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html
 */
export class UserSourceIdentity extends DomainMixin {
  /** @internal */
  protected _harden(domain: CfnDomain): void {
    domain.addPropertyOverride('DomainSettings.ExecutionRoleIdentityConfig', 'USER_PROFILE_NAME');
  }
}
