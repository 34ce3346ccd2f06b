import { auditLog } from '../log';
import { appearance } from '../portal/appearance';
import { auditLine } from './audit';
import { AwsUpstream } from './aws';
import { urlFunctionConfig } from './config';
import type { ProxyEvent } from './request';
import type { ProxyResponse } from './response';
import { UrlFunction } from './url-function';

const config = urlFunctionConfig(process.env);
const log = auditLog('Studio access', process.stdout, Date.now);
const urlFunction = new UrlFunction(config, {
  upstream: new AwsUpstream(config),
  now: Date.now,
  appearance: appearance(process.env),
  record: (record) => log(auditLine(record, config.functionName, Date.now())),
});

export async function handler(event: ProxyEvent): Promise<ProxyResponse> {
  return urlFunction.answer(event);
}
