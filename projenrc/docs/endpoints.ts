import * as network from '../../src/network';
import type { PolicyKind } from '../../src/network/endpoints/row';
import { type Tables, table } from './markdown';

const { EndpointService, EndpointSet, EndpointType } = network;

/** The default policies in words. */
const POLICIES: Readonly<Record<PolicyKind, string>> = {
  browserLogin: 'own principals',
  executeApi: 'calling APIs of the account',
  images: 'own principals, own resources, and pulling images of AWS',
  mlflow: 'using MLflow of the account',
  none: 'none',
  notebook: 'opening notebook instances of the account',
  perimeter: 'own principals, own resources',
  s3: 'own principals, own resources, and reading buckets of AWS',
  sagemaker: 'own principals, own resources, and reading the public hub of AWS',
  studio: 'opening domains of the account',
};

/** The tables in the README of the network, by the names of their markers. */
export const ENDPOINT_TABLES: Tables = {
  'endpoint sets': setsTable,
  'endpoint services': servicesTable,
};

function setsTable(): string[] {
  const sets = Object.entries(EndpointSet).filter(
    (entry): entry is [string, network.EndpointSet] => entry[1] instanceof EndpointSet,
  );
  const rows = sets.map(([name, set]) => [
    `\`${name}\``,
    idsOf(set.services.filter((service) => set.isRequired(service))),
    idsOf(set.services.filter((service) => !set.isRequired(service))),
  ]);
  return table(['set', 'required', 'can be left out'], rows);
}

function idsOf(services: readonly network.EndpointService[]): string {
  return services.map(({ id }) => `\`${id}\``).join(', ') || '–';
}

function servicesTable(): string[] {
  const services = Object.values(EndpointService).filter((one) => one instanceof EndpointService);
  const rows = services.map((service) => [
    `\`${service.id}\``,
    `\`${nameOf(service)}\`${service.type === EndpointType.GATEWAY ? ' (gateway)' : ''}`,
    service.purpose,
    POLICIES[service._row.policy],
  ]);
  return table(['constant', 'service', 'needed for', 'default policy'], rows);
}

function nameOf({ name, _row: { prefix } }: network.EndpointService): string {
  return prefix ? `${prefix}.${name}` : name;
}
