import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { guardrails } from 'cdk-secure-sagemaker';
import { EVERY_GUARDRAIL } from '../../test/guardrails/table';
import { resourcesOfType, type Template } from './template';

/** The most characters of one document. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export const QUOTAS: Readonly<Record<string, number>> = {
  SERVICE_CONTROL_POLICY: 10_240,
  RESOURCE_CONTROL_POLICY: 5120,
};

/** A policy of an organization as it was exported. */
export interface PolicySize {
  readonly name: string;
  readonly targets: readonly string[];
  /** The ids of the statements, which begin with those of their guardrails. */
  readonly statements: readonly string[];
  readonly length: number;
  readonly quota: number;
}

/** Measures the policies of a template by the documents that were exported of them, since these have no tokens. */
export function policySizes(template: Template, exported: string): PolicySize[] {
  return resourcesOfType(template, 'AWS::Organizations::Policy').map(([, { Name, Type, TargetIds }]) => {
    const document = readFileSync(join(exported, `${Name}.json`), 'utf-8');
    return {
      name: String(Name),
      targets: TargetIds as string[],
      statements: JSON.parse(document).Statement.map(({ Sid }: { Sid: string }) => Sid),
      length: document.length,
      quota: QUOTAS[String(Type)],
    };
  });
}

/** The characters of the documents that hold all built-in guardrails at once. */
export function sizesOfEverything(exemptions: guardrails.Exemption[] = []): number[] {
  const stack = new Stack(new App(), 'Everything', { env: { account: '111122223333', region: 'us-east-1' } });
  const scp = new guardrails.ServiceControlPolicy(stack, 'Scp', {
    guardrails: Object.values(EVERY_GUARDRAIL),
    exemptions,
  });
  return scp.documents.map(({ length }) => length);
}

/** Which policies are longer than AWS accepts. */
export function tooLong(sizes: readonly PolicySize[]): string[] {
  return sizes
    .filter(({ length, quota }) => length > quota)
    .map(({ name, length, quota }) => `${name} has ${length} of ${quota} characters`);
}
