import type { Conditions } from '../../conditions/absence';
import {
  checkFormat,
  checkNotEmpty,
  checkPrincipalPattern,
  checkPublicCidr,
  checkUrlEndpoints,
  knownItems,
} from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { VPC_ENDPOINT_ID, VPC_ID } from '../../private/formats';
import type { ApiFromNetworkOptions, FromNetworkOptions, PresignedUrlsByPrincipalsOptions } from '../options/callers';
import { API_PAGE, type GuardrailDefinition, IDENTITY_POLICIES_PAGE } from './definition';
import { deny, together } from './deny';

/** Their policies are looked at when a URL is made and at every request that uses it. */
const NOTEBOOK_URL = 'sagemaker:CreatePresignedNotebookInstanceUrl';
/** Every operation that creates one: for Studio, notebook instances, MLflow, partner AI apps, and the content of hubs. */
const URLS = ['sagemaker:Create*Presigned*Url*'];

export function presignedUrlsFromNetwork(sources: FromNetworkOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, [
    ...sourceFaults('presignedUrlsFromNetwork', sources),
    ...singleEndpointFaults('presignedUrlsFromNetwork', sources),
  ]);
  return {
    id: 'presigned-urls-from-network',
    description: 'Presigned URLs of SageMaker must be created and used from approved networks',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html',
    statements: [deny({ sid: 'PresignedUrlsFromNetwork', actions: URLS, conditions: outside(sources) })],
  };
}

export function notebookUrlsFromNetwork(sources: FromNetworkOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, [
    ...sourceFaults('notebookUrlsFromNetwork', sources),
    ...singleEndpointFaults('notebookUrlsFromNetwork', sources),
  ]);
  return {
    id: 'notebook-urls-from-network',
    description: 'Presigned URLs of notebook instances must be created and used from approved networks',
    documentationUrl: `${API_PAGE}/API_CreatePresignedNotebookInstanceUrl.html`,
    statements: [deny({ sid: 'NotebookUrlsFromNetwork', actions: [NOTEBOOK_URL], conditions: outside(sources) })],
  };
}

export function presignedUrlsByPrincipals({ principalArns }: PresignedUrlsByPrincipalsOptions): GuardrailDefinition {
  const malformed = knownItems(principalArns).flatMap((principal) => checkPrincipalPattern('a principal', principal));
  SecureSageMakerError.throwIfAny(
    undefined,
    faultsOf('InvalidGuardrail', [...checkNotEmpty('principalArns', principalArns), ...malformed]),
  );
  return {
    id: 'presigned-urls-by-principals',
    description: 'Presigned URLs of SageMaker must be created by approved principals',
    documentationUrl: `${API_PAGE}/API_CreatePresignedDomainUrl.html`,
    statements: [
      deny({
        sid: 'PresignedUrlsByPrincipals',
        actions: URLS,
        conditions: { ArnNotLike: { 'aws:PrincipalArn': principalArns } },
      }),
    ],
  };
}

export function apiFromNetwork({ serviceRoleArns = [], ...sources }: ApiFromNetworkOptions): GuardrailDefinition {
  const malformed = knownItems(serviceRoleArns).flatMap((role) => checkPrincipalPattern('a service role', role));
  SecureSageMakerError.throwIfAny(undefined, [
    ...sourceFaults('apiFromNetwork', sources),
    ...faultsOf('InvalidGuardrail', malformed),
  ]);
  const byServices: Conditions = { BoolIfExists: { 'aws:ViaAWSService': ['false'] } };
  const byRoles: Conditions = { ArnNotLike: { 'aws:PrincipalArn': serviceRoleArns } };
  const callers = serviceRoleArns.length > 0 ? [byServices, byRoles] : [byServices];
  return {
    id: 'api-from-network',
    description: 'SageMaker must be called from approved networks',
    documentationUrl: IDENTITY_POLICIES_PAGE,
    deniesServiceRoles: serviceRoleArns.length === 0,
    statements: [
      deny({ sid: 'ApiFromNetwork', actions: ['sagemaker:*'], conditions: together(outside(sources), ...callers) }),
    ],
  };
}

/** None of the ways in. Each key is absent for requests that come another way, which a negated operator takes for outside. */
export function outside({ vpcEndpointIds, vpcIds, cidrs }: FromNetworkOptions): Conditions {
  const ways: Conditions[] = [];
  if (vpcEndpointIds) {
    ways.push({ StringNotEquals: { 'aws:SourceVpce': vpcEndpointIds } });
  }
  if (vpcIds) {
    ways.push({ StringNotEquals: { 'aws:SourceVpc': vpcIds } });
  }
  if (cidrs) {
    ways.push({ NotIpAddress: { 'aws:SourceIp': cidrs } });
  }
  return together(...ways);
}

export function sourceFaults(name: string, { vpcEndpointIds, vpcIds, cidrs }: FromNetworkOptions): Fault[] {
  return [
    ...check(
      [vpcEndpointIds, vpcIds, cidrs].some((given) => given !== undefined),
      'InvalidGuardrail',
      `${name} needs vpcEndpointIds, vpcIds or cidrs, got none of them`,
    ),
    ...faultsOf('InvalidGuardrail', [
      ...checkNotEmpty('vpcEndpointIds', vpcEndpointIds),
      ...checkNotEmpty('vpcIds', vpcIds),
      ...checkNotEmpty('cidrs', cidrs),
      ...knownItems(vpcEndpointIds).flatMap((id) => checkFormat('a VPC endpoint', id, VPC_ENDPOINT_ID)),
      ...knownItems(vpcIds).flatMap((id) => checkFormat('a VPC', id, VPC_ID)),
    ]),
    ...faultsOf(
      'InvalidCidr',
      knownItems(cidrs).flatMap((cidr) => checkPublicCidr('an address range', cidr)),
    ),
  ];
}

/** If only endpoints limit a URL, both are required. */
function singleEndpointFaults(name: string, { vpcEndpointIds, vpcIds, cidrs }: FromNetworkOptions): Fault[] {
  return faultsOf('InvalidGuardrail', vpcIds || cidrs ? [] : checkUrlEndpoints(name, vpcEndpointIds));
}
