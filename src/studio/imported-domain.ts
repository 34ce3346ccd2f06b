import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { sageMakerArn } from '../private/arn';
import { faultsOf, SecureSageMakerError } from '../private/errors';
import type { DomainAuthMode } from './domain-auth-mode';
import { DomainBase } from './domain-base';
import { DomainRegistry } from './domain-registry';
import type { DomainAttributes } from './idomain';

/** A domain that exists already. */
export class ImportedDomain extends DomainBase {
  public readonly domainId: string;
  public readonly domainArn: string;
  public readonly vpc?: ec2.IVpc;
  public readonly role?: iam.IRole;
  public readonly authMode?: DomainAuthMode;
  private readonly securityGroups?: ec2.ISecurityGroup[];

  constructor(scope: Construct, id: string, attributes: DomainAttributes) {
    super(scope, id, { environmentFromArn: Token.isUnresolved(attributes.domainArn) ? undefined : attributes.domainArn });
    this.domainId = attributes.domainId;
    this.domainArn = attributes.domainArn ?? sageMakerArn(this, { resource: `domain/${attributes.domainId}` });
    this.vpc = attributes.vpc;
    this.role = attributes.role;
    this.authMode = attributes.authMode;
    this.securityGroups = attributes.securityGroups;
    const registry = DomainRegistry.of(this);
    registry.encryptionKey = attributes.encryptionKey;
    registry.securityGroups = attributes.securityGroups?.length ?? 0;
  }

  public get connections(): ec2.Connections {
    const missing = this.securityGroups ? [] : ['the security groups of the imported domain are not known: import it with securityGroups'];
    SecureSageMakerError.throwIfAny(this, faultsOf('IncompleteDomain', missing));
    return new ec2.Connections({ securityGroups: this.securityGroups });
  }
}
