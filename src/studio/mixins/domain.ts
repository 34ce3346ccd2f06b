import { Token } from 'aws-cdk-lib';
import { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { check, SecureSageMakerError } from '../../private/errors';
import { watchDomain } from './domain-watch';
import { StudioMixin } from './mixin';

/** A mixin for any Studio domain, which checks its role and key at synthesis. */
abstract class DomainMixin extends StudioMixin {
  /** @internal */
  protected _isTarget(construct: IConstruct): boolean {
    return CfnDomain.isCfnDomain(construct);
  }

  /** @internal */
  protected _harden(construct: IConstruct): void {
    const domain = construct as CfnDomain;
    this._hardenDomain(domain);
    watchDomain(domain);
  }

  /** @internal */
  protected abstract _hardenDomain(domain: CfnDomain): void;
}

/**
 * Takes Docker away from the users of any Studio domain. Builds and pulls would go past the VPC.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-local-get-started.html
 */
export class NoDocker extends DomainMixin {
  /** @internal */
  protected _hardenDomain(domain: CfnDomain): void {
    domain.addPropertyOverride('DomainSettings.DockerSettings.EnableDockerAccess', 'DISABLED');
    // SageMaker accepts trusted accounts together with Docker alone.
    domain.addPropertyDeletionOverride('DomainSettings.DockerSettings.VpcOnlyTrustedAccounts');
  }
}

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
  protected _hardenDomain(domain: CfnDomain): void {
    domain.addPropertyOverride('DomainSettings.ExecutionRoleIdentityConfig', 'USER_PROFILE_NAME');
  }
}

/**
 * Sends all traffic of the applications of any Studio domain through its VPC. A domain without a VPC and subnets is refused,
 * since SageMaker would not create it.
 *
 * A deployed domain can be changed while no application runs. Its users need a way to the endpoints of AWS, and the security
 * groups in the user settings have to allow it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html
 */
export class VpcOnly extends DomainMixin {
  /** @internal */
  protected _hardenDomain(domain: CfnDomain): void {
    const { vpcId, subnetIds } = domain;
    const hasSubnets = Token.isUnresolved(subnetIds) || Boolean(subnetIds?.length);
    const message =
      'a domain needs a VPC and subnets before its direct internet access can be taken away, got none: set vpcId and subnetIds';
    SecureSageMakerError.throwIfAny(domain, check(Boolean(vpcId) && hasSubnets, 'DomainWithoutVpc', message));
    domain.appNetworkAccessType = 'VpcOnly';
  }
}
