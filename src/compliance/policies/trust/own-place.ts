import type { TemplateResource } from '../../templates/resource';

/** Where a role is, as far as the environment of its stack says so. */
export interface OwnPlace {
  readonly account?: string;
  readonly partition?: string;
}

export function placeOfRole({ template }: TemplateResource): OwnPlace {
  return { account: template.pseudo('AWS::AccountId'), partition: template.pseudo('AWS::Partition') };
}
