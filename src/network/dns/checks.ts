import { Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import { knownToDiffer } from '../../private/arn';
import { checkFormat } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { DNS_LABEL, REGION } from '../../private/formats';
import { isPlaceholder, isUnknown } from '../../private/life-cycle/unknown';
import type { EndpointRow } from '../endpoints/row';
import { ENDPOINT_TABLE } from '../endpoints/table';
import { BROWSER_DOMAINS } from './hosts';

/** @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const DNS_LABEL_MAX = 63;

/** Without the dot of the root. @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const DNS_NAME_MAX = 253;

/** Stands for the part of a name that only a deployment knows. */
const UNKNOWN = '<unknown>';
const TOKEN = /\$\{Token\[[^\]]*\]\}/g;

/** Domains that more than one service, customer or region shares. */
const SHARED_DOMAINS = [
  'a2z.com',
  'amazon.com',
  'amazonwebservices.com.cn',
  'api.aws',
  'console.aws.a2z.com',
  'on.aws',
  ...Object.values(BROWSER_DOMAINS),
];

/** The first labels of zones that hold the names of every customer. */
const SHARED_LABELS = Object.values<EndpointRow>(ENDPOINT_TABLE)
  .filter(({ publicNames }) => publicNames)
  .map(({ service }) => service);

const HINT = 'forward the most specific name, such as studio.eu-central-1.sagemaker.aws or that of one API';

/** Names are compared and written in lower case, without the dot of the root. */
export function normalizedZone(zone: string): string {
  return isUnknown(zone) ? zone : zone.toLowerCase().replace(/^(.+)\.$/, '$1');
}

export function zoneFaults(what: string, zone: string): Fault[] {
  const name = readable(normalizedZone(zone));
  if (name === UNKNOWN || isPlaceholder(name)) {
    return [];
  }
  return isBroad(name)
    ? faultsOf('BroadDnsZone', [`${what} would take names of others with it, got '${readable(zone)}': ${HINT}`])
    : check(isName(name), 'InvalidDnsZone', `${what} must be a DNS name such as corp.example, got '${readable(zone)}'`);
}

/** A name that is given twice would have two answers. */
export function duplicateZoneFaults(what: string, zones: readonly string[]): Fault[] {
  const names = zones.map(normalizedZone);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return faultsOf(
    'ConflictingProps',
    [...new Set(twice)].map((name) => `${what} must name each zone once, got '${readable(name)}' twice`),
  );
}

export function regionFaults(region: string | undefined): Fault[] {
  return faultsOf('InvalidRegion', checkFormat('region', region, REGION));
}

/** Another account than that of the stack has to associate its VPC itself. */
export function foreignVpcFaults(scope: IConstruct, what: string, vpc: ec2.IVpc): Fault[] {
  const [account, expected] = [vpc.env.account, Stack.of(scope).account];
  const hint = 'associate it in a stack of that account, once it is shared with or authorized';
  return check(
    !knownToDiffer(account, expected),
    'ForeignAccountVpc',
    `${what} must be VPCs of the account ${expected}, got ${vpc.node.path} of ${account}: ${hint}`,
  );
}

/** Without the tokens, which mean nothing to a reader. */
function readable(name: string): string {
  return name.replace(TOKEN, UNKNOWN);
}

function isName(name: string): boolean {
  const labels = name.split('.');
  return (
    name.length <= DNS_NAME_MAX &&
    labels.every((label) => label.includes(UNKNOWN) || (label.length <= DNS_LABEL_MAX && DNS_LABEL.pattern.test(label)))
  );
}

/** The root, what AWS services share, everything of a region, and all APIs of API Gateway, which are those of all customers. */
function isBroad(name: string): boolean {
  const [first, ...rest] = name.split('.');
  const shared = [...sharedDomains()];
  const isShared = shared.some((domain) => domain === name || domain.endsWith(`.${name}`));
  const ofRegion = (REGION.pattern.test(first) || first === UNKNOWN) && shared.includes(rest.join('.'));
  return name === '' || name === '.' || isShared || ofRegion || SHARED_LABELS.includes(first);
}

function sharedDomains(): Set<string> {
  const suffixes = RegionInfo.regions.map(({ domainSuffix }) => domainSuffix).filter((suffix) => suffix !== undefined);
  return new Set([...SHARED_DOMAINS, ...suffixes, ...suffixes.map((suffix) => `vpce.${suffix}`)]);
}
