import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, type FileSystemAccess, FileSystemAccessMode, Requirement } from '../../conditions';
import { absentAllowed } from '../../conditions/absence';
import { checkFormat, checkNotEmpty, checkPattern, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { FILE_SYSTEM_ID } from '../../private/formats';
import { mayBePatterns, UPWARD_PATHS } from '../../private/iam-pattern';
import type { FileSystemsOptions } from '../options/jobs';
import { type GuardrailDefinition, IDENTITY_POLICIES_PAGE } from './definition';
import { absent, deny, denyUnless, present, together } from './deny';

const ID = ConditionKey.FILE_SYSTEM_ID;
/** The statements below ask for a key of file systems, which no other action carries. */
const ACTIONS = ['sagemaker:*'];

export function fileSystems(options: FileSystemsOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, faultsIn(options));
  const { fileSystems: approved, securityGroupIds, required = false } = options;
  const ids = approved.map(({ id }) => id);
  return {
    id: 'file-systems',
    description: 'Training jobs must mount only approved directories of approved file systems',
    documentationUrl: IDENTITY_POLICIES_PAGE,
    statements: [
      ...denyUnless({ sid: 'FileSystems', absence: required ? undefined : absentAllowed }, (given) =>
        Requirement.isOneOf(ID, ids, given),
      ),
      ...approved.flatMap(otherUse),
      ...upwards(approved),
      ...otherGroups(securityGroupIds),
    ],
  };
}

/** A negated operator holds for an absent key too, so that a request cannot leave out what it is asked for. */
function otherUse({
  id,
  type,
  accessMode = FileSystemAccessMode.READ_ONLY,
  directories,
}: FileSystemAccess): iam.PolicyStatement[] {
  const modes =
    accessMode === FileSystemAccessMode.READ_WRITE ? [FileSystemAccessMode.READ_ONLY, accessMode] : [accessMode];
  return [
    otherThan(id, 'FileSystemTypes', 'StringNotEquals', ConditionKey.FILE_SYSTEM_TYPE, [type]),
    otherThan(id, 'FileSystemAccessModes', 'StringNotEquals', ConditionKey.FILE_SYSTEM_ACCESS_MODE, modes),
    otherThan(
      id,
      'FileSystemDirectories',
      mayBePatterns(directories) ? 'StringNotLike' : 'StringNotEquals',
      ConditionKey.FILE_SYSTEM_DIRECTORY_PATH,
      directories,
    ),
  ];
}

/** What leads out of an approved directory, where a pattern would admit it. */
function upwards(approved: readonly FileSystemAccess[]): iam.PolicyStatement[] {
  if (!approved.some(({ directories }) => mayBePatterns(directories))) {
    return [];
  }
  const conditions = { StringLike: { [ConditionKey.FILE_SYSTEM_DIRECTORY_PATH.name]: UPWARD_PATHS } };
  return [deny({ sid: 'FileSystemPathsUpward', actions: ACTIONS, conditions })];
}

function otherThan(
  id: string,
  sid: string,
  operator: string,
  key: ConditionKey,
  values: string[],
): iam.PolicyStatement {
  return deny({
    sid,
    actions: ACTIONS,
    conditions: together({ StringEquals: { [ID.name]: [id] } }, { [operator]: { [key.name]: values } }),
  });
}

function otherGroups(groups: string[] | undefined): iam.PolicyStatement[] {
  if (!groups) {
    return [];
  }
  const key = ConditionKey.VPC_SECURITY_GROUP_IDS;
  const other = { 'ForAnyValue:StringNotEquals': { [key.name]: groups } };
  return [
    deny({ sid: 'FileSystemSecurityGroups', actions: ACTIONS, conditions: together(present(ID), other) }),
    deny({ sid: 'FileSystemSecurityGroupsAbsent', actions: ACTIONS, conditions: together(present(ID), absent(key)) }),
  ];
}

function faultsIn({ fileSystems: approved, securityGroupIds }: FileSystemsOptions): Fault[] {
  const ids = approved.map(({ id }) => id);
  const twins = ids.filter((id, index) => ids.indexOf(id) !== index);
  return faultsOf('InvalidGuardrail', [
    ...checkNotEmpty('fileSystems', approved),
    ...checkNotEmpty('securityGroupIds', securityGroupIds),
    ...ids.flatMap((id) => checkFormat('a file system', id, FILE_SYSTEM_ID)),
    ...twins.map(
      (id) => `a file system must be given once, got ${id} several times: name all its directories together`,
    ),
    ...approved.flatMap(({ id, directories }) => [
      ...checkNotEmpty(`directories of ${id}`, directories),
      ...knownItems(directories).flatMap((directory) =>
        checkPattern(`a directory of ${id}`, directory, /^\/.*$/, 'an absolute path'),
      ),
    ]),
  ]);
}
