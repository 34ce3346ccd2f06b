import { stringOf } from '../../templates/values';
import { cannotTell, fail, pass } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { shown } from '../expectations';

/** A digest, or a tag that is one, as the assets of CDK have. */
const PINNED = /(@sha256:|:)[0-9a-f]{64}$/; // unanchored: the end of an image name

export const imagePinned: RuleDefinition = {
  id: 'image-version-pinned',
  severity: Severity.WARNING,
  title: 'Image versions must refer to their base image by digest',
  rationale: 'A tag can be moved to another image, of which neither a review nor a scan has seen anything.',
  remediation:
    'Add an image version whose BaseImage has a digest (@sha256:...) in place of a tag, and keep the old one as long as applications run it. Changing BaseImage of the existing version replaces it.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html',
  controls: {},
  types: ['AWS::SageMaker::ImageVersion'],
  check: (version) => {
    const value = version.get('BaseImage');
    const last = stringOf(value)?.parts.at(-1);
    if (typeof last === 'string' && PINNED.test(last)) {
      return [pass('BaseImage')];
    }
    const open = last !== undefined && typeof last !== 'string' && last.kind === 'unknown' ? last.why : undefined;
    return [
      open
        ? cannotTell('BaseImage', `BaseImage must have a digest, but ${open}`)
        : fail('BaseImage', `BaseImage must have a digest, got ${shown(value)}`),
    ];
  },
};
