import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownToDiffer } from '../../private/arn';
import { checkMaxLength, checkNotBlank, checkPattern, knownItems } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';
import {
  IMAGE_ALIAS_MAX,
  IMAGE_DESCRIPTION_MAX,
  IMAGE_DISPLAY_NAME_MAX,
  IMAGE_LABEL_MAX,
  IMAGE_RELEASE_NOTES_MAX,
  STUDIO_NAME_MAX,
} from '../../private/limits';
import type { ImageProps } from './props';
import type { ImageVersionOptions } from './version-props';

export function imageFaults({ imageName, displayName, description }: ImageProps): Fault[] {
  return [
    ...imageNameFaults(imageName),
    ...textFaults('displayName', displayName, IMAGE_DISPLAY_NAME_MAX),
    ...textFaults('description', description, IMAGE_DESCRIPTION_MAX),
  ];
}

export function imageNameFaults(name: string | undefined): Fault[] {
  const expected = 'letters and digits, with single hyphens and dots between them';
  return faultsOf('InvalidImage', [
    ...checkPattern('imageName', name, /^[a-zA-Z0-9]([-.]?[a-zA-Z0-9])*$/, expected),
    ...checkMaxLength('imageName', name, STUDIO_NAME_MAX),
  ]);
}

export function imageVersionFaults(scope: IConstruct, props: ImageVersionOptions): Fault[] {
  const { digest, aliases, releaseNotes, mlFramework, programmingLanguage } = props;
  const pinned =
    "'sha256:' and 64 hexadecimal digits, since a tag can come to mean other contents after it was reviewed";
  const labels = { mlFramework, programmingLanguage };
  return [
    ...faultsOf('UnpinnedImage', checkPattern('digest', digest, /^sha256:[0-9a-f]{64}$/, pinned)),
    ...regionFaults(scope, props),
    ...faultsOf('InvalidImage', [
      ...knownItems(aliases).flatMap((alias) =>
        checkPattern('an alias', alias, /^\w[\w.-]*$/, 'letters, digits, underscores, and inner dots and hyphens'),
      ),
      ...knownItems(aliases).flatMap((alias) => checkMaxLength('an alias', alias, IMAGE_ALIAS_MAX)),
      ...checkMaxLength('releaseNotes', releaseNotes, IMAGE_RELEASE_NOTES_MAX),
      ...Object.entries(labels).flatMap(([what, value]) => [
        ...checkPattern(what, value, /^[a-zA-Z]+ ?\d+\.\d+(\.\d+)?$/, "a name and a version such as 'Python 3.12'"),
        ...checkMaxLength(what, value, IMAGE_LABEL_MAX),
      ]),
    ]),
  ];
}

/** SageMaker takes images of its own region only. A replicated repository has a copy there. */
function regionFaults(scope: IConstruct, { repository }: ImageVersionOptions): Fault[] {
  const own = Stack.of(scope).region;
  const { region } = repository.env;
  const message = `repository must be in the region ${own} of the stack, got one in ${region}: replicate it`;
  return faultsOf('ForeignImageRegion', knownToDiffer(region, own) ? [message] : []);
}

function textFaults(what: string, text: string | undefined, max: number): Fault[] {
  if (text === undefined || Token.isUnresolved(text)) {
    return [];
  }
  const padded =
    text.trim() && text.trim() !== text
      ? [`${what} must neither begin nor end with a space, got ${JSON.stringify(text)}`]
      : [];
  return faultsOf('InvalidImage', [...checkNotBlank(what, text), ...padded, ...checkMaxLength(what, text, max)]);
}
