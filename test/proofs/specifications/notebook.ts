import { allowing, by, on, type Place, row, type Specification, type Specifications } from '../specification';
import { from, is } from '../terms';
import { KEY } from './keys';
import { arnPrincipal, volumeKeyUse } from './trust';

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

export const NOTEBOOK: Specifications = (at) => ({
  ...Object.fromEntries(Object.entries(grants(at)).map(([name, each]) => [`NotebookInstance.grants.${name}`, each])),
  'NotebookInstance with a key of its own': allowing(
    ...volumeKeyUse(at).map((each) => by([arnPrincipal(at.iam('role/execution'))], each)),
  ),
  'NotebookInstance with a given key': allowing(
    ...volumeKeyUse(at).map((each) => by([arnPrincipal(at.iam('root'))], on([at.arn('kms', 'key/Volumes')], each))),
  ),
});
