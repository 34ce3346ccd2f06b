import { Logger } from '@aws-lambda-powertools/logger';
import { Issuer } from './issuer';
import { auditLine } from './issuer-audit';
import { AwsUpstream } from './issuer-aws';
import { issuerConfig } from './issuer-config';
import type { ProxyEvent } from './request';
import type { ProxyResponse } from './response';

const config = issuerConfig(process.env);
const logger = new Logger({ serviceName: 'studio-access', logLevel: 'INFO', sampleRateValue: 0 });
const issuer = new Issuer(config, {
  upstream: new AwsUpstream(config),
  now: Date.now,
  record: (record) => logger.info('Studio access', auditLine(record, Date.now())),
});

export async function handler(event: ProxyEvent): Promise<ProxyResponse> {
  return issuer.answer(event);
}
