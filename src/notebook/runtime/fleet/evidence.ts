import { createHash } from 'node:crypto';
import type { FleetPorts } from './ports';
import type { FleetReport } from './report';
import { fleetPage } from './report-page';

/** The same for two reports that differ in their times only. */
export function digestOf({ runId: _, startedAt: _s, finishedAt: _f, trigger: _t, ...lasting }: FleetReport): string {
  return createHash('sha256').update(JSON.stringify(lasting)).digest('hex');
}

/** Writes a report as JSON and as a page. A report of the whole fleet is also the latest one. */
export async function writeEvidence(report: FleetReport, isFull: boolean, ports: FleetPorts): Promise<void> {
  const { place, output, runId } = ports;
  const base = `${place.prefix}${place.account}/${place.region}/`;
  const [day, time] = report.startedAt.split('T');
  const names = [`${day}/${time.slice(0, 8).replaceAll(':', '')}-${runId}`, ...(isFull ? ['latest'] : [])];
  const [json, page] = [`${JSON.stringify(report, undefined, 2)}\n`, fleetPage(report)];
  for (const name of names) {
    await output.put(`${base}${name}.json`, json, 'application/json');
    await output.put(`${base}${name}.html`, page, 'text/html; charset=utf-8');
  }
}
