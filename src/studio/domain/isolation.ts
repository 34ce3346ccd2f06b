import type * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { ExecutionRolesOptions } from '../../permissions/options/execution-roles';
import type { PrivateSpacesOptions, StudioProfileName } from '../../permissions/options/studio';
import { Permission } from '../../permissions/permission';

/**
 * What the users of a domain may create.
 */
export interface OwnResourcesOptions extends ExecutionRolesOptions {
  /**
   * The operations that create resources, such as `CreateTrainingJob`.
   *
   * @default - those for jobs, models, endpoints and pipelines
   */
  readonly operations?: string[];
}

/**
 * Permissions that keep the users of a Studio domain apart from each other, and from other domains. Each is an
 * Allow, to be granted or put into a `PermissionPolicy`; it takes nothing from who is allowed more elsewhere.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/domain-resource-isolation.html
 */
export class DomainIsolation {
  /**
   * The isolation of any Studio domain, also of an imported one or a `CfnDomain`.
   */
  public static ofDomain(domain: sagemaker.IDomainRef): DomainIsolation {
    return new DomainIsolation(domain);
  }

  private constructor(private readonly domain: sagemaker.IDomainRef) {}

  /**
   * For people: to open Studio with the own user profile, whichever of their attributes names it.
   */
  public ownProfile(profileName: StudioProfileName): Permission {
    return Permission.ownStudioProfile({ domainId: this.domain.domainRef.domainId, profileName });
  }

  /**
   * For execution roles: to manage the own private spaces. The roles that this library makes have it.
   */
  public ownSpaces(options: PrivateSpacesOptions = {}): Permission {
    return Permission.privateSpaces(options);
  }

  /**
   * For execution roles: to create jobs, models and endpoints that carry the tag of this domain, and to use those.
   */
  public ownResources(options: OwnResourcesOptions): Permission {
    return Permission.createInDomain({ ...options, domainArn: this.domain.domainRef.domainArn });
  }
}
