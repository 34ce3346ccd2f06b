/** Where the policies of a subject are deployed to, as far as a simulation is concerned. */
export interface Environment {
  readonly partition: string;
  readonly region: string;
  readonly urlSuffix: string;
  readonly account: string;
  /** Another region of the partition. */
  readonly otherRegion: string;
  readonly otherPartition: string;
  /** An account that is not the one of the stack. */
  readonly foreignAccount: string;
}

const ACCOUNTS = { account: '111122223333', foreignAccount: '999999999999' };

export const ENVIRONMENTS: readonly Environment[] = [
  {
    ...ACCOUNTS,
    partition: 'aws',
    region: 'us-west-2',
    urlSuffix: 'amazonaws.com',
    otherRegion: 'us-east-1',
    otherPartition: 'aws-cn',
  },
  {
    ...ACCOUNTS,
    partition: 'aws-cn',
    region: 'cn-north-1',
    urlSuffix: 'amazonaws.com.cn',
    otherRegion: 'cn-northwest-1',
    otherPartition: 'aws',
  },
  {
    ...ACCOUNTS,
    partition: 'aws-us-gov',
    region: 'us-gov-west-1',
    urlSuffix: 'amazonaws.com',
    otherRegion: 'us-gov-east-1',
    otherPartition: 'aws',
  },
];

/** What the placeholders of case files stand for. */
export function placeholdersOf(environment: Environment): Record<string, string> {
  return {
    Partition: environment.partition,
    Region: environment.region,
    UrlSuffix: environment.urlSuffix,
    Account: environment.account,
    OtherRegion: environment.otherRegion,
    OtherPartition: environment.otherPartition,
    ForeignAccount: environment.foreignAccount,
  };
}

/** Replaces `${Name}` in every text of a JSON value; what a placeholder stands for may hold placeholders itself. */
export function fill<T>(value: T, placeholders: Readonly<Record<string, string>>): T {
  if (typeof value === 'string') {
    return fillText(value, placeholders) as T;
  }
  if (Array.isArray(value)) {
    return value.map((item) => fill(item, placeholders)) as T;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, placeholders)])) as T;
  }
  return value;
}

function fillText(text: string, placeholders: Readonly<Record<string, string>>): string {
  if (!text.includes('${')) {
    return text;
  }
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (!Object.hasOwn(placeholders, name)) {
      throw new Error(
        `unknown placeholder \${${name}} in ${JSON.stringify(text)}, known are: ${Object.keys(placeholders).join(', ')}`,
      );
    }
    const { [name]: replacement, ...others } = placeholders;
    return fillText(replacement, others);
  });
}
