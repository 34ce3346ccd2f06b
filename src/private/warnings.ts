import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Every warning that the library leaves. The ids are a public contract: people acknowledge them. */
export const WARNINGS = {
  'access.directoryDeleted': 'The table that says who may open which user profile is deleted with its stack.',
  'access.openEgress': 'A function can connect to port 443 of every address that its subnets have a route to.',
  'access.otherIssuer': 'Users of a directory have an identity provider that the API does not accept.',
  'access.portalNameUnstable':
    'The address of the portal, and with it the registered redirect URI, changes if the API or its endpoint is replaced.',
  'access.portalRedirectUriChanged':
    'The redirect URI of the portal is not the registered one, so the identity provider refuses to sign users in.',
  'access.portalTokensInScript': 'The pages of the portal sign users in, so their script has the tokens of users.',
  'access.unlimitedRemovals': 'A deployment of a list of users may take access from most of its people at once.',
  'compliance.hookDisabled': 'A CloudFormation hook is activated but does not run.',
  'compliance.hookOnlyWarns': 'A CloudFormation hook lets operations continue that its rules reject.',
  'guardrails.noTarget': 'An organization policy is attached to nothing.',
  'guardrails.ownAccountTarget': 'An organization policy is attached to the account that deploys it.',
  'guardrails.serviceRolesDenied': 'A guardrail denies calls that AWS services make with roles of the account.',
  'network.connectionNotAdmitted':
    'An imported security group that CDK may not change does not admit a connection of this library.',
  'network.queriesNotAdmitted':
    'A forwarding rule targets an inbound endpoint that does not admit the outbound endpoint.',
  'network.requiredEndpointLeftOut': 'A set of endpoints lacks a service that it cannot do without.',
  'network.unknownRegion':
    'Names of endpoint services or of their hosts are made for a region that only the deployment knows.',
  'network.unrestrictedEndpoint': 'An endpoint lets everybody reach resources of every account.',
  'notebook.deployedState':
    'A notebook instance or its lifecycle configuration keeps what cannot change without replacing it.',
  'notebook.directInternetAccess': 'A notebook instance has direct internet access.',
  'notebook.firstSubnet': 'A notebook instance is in the first of several subnets.',
  'notebook.fleetStopped':
    'Running notebook instances of the account are stopped, which loses everything that is not on their volumes.',
  'notebook.imdsV1': 'A notebook instance answers metadata requests without a session token.',
  'notebook.lifecycleConfigRunsAsRoot': 'A lifecycle script runs as root with the credentials of the execution role.',
  'notebook.metadataCallWithoutToken':
    'A lifecycle script of a notebook instance that answers to IMDSv2 only asks for metadata without a session token.',
  'notebook.metadataCallsReviewed': 'The check of metadata calls was overruled for a lifecycle script.',
  'notebook.mixinMissed': 'A mixin for notebook instances was applied before some of them existed.',
  'notebook.retiredPlatform':
    'A notebook instance is on a platform that SageMaker no longer starts, so an update that stops it is its end.',
  'notebook.rootAccess': 'Users of a notebook instance are root on it.',
  'notebook.tokenLifetimeTooLong':
    'A lifecycle script requests an IMDSv2 session token with a lifetime that the metadata service rejects, and its notebook instance requires IMDSv2.',
  'permissions.bypassedPermission': 'A permission allows what another permission of the policy limits by conditions.',
  'removal.disposableEnvironment': 'Everything that this library would retain is deleted with its stack.',
  'studio.deployedState': 'A resource of Studio keeps what cannot change without replacing it.',
  'studio.dockerEnabled': 'Users of a Studio domain can run containers, whose images come past the VPC.',
  'studio.firstZones': 'A Studio domain uses one subnet in each of two availability zones, although there are more.',
  'studio.homeFileSystemDeleted': 'Deleting the stack deletes the home folders of all users of a Studio domain.',
  'studio.metadataCallsReviewed': 'The check of metadata calls was overruled for a lifecycle script of Studio.',
  'studio.mixinMissed': 'A mixin for resources of Studio was applied before some of them existed.',
  'studio.noIdleShutdown': 'Idle applications of Studio run until somebody stops them.',
  'studio.noSourceIdentity': 'CloudTrail does not tell the users of a Studio domain apart.',
  'studio.notebookOutputSharing': 'Shared notebooks carry the output of their cells.',
  'studio.publicInternetAccess': 'The applications of a Studio domain have direct internet access.',
  'studio.remoteAccess': 'A space can be opened from a development environment outside of Studio.',
  'studio.sharedSpace': 'A space is shared, so the people in it have one role and are not told apart.',
  'studio.singleSignOn':
    'A Studio domain can be opened from anywhere, since presigned URLs and conditions on endpoints need IAM.',
  'studio.stackTags':
    'CloudFormation puts the tags of a stack on resources whose tags cannot be changed without replacing them.',
  'studio.userDataDeleted': 'Users of Studio lose their home folders and spaces when a resource is deleted.',
  'trust.accountOnly': 'A trust policy is pinned to the account alone, not to the ARN of a SageMaker resource.',
  'trust.anyRegion': 'A trust policy accepts SageMaker resources of every region.',
  'trust.inlinePolicy': 'An inline policy was attached to an execution role.',
  'trust.organization': 'A trust policy accepts SageMaker resources of every account of an organization.',
  'trust.permissionNotGranted': 'A role lacks permissions, since this app may not change its policies.',
  'trust.policyMayBeTooLong': 'A trust policy may exceed its quota, depending on where it is deployed.',
  'trust.unrestricted': 'A trust policy has no condition against the confused deputy.',
} as const;

export type WarningId = keyof typeof WARNINGS;

/**
 * Leaves a warning that `Validations.of(construct).acknowledge({ id, reason })` takes away.
 */
export function warn(scope: IConstruct, id: WarningId, detail: string): void {
  Validations.of(scope).addWarning(`cdk-secure-sagemaker:${id}`, `${WARNINGS[id]} ${detail}`);
}
