import { Duration } from 'aws-cdk-lib';
import { FleetRuns } from '../../../../demo/fleet/fleet-runs';
import { LoopbackAws } from '../../../../demo/fleet/loopback-aws';
import { type Call, ServiceError } from '../../../../demo/fleet/notebook-account';
import { guardrails, notebook } from '../../../../src';
import { ENVIRONMENTS } from '../../../effects/environment';
import { deployed, synthesize } from '../../../effects/harness';
import { allowing, managedPolicies, organizationPolicies, type Policy, type Subject } from '../../../effects/policies';
import { type Decision, decide, type EffectRequest } from '../../../effects/simulate';
import { remediating } from './policies';

const [ENVIRONMENT] = ENVIRONMENTS;
const { account: ACCOUNT, region: REGION } = ENVIRONMENT;
const { Guardrail } = guardrails;

/** The policies of the role and of the organization, as they are deployed. */
function policies(): Policy[] {
  const subject: Subject = {
    policies: (template) => [...managedPolicies(template), ...organizationPolicies('scp')(template)],
    build: (stack) => {
      new guardrails.ServiceControlPolicy(stack, 'Policy', {
        guardrails: [Guardrail.imdsV2Notebooks(), Guardrail.noNotebookRootAccess()],
      });
      new notebook.FleetHardening(stack, 'Fleet', {
        settings: [notebook.FleetSetting.IMDS_V2, notebook.FleetSetting.NO_ROOT_ACCESS],
        remediation: { maintenanceWindow: { hour: 0, duration: Duration.hours(24) } },
        optOutTagKey: 'opt-out',
      });
    },
  };
  return deployed(synthesize({ subject }).get('subject')!, ENVIRONMENT);
}

const POLICIES = policies();
const IN_ORGANIZATION = POLICIES.filter(({ kind }) => kind === 'scp');
const OF_ROLE = POLICIES.filter(({ kind }) => kind !== 'scp');
const ALLOW_ALL = allowing('identity');

const aws = new LoopbackAws();

beforeAll(() => aws.start());
afterAll(() => aws.stop());
beforeEach(() => aws.reset());

const RESOURCES: Readonly<Record<string, string>> = { DescribeDomain: 'domain/d-a' };

/** A call with the condition keys that SageMaker takes from it. */
function requestOf({ operation, input }: Call, tags: Readonly<Record<string, string>> = {}): EffectRequest {
  const { InstanceMetadataServiceConfiguration: metadata, RootAccess } = input;
  const { MinimumInstanceMetadataServiceVersion: version } = (metadata ?? {}) as Record<string, string>;
  const keys: [string, unknown][] = [
    ['sagemaker:MinimumInstanceMetadataServiceVersion', version],
    ['sagemaker:RootAccess', RootAccess],
    ...Object.entries(tags).map(([key, value]): [string, string] => [`aws:ResourceTag/${key}`, value]),
  ];
  return {
    principal: `arn:aws:iam::${ACCOUNT}:role/fleet`,
    action: `sagemaker:${operation}`,
    resource: /^List(NotebookInstances|Domains)$/.test(operation)
      ? '*'
      : `arn:aws:sagemaker:${REGION}:${ACCOUNT}:${RESOURCES[operation] ?? 'notebook-instance/notebook'}`,
    context: Object.fromEntries(keys.filter(([, value]) => value !== undefined)) as EffectRequest['context'],
  };
}

function decisionOn(call: Call, of: readonly Policy[] = POLICIES, tags?: Record<string, string>): Promise<Decision> {
  return decide(of, requestOf(call, tags), ACCOUNT);
}

/** The calls of a whole remediation. */
async function callsOfRemediation(): Promise<Call[]> {
  aws.account.add('notebook');
  aws.account.add('stopped', { status: 'Stopped', rootAccess: 'Disabled' });
  const policy = remediating({}, { settings: ['IMDS_V2', 'NO_ROOT_ACCESS'] });
  await new FleetRuns(aws, policy).settle(8);
  expect(aws.account.notebooks.get('notebook')).toMatchObject({ status: 'InService', metadataVersion: '2' });
  return aws.account.calls;
}

test('the guardrails and the role allow every call of a remediation', async () => {
  const calls = await callsOfRemediation();
  const distinct = new Map(calls.map((call) => [JSON.stringify(requestOf(call)), call]));
  expect(calls.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(['StopNotebookInstance', 'UpdateNotebookInstance', 'StartNotebookInstance']),
  );
  for (const call of distinct.values()) {
    expect([call.operation, await decisionOn(call)]).toEqual([call.operation, 'Allowed']);
  }
});

const UPDATE = 'UpdateNotebookInstance';
const version = (value: string) => ({
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: value },
});

/** What a remediator with a fault would send. */
const MUTANTS: Readonly<Record<string, object>> = {
  'lowers the version of the metadata service': { ...version('1'), RootAccess: 'Disabled' },
  'enables root access': { ...version('2'), RootAccess: 'Enabled' },
  'does both': { ...version('1'), RootAccess: 'Enabled' },
};

describe.each(Object.entries(MUTANTS))('a mutant that %s', (_, input) => {
  const call: Call = { operation: UPDATE, input: { NotebookInstanceName: 'notebook', ...input } };

  test('is denied by the guardrails, even with a role that may do everything', async () => {
    expect(await decisionOn(call, [...IN_ORGANIZATION, ALLOW_ALL])).toBe('ExplicitlyDenied');
  });

  test('is not allowed by the role, even without guardrails', async () => {
    expect(await decisionOn(call, OF_ROLE)).toBe('ImplicitlyDenied');
  });

  test('leaves the notebook instance as it was, which is started again', async () => {
    aws.account.add('notebook');
    aws.account.before = (sent) => {
      if (sent.operation === UPDATE) {
        throw new ServiceError('AccessDeniedException', 'explicit deny in a service control policy');
      }
    };
    await new FleetRuns(aws, remediating()).settle(8);
    expect(aws.account.notebooks.get('notebook')).toMatchObject({ status: 'InService', rootAccess: 'Enabled' });
  });
});

test('an update without a version is not allowed by the role', async () => {
  const call: Call = { operation: UPDATE, input: { NotebookInstanceName: 'notebook' } };
  expect(await decisionOn(call, OF_ROLE)).toBe('ImplicitlyDenied');
});

test.each(['StopNotebookInstance', 'StartNotebookInstance', UPDATE])(
  '%s of an opted-out notebook instance is denied, even to a role that may do everything else',
  async (operation) => {
    const call: Call = { operation, input: operation === UPDATE ? { ...version('2'), RootAccess: 'Disabled' } : {} };
    expect(await decisionOn(call, [...OF_ROLE, ALLOW_ALL], { 'opt-out': 'mine' })).toBe('ExplicitlyDenied');
  },
);

test.each(['CreateNotebookInstance', 'DeleteNotebookInstance', 'CreatePresignedNotebookInstanceUrl', 'AddTags'])(
  'the role may not call %s',
  async (operation) => {
    const call: Call = { operation, input: {} };
    expect(await decisionOn(call, OF_ROLE)).toBe('ImplicitlyDenied');
  },
);
