import { type CfnResource, Stack } from 'aws-cdk-lib';
import { checkFormat, checkMaxItems, checkMaxLength } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';
import { TAG_TEXT } from '../../private/formats';
import { SAGEMAKER_TAG_MAX } from '../../private/limits';
import { warn } from '../../private/warnings';

/** Stacks for which it was said already that CloudFormation puts their tags on resources that cannot take them. */
const warned = new WeakSet<Stack>();

export function immutableTagFaults(tags: Readonly<Record<string, string>> = {}): Fault[] {
  const { tags: most, key: keyMax, value: valueMax } = SAGEMAKER_TAG_MAX;
  return faultsOf('InvalidTag', [
    ...checkMaxItems('immutableTags', Object.keys(tags), most),
    ...Object.entries(tags).flatMap(([key, value]) => [
      ...checkFormat('a key of immutableTags', key, TAG_TEXT),
      ...checkMaxLength('a key of immutableTags', key, keyMax),
      ...checkFormat(`immutableTags.${key}`, value, TAG_TEXT),
      ...checkMaxLength(`immutableTags.${key}`, value, valueMax),
    ]),
  ]);
}

/**
 * Pins the tags of a resource whose tags are create-only to those given: what aspects, `Tags.of(…)` or mixins put there
 * before or after would replace the resource. The tags of the stack itself are CloudFormation's, so they are warned about.
 *
 * @param deployed what a deployed resource has instead, where no tags are given
 */
export function pinCreateOnlyTags(
  resource: CfnResource,
  tags: Readonly<Record<string, string>> | undefined,
  deployed?: unknown,
): void {
  const pinned = Object.entries(tags ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  if (pinned.length) {
    resource.addPropertyOverride(
      'Tags',
      pinned.map(([Key, Value]) => ({ Key, Value })),
    );
  } else if (deployed !== undefined) {
    resource.addPropertyOverride('Tags', deployed);
  } else {
    resource.addPropertyDeletionOverride('Tags');
  }
  // Aspects tag the stack too, and they run before the validation does.
  resource.node.addValidation({ validate: () => warnOfStackTags(resource) });
}

function warnOfStackTags(resource: CfnResource): string[] {
  const stack = deployed(Stack.of(resource));
  if (stack.tags.hasTags() && !warned.has(stack)) {
    warned.add(stack);
    const keys = Object.keys(stack.tags.tagValues()).sort().join(', ');
    warn(
      resource,
      'studio.stackTags',
      `The first such resource is ${resource.node.path}, the tags are ${keys}. Tag the constructs below the stack instead.`,
    );
  }
  return [];
}

/** The stack whose tags CloudFormation is given; it puts them on the resources of nested stacks as well. */
function deployed(stack: Stack): Stack {
  return stack.nestedStackParent ? deployed(stack.nestedStackParent) : stack;
}
