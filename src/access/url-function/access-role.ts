import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import { accountOf, sageMakerArn, spellings } from '../../private/arn';
import { SecureSageMakerError } from '../../private/errors';
import { isUnknown } from '../../private/life-cycle/unknown';
import { inOrder } from '../../private/order';
import { managedPolicy } from '../../private/policies/managed-policy';
import { claimRoleName } from '../../private/roles';
import type { IDomain } from '../../studio/domain/idomain';
import { accessRoleFaults } from './checks';
import { idsOf, presigningServices, stsServices } from './endpoints';
import type { StudioAccessRoleProps } from './props';

const ACTION = 'sagemaker:CreatePresignedDomainUrl';

/**
 * The role that creates presigned URLs for the user profiles of its domains, and only through its endpoints.
 *
 * SageMaker checks the permissions of the role when a URL is created, and on every request and frame of the session. All sessions
 * end when the role is deleted or replaced, or when its policies lose an endpoint or a domain. Do not change the path of this
 * construct, because that replaces the role.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
 */
export class StudioAccessRole extends Construct {
  /** The role. */
  public readonly role: iam.IRole;

  /** The ARN of the role. */
  public readonly roleArn: string;

  /** The endpoints that the policies of the role name. @internal */
  public readonly _endpoints: IPrivateEndpoints;

  private readonly roleName?: string;
  private readonly revoked: string[] = [];
  private revocations?: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: StudioAccessRoleProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, accessRoleFaults(this, props));
    const role = this.createRole(props);
    this.role = role;
    this.roleArn = role.roleArn;
    this._endpoints = props.endpoints;
    this.roleName = props.roleName;
    this.allow(role, props);
  }

  /**
   * Ends all sessions and prevents new URLs, until you remove the call and deploy again.
   *
   * SageMaker denies the next request of each session after the deployment. To end sessions immediately, attach the AWS managed
   * policy `AWSDenyAll` to the role by hand.
   */
  public revokeAll(): void {
    this.revoked.push('*');
    this.revoke(['*']);
  }

  /**
   * Ends the sessions of a user profile and prevents new URLs for it, until you remove the call and deploy again. About 60 user
   * profiles fit into the policy. `Revocation` shuts out any number of people, and without a deployment.
   */
  public revokeUserProfile(domain: IDomain, userProfileName: string): void {
    const { domainId, env, stack } = domain;
    this.revoked.push(`${domainId}/${userProfileName}`);
    this.revoke(
      spellings(userProfileName).map((name) =>
        sageMakerArn(stack, { resource: `user-profile/${domainId}/${name}`, region: env.region, account: env.account }),
      ),
    );
  }

  /** The user profiles that are revoked, as domain id and name; `*` for all. @internal */
  public get _revokedProfiles(): readonly string[] {
    return [...new Set(this.revoked)];
  }

  /** Whether an ARN is certainly that of the role, whether as a reference or as literal account and name. @internal */
  public _isNamedBy(arn: string): boolean {
    const { roleName } = this;
    const { account } = Stack.of(this);
    return (
      arn === this.roleArn ||
      (![arn, account, roleName].some(isUnknown) &&
        roleName !== undefined &&
        accountOf(arn) === account &&
        arn.split('/').pop() === roleName)
    );
  }

  /** Trusts only the function, through the endpoint of STS, and with the user as source identity. */
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
    claimRoleName(role);
    role.assumeRolePolicy!.addStatements(
      new iam.PolicyStatement({ principals: [principal], actions: ['sts:SetSourceIdentity'], conditions }),
    );
    return role;
  }

  /** The Deny statement also restricts what other policies may allow the role later. */
  private allow(role: iam.Role, { domains, endpoints }: StudioAccessRoleProps): void {
    const document = new iam.PolicyDocument({ minimize: true });
    const policy = managedPolicy(
      this,
      'Policy',
      { document, roles: [role] },
      { ifTooLong: 'use several access roles' },
    );
    const services = presigningServices(endpoints);
    const options = { endpoints: services.map((service) => endpoints.endpoint(service)) };
    for (const domain of inOrder(this, domains, ({ domainArn }) => domainArn)) {
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
  }

  private revoke(resources: string[]): void {
    this.revocations ??= managedPolicy(
      this,
      'Revocations',
      {
        document: new iam.PolicyDocument({ minimize: true }),
        roles: [this.role],
      },
      { ifTooLong: 'shut people out with access.Revocation, which takes any number of them' },
    );
    this.revocations.addStatements(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [ACTION], resources }));
  }
}
