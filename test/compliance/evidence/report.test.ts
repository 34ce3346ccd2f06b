import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { EvidenceFormat, EvidenceReport, Rule, SageMakerChecks, Severity } from '../../../src/compliance';
import { NOT_COVERED } from '../../../src/compliance/rules/not-covered';
import { testApp } from '../../app';
import { faultsOf } from '../../faults';
import { contentsOf, everyStatus, evidenceOf, HOSTILE, NOTEBOOK_RULES, notebook } from './app';

const directories: string[] = [];

function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'evidence-'));
  directories.push(made);
  return made;
}

afterAll(() => {
  for (const made of directories) {
    rmSync(made, { recursive: true, force: true });
  }
});

/** Checks as `status severity stack path rule`. */
function checksIn(json: string): string[] {
  return JSON.parse(json).checks.map(
    ({
      status,
      severity,
      stack,
      resource,
      rule,
    }: {
      status: string;
      severity: string;
      stack: string;
      resource: { path: string };
      rule: string;
    }) => [status, severity, stack, resource.path, rule].join(' '),
  );
}

describe('the files', () => {
  test('lie beside the templates', () => {
    const { app, report, files } = evidenceOf();
    expect(report.files).toEqual(
      ['evidence.json', 'evidence.html', 'evidence.md'].map((name) => join(app.outdir, 'compliance', name)),
    );
    expect(readdirSync(join(app.outdir, 'compliance')).sort()).toEqual([
      'evidence.html',
      'evidence.json',
      'evidence.md',
    ]);
    expect(Object.values(files).every(Boolean)).toBe(true);
  });

  test('tell of the whole app, with all environments, stages and nested stacks', () => {
    const { stacks } = JSON.parse(evidenceOf().files['evidence.json']);
    expect(stacks.map(({ path }: { path: string }) => path)).toEqual([
      'Empty',
      'Here',
      'Prod/Hostile',
      'There',
      'There/Nested',
    ]);
  });

  test('are the same byte by byte wherever and however often they are written', () => {
    const { app, report, files } = evidenceOf();
    expect(evidenceOf().files).toEqual(files);
    app.synth({ force: true });
    expect(contentsOf(report)).toEqual(files);
    expect(Object.values(files).filter((text) => text.includes(app.outdir) || text.includes(tmpdir()))).toEqual([]);
  });

  test('are written anew in the assembly of the last synth, after another one of other formats', () => {
    const outdir = directory();
    const bad = (app: App) => notebook(new Stack(app, 'Stack'), 'Notebook', { rootAccess: 'Enabled' });
    const good = (app: App) => notebook(new Stack(app, 'Stack'), 'Notebook');
    const first = evidenceOf(bad, {}, outdir).files;
    const second = evidenceOf(good, { formats: [EvidenceFormat.JSON] }, outdir);
    expect(JSON.parse(first['evidence.json']).totals).toMatchObject({ fail: 1 });
    expect(JSON.parse(second.files['evidence.json']).totals).toMatchObject({ fail: 0 });
    expect(readdirSync(join(outdir, 'compliance'))).toEqual(['evidence.json']);
    expect(JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf-8')).pluginReports).toEqual([]);
  });

  test('are written for apps that fail, and findings are those that fail them', () => {
    const app = testApp();
    const checks = new SageMakerChecks({ rules: NOTEBOOK_RULES });
    Validations.of(app).addPlugins(checks);
    const report = new EvidenceReport(app, 'Evidence', { checks });
    everyStatus(app);
    expect(() => app.synth()).toThrow(/^.*notebook-no-direct-internet.*$/s);
    const reported = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf-8')).pluginReports.find(
      ({ pluginName }: { pluginName: string }) => pluginName === 'SageMakerChecks',
    );
    const found = checksIn(contentsOf(report)['evidence.json']).filter((check) => /^(fail|cannotTell) .*$/.test(check));
    expect(reported.violations).toHaveLength(found.length);
  });

  test('go to another directory', () => {
    const own = directory();
    expect(evidenceOf(everyStatus, { directory: own }).report.files[0]).toBe(join(own, 'evidence.json'));
    const { app, report } = evidenceOf(everyStatus, { directory: 'of/audit' });
    expect(report.files[0]).toBe(join(app.outdir, 'of', 'audit', 'evidence.json'));
    expect(existsSync(report.files[0])).toBe(true);
  });

  test('of a stage lie in its assembly and tell of it alone', () => {
    const app = testApp();
    const stage = new Stage(app, 'Prod');
    const report = new EvidenceReport(stage, 'Evidence', {
      checks: new SageMakerChecks({ rules: [Rule.NOTEBOOK_IMDS_V2] }),
    });
    notebook(new Stack(app, 'Outside'), 'Notebook');
    notebook(new Stack(stage, 'Inside'), 'Notebook');
    app.synth();
    expect(report.files[0]).toBe(join(stage.outdir, 'compliance', 'evidence.json'));
    expect(checksIn(contentsOf(report)['evidence.json'])).toEqual([
      'pass error Prod/Inside Prod/Inside/Notebook notebook-imds-v2',
    ]);
  });

  test('take nothing from templates and the manifest', () => {
    const build = (app: App) => void notebook(new Stack(app, 'Stack'), 'Notebook');
    const { app } = evidenceOf(build);
    const plain = testApp();
    build(plain);
    plain.synth();
    for (const name of ['Stack.template.json', 'manifest.json']) {
      expect(readFileSync(join(app.outdir, name), 'utf-8')).toBe(readFileSync(join(plain.outdir, name), 'utf-8'));
    }
  });

  test('need no checks of their own', () => {
    const app = testApp();
    const report = new EvidenceReport(app, 'Evidence');
    notebook(new Stack(app, 'Stack'), 'Notebook');
    app.synth();
    expect(JSON.parse(contentsOf(report)['evidence.json']).rules.map(({ id }: { id: string }) => id)).toEqual(
      new SageMakerChecks().ruleIds,
    );
  });
});

describe('the evidence', () => {
  const evidence = JSON.parse(evidenceOf().files['evidence.json']);

  test('has every rule with every resource, by severity, stack, construct and rule', () => {
    const hostile = `Prod/Hostile/${HOSTILE.replaceAll('/', '-')}`;
    const ids = ['notebook-imds-v2', 'notebook-no-direct-internet', 'notebook-no-root-access'];
    expect(checksIn(JSON.stringify(evidence))).toEqual([
      `pass error Here Here/Bad ${ids[0]}`,
      `fail error Here Here/Bad ${ids[1]}`,
      `fail error Here Here/Bad ${ids[2]}`,
      ...ids.map((id) => `pass error Here Here/Good ${id}`),
      `pass error Here Here/Open ${ids[0]}`,
      `acknowledged error Here Here/Open ${ids[1]}`,
      `pass error Here Here/Open ${ids[2]}`,
      ...ids.map((id) => `${id === ids[2] ? 'acknowledged' : 'pass'} error Prod/Hostile ${hostile} ${id}`),
      `pass error There/Nested There/Nested/Unknown ${ids[0]}`,
      `pass error There/Nested There/Nested/Unknown ${ids[1]}`,
      `cannotTell warning There/Nested There/Nested/Unknown ${ids[2]}`,
    ]);
    expect(evidence.totals).toEqual({ pass: 10, fail: 2, acknowledged: 2, cannotTell: 1 });
  });

  test('keeps who has accepted what, and why', () => {
    const acknowledged = evidence.checks.filter(({ status }: { status: string }) => status === 'acknowledged');
    expect(acknowledged[0].findings).toEqual([
      {
        id: 'notebook-no-direct-internet',
        result: 'fail',
        severity: 'error',
        property: 'DirectInternetAccess',
        text: 'DirectInternetAccess must be "Disabled", got "Enabled"',
        acknowledged: { reason: 'A lab without data, closed in RISK-7', constructPath: 'Here/Open' },
      },
    ]);
    expect(acknowledged[1].findings[0].acknowledged.reason).toBe(HOSTILE);
  });

  test('says of each control what its gravest check says, and of which resources', () => {
    const hub = evidence.catalogs.find(({ catalog }: { catalog: string }) => catalog === 'Security Hub');
    expect(hub.controls.map(({ id, status }: { id: string; status: string }) => [id, status])).toEqual([
      ['SageMaker.1', 'fail'],
      ['SageMaker.3', 'fail'],
    ]);
    expect(hub.controls[0]).toMatchObject({
      totals: { pass: 3, fail: 1, acknowledged: 1, cannotTell: 0 },
      rules: ['notebook-no-direct-internet'],
      resources: { fail: ['Here/Bad'], acknowledged: ['Here/Open'], cannotTell: [] },
    });
  });

  test('has keys that its schema version promises', () => {
    expect(evidence.schemaVersion).toBe(1);
    expect(Object.keys(evidence)).toEqual([
      'schemaVersion',
      'title',
      'totals',
      'stacks',
      'catalogs',
      'notCovered',
      'rules',
      'checks',
    ]);
    expect(evidence.notCovered).toEqual(NOT_COVERED);
    expect(Object.keys(evidence.notCovered[0])).toEqual(['catalog', 'id', 'reason']);
    expect(Object.keys(evidence.rules[0])).toEqual([
      'id',
      'severity',
      'title',
      'rationale',
      'remediation',
      'documentationUrl',
      'controls',
      'totals',
    ]);
    expect(Object.keys(evidence.checks[0])).toEqual(['rule', 'status', 'severity', 'stack', 'resource', 'findings']);
    expect(Object.keys(evidence.checks[0].resource)).toEqual(['path', 'logicalId', 'type', 'template']);
    expect(evidence.stacks[1]).toEqual({
      path: 'Here',
      template: 'Here.template.json',
      account: '111122223333',
      region: 'eu-west-1',
      totals: { pass: 6, fail: 2, acknowledged: 1, cannotTell: 0 },
    });
  });

  test('says of controls without resources that they do not apply', () => {
    const { catalogs, totals } = JSON.parse(evidenceOf((app) => void new Stack(app, 'Empty')).files['evidence.json']);
    expect(totals).toEqual({ pass: 0, fail: 0, acknowledged: 0, cannotTell: 0 });
    expect(
      new Set(
        catalogs.flatMap(({ controls }: { controls: { status: string }[] }) => controls.map(({ status }) => status)),
      ),
    ).toEqual(new Set(['notApplicable']));
  });

  test('has the severities of the checks', () => {
    const checks = new SageMakerChecks({
      rules: NOTEBOOK_RULES,
      severities: [{ rule: Rule.NOTEBOOK_NO_ROOT_ACCESS, severity: Severity.INFO }],
    });
    const build = (app: App) => void notebook(new Stack(app, 'Stack'), 'Notebook', { rootAccess: 'Enabled' });
    const { files } = evidenceOf(build, { checks });
    expect(checksIn(files['evidence.json']).at(-1)).toBe('fail info Stack Stack/Notebook notebook-no-root-access');
  });

  test('names no file by its whole path where one cannot be read', () => {
    const checks = new SageMakerChecks({ rules: [Rule.TEMPLATE_READABLE] });
    const { app, report } = evidenceOf((scope) => void new Stack(scope, 'Stack'), { checks });
    const stack = app.node.findChild('Stack') as Stack;
    rmSync(join(app.outdir, stack.templateFile));
    const [plugin] = pluginsOf(app);
    plugin.validate({
      appConstruct: app,
      templatePaths: [join(app.outdir, stack.templateFile)],
      stackTemplates: [],
      accountId: undefined,
      region: undefined,
    });
    const { findings } = JSON.parse(contentsOf(report)['evidence.json']).checks[0];
    expect(findings[0].text).toContain("'Stack.template.json'");
    expect(Object.values(contentsOf(report)).filter((text) => text.includes(app.outdir))).toEqual([]);
  });
});

/** The plugins of an app that write evidence. */
function pluginsOf(app: App) {
  const plugins = (app as unknown as { _validationPlugins: { name: string; validate: SageMakerChecks['validate'] }[] })
    ._validationPlugins;
  return plugins.filter(({ name }) => name === 'EvidenceReport');
}

describe('props', () => {
  test('must have a format, and files that no other report has', () => {
    const app = testApp();
    new EvidenceReport(app, 'One', { formats: [EvidenceFormat.JSON] });
    new EvidenceReport(app, 'Other', { formats: [EvidenceFormat.HTML] });
    expect(faultsOf(() => new EvidenceReport(app, 'None', { directory: 'none', formats: [] }))).toEqual([
      'ConflictingProps: formats must have at least one, got none',
    ]);
    expect(faultsOf(() => new EvidenceReport(app, 'Same'))).toEqual([
      'ConflictingProps: directory must be another one than that of One',
      'ConflictingProps: directory must be another one than that of Other',
    ]);
  });

  test('give the title', () => {
    const { files } = evidenceOf(everyStatus, { title: HOSTILE });
    expect(JSON.parse(files['evidence.json']).title).toBe(HOSTILE);
    expect(files['evidence.html']).toContain('<title>&lt;/script&gt;&lt;/style&gt;&lt;img src=x onerror=&quot;');
  });

  test('write a format once', () => {
    const { report } = evidenceOf(everyStatus, { formats: [EvidenceFormat.MARKDOWN, EvidenceFormat.MARKDOWN] });
    expect(report.files.map((file) => basename(file))).toEqual(['evidence.md']);
  });
});

test('a file of somebody else in the directory stays', () => {
  const own = directory();
  writeFileSync(join(own, 'notes.txt'), 'mine');
  evidenceOf(everyStatus, { directory: own });
  expect(readFileSync(join(own, 'notes.txt'), 'utf-8')).toBe('mine');
});
