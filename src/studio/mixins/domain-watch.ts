import type { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import { unassumableFaults } from '../../private/assumable';
import { type Fault, faultText } from '../../private/errors';
import { foreignFaults, usedText } from '../../private/life-cycle/foreign';
import { renderedProperties, valueAt } from '../../private/rendered';
import { SourceIdentity } from '../domain/props';

/** Domains that are already watched, so that several mixins report each fault once. */
const watched = new WeakSet<CfnDomain>();

const ROLE = 'DefaultUserSettings.ExecutionRole';

/** Checks at synthesis what the template has of a domain: its role and its key. */
export function watchDomain(domain: CfnDomain): void {
  if (!watched.has(domain)) {
    watched.add(domain);
    domain.node.addValidation({ validate: () => faultsOf(domain).map(faultText) });
  }
}

function faultsOf(domain: CfnDomain): Fault[] {
  const properties = renderedProperties(domain);
  const role = valueAt(properties, ROLE);
  const identity = valueAt(properties, 'DomainSettings.ExecutionRoleIdentityConfig');
  const hasIdentity = identity === SourceIdentity.USER_PROFILE_NAME;
  return [
    ...unassumableFaults(domain, ROLE, role, hasIdentity ? ['sts:SetSourceIdentity'] : []),
    ...foreignFaults(domain, [usedText(ROLE, role, true), usedText('KmsKeyId', properties.KmsKeyId)]),
  ];
}
