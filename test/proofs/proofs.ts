import type { RequestSpace } from '../../src/private/decisions/requests';
import type { AreaName } from '../effects/areas';
import type { Environment } from '../effects/environment';
import { ALL_GUARDRAILS } from '../effects/guardrails/subjects';
import { deployed, type SynthesizedSubject } from '../effects/harness';
import { type Proof, prove } from './prover';
import { Place, type Specification, type Specifications } from './specification';
import { ACCESS } from './specifications/access';
import { COMPLIANCE } from './specifications/compliance';
import { GUARDRAILS } from './specifications/guardrails';
import { NETWORK } from './specifications/network';
import { NOTEBOOK } from './specifications/notebook';
import { PERMISSIONS } from './specifications/permissions';
import { STUDIO } from './specifications/studio';
import { TRUST } from './specifications/trust';

/** What a reviewer expects of the policies of each area. */
export const SPECIFICATIONS: Readonly<Partial<Record<AreaName, Specifications>>> = {
  trust: TRUST,
  notebook: NOTEBOOK,
  guardrails: GUARDRAILS,
  permissions: PERMISSIONS,
  network: NETWORK,
  studio: STUDIO,
  access: ACCESS,
  compliance: COMPLIANCE,
};

/** Policies that are compared statement by statement with those that they consist of, since they have too many classes. */
export const PROVED_IN_PARTS: readonly string[] = [ALL_GUARDRAILS];

/** Compares the policies of a subject with their specification. */
export function proofOf(
  area: AreaName,
  name: string,
  subject: SynthesizedSubject,
  environment: Environment,
  space: RequestSpace,
): Proof {
  return prove(deployed(subject, environment), specificationOf(area, name, environment), space);
}

/**
 * What is proved in an environment, with names for its partition and its region. Where it is the same in two environments, so is the
 * proof; ARNs that name a partition wherever they are deployed make it another one.
 */
export function statementIn(
  area: AreaName,
  name: string,
  subject: SynthesizedSubject,
  environment: Environment,
): string {
  const { partition, region, urlSuffix } = environment;
  return JSON.stringify([deployed(subject, environment), specificationOf(area, name, environment)])
    .replaceAll(`arn:${partition}:`, 'arn:PARTITION:')
    .replaceAll(`${region}.${urlSuffix}`, 'REGION.SUFFIX')
    .replaceAll(region, 'REGION');
}

function specificationOf(area: AreaName, name: string, environment: Environment): Specification {
  const specification = SPECIFICATIONS[area]?.(new Place(environment))[name];
  if (!specification) {
    throw new Error(`"${name}" has no specification: add a row to test/proofs/specifications`);
  }
  return specification;
}
