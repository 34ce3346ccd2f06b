import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectOneOf, forEachItem } from '../expectations';
import { isPrivate, REST_API } from './private-apis';

export const privateApiLogs: RuleDefinition = {
  id: 'private-api-no-data-trace',
  severity: Severity.WARNING,
  title: 'Stages of private REST APIs must not log full requests and responses',
  rationale:
    'Logs then hold the presigned URLs that are handed out, and tokens wherever API Gateway does not redact them: whoever reads them in time is that user.',
  remediation: 'Leave DataTraceEnabled out of MethodSettings, or set it to false. Access logs and metrics go on.',
  url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-execution-logging.html',
  controls: {},
  types: ['AWS::ApiGateway::Stage'],
  check: (stage, context) => {
    const api = context.referredTo(stage.get('RestApiId'), REST_API);
    return api && isPrivate(api) === 'yes'
      ? forEachItem(stage, 'MethodSettings', (method) => expectOneOf(method, 'DataTraceEnabled', ['false'], 'false'))
      : [];
  },
};
