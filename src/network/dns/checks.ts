import { Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { type Fault, faultsOf } from '../../private/errors';
import { DNS_LABEL_MAX, DNS_NAME_MAX } from './limits';

const LABEL = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/;
const REGION = /^[a-z]{2,5}(-[a-z0-9]+)+-\d$/;
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
  'sagemaker.aws',
  'sagemaker.com.cn',
];

const HINT = 'forward the most specific name, such as studio.eu-central-1.sagemaker.aws or that of one API';

/** Names are compared and written in lower case, without the dot of the root. */
export function normalizedZone(zone: string): string {
  return Token.isUnresolved(zone) ? zone : zone.toLowerCase().replace(/^(.+)\.$/, '$1');
}

export function zoneFaults(what: string, zone: string): Fault[] {
  const name = readable(normalizedZone(zone));
  if (name === UNKNOWN) {
    return [];
  }
  if (isBroad(name)) {
    return faultsOf('BroadDnsZone', [`${what} would take names of others with it, got '${shown(zone)}': ${HINT}`]);
  }
  return faultsOf(
    'InvalidDnsZone',
    isName(name) ? [] : [`${what} must be a DNS name such as corp.example, got '${shown(zone)}'`],
  );
}

/** A name that is given twice would have two answers. */
export function duplicateZoneFaults(what: string, zones: readonly string[]): Fault[] {
  const names = zones.map(normalizedZone);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return faultsOf(
    'ConflictingProps',
    [...new Set(twice)].map((name) => `${what} must name each zone once, got '${shown(name)}' twice`),
  );
}

function readable(name: string): string {
  return name.replace(TOKEN, UNKNOWN);
}

function shown(name: string): string {
  return readable(name);
}

function isName(name: string): boolean {
  const labels = name.split('.');
  return (
    name.length <= DNS_NAME_MAX &&
    labels.every((label) => label.includes(UNKNOWN) || (label.length <= DNS_LABEL_MAX && LABEL.test(label)))
  );
}

/** The root, what AWS services share, everything of a region, and all APIs of API Gateway, which are those of all customers. */
function isBroad(name: string): boolean {
  const [first, ...rest] = name.split('.');
  const shared = [...sharedDomains()];
  const isShared = shared.some((domain) => domain === name || domain.endsWith(`.${name}`));
  const ofRegion = (REGION.test(first) || first === UNKNOWN) && shared.includes(rest.join('.'));
  return name === '' || name === '.' || isShared || ofRegion || first === 'execute-api';
}

function sharedDomains(): Set<string> {
  const suffixes = RegionInfo.regions.map(({ domainSuffix }) => domainSuffix).filter((suffix) => suffix !== undefined);
  return new Set([...SHARED_DOMAINS, ...suffixes, ...suffixes.map((suffix) => `vpce.${suffix}`)]);
}
