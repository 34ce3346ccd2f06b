import { conditions } from '../../src';

const { ConditionKeyType, Requirement } = conditions;

/** A requirement as plain code: whether one value meets it. */
export interface Example {
  readonly kind: string;
  make(key: conditions.ConditionKey, options?: conditions.RequirementOptions): conditions.Requirement;
  meets(value: string): boolean;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const KNOWN: Record<string, [string, string]> = {
  'sagemaker:AppNetworkAccessType': ['VpcOnly', 'PublicInternetOnly'],
  'sagemaker:AuthMode': ['IAM', 'SSO'],
  'sagemaker:DirectInternetAccess': ['Disabled', 'Enabled'],
  'sagemaker:FileSystemAccessMode': ['ro', 'rw'],
  'sagemaker:FileSystemType': ['EFS', 'FSxLustre'],
  'sagemaker:MinimumInstanceMetadataServiceVersion': ['2', '1'],
  'sagemaker:ModelApprovalStatus': ['Approved', 'Rejected'],
  'sagemaker:RemoteAccess': ['DISABLED', 'ENABLED'],
  'sagemaker:RootAccess': ['Disabled', 'Enabled'],
  'sagemaker:SpaceSharingType': ['Private', 'Shared'],
  'sagemaker:WorkteamType': ['private-crowd', 'public-crowd'],
};

/** Every kind of requirement that works with the key, with values on both sides of it. */
export function examplesFor(key: conditions.ConditionKey): Example[] {
  if (key.name === 'sagemaker:DirectGatedModelAccess') {
    return [...texts(key), ...booleans()];
  }
  switch (key.type) {
    case ConditionKeyType.BOOL:
      return booleans();
    case ConditionKeyType.NUMERIC:
      return numbers();
    case ConditionKeyType.ARN:
      return key.name.includes('KmsKey') ? kmsKeys() : arns();
    case ConditionKeyType.IP_ADDRESS:
      return addresses();
    default:
      return texts(key);
  }
}

function booleans(): Example[] {
  return [
    {
      kind: 'isTrue',
      make: Requirement.isTrue,
      meets: (value) => value === 'true',
      good: ['true'],
      bad: ['false'],
    },
    {
      kind: 'isFalse',
      make: Requirement.isFalse,
      meets: (value) => value === 'false',
      good: ['false'],
      bad: ['true'],
    },
  ];
}

function numbers(): Example[] {
  return [
    {
      kind: 'atMost',
      make: (key, o) => Requirement.atMost(key, 60, o),
      meets: (v) => Number(v) <= 60,
      good: ['1', '60'],
      bad: ['61', '600'],
    },
    {
      kind: 'atLeast',
      make: (key, o) => Requirement.atLeast(key, 60, o),
      meets: (v) => Number(v) >= 60,
      good: ['60', '61'],
      bad: ['0', '59'],
    },
    {
      kind: 'isOneOf',
      make: (key, o) => Requirement.isOneOf(key, ['5', '60'], o),
      meets: (v) => ['5', '60'].includes(v),
      good: ['5', '60'],
      bad: ['6'],
    },
    {
      kind: 'isNoneOf',
      make: (key, o) => Requirement.isNoneOf(key, ['5'], o),
      meets: (v) => v !== '5',
      good: ['6'],
      bad: ['5'],
    },
  ];
}

function addresses(): Example[] {
  const ours = (value: string) => value.startsWith('203.0.113.');
  return [
    {
      kind: 'isOneOf',
      make: (key, o) => Requirement.isOneOf(key, ['203.0.113.0/24'], o),
      meets: ours,
      good: ['203.0.113.7'],
      bad: ['198.51.100.7'],
    },
    {
      kind: 'isNoneOf',
      make: (key, o) => Requirement.isNoneOf(key, ['203.0.113.0/24'], o),
      meets: (v) => !ours(v),
      good: ['198.51.100.7'],
      bad: ['203.0.113.7'],
    },
  ];
}

function texts({ name }: conditions.ConditionKey): Example[] {
  const [good, bad] = KNOWN[name] ?? ['approved-1', 'other-1'];
  const stem = good.slice(0, -1);
  const matches = (value: string) => value.startsWith(stem);
  const examples: Example[] = [
    {
      kind: 'isOneOf',
      make: (key, o) => Requirement.isOneOf(key, [good], o),
      meets: (v) => v === good,
      good: [good],
      bad: [bad],
    },
    {
      kind: 'isNoneOf',
      make: (key, o) => Requirement.isNoneOf(key, [bad], o),
      meets: (v) => v !== bad,
      good: [good],
      bad: [bad],
    },
  ];
  if (stem) {
    const kind = 'matches';
    examples.push({
      kind,
      make: matching(`${stem}*`),
      meets: matches,
      good: [good, `${stem}x`],
      bad: [bad, `x${good}`],
    });
  }
  return examples;
}

function arns(): Example[] {
  const good = 'arn:aws:sagemaker:us-west-2:111122223333:thing/approved';
  const other = 'arn:aws:sagemaker:us-west-2:111122223333:thing/other';
  const foreign = 'arn:aws:sagemaker:us-west-2:999999999999:thing/approved';
  const crafted = 'arn:aws:sagemaker:us-west-2:999999999999:x:111122223333:thing/approved';
  const pattern = 'arn:aws:sagemaker:*:111122223333:thing/app*';
  return [
    {
      kind: 'isOneOf',
      make: (key, o) => Requirement.isOneOf(key, [good], o),
      meets: (v) => v === good,
      good: [good],
      bad: [other, foreign, crafted, 'none'],
    },
    {
      kind: 'isNoneOf',
      make: (key, o) => Requirement.isNoneOf(key, [other], o),
      meets: (v) => v !== other,
      good: [good, foreign],
      bad: [other],
    },
    {
      kind: 'matches',
      make: matching(pattern),
      meets: (v) => v === good,
      good: [good],
      bad: [other, foreign, crafted],
    },
  ];
}

function kmsKeys(): Example[] {
  const good = 'arn:aws:kms:us-west-2:111122223333:key/1234';
  const bad = [
    'arn:aws:kms:us-west-2:111122223333:key/5678',
    'arn:aws:kms:us-west-2:999999999999:key/1234',
    'alias/ours',
    '1234',
  ];
  const ours = (value: string) => value.startsWith('arn:aws:kms:us-west-2:111122223333:key/');
  return [
    {
      kind: 'isOneOf',
      make: (key, o) => Requirement.isOneOf(key, [good], o),
      meets: (v) => v === good,
      good: [good],
      bad,
    },
    {
      kind: 'matches',
      make: matching('arn:aws:kms:us-west-2:111122223333:key/*'),
      meets: ours,
      good: [good, bad[0]],
      bad: bad.slice(1),
    },
    {
      kind: 'isNoneOf',
      make: (key, o) => Requirement.isNoneOf(key, [good], o),
      meets: (v) => v !== good,
      good: bad.slice(0, 2),
      bad: [good],
    },
  ];
}

function matching(pattern: string): Example['make'] {
  return (key, options) => Requirement.matches(key, [pattern], options);
}

/** What a request can say of the key: nothing, one value, or for lists several that agree or do not. */
export function requestsFor(
  { multiValued }: conditions.ConditionKey,
  { good, bad }: Example,
): (readonly string[] | undefined)[] {
  const single = [...good, ...bad].map((value) => [value]);
  const lists = multiValued
    ? [
        [...good, ...good],
        [...good, ...bad],
        [...bad, ...good],
        [...bad, ...bad],
      ]
    : [];
  return [undefined, ...single, ...lists];
}
