import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { sageMakerArn } from '../private/arn';
import { faultsOf, SecureSageMakerError } from '../private/errors';
import { DomainBase } from './domain-base';
import { DomainRegistry } from './domain-registry';
import type { DomainAttributes } from './idomain';

/** A domain that exists already. */
export class ImportedDomain extends DomainBase {
  public readonly domainId: string;
  public readonly domainArn: string;
  private readonly securityGroups?: ec2.ISecurityGroup[];

  constructor(scope: Construct, id: string, attributes: DomainAttributes) {
    super(scope, id, { environmentFromArn: Token.isUnresolved(attributes.domainArn) ? undefined : attributes.domainArn });
    this.domainId = attributes.domainId;
    this.domainArn = attributes.domainArn ?? sageMakerArn(this, { resource: `domain/${attributes.domainId}` });
    this.securityGroups = attributes.securityGroups;
    const { vpc, role, authMode, encryptionKey, securityGroups } = attributes;
    DomainRegistry.of(this).know({ vpc, role, authMode, encryptionKey, securityGroups: securityGroups?.length });
  }

  public get connections(): ec2.Connections {
    const missing = this.securityGroups ? [] : ['the security groups of the imported domain are not known: import it with securityGroups'];
    SecureSageMakerError.throwIfAny(this, faultsOf('IncompleteDomain', missing));
    return new ec2.Connections({ securityGroups: this.securityGroups });
  }
}
