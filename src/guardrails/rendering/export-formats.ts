import { PolicyFileFormat } from '../policy-file-format';

/** A policy that is deployed by other means, without tokens. */
export interface ExportedPolicy {
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly targetIds: readonly string[];
  readonly document: unknown;
}

export interface ExportedFile {
  /** Relative to the directory. */
  readonly path: string;
  readonly text: string;
}

type Format = (policies: readonly ExportedPolicy[], organizationalUnits: readonly string[]) => ExportedFile[];

export const FORMATS: Readonly<Record<PolicyFileFormat, Format>> = {
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
    ...(attachments.length ? { aws_organizations_policy_attachment: Object.fromEntries(attachments) } : {}),
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
    ...[
      `description: ${JSON.stringify(description)}`,
      `policy: ${folder}${fileName(name)}.json`,
      ...kind,
      'strategy: deny-list',
      'deploymentTargets:',
    ].map((line) => `    ${line}`),
    '      organizationalUnits:',
    ...organizationalUnits.map((unit) => `        - ${JSON.stringify(unit)}`),
  ]);
  return { path: `${fileName(first)}.organization-config.yaml`, text: [`${section}:`, ...entries, ''].join('\n') };
}
