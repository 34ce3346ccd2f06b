import { fullDiff, type ResourceDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import type { AnnouncedReplacement } from './announced';
import type { Resource, Resources } from './flat';
import { type Baseline, hasSchema, isStateful, referencesIn } from './recorded';
import { TYPE_CLASSES } from './types';

/** A stateful resource that CloudFormation replaces or removes. */
export interface Replacement {
  readonly sample: string;
  readonly logicalId: string;
  readonly type: string;
  /** The property that changes, "Type", "Condition", or "removed". */
  readonly change: string;
  /** Whether the old resource stays, and is abandoned. */
  readonly kept: boolean;
}

const KEPT = /^Retain|^Snapshot/;

/** What an update from one baseline to another replaces, in every sample. */
export function replacementsBetween(before: Baseline, after: Baseline): Replacement[] {
  return Object.entries(before.samples).flatMap(([sample, resources]) =>
    replacedIn(resources, after.samples[sample] ?? {})
      .filter(({ logicalId }) => isStateful(sample, resources[logicalId].Type))
      .map((one) => ({ sample, ...one })),
  );
}

/** The resources that an update replaces, and those that a reference to a replaced resource replaces. */
function replacedIn(before: Resources, after: Resources): Omit<Replacement, 'sample'>[] {
  const { resources } = fullDiff({ Resources: before }, { Resources: after });
  const replaced = resources.logicalIds.sort().flatMap((logicalId) => {
    const old = before[logicalId];
    return changesOf(resources.get(logicalId)).map((change) => ({
      logicalId,
      type: old.Type,
      change,
      kept: KEPT.test((change === 'removed' ? old.DeletionPolicy : old.UpdateReplacePolicy) ?? ''),
    }));
  });
  const ids = new Set(replaced.map(({ logicalId }) => logicalId));
  return [...ids].some((id) => isReferred(after, id)) ? replacedIn(before, withNewIds(after, ids)) : replaced;
}

/** What replaces a resource. Of types with a schema, only properties are recorded that do; CDK knows the others. */
function changesOf(difference: ResourceDifference): string[] {
  const { oldValue, isRemoval, resourceTypeChanged, propertyUpdates, otherChanges } = difference;
  if (!oldValue) {
    return [];
  }
  if (isRemoval || resourceTypeChanged) {
    return [isRemoval ? 'removed' : 'Type'];
  }
  const properties = Object.entries(propertyUpdates).filter(
    ([, { changeImpact }]) =>
      hasSchema(oldValue.Type) ||
      changeImpact === ResourceImpact.WILL_REPLACE ||
      changeImpact === ResourceImpact.MAY_REPLACE,
  );
  return [...properties.map(([name]) => name), ...('Condition' in otherChanges ? ['Condition'] : [])].sort();
}

function isReferred(resources: Resources, id: string): boolean {
  return Object.values(resources).some(({ Properties }) => referencesIn(Properties).includes(id));
}

/** As CloudFormation sees the references to replaced resources: with other values. */
function withNewIds(resources: Resources, ids: ReadonlySet<string>): Resources {
  const renamed = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const [id] = Object.keys(value).length === 1 ? referencesIn(value) : [];
    const isReference = 'Ref' in value || 'Fn::GetAtt' in value;
    if (isReference) {
      return ids.has(id) ? { Ref: `${id} (replaced)` } : value;
    }
    return Array.isArray(value)
      ? value.map(renamed)
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner)]));
  };
  return Object.fromEntries(
    Object.entries(resources).map(([id, one]) => [id, { ...one, Properties: renamed(one.Properties) } as Resource]),
  );
}

/** The replacements that are not announced, and the announcements of none, one per line. */
export function replacementFaults(
  replacements: readonly Replacement[],
  announced: readonly AnnouncedReplacement[],
): string[] {
  const unannounced = replacements.filter((one) => !announced.some((entry) => matches(one, entry)));
  const stale = announced.filter((entry) => !replacements.some((one) => matches(one, entry)));
  return [
    ...unannounced.map(textOfReplacement),
    ...stale.map(
      ({ sample, resource, change }) => `${sample}: ${resource} (${change}) is announced, but nothing replaces it`,
    ),
  ];
}

export function textOfReplacement({ sample, logicalId, type, change, kept }: Replacement): string {
  const cause =
    change === 'removed' ? 'is removed or has another logical id' : `is replaced, because ${change} changes`;
  const outcome = `the old one is ${kept ? 'kept and no longer used' : 'deleted'}`;
  return `${sample}: ${type} ${logicalId} ${cause}, and ${outcome}. It is stateful: ${TYPE_CLASSES[type]?.reason ?? 'its type is unknown'}`;
}

function matches(one: Replacement, { sample, resource, change }: AnnouncedReplacement): boolean {
  return (
    one.sample.replace(/ \(.*\)$/, '') === sample &&
    [one.logicalId, one.type].includes(resource) &&
    one.change === change
  );
}
