import { Aws } from 'aws-cdk-lib';
import { ConditionKey, Requirement } from '../../conditions';
import { spellings } from '../../private/arn';
import { checkFormat, checkKnownLength, checkPublicCidr, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { NOTEBOOK_NAME_PATTERN, SAGEMAKER_ACTION_PATTERN } from '../../private/formats';
import type { ApiFromAddressesOptions, ApiFromVpcOptions, NotebookUrlFromAddressesOptions } from '../options/api';
import { allowed, throughEndpoints } from './allowed';
import { emptyFaults, ownArn, type PermissionDefinition } from './definition';

export function apiFromVpc(options: ApiFromVpcOptions): PermissionDefinition {
  const { vpc, endpoints, actions } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...check(
      (vpc === undefined) !== (endpoints === undefined),
      'ConflictingProps',
      'either vpc or endpoints must be given',
    ),
    ...emptyFaults({ endpoints }),
    ...actionFaults(actions),
  ]);
  return {
    id: 'api-from-vpc',
    description: 'Allows SageMaker operations through the interface endpoints of a VPC.',
    guardrails: ['apiFromNetwork'],
    statements: [allowed({ actions, resources: ['*'], requirements: fromVpc(options) })],
  };
}

function fromVpc({ vpc, endpoints, actions }: ApiFromVpcOptions): Requirement[] {
  if (!vpc) {
    return [throughEndpoints(endpoints!, actions)];
  }
  // Ids of VPCs are unique in their region alone.
  return [
    Requirement.isOneOf(ConditionKey.SOURCE_VPC, [vpc.vpcRef.vpcId], { actions }),
    Requirement.isOneOf(ConditionKey.REQUESTED_REGION, [Aws.REGION], { actions }),
  ];
}

export function apiFromAddresses({ actions, cidrs }: ApiFromAddressesOptions): PermissionDefinition {
  SecureSageMakerError.throwIfAny(undefined, [...actionFaults(actions), ...cidrFaults(cidrs)]);
  return {
    id: 'api-from-addresses',
    description: 'Allows SageMaker operations from public address ranges.',
    guardrails: ['apiFromNetwork'],
    statements: [allowed({ actions, resources: ['*'], requirements: [fromAddresses(cidrs, actions)] })],
  };
}

export function notebookUrlFromAddresses({
  notebookInstanceNames: names,
  cidrs,
}: NotebookUrlFromAddressesOptions): PermissionDefinition {
  SecureSageMakerError.throwIfAny(undefined, [
    ...emptyFaults({ notebookInstanceNames: names }),
    ...faultsOf('InvalidPermission', checkKnownLength('notebookInstanceNames', names)),
    ...nameFaults(names),
    ...cidrFaults(cidrs),
  ]);
  const actions = ['sagemaker:CreatePresignedNotebookInstanceUrl'];
  const resources = [...new Set(names.flatMap(spellings))].map((name) =>
    ownArn('sagemaker', `notebook-instance/${name}`),
  );
  return {
    id: 'notebook-url-from-addresses',
    description: 'Allows opening notebook instances from public address ranges.',
    guardrails: ['notebookUrlsFromNetwork'],
    statements: [allowed({ actions, resources, requirements: [fromAddresses(cidrs, actions)] })],
  };
}

function fromAddresses(cidrs: string[], actions: string[]): Requirement {
  return Requirement.isOneOf(ConditionKey.SOURCE_IP, cidrs, { actions });
}

function actionFaults(actions: readonly string[]): Fault[] {
  return [
    ...emptyFaults({ actions }),
    ...faultsOf(
      'InvalidPermission',
      knownItems(actions).flatMap((action) => checkFormat('an action', action, SAGEMAKER_ACTION_PATTERN)),
    ),
  ];
}

function cidrFaults(cidrs: readonly string[]): Fault[] {
  return [
    ...emptyFaults({ cidrs }),
    ...faultsOf(
      'InvalidCidr',
      knownItems(cidrs).flatMap((cidr) => checkPublicCidr('an address range', cidr)),
    ),
  ];
}

function nameFaults(names: readonly string[]): Fault[] {
  return faultsOf(
    'InvalidPermission',
    knownItems(names).flatMap((name) => checkFormat('the name of a notebook instance', name, NOTEBOOK_NAME_PATTERN)),
  );
}
