import { DeleteRolePolicyCommand, type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { REVOCATION_POLICY_NAME } from '../../shared/revocation';
import type { PolicyDocument } from './policy';
import type { RolesPort } from './revocation';

export class IamRoles implements RolesPort {
  constructor(
    private readonly client: IAMClient,
    public readonly names: readonly string[],
  ) {}

  public async apply(RoleName: string, policy: PolicyDocument | undefined): Promise<void> {
    const PolicyName = REVOCATION_POLICY_NAME;
    if (policy) {
      await this.client.send(
        new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: JSON.stringify(policy) }),
      );
      return;
    }
    try {
      await this.client.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    } catch (error) {
      if (!(error instanceof Error && error.name === 'NoSuchEntityException')) {
        throw error;
      }
    }
  }
}
