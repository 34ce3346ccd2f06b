import { network } from 'cdk-secure-sagemaker';

const { EndpointPricing } = network;

/** What AWS asks in us-east-1; other regions are near it. */
const USD_PER_ZONE_AND_HOUR = 0.01;
const HOURS_PER_MONTH = 730;

/** The endpoints as a table, and what they cost. */
export function endpointTable({ includedEndpoints }: network.IPrivateEndpoints, zones: number): string[] {
  const rows = includedEndpoints.map(({ service, required, purpose }) => [
    service.id,
    required ? 'required' : 'optional',
    priceClass(service),
    purpose,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return [
    ...rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')),
    '',
    ...costs(includedEndpoints, zones),
  ];
}

function priceClass({ pricing }: network.EndpointService): string {
  return pricing === EndpointPricing.FREE ? 'free' : 'per zone and hour';
}

function costs(endpoints: readonly network.IncludedEndpoint[], zones: number): string[] {
  const billed = endpoints.filter(({ service }) => service.pricing === EndpointPricing.PER_ZONE_AND_HOUR).length;
  const each = Math.round(USD_PER_ZONE_AND_HOUR * HOURS_PER_MONTH * zones);
  return [
    `${billed} interface endpoints in ${zones} zones: about USD ${each} a month each, used or not, at the USD ${USD_PER_ZONE_AND_HOUR} of us-east-1;`,
    'data that goes through them and the addresses of the resolver are billed as well',
  ];
}
