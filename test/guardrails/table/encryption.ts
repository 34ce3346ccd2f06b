import { Aws } from 'aws-cdk-lib';
import { guardrails } from '../../../src';
import { action, unless, valuesOf } from './judges';
import { ACCOUNT, FOREIGN, INSTANCE_TYPES, SETTINGS } from './parameters';
import type { GuardrailRows, Oracle, Request } from './row';

const { Guardrail, LabelingVolumes } = guardrails;

const OUTPUT_KEY = 'sagemaker:OutputKmsKeyArn';
const VOLUME_KEY = 'sagemaker:VolumeKmsKeyArn';

const keyArns = [
  `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${Aws.ACCOUNT_ID}:key/approved`,
  `arn:${Aws.PARTITION}:kms:*:${Aws.ACCOUNT_ID}:key/mrk-*`,
];

const KEY = `arn:aws:kms:us-west-2:${ACCOUNT}:key/approved`;
const KEYS = [
  KEY,
  `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1`,
  `arn:aws:kms:us-west-2:${ACCOUNT}:key/approved-not`,
  `arn:aws:kms:us-west-2:${FOREIGN}:key/mrk-1`,
  'alias/approved',
  'approved',
];

function approvedKey(value: string): boolean {
  return value === KEY || /^arn:aws:kms:[a-z0-9-]+:111122223333:key\/mrk-.*$/.test(value);
}

const INSTANCES = {
  anyOf: ['ml.m5.large', 'ml.g5.xlarge', 'ml.p4d.24xlarge', 'ml.g5x.large', 'ml.c5.xlarge', 'ml.c5.9xlarge', 'system'],
};

/** Jobs and endpoints; a notebook instance has a volume beside the storage of its host, and a domain has a file system. */
function onHostStorageAlone(request: Request): boolean {
  const types = valuesOf(request, INSTANCE_TYPES);
  return (
    !action('CreateNotebookInstance', 'CreateDomain')(request) &&
    types.length > 0 &&
    types.every((type) => /^ml\.(g5|p4d)\..+$/.test(type))
  );
}

const automated = action('CreateLabelingJob');

function encryptedVolumes(mayLeaveOut: (request: Request) => boolean): Oracle {
  return {
    denies: unless(VOLUME_KEY, approvedKey, mayLeaveOut),
    values: { [VOLUME_KEY]: KEYS, [INSTANCE_TYPES]: INSTANCES },
  };
}

export const ENCRYPTION: GuardrailRows = {
  volumeEncryption: {
    notes:
      'jobs and endpoints on nothing but instances with local NVMe storage take no key; labeling jobs need none unless `labelingVolumes` requires it',
    compares: {
      'ForAnyValue:StringNotLike': [INSTANCE_TYPES],
      Null: [INSTANCE_TYPES, VOLUME_KEY],
      StringNotLike: [VOLUME_KEY],
    },
    make: () => Guardrail.volumeEncryption({ keyArns }),
    ...encryptedVolumes((request) => automated(request) || onHostStorageAlone(request)),
    variants: {
      'every type': {
        make: () => Guardrail.volumeEncryption({ keyArns, instanceTypesWithoutKey: [] }),
        ...encryptedVolumes(automated),
      },
      'labeling included': {
        make: () => Guardrail.volumeEncryption({ keyArns, labelingVolumes: LabelingVolumes.KEY_REQUIRED }),
        ...encryptedVolumes(onHostStorageAlone),
      },
    },
  },
  outputEncryption: {
    compares: { Null: [INSTANCE_TYPES, OUTPUT_KEY], StringNotLike: [OUTPUT_KEY] },
    make: () => Guardrail.outputEncryption({ keyArns }),
    denies: unless(OUTPUT_KEY, approvedKey),
    values: { [OUTPUT_KEY]: KEYS, ...SETTINGS },
  },
};
