import { auditLog } from '../log';
import { auditLine } from './audit';
import { AwsUpstream } from './aws';
import { issuerConfig } from './config';
import type { ProxyEvent } from './request';
import type { ProxyResponse } from './response';
import { Issuer } from './url-function';

const config = issuerConfig(process.env);
const log = auditLog('Studio access');
const issuer = new Issuer(config, {
  upstream: new AwsUpstream(config),
  now: Date.now,
  record: (record) => log(auditLine(record, config.functionName, Date.now())),
});

export async function handler(event: ProxyEvent): Promise<ProxyResponse> {
  return issuer.answer(event);
}
