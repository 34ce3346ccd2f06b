import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkNotBlank, checkNotEmpty, checkPattern } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { literalJson } from '../../private/literal-json';
import type { PolicyExportOptions } from '../policy-export-options';
import { PolicyFileFormat } from '../policy-file-format';
import { type ExportedPolicy, FORMATS } from './export-formats';
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
  const message = `the policies hold values that only a deployment knows (${unresolved.join(', ')}): set env.region of the stack, and name resources literally`;
  return faultsOf('UnresolvedDocument', unresolved.length ? [message] : []);
}

function optionFaults({ directory, format, organizationalUnits }: PolicyExportOptions): Fault[] {
  const byName = format === PolicyFileFormat.LANDING_ZONE_ACCELERATOR;
  const idle =
    organizationalUnits && !byName
      ? ['organizationalUnits is for PolicyFileFormat.LANDING_ZONE_ACCELERATOR: the other formats take targetIds']
      : [];
  const name = 'the name or path of an organizational unit, such as Workloads/Production, and not its id';
  return [
    ...faultsOf('InvalidExport', [
      ...checkNotBlank('directory', directory),
      ...(byName
        ? checkNotEmpty('organizationalUnits of PolicyFileFormat.LANDING_ZONE_ACCELERATOR', organizationalUnits ?? [])
        : idle),
    ]),
    ...faultsOf(
      'InvalidTarget',
      (organizationalUnits ?? []).flatMap((unit) =>
        checkPattern(
          'an organizational unit',
          unit,
          /^(?!(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$)\S(.*\S)?$/,
          name,
        ),
      ),
    ),
  ];
}
