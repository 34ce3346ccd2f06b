import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { parse } from 'yaml';
import { guardrails } from '../../src';
import { faultsOf } from '../faults';
import { propertiesOf, stackIn, VIRGINIA } from './support';

const { Guardrail, PolicyFileFormat } = guardrails;
const BEIJING = { account: '111122223333', region: 'cn-north-1' };
const ORGANIZATION = 'o-a1b2c3d4e5';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** In two policies, since each is longer than half of one. */
function scpOfTwo(
  stack: Stack,
  props: Partial<guardrails.OrganizationPolicyProps> = {},
): guardrails.ServiceControlPolicy {
  return new guardrails.ServiceControlPolicy(stack, 'Scp', {
    guardrails: [Guardrail.ownSpaces(), Guardrail.requireTags({ tags: [{ key: 'Team' }] })],
    exemptions: [guardrails.Exemption.serviceLinkedRoles()],
    targetIds: ['ou-ab12-prod0001', 'ou-ab12-sand0001'],
    policyName: 'SageMaker guardrails',
    maxPolicyLength: 2500,
    ...props,
  });
}

function rcp(stack: Stack, props: Partial<guardrails.OrganizationPolicyProps> = {}): guardrails.ResourceControlPolicy {
  return new guardrails.ResourceControlPolicy(stack, 'Rcp', {
    guardrails: [Guardrail.confusedDeputyProtection({ organizationId: ORGANIZATION })],
    targetIds: ['r-ab12'],
    policyName: 'Deputies',
    ...props,
  });
}

function read(file: string): string {
  return readFileSync(join(directory, file), 'utf-8');
}

/** The documents as a deployment in Virginia makes them of the template. */
function deployed(stack: Stack, type = 'AWS::Organizations::Policy'): unknown[] {
  return propertiesOf(stack, type).map(({ Content }) => withPartition(Content));
}

function withPartition(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withPartition);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { 'Fn::Join': join } = value as { 'Fn::Join'?: [string, unknown[]] };
  return join
    ? join[1].map((part) => (typeof part === 'string' ? part : 'aws')).join(join[0])
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPartition(item)]));
}

describe('every format', () => {
  test.each(Object.values(PolicyFileFormat))('has the documents of the template, without white space: %s', (format) => {
    const stack = stackIn(VIRGINIA);
    const organizationalUnits = format === PolicyFileFormat.LANDING_ZONE_ACCELERATOR ? ['Workloads'] : undefined;
    const files = scpOfTwo(stack).exportTo({ directory, format, organizationalUnits });
    const documents = files
      .filter((file) => file.endsWith('.json') && !file.endsWith('.tf.json'))
      .map((file) => readFileSync(file, 'utf-8'));
    expect(documents.map((text) => JSON.parse(text))).toEqual(deployed(stack));
    expect(documents).toEqual(documents.map((text) => JSON.stringify(JSON.parse(text))));
    expect(documents).toHaveLength(2);
  });

  test.each(Object.values(PolicyFileFormat))('writes the same again: %s', (format) => {
    const organizationalUnits = format === PolicyFileFormat.LANDING_ZONE_ACCELERATOR ? ['Workloads'] : undefined;
    const contents = [1, 2].map(() =>
      scpOfTwo(stackIn(VIRGINIA))
        .exportTo({ directory, format, organizationalUnits })
        .map((file) => [file, readFileSync(file, 'utf-8')]),
    );
    expect(contents[0]).toEqual(contents[1]);
  });

  test('names the partition of the region', () => {
    scpOfTwo(stackIn(BEIJING)).exportTo({ directory });
    const text = read('SageMaker-guardrails.json') + read('SageMaker-guardrails-2.json');
    expect(text).toContain('arn:aws-cn:iam::*:role/aws-service-role/*');
    expect(text).not.toContain('arn:aws:');
  });

  test('makes the directory where there is none and overwrites files', () => {
    const inside = join(directory, 'a', 'b');
    const [file] = rcp(stackIn(VIRGINIA)).exportTo({ directory: inside });
    const before = readFileSync(file, 'utf-8');
    rcp(stackIn(VIRGINIA), {
      guardrails: [Guardrail.confusedDeputyProtection({ organizationId: 'o-zzzzzzzzzz' })],
    }).exportTo({ directory: inside });
    expect(readFileSync(file, 'utf-8')).toBe(before.replace(ORGANIZATION, 'o-zzzzzzzzzz'));
  });

  test('keeps its files in the directory, whatever the name of the policy', () => {
    const files = rcp(stackIn(VIRGINIA), { policyName: '../../up/and away' }).exportTo({ directory });
    expect(files.map((file) => relative(directory, file))).toEqual(['..-..-up-and-away.json']);
  });
});

describe('for Terraform', () => {
  const format = guardrails.PolicyFileFormat.TERRAFORM;

  test('makes a policy of each document and attaches it to each target', () => {
    const files = scpOfTwo(stackIn(VIRGINIA), { description: 'Costs ${5} and %{more}' }).exportTo({
      directory,
      format,
    });
    expect(files.map((file) => basename(file))).toEqual([
      'SageMaker-guardrails.json',
      'SageMaker-guardrails-2.json',
      'SageMaker-guardrails.tf.json',
    ]);
    const policy = (suffix: string) => ({
      type: 'SERVICE_CONTROL_POLICY',
      name: `SageMaker guardrails${suffix}`,
      description: 'Costs $${5} and %%{more}',
      content: `\${file("\${path.module}/SageMaker-guardrails${suffix}.json")}`,
    });
    const attachment = (label: string, target: string) => ({
      policy_id: `\${aws_organizations_policy.${label}.id}`,
      target_id: target,
    });
    const labels = ['SageMaker_guardrails', 'SageMaker_guardrails-2'];
    expect(JSON.parse(read('SageMaker-guardrails.tf.json'))).toEqual({
      resource: {
        aws_organizations_policy: { [labels[0]]: policy(''), [labels[1]]: policy('-2') },
        aws_organizations_policy_attachment: Object.fromEntries(
          labels.flatMap((label) =>
            ['ou-ab12-prod0001', 'ou-ab12-sand0001'].map((target) => [`${label}_${target}`, attachment(label, target)]),
          ),
        ),
      },
    });
  });

  test('reads only files that it writes', () => {
    scpOfTwo(stackIn(VIRGINIA)).exportTo({ directory, format });
    const read = [
      ...readFileSync(join(directory, 'SageMaker-guardrails.tf.json'), 'utf-8').matchAll(
        /path\.module\}\/([^\\]+)\\"/g,
      ),
    ]; // unanchored: every file
    expect(read.map(([, file]) => file).filter((file) => !existsSync(join(directory, file)))).toEqual([]);
    expect(read).toHaveLength(2);
  });

  test('attaches nothing where there is no target, and begins no label with a digit', () => {
    rcp(stackIn(VIRGINIA), { targetIds: undefined, policyName: '1st' }).exportTo({ directory, format });
    const { resource } = JSON.parse(read('1st.tf.json'));
    expect(Object.keys(resource)).toEqual(['aws_organizations_policy']);
    expect(resource.aws_organizations_policy._1st.type).toBe('RESOURCE_CONTROL_POLICY');
  });

  test('needs targets that are known, as the other formats do not', () => {
    const stack = stackIn(VIRGINIA);
    const target = new CfnParameter(stack, 'Target').valueAsString;
    const policy = rcp(stack, { targetIds: [target] });
    expect(faultsOf(() => policy.exportTo({ directory, format }))).toEqual([
      expect.stringMatching(/^UnresolvedDocument: .*\(Target\)/),
    ]);
    expect(policy.exportTo({ directory })).toHaveLength(1);
  });
});

describe('for the Landing Zone Accelerator', () => {
  const format = guardrails.PolicyFileFormat.LANDING_ZONE_ACCELERATOR;
  const organizationalUnits = ['Workloads/Production', 'Sandbox: "new"'];

  test('has entries of service control policies', () => {
    const files = scpOfTwo(stackIn(VIRGINIA), { description: 'Only: "this" # and no more' }).exportTo({
      directory,
      format,
      organizationalUnits,
    });
    expect(files.map((file) => relative(directory, file))).toEqual([
      join('service-control-policies', 'SageMaker-guardrails.json'),
      join('service-control-policies', 'SageMaker-guardrails-2.json'),
      'SageMaker-guardrails.organization-config.yaml',
    ]);
    const entry = (suffix: string) => ({
      name: `SageMaker guardrails${suffix}`,
      description: 'Only: "this" # and no more',
      policy: `service-control-policies/SageMaker-guardrails${suffix}.json`,
      type: 'customerManaged',
      strategy: 'deny-list',
      deploymentTargets: { organizationalUnits },
    });
    expect(parse(read('SageMaker-guardrails.organization-config.yaml'))).toEqual({
      serviceControlPolicies: [entry(''), entry('-2')],
    });
  });

  test('has entries of resource control policies, which have no type there', () => {
    rcp(stackIn(VIRGINIA)).exportTo({ directory, format, organizationalUnits: ['Root'] });
    expect(read('Deputies.organization-config.yaml')).toBe(
      [
        'resourceControlPolicies:',
        '  - name: "Deputies"',
        '    description: "confused-deputy-protection"',
        '    policy: resource-control-policies/Deputies.json',
        '    strategy: deny-list',
        '    deploymentTargets:',
        '      organizationalUnits:',
        '        - "Root"',
        '',
      ].join('\n'),
    );
    expect(existsSync(join(directory, 'resource-control-policies', 'Deputies.json'))).toBe(true);
  });

  test.each([undefined, []])('needs organizational units: %p', (none) => {
    expect(faultsOf(() => rcp(stackIn(VIRGINIA)).exportTo({ directory, format, organizationalUnits: none }))).toEqual([
      'InvalidExport: organizationalUnits of PolicyFileFormat.LANDING_ZONE_ACCELERATOR must have at least one item, got none',
    ]);
  });

  test.each(['ou-ab12-prod0001', 'r-ab12', ' ', 'Sandbox '])('refuses %p for a name', (unit) => {
    expect(faultsOf(() => rcp(stackIn(VIRGINIA)).exportTo({ directory, format, organizationalUnits: [unit] }))).toEqual(
      [
        `InvalidTarget: an organizational unit must be the name or path of an organizational unit, such as Workloads/Production, and not its id, got "${unit}"`,
      ],
    );
  });
});

describe('what cannot be written', () => {
  test('is told at once, and nothing is written', () => {
    const stack = stackIn();
    const policy = scpOfTwo(stack, { policyName: new CfnParameter(stack, 'Name').valueAsString });
    expect(faultsOf(() => policy.exportTo({ directory: ' ', organizationalUnits: ['ou-ab12-prod0001'] }))).toEqual([
      'InvalidExport: directory must not be empty, got " "',
      'InvalidExport: organizationalUnits is for PolicyFileFormat.LANDING_ZONE_ACCELERATOR: the other formats take targetIds',
      expect.stringMatching(/^InvalidTarget: /),
      expect.stringMatching(/^UnresolvedDocument: .*\(AWS::Partition, Name\): set env\.region/),
    ]);
    expect(faultsOf(() => policy.exportTo({ directory }))).toHaveLength(1);
    expect(readdirSync(directory)).toEqual([]);
  });
});
