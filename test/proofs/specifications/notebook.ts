import { allowing, by, on, type Place, type Row, row, type Specification, type Specifications } from '../specification';
import { absent, every, from, is, isIfSent, isTrue, notFalse } from '../terms';
import { KEY, resourceTag } from './keys';
import { arnPrincipal, service, volumeKeyUse } from './trust';

const ENDPOINTS = ['vpce-api', 'vpce-notebook'];
const RANGES = ['203.0.113.0/24', '2001:db8::/32'];
const URL = 'CreatePresignedNotebookInstanceUrl';

function grants(at: Place): Record<string, Specification> {
  const own = [at.own('notebook-instance/name')];
  const throughEndpoints = on(own, row([URL], is(KEY.sourceVpce, ...ENDPOINTS)));
  const fromRanges = on(own, row([URL], from(KEY.sourceIp, ...RANGES)));
  const logs = at.arn('logs', 'log-group:/aws/sagemaker/NotebookInstances');
  // SageMaker writes names in both forms.
  const inBothForms = ['Team-Notebook', 'team-notebook'].map((name) => at.own(`notebook-instance/${name}`));
  return {
    'presignedUrl from anywhere': allowing(on(own, row([URL]))),
    'presignedUrl through endpoints': allowing(throughEndpoints),
    'presignedUrl from address ranges': allowing(fromRanges),
    'presignedUrl through endpoints or from address ranges': allowing(throughEndpoints, fromRanges),
    startStop: allowing(on(own, row(['StartNotebookInstance', 'StopNotebookInstance']))),
    describe: allowing(on(own, row(['DescribeNotebookInstance']))),
    'describe on a name with capitals': allowing(on(inBothForms, row(['DescribeNotebookInstance']))),
    writeLogs: allowing(
      on([logs, `${logs}:*`], row(['logs:CreateLogGroup', 'logs:DescribeLogStreams'])),
      on([`${logs}:log-stream:name/*`], row(['logs:CreateLogStream', 'logs:PutLogEvents'])),
    ),
  };
}

/** What a fleet reads and reports. */
function reporting(at: Place): Row[] {
  const { account, region, partition } = at.environment;
  const notebooks = [at.own('notebook-instance/*')];
  const table = ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'Scan'].map((name) => `dynamodb:${name}`);
  const use = ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'];
  return [
    on([at.arn('logs', 'log-group:FleetFunctionLogs128179EB:*')], row(['logs:CreateLogStream', 'logs:PutLogEvents'])),
    row(['ListDomains', 'ListNotebookInstances']),
    on(notebooks, row(['DescribeNotebookInstance', 'ListTags'])),
    on([at.own('notebook-instance-lifecycle-config/*')], row(['DescribeNotebookInstanceLifecycleConfig'])),
    on([at.own('domain/*')], row(['DescribeDomain'])),
    on(
      [at.arn('events', 'event-bus/default')],
      row(['events:PutEvents'], every('events:source', 'secure-sagemaker.notebook-fleet')),
    ),
    on([at.arn('dynamodb', 'table/State')], row(table)),
    on([`arn:${partition}:s3:::evidence/${account}/${region}/*`], row(['s3:PutObject'])),
    by([arnPrincipal(at.iam('root'))], on([at.arn('kms', 'key/Key')], row(use.map((name) => `kms:${name}`)))),
  ];
}

/** A fleet changes only notebook instances that have not opted out, and only to the better. */
function remediating(at: Place): Row[] {
  const { region, urlSuffix } = at.environment;
  const notebooks = [at.own('notebook-instance/*')];
  const volumes = [at.arn('kms', 'key/Volumes')];
  const account = [arnPrincipal(at.iam('root'))];
  const viaSageMaker = is('kms:ViaService', `sagemaker.${region}.${urlSuffix}`);
  const takesPart = absent(resourceTag('opt-out'));
  const unchanged = [KEY.notebookScripts, KEY.instanceTypes, 'sagemaker:AcceleratorTypes'].map(absent);
  return [
    on(notebooks, row(['StartNotebookInstance', 'StopNotebookInstance'], takesPart)),
    on(
      notebooks,
      row(['UpdateNotebookInstance'], takesPart, is(KEY.imds, '2'), isIfSent(KEY.rootAccess, 'Disabled'), ...unchanged),
    ),
    by(account, on(volumes, row(['kms:CreateGrant'], viaSageMaker, isTrue('kms:GrantIsForAWSResource')))),
    by(account, on(volumes, row(['kms:DescribeKey'], viaSageMaker))),
  ];
}

function fleet(at: Place): Record<string, Specification> {
  const fromAccount = is(KEY.sourceAccount, at.environment.account);
  const publishers = [service('cloudwatch.amazonaws.com'), service('events.amazonaws.com')];
  return {
    'permissions of a fleet that only reports': allowing(...reporting(at)),
    'permissions of a fleet with remediation': allowing(...reporting(at), ...remediating(at)),
    'trust of the schedule': allowing(by([service('scheduler.amazonaws.com')], row(['sts:AssumeRole'], fromAccount))),
    'permissions of the schedule': allowing(on([at.arn('lambda', 'function:Fleet')], row(['lambda:InvokeFunction']))),
    topic: allowing(
      by(
        publishers,
        on([at.arn('sns', 'Notices')], row(['sns:Publish'], fromAccount, notFalse('aws:SecureTransport'))),
      ),
    ),
  };
}

export const NOTEBOOK: Specifications = (at) => ({
  ...Object.fromEntries(Object.entries(fleet(at)).map(([name, each]) => [`FleetHardening, ${name}`, each])),
  ...Object.fromEntries(Object.entries(grants(at)).map(([name, each]) => [`NotebookInstance.grants.${name}`, each])),
  'NotebookInstance with a key of its own': allowing(
    ...volumeKeyUse(at).map((each) => by([arnPrincipal(at.iam('role/execution'))], each)),
  ),
  'NotebookInstance with a given key': allowing(
    ...volumeKeyUse(at).map((each) => by([arnPrincipal(at.iam('root'))], on([at.arn('kms', 'key/Volumes')], each))),
  ),
});
