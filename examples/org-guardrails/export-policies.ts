import { join } from 'node:path';
import { guardrails } from 'cdk-secure-sagemaker';
import { ORGANIZATION } from './organization';
import type { OrganizationGuardrailsStack } from './organization-guardrails-stack';

const { PolicyFileFormat } = guardrails;

/** The same policies for organizations that deploy theirs by other means, a directory for each of them. */
export function exportPolicies(
  { production, sandbox, resources }: OrganizationGuardrailsStack,
  directory: string,
): string[] {
  const units = [
    { policy: production, organizationalUnits: [ORGANIZATION.production.path] },
    { policy: sandbox, organizationalUnits: [ORGANIZATION.sandbox.path] },
    { policy: resources, organizationalUnits: ['Root'] },
  ];
  return units.flatMap(({ policy, organizationalUnits }) => [
    ...policy.exportTo({ directory: join(directory, 'json') }),
    ...policy.exportTo({ directory: join(directory, 'terraform'), format: PolicyFileFormat.TERRAFORM }),
    ...policy.exportTo({
      directory: join(directory, 'landing-zone-accelerator'),
      format: PolicyFileFormat.LANDING_ZONE_ACCELERATOR,
      organizationalUnits,
    }),
  ]);
}
