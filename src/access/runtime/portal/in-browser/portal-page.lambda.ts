import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_METRICS } from '../../../shared/metrics';
import { BROWSER_PORTAL_SETTINGS_VARIABLE } from '../../../shared/portal/settings';
import { auditLog } from '../../log';
import { counted } from '../../metric';
import { appearance } from '../appearance';
import type { PortalEvent, PortalResponse } from '../request';
import { PageServer } from './page-server';

const now = Date.now;
const log = auditLog('Portal', process.stdout, now);
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'unknown';
const server = new PageServer({
  settings: JSON.parse(process.env[BROWSER_PORTAL_SETTINGS_VARIABLE] ?? ''),
  // The bundle of the script is beside that of the function.
  script: readFileSync(join(__dirname, 'browser.js'), 'utf-8'),
  appearance: appearance(process.env),
  now,
  record: (record) => log(counted(record, ACCESS_METRICS.portalRequests, functionName, now())),
});

export async function handler(event: PortalEvent): Promise<PortalResponse> {
  return server.answer(event);
}
