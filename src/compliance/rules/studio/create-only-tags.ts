import type { PartialString } from '../../templates/partial-string';
import type { TemplateResource } from '../../templates/resource';
import type { Template } from '../../templates/template';
import { itemsOf, stringOf, type TemplateValue } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import { forEachItem, type Subject } from '../expectations';
import { DOMAIN, USER_PROFILE } from '../studio-settings';

/** Where the tags of domains cannot be changed either. */
const PARTITIONS = ['aws-cn', 'aws-us-gov'];

export const createOnlyTags: RuleDefinition = {
  id: 'studio-create-only-tags',
  severity: Severity.WARNING,
  title: 'Studio resources whose tags cannot change must not inherit tags from their stack',
  rationale:
    'CloudFormation replaces lifecycle configurations of Studio when their tags change, and user profiles wherever it cannot update their tags yet. A new value of a tag for all resources then gives every user an empty home folder, or fails the deployment.',
  remediation:
    'Exclude the types of these resources where the stack is tagged (excludeResourceTypes), and let the tags of the domain pass to what users make by TagPropagation. To take tags away replaces a resource as well, so do it before it is first deployed.',
  url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-studiolifecycleconfig.html',
  controls: {},
  types: [USER_PROFILE, 'AWS::SageMaker::StudioLifecycleConfig', DOMAIN],
  check: (resource, context) => {
    const fixed = resource.type !== DOMAIN || PARTITIONS.includes(resource.template.pseudo('AWS::Partition') ?? '');
    return fixed ? forEachItem(resource, 'Tags', (tag) => judgeTag(tag, resource, context)) : [];
  },
};

function judgeTag(tag: Subject, { template }: TemplateResource, context: RuleContext): Verdict[] {
  const place = tag.place ?? '';
  const key = stringOf(tag.get('Key'));
  const value = stringOf(tag.get('Value'));
  const open = key?.unknown ?? value?.unknown;
  if (open) {
    return [cannotTell(place, `whether ${place} stays the same is not known: ${open.why}`)];
  }
  const common = context.remember(`tags of ${template.name}`, () => tagsOfAll(template, context));
  const ofAll = common.has(tagText(key, value));
  return [
    ofAll
      ? fail(place, `${place} must not be a tag of the whole stack, got ${key}, which every tagged resource has`)
      : pass(place),
  ];
}

/** The tags that all resources of a template have, as far as they have any and there are several. */
function tagsOfAll(template: Template, context: RuleContext): ReadonlySet<string> {
  const tagged = context.resourcesIn(template).flatMap((resource) => {
    const tags = tagsIn(resource.get('Tags'));
    return tags.length ? [new Set(tags)] : [];
  });
  const [first, ...rest] = tagged;
  return new Set(rest.length ? [...first].filter((tag) => rest.every((tags) => tags.has(tag))) : []);
}

/** Tags are a list of keys and values, or an object, as a type has it. */
function tagsIn(tags: TemplateValue): string[] {
  if (tags.kind === 'fields') {
    return tags.keys.map((key) => tagText(key, stringOf(tags.get(key))));
  }
  return itemsOf(tags).flatMap((tag) =>
    tag.kind === 'fields' ? [tagText(stringOf(tag.get('Key')), stringOf(tag.get('Value')))] : [],
  );
}

function tagText(key: PartialString | string | undefined, value: PartialString | undefined): string {
  return `${key}\n${value}`;
}
