import type { ServiceHosts } from '../dns/hosts';

const PRIVATELINK_SERVICES = 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html';

/** Which default policy an endpoint gets; `none` where AWS documents no support of policies, or none that is complete. */
export type PolicyKind =
  | 'browserLogin'
  | 'executeApi'
  | 'images'
  | 'mlflow'
  | 'none'
  | 'notebook'
  | 'perimeter'
  | 's3'
  | 'sagemaker'
  | 'studio';

export interface EndpointRow {
  /** What follows the region in the name of the endpoint service. */
  readonly service: string;
  /** What stands before the region, where it is not that of most AWS services. */
  readonly prefix?: string;
  readonly gateway?: boolean;
  /** The names that lead to the endpoint. */
  readonly hosts: ServiceHosts;
  /** What it is needed for. */
  readonly purpose: string;
  readonly policy: PolicyKind;
  /** Whether the zone holds the names of every customer, so that whoever captures it loses the public ones. */
  readonly publicNames?: boolean;
  /** Whether people open it in a browser or call it with the SDK from their own networks, which then forward its names. */
  readonly forPeople?: boolean;
  /** Where the service exists, if not everywhere. */
  readonly partitions?: readonly string[];
  readonly regions?: readonly string[];
  /** The FIPS variant of the service, as an id of this table. */
  readonly fips?: string;
  /** The AWS page that the row rests on. */
  readonly link: string;
}

/** Sovereign and isolated regions have few of the SageMaker features; China has fewer than the others. */
export const NOT_ISOLATED = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'];
export const NOT_CHINA = ['aws', 'aws-us-gov', 'aws-eusc'];

/**
 * The USA and Canada.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/sagemaker.html (FIPS endpoints)
 * @see https://publicsuffix.org/list/ (SageMaker Notebook Instances)
 */
export const FIPS_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'ca-west-1',
  'us-gov-east-1',
  'us-gov-west-1',
];

type Details = Partial<Omit<EndpointRow, 'service' | 'hosts' | 'purpose'>>;

export function row(service: string, hosts: ServiceHosts, purpose: string, details: Details = {}): EndpointRow {
  return { policy: 'perimeter', link: PRIVATELINK_SERVICES, ...details, service, hosts, purpose };
}

/** Of SageMaker itself, below the name that AWS gives to its browser-facing services. */
export function browserFacing(service: string, hosts: ServiceHosts, purpose: string, details: Details): EndpointRow {
  return row(service, hosts, purpose, { prefix: 'aws.sagemaker', partitions: NOT_ISOLATED, ...details });
}

export function fips(service: string, hosts: ServiceHosts, purpose: string, details: Details = {}): EndpointRow {
  return row(service, hosts, purpose, { partitions: NOT_CHINA, regions: FIPS_REGIONS, ...details });
}
