import { allowing, on, type Place, type Row, row, type Specification } from '../../specification';
import { absent, every, everyArn, from, is, isIfSent, present, type Term } from '../../terms';
import { KEY, requestTag, resourceTag } from '../keys';
import { ofTypes, passingRole, readingLogs, taggingOnCreate, watching } from './common';

const CREATE = 'CreateNotebookInstance';
const URL = 'CreatePresignedNotebookInstanceUrl';
const ENDPOINTS = ['vpce-api', 'vpce-studio'];

function common(at: Place): Row[] {
  return [passingRole(at), watching('ListNotebookInstances'), readingLogs(at, 'NotebookInstances')];
}

/** No root access, the second version of the metadata service, a VPC; scripts run as root, so that only approved ones are allowed. */
function secure(at: Place, network: readonly Term[], scripts: readonly Term[]): Row[] {
  const notebooks = ofTypes(at, 'notebook-instance');
  const settings = [is(KEY.directInternet, 'Disabled'), is(KEY.imds, '2'), is(KEY.rootAccess, 'Disabled')];
  const changes = [isIfSent(KEY.imds, '2'), isIfSent(KEY.rootAccess, 'Disabled')];
  return [
    ...common(at),
    ...scripts.flatMap((script) => [
      on(notebooks, row([CREATE], ...settings, ...network, script)),
      on(notebooks, row(['UpdateNotebookInstance'], ...changes, script)),
    ]),
    on(notebooks, row(['DescribeNotebookInstance', 'StartNotebookInstance', 'StopNotebookInstance'])),
    ...taggingOnCreate(notebooks, [CREATE]),
  ];
}

/** Notebook instances with the tag of the project, from their creation on. */
function tagged(at: Place, values: readonly string[], ...url: Term[]): Row[] {
  const notebooks = ofTypes(at, 'notebook-instance');
  const [given, existing] = [is(requestTag('Project'), ...values), is(resourceTag('Project'), ...values)];
  const changes = ['Delete', 'Describe', 'Start', 'Stop', 'Update'].map((verb) => `${verb}NotebookInstance`);
  return [
    ...common(at),
    on(notebooks, row([CREATE], given)),
    on(notebooks, row(changes, existing)),
    on(notebooks, row([URL], existing, ...url)),
    ...taggingOnCreate(notebooks, [CREATE], given),
  ];
}

export function notebooks(at: Place): Record<string, Specification> {
  const network = [every(KEY.subnets, 'subnet-a', 'subnet-b'), every(KEY.securityGroups, 'sg-a', 'sg-b')];
  const approved = everyArn(KEY.notebookScripts, at.own('notebook-instance-lifecycle-config/approved-*'));
  const noScript = absent(KEY.notebookScripts);
  const names = ['Team-*', 'team-*'].map((name) => at.own(`notebook-instance/${name}`));
  const ranges = from(KEY.sourceIp, '192.0.2.0/24', '2001:db8::/32');
  return {
    secureNotebooks: allowing(...secure(at, [present(KEY.subnets), present(KEY.securityGroups)], [noScript])),
    'secureNotebooks with named network and scripts': allowing(...secure(at, network, [noScript, approved])),
    taggedNotebooks: allowing(...tagged(at, ['A', 'B'])),
    'taggedNotebooks by the tag of the caller': allowing(...tagged(at, ['${aws:PrincipalTag/Team}'])),
    'taggedNotebooks through endpoints': allowing(...tagged(at, ['A', 'B'], is(KEY.sourceVpce, ...ENDPOINTS))),
    notebookUrlFromAddresses: allowing(on(names, row([URL], ranges))),
    apiFromAddresses: allowing(row(['DescribeTrainingJob', 'InvokeEndpoint'], ranges)),
    apiFromVpc: allowing(
      row(['InvokeEndpoint*', 'Describe*'], is(KEY.sourceVpc, 'vpc-a'), is(KEY.requestedRegion, at.environment.region)),
    ),
    'apiFromVpc through endpoints': allowing(row(['DescribeTrainingJob'], is(KEY.sourceVpce, ...ENDPOINTS))),
  };
}
