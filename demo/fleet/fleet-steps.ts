import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { notebook } from '../../src';
import type { FleetReport, ReportedNotebook } from '../../src/notebook/runtime/fleet/report';
import type { FleetPolicy } from '../../src/notebook/shared/fleet';
import { addEstate } from './estate';
import { FleetRuns } from './fleet-runs';
import { LoopbackAws } from './loopback-aws';

/** A statement about the fleet, and whether it holds. */
export interface Check {
  readonly held: boolean;
  readonly statement: string;
}

export interface Step {
  readonly title: string;
  readonly checks: readonly Check[];
}

const { FleetHardening, FleetSetting, Weekday } = notebook;
const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
const CHANGE = /^sagemaker:(?!List|Describe)/;
const FOLDER = '111122223333/eu-central-1/';
/** What the fleet may change, by what the report says about the others. */
const CHANGED = ['linux-2', 'running', 'running-slowly', 'stopped'];

/** What is done to a running notebook instance, in this order. */
const WORK = ['notice was given', 'stop', 'update: ', 'start', 'it has the required settings'];

interface Deployed {
  readonly policy: FleetPolicy;
  /** What the role may call in SageMaker. */
  readonly actions: readonly string[];
}

/** Synthesizes the construct, and reads what the function would have. */
export function deployedFleet(app: App, props: notebook.FleetHardeningProps): Deployed {
  const stack = new Stack(app, 'Fleet', { env: { account: '111122223333', region: 'eu-central-1' } });
  new FleetHardening(stack, 'Fleet', props);
  const template = Template.fromStack(stack);
  const [{ Properties }] = Object.values(template.findResources('AWS::Lambda::Function'));
  const statements = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).flatMap(
    (policy) => policy.Properties.PolicyDocument.Statement as { Effect: string; Action: string | string[] }[],
  );
  return {
    policy: JSON.parse(Properties.Environment.Variables.FLEET_POLICY),
    actions: statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action),
  };
}

const SETTINGS = {
  settings: [FleetSetting.IMDS_V2, FleetSetting.PLATFORM_AL2023],
  codeOwnedTagKeys: ['terraform'],
};

/** The loopback clock begins on a Tuesday at noon; the window opens on Saturdays. */
const REMEDIATION: notebook.FleetRemediation = {
  maintenanceWindow: { days: [Weekday.SATURDAY], hour: 6, duration: Duration.hours(8) },
  noticeTime: Duration.days(3),
  maxConcurrent: 2,
};

/** The report, one maintenance window, and the evidence, for a fleet of twelve on loopback. */
export class FleetDemo {
  private readonly aws = new LoopbackAws();
  private readonly reporting: Deployed;
  private readonly remediating: Deployed;
  private runs!: FleetRuns;

  constructor(newApp = () => new App()) {
    this.reporting = deployedFleet(newApp(), SETTINGS);
    this.remediating = deployedFleet(newApp(), { ...SETTINGS, remediation: REMEDIATION });
  }

  public async *steps(): AsyncGenerator<Step> {
    await this.aws.start();
    try {
      addEstate(this.aws);
      this.runs = new FleetRuns(this.aws, this.reporting.policy);
      yield { title: 'The report', checks: this.checkReport((await this.runs.run())!) };
      this.runs.policy = this.remediating.policy;
      yield { title: 'Notice, outside the maintenance window', checks: this.checkNotice((await this.runs.run())!) };
      yield { title: 'The maintenance window', checks: await this.window() };
      yield { title: 'Two runs at the same time', checks: await this.concurrent() };
      yield { title: 'The evidence', checks: this.checkEvidence() };
    } finally {
      await this.aws.stop();
    }
  }

  /** The page of the last complete run. */
  public get page(): string {
    return this.aws.objects.get(`${FOLDER}latest.html`) ?? '';
  }

  private checkReport(report: FleetReport): Check[] {
    const { totals, notebooks } = report;
    const fixes = notebooks.flatMap(({ lacks }) => lacks.map(({ fix }) => fix)).join('\n');
    return [
      check(
        `reads ${notebooks.length} notebook instances: ${totals.compliant} compliant, ${totals.noncompliant} not`,
        notebooks.length === 12 && totals.compliant === 1,
      ),
      check('the role may change nothing in SageMaker', !this.reporting.actions.some((action) => CHANGE.test(action))),
      check('nothing was changed', this.aws.account.accepted.length === 0),
      check(
        'the line to change names the resource of the stack',
        fixes.includes('resource Notebook of stack research'),
      ),
      check('and the argument of Terraform', fixes.includes('minimum_instance_metadata_service_version = "2"')),
      check('names the domain that is not VPC only', totals.openDomains === 1),
    ];
  }

  private checkNotice({ notebooks }: FleetReport): Check[] {
    const notices = this.sent('Notebook Fleet Notice').flatMap(
      ({ detail }) => detail.notebooks as { notebook: string }[],
    );
    const named = notices.map((notice) => notice.notebook).sort();
    const skipped: Readonly<Record<string, string>> = {
      cloudformation: 'OwnedByCode',
      terraform: 'OwnedByCode',
      'opted-out': 'OptedOut',
      'old-script': 'LifecycleScript',
      'linux-1': 'RetiredPlatform',
      failed: 'Status',
      maintenance: 'Status',
    };
    return [
      check(`the owners of ${named.join(', ')} get notice`, named.join() === 'linux-2,running,running-slowly'),
      check('nothing was changed', this.aws.account.accepted.length === 0),
      ...Object.entries(skipped).map(([name, code]) => {
        const { skipped: found } = of(notebooks, name);
        return check(
          `${name} is not touched: ${found[0]?.text}`,
          found.some((obstacle) => obstacle.code === code),
        );
      }),
    ];
  }

  private async window(): Promise<Check[]> {
    const { clock } = this.runs;
    clock.advance(3.8 * DAY_MS);
    let most = 0;
    let report = (await this.runs.run())!;
    for (let index = 0; index < 16; index++) {
      clock.advance(6 * MINUTE_MS);
      report = (await this.runs.run())!;
      most = Math.max(most, report.totals.inProgress);
    }
    const changed = [
      ...new Set(this.aws.account.accepted.map(({ input }) => String(input.NotebookInstanceName))),
    ].sort();
    const state = (name: string) => this.aws.account.notebooks.get(name)!;
    return [
      check(`changes ${changed.join(', ')}, and no other`, changed.join() === CHANGED.join()),
      check(`works on ${most} of them at a time`, most === 2),
      ...CHANGED.map((name) => {
        const { status, metadataVersion, platform } = state(name);
        const expected = name === 'stopped' ? 'Stopped' : 'InService';
        return check(
          `${name}: ${status}, metadata service version ${metadataVersion}, ${platform}`,
          status === expected && metadataVersion === '2' && platform === 'notebook-al2023-v1',
        );
      }),
      check('root access that was disabled stays disabled', state('running').rootAccess === 'Disabled'),
      check('no failure', report.totals.failures === 0 && report.breaker === undefined),
    ];
  }

  private async concurrent(): Promise<Check[]> {
    const before = this.aws.account.accepted.length;
    const reports = await Promise.all([this.runs.run(), this.runs.run()]);
    return [
      check('one of them ends at once', reports.filter((report) => report === undefined).length === 1),
      check('a run on a settled fleet changes nothing', this.aws.account.accepted.length === before),
    ];
  }

  private checkEvidence(): Check[] {
    const files = [...this.aws.objects.keys()];
    const json = JSON.parse(this.aws.objects.get(`${FOLDER}latest.json`) ?? '{}') as FleetReport;
    const history = of(json.notebooks, 'linux-2').history.map(({ text }) => text);
    const signed = this.aws.received.every(({ headers }) => headers.authorization?.startsWith('AWS4-HMAC-SHA256 '));
    return [
      check(
        `${files.length} files, all below ${FOLDER}`,
        files.every((file) => file.startsWith(FOLDER)),
      ),
      check(
        `has each action on linux-2: ${history.join('; ')}`,
        WORK.every((step, index) => history[index]?.startsWith(step)),
      ),
      check('has the reason of the opted-out one', this.page.includes('a demo on Friday')),
      check('the page runs and loads nothing', !/<(script|link|img)\b/.test(this.page)),
      check('no text of a script is in it', ![...this.aws.objects.values()].some((text) => text.includes('curl'))),
      check('all files and events were sent with a signature', signed),
    ];
  }

  private sent(kind: string) {
    return this.aws.events.filter((event) => event.kind === kind);
  }
}

function check(statement: string, held: boolean): Check {
  return { statement, held };
}

function of(notebooks: readonly ReportedNotebook[], name: string): ReportedNotebook {
  return notebooks.find((notebook) => notebook.name === name)!;
}
