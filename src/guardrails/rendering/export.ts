import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkNotBlank, checkNotEmpty, checkPattern } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { literalJson } from '../../private/literal-json';
import { type PolicyExportOptions, PolicyFileFormat } from '../policy-export-options';
import type { OrganizationPolicies } from './organization-policies';

/** Writes the files of a format and gives their paths. Nothing is written before all of it is known to be right. */
export function exportedFiles(
  scope: IConstruct,
  organizationPolicies: OrganizationPolicies,
  options: PolicyExportOptions,
): string[] {
  const { directory, format = PolicyFileFormat.JSON, organizationalUnits = [] } = options;
  const { value, unresolved } = literalJson(Stack.of(scope), exportedPolicies(organizationPolicies, format));
  SecureSageMakerError.throwIfAny(scope, [...optionFaults(options), ...unresolvedFaults(unresolved)]);
  return FORMATS[format](value as ExportedPolicy[], organizationalUnits).map(({ path, text }) => {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}

/** Only Terraform is told of the targets, which may be tokens otherwise. */
function exportedPolicies({ policies, documents }: OrganizationPolicies, format: PolicyFileFormat): ExportedPolicy[] {
  return policies.map(({ type, name, description = '', targetIds }, index) => {
    const targets = format === PolicyFileFormat.TERRAFORM ? targetIds : undefined;
    return { type, name, description, targetIds: targets ?? [], document: documents[index].document };
  });
}

function unresolvedFaults(unresolved: readonly string[]): Fault[] {
  return check(
    unresolved.length === 0,
    'UnresolvedDocument',
    `the policies hold values that only a deployment knows (${unresolved.join(', ')}): set env.region of the stack, and name resources literally`,
  );
}

/** Names may have slashes, but a unit that is given by its id is taken for none. */
const UNIT_NAME = /^(?!(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$)\S(.*\S)?$/;

function optionFaults({ directory, format, organizationalUnits }: PolicyExportOptions): Fault[] {
  const name = 'the name or path of an organizational unit, such as Workloads/Production, and not its id';
  return [
    ...faultsOf('InvalidExport', checkNotBlank('directory', directory)),
    ...unitFaults(format, organizationalUnits),
    ...faultsOf(
      'InvalidTarget',
      (organizationalUnits ?? []).flatMap((unit) => checkPattern('an organizational unit', unit, UNIT_NAME, name)),
    ),
  ];
}

function unitFaults(format: PolicyFileFormat | undefined, organizationalUnits: readonly string[] | undefined): Fault[] {
  if (format === PolicyFileFormat.LANDING_ZONE_ACCELERATOR) {
    const what = 'organizationalUnits of PolicyFileFormat.LANDING_ZONE_ACCELERATOR';
    return faultsOf('InvalidExport', checkNotEmpty(what, organizationalUnits ?? []));
  }
  return check(
    organizationalUnits === undefined,
    'InvalidExport',
    'organizationalUnits is for PolicyFileFormat.LANDING_ZONE_ACCELERATOR: the other formats take targetIds',
  );
}

/** A policy that is deployed by other means, without tokens. */
interface ExportedPolicy {
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly targetIds: readonly string[];
  readonly document: unknown;
}

interface ExportedFile {
  /** Relative to the directory. */
  readonly path: string;
  readonly text: string;
}

type Format = (policies: readonly ExportedPolicy[], organizationalUnits: readonly string[]) => ExportedFile[];

const FORMATS: Readonly<Record<PolicyFileFormat, Format>> = {
  [PolicyFileFormat.JSON]: (policies) => policies.map((policy) => documentFile(policy)),
  [PolicyFileFormat.TERRAFORM]: (policies) => [
    ...policies.map((policy) => documentFile(policy)),
    terraformFile(policies),
  ],
  [PolicyFileFormat.LANDING_ZONE_ACCELERATOR]: (policies, organizationalUnits) => [
    ...policies.map((policy) => documentFile(policy, LANDING_ZONE[policy.type].folder)),
    landingZoneFile(policies, organizationalUnits),
  ],
};

/** No white space and no line break at the end: Organizations counts every character that it is sent. */
function documentFile({ name, document }: ExportedPolicy, folder = ''): ExportedFile {
  return { path: `${folder}${fileName(name)}.json`, text: JSON.stringify(document) };
}

/** Names of policies may have slashes, which must not lead out of the directory. */
function fileName(policyName: string): string {
  return policyName.replace(/[^A-Za-z0-9._-]+/g, '-'); // unanchored: wherever they are
}

function terraformFile(policies: readonly ExportedPolicy[]): ExportedFile {
  const attachments = policies.flatMap(({ name, targetIds }) =>
    targetIds.map((id) => [
      terraformLabel(`${name}_${id}`),
      { policy_id: `\${aws_organizations_policy.${terraformLabel(name)}.id}`, target_id: id },
    ]),
  );
  const resource = {
    aws_organizations_policy: Object.fromEntries(
      policies.map((policy) => [terraformLabel(policy.name), terraformPolicy(policy)]),
    ),
    // JSON leaves out what is undefined.
    aws_organizations_policy_attachment: attachments.length > 0 ? Object.fromEntries(attachments) : undefined,
  };
  return { path: `${fileName(policies[0].name)}.tf.json`, text: `${JSON.stringify({ resource }, null, 2)}\n` };
}

/** By `file`, which takes the document as it is: policy variables such as `${aws:PrincipalTag/Team}` look like Terraform's own. */
function terraformPolicy({ type, name, description }: ExportedPolicy): Record<string, string> {
  const content = `\${file("\${path.module}/${fileName(name)}.json")}`;
  return { type, name: terraformText(name), description: terraformText(description), content };
}

function terraformText(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&'); // unanchored: wherever a template begins
}

/** The name of a resource: it begins with a letter or underscore. */
function terraformLabel(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^(?![A-Za-z_])/, '_'); // unanchored: wherever they are
}

/** Its schema knows a type of service control policies alone. */
const LANDING_ZONE: Readonly<
  Record<string, { readonly section: string; readonly folder: string; readonly kind: readonly string[] }>
> = {
  SERVICE_CONTROL_POLICY: {
    section: 'serviceControlPolicies',
    folder: 'service-control-policies/',
    kind: ['type: customerManaged'],
  },
  RESOURCE_CONTROL_POLICY: { section: 'resourceControlPolicies', folder: 'resource-control-policies/', kind: [] },
};

/** Text in double quotes means the same in JSON and in YAML. With a deny list, what AWS attaches itself stays attached. */
function landingZoneFile(policies: readonly ExportedPolicy[], organizationalUnits: readonly string[]): ExportedFile {
  const [{ type, name: first }] = policies;
  const { section, folder, kind } = LANDING_ZONE[type];
  const entries = policies.flatMap(({ name, description }) => [
    `  - name: ${JSON.stringify(name)}`,
    `    description: ${JSON.stringify(description)}`,
    `    policy: ${folder}${fileName(name)}.json`,
    ...kind.map((line) => `    ${line}`),
    '    strategy: deny-list',
    '    deploymentTargets:',
    '      organizationalUnits:',
    ...organizationalUnits.map((unit) => `        - ${JSON.stringify(unit)}`),
  ]);
  return { path: `${fileName(first)}.organization-config.yaml`, text: [`${section}:`, ...entries, ''].join('\n') };
}
