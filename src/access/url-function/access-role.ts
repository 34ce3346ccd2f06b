import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { sageMakerArn } from '../../private/arn';
import { faultText, SecureSageMakerError } from '../../private/errors';
import type { IDomain } from '../../studio/domain/idomain';
import { accessPolicyFaults, accessRoleFaults } from './checks';
import { idsOf, presigningServices, stsServices } from './endpoints';
import type { StudioAccessRoleProps } from './props';

const ACTION = 'sagemaker:CreatePresignedDomainUrl';

/**
 * The role with which presigned URLs are made, for user profiles of named domains and through named endpoints alone.
 *
 * SageMaker checks its permissions when a URL is made and on every request and frame of the session that follows. So the
 * sessions of all users end when the role is deleted or replaced, or when its policies lose an endpoint or a domain.
 * Keep the path of this construct as it is, since CloudFormation knows the role by it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
 */
export class StudioAccessRole extends Construct {
  /** The role. */
  public readonly role: iam.IRole;

  /** The ARN of the role. */
  public readonly roleArn: string;

  private revocations?: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: StudioAccessRoleProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, accessRoleFaults(this, props));
    const role = this.createRole(props);
    this.role = role;
    this.roleArn = role.roleArn;
    this.allow(role, props);
  }

  /**
   * Ends all sessions and makes no further URL, until the call is taken away again and deployed.
   *
   * SageMaker denies the next request of each session once the deployment is through. To end them at once, attach the AWS
   * managed policy `AWSDenyAll` to the role by hand.
   */
  public revokeAll(): void {
    this.revoke(['*']);
  }

  /**
   * Ends the sessions of one user profile and makes no further URL for it, until the call is taken away again and
   * deployed. Disable the user in the directory first, which stops new URLs at once.
   */
  public revokeUserProfile(domain: IDomain, userProfileName: string): void {
    const { domainId, env, stack } = domain;
    // SageMaker makes ARNs in lower case, so both are named where the name can have capitals.
    const names = [...new Set([userProfileName, userProfileName.toLowerCase()])];
    this.revoke(
      names.map((name) =>
        sageMakerArn(stack, { resource: `user-profile/${domainId}/${name}`, region: env.region, account: env.account }),
      ),
    );
  }

  /** Only the function, only through its endpoint of STS, and only on behalf of somebody who is named. */
  private createRole({ endpoints, urlFunctionRoleArn, roleName }: StudioAccessRoleProps): iam.Role {
    const conditions = {
      StringEquals: { 'aws:SourceVpce': idsOf(endpoints, stsServices(endpoints)) },
      Null: { 'sts:SourceIdentity': 'false' },
    };
    const principal = new iam.ArnPrincipal(urlFunctionRoleArn);
    const role = new iam.Role(this, 'Role', {
      assumedBy: principal.withConditions(conditions),
      description: 'Makes presigned URLs of Studio. Replacing it ends all sessions.',
      roleName,
    });
    role.assumeRolePolicy!.addStatements(
      new iam.PolicyStatement({ principals: [principal], actions: ['sts:SetSourceIdentity'], conditions }),
    );
    return role;
  }

  /** The Deny holds against whatever else is allowed to the role one day. */
  private allow(role: iam.Role, { domains, endpoints }: StudioAccessRoleProps): void {
    const document = new iam.PolicyDocument({ minimize: true });
    const policy = new iam.ManagedPolicy(this, 'Policy', { document, roles: [role] });
    const services = presigningServices(endpoints);
    const options = { endpoints: services.map((service) => endpoints.endpoint(service)) };
    for (const domain of domains) {
      domain.grants.presignedUrl(policy, options);
    }
    document.addStatements(
      new iam.PolicyStatement({
        effect: iam.Effect.DENY,
        actions: [ACTION],
        resources: ['*'],
        conditions: { StringNotEquals: { 'aws:SourceVpce': idsOf(endpoints, services) } },
      }),
    );
    policy.node.addValidation({ validate: () => accessPolicyFaults(policy, document).map(faultText) });
  }

  private revoke(resources: string[]): void {
    this.revocations ??= new iam.ManagedPolicy(this, 'Revocations', {
      document: new iam.PolicyDocument({ minimize: true }),
      roles: [this.role],
    });
    this.revocations.addStatements(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [ACTION], resources }));
  }
}
