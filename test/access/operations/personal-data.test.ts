import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_LOG_FIELDS } from '../../../src/access/api/access-log';
import type { AuthorizerRecord } from '../../../src/access/runtime/authorizer/authorizer';
import type { Item } from '../../../src/access/runtime/directory-item';
import { ChangeCause, changeRecord } from '../../../src/access/runtime/directory-record';
import { auditLog } from '../../../src/access/runtime/log';
import { counted } from '../../../src/access/runtime/metric';
import type { PortalRecord } from '../../../src/access/runtime/portal/request';
import type { ChangeContext } from '../../../src/access/runtime/reconciler/ports';
import { type AuditRecord, auditLine } from '../../../src/access/runtime/url-function/audit';
import { AuthorizationOutcome } from '../../../src/access/shared/authorization-outcome';
import { PortalOutcome } from '../../../src/access/shared/portal/outcome';
import { RequestOutcome } from '../../../src/access/shared/request-outcome';

const README = readFileSync(join(__dirname, '../../../src/access/README.md'), 'utf-8');
const [, SECTION] = README.split('\n## Personal data\n');
const ROWS = new Map(
  [...SECTION.split('\n## ')[0].matchAll(/^\| (`[\w.]+`|the reconciler of the directory) \| (.*?) \| (.*?) \|$/gm)].map(
    ([, log, fields, about]) => [log.replaceAll('`', ''), { fields: namesIn(fields), about: namesIn(about) }],
  ),
);

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name);
}

/** Added to every record. None of it depends on a person. */
const TECHNICAL = [
  'level',
  'audit',
  'message',
  'service',
  'timestamp',
  '_aws',
  'FunctionName',
  'Requests',
  'PortalRequests',
  'Authorizations',
];

/** A record with all of its fields, since `Required` leaves none out. */
const REQUEST: Required<AuditRecord> = {
  requestId: 'r-1',
  outcome: RequestOutcome.ISSUED,
  reason: 'issued',
  route: 'GET /studio',
  statusCode: 302,
  identity: { issuer: 'https://id.example.com', subject: 'alice', key: 'https://id.example.com#alice' },
  caller: 'arn:aws:sts::111122223333:assumed-role/Portal/session',
  domainId: 'd-abc',
  userProfileName: 'alice',
  spaceName: 'churn',
  accessRoleArn: 'arn:aws:iam::111122223333:role/Access',
  error: 'TimeoutError',
};

const AUTHORIZATION: Required<AuthorizerRecord> = {
  outcome: AuthorizationOutcome.ALLOWED,
  reason: 'verified',
  requestId: 'r-1',
  issuer: 'https://id.example.com',
  subject: 'alice',
};

const PORTAL: Required<PortalRecord> = {
  requestId: 'r-1',
  route: 'GET /callback',
  outcome: PortalOutcome.SIGNED_IN,
  reason: 'signed-in',
  statusCode: 200,
  issuer: 'https://id.example.com',
  subject: 'alice',
};

const CHANGE: Required<ChangeContext> = { cause: ChangeCause.DEPLOYMENT, owner: 'hr', requestId: 'r-1' };

const ITEM: Item = { pk: { S: 'https://id.example.com#alice' }, userProfileName: { S: 'alice' } };

/** The fields of a line as the functions write it. */
function fieldsOf(record: object): string[] {
  let text = '';
  auditLog('Test', { write: (line) => (text = String(line)) }, Date.now)(record);
  return Object.keys(JSON.parse(text)).filter((name) => !TECHNICAL.includes(name));
}

describe('the README says of personal data', () => {
  test.each<[string, readonly string[]]>([
    ['urlFunction.logGroup', fieldsOf(auditLine(REQUEST, 'Function', 0))],
    ['api.authorizerLogGroup', fieldsOf(counted(AUTHORIZATION, 'Authorizations', 'Function', 0))],
    ['api.portalLogGroup', fieldsOf(counted(PORTAL, 'PortalRequests', 'Function', 0))],
    ['the reconciler of the directory', fieldsOf({ ...CHANGE, stackId: 's', ...changeRecord(ITEM, ITEM) })],
    ['api.accessLogGroup', Object.keys(ACCESS_LOG_FIELDS)],
  ])('what %s holds, and nothing less', (log, fields) => {
    expect([...ROWS.get(log)!.fields].sort()).toEqual([...fields].sort());
  });

  test('which fields are about a person, all of which are among those', () => {
    for (const { fields, about } of ROWS.values()) {
      expect(about.filter((name) => !fields.includes(name))).toEqual([]);
    }
    expect(ROWS.get('urlFunction.logGroup')!.about).toContain('subject');
  });

  test('the same of the canary, which knows nobody', () => {
    expect(ROWS.get('canary.logGroup')).toEqual({ fields: [], about: [] });
  });
});
