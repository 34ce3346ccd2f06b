import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct, IConstruct, IDependable } from 'constructs';
import { Permission } from '../../permissions/permission';
import { sageMakerArn, spellings } from '../../private/arn';
import { faultsOf, faultText } from '../../private/errors';
import { inOrder } from '../../private/order';
import { managedPolicy } from '../../private/policies/managed-policy';
import { addStatements, RoleNeeds } from '../../private/policies/role-needs';
import { isRoleOfApp } from '../../private/roles';
import { volumeKeyStatements } from '../../private/volume-key';
import { ExecutionRole } from '../../trust/execution-role';
import { Feature } from '../../trust/feature';
import { SageMakerPrincipal } from '../../trust/sagemaker-principal';
import type { CustomImage } from '../images/custom-image';
import type { NotebookOutputSharing } from '../settings/notebook-output-sharing';
import type { UserSettings } from '../settings/user-settings';

/** What a domain or user profile asks of its execution role. */
export interface ExecutionRoleNeeds {
  readonly settings: UserSettings;
  readonly encryptionKey?: kms.IKeyRef;
  /** Session actions that its trust policy must have. */
  readonly sessionActions: readonly string[];
}

/** A role that was given, or one of its own; both let users manage their own private spaces. */
export function studioRole(
  scope: Construct,
  given: iam.IRole | undefined,
  sessionActions: readonly string[] = ['sts:SetSourceIdentity'],
): iam.IRole {
  const features = [sessionActions.length ? Feature.STUDIO_SOURCE_IDENTITY : Feature.STUDIO];
  const role = given ?? new ExecutionRole(scope, 'Role', { features });
  RoleNeeds.of(role).trust(new SageMakerPrincipal({ features }));
  Permission.privateSpaces()._grantTo(scope, role);
  return role;
}

/**
 * Gives a role what SageMaker checks while it makes a domain or user profile, and tells what must wait for that. It has
 * a policy of its own: one that holds grants on the domain would wait for the domain.
 */
export function setUpExecutionRole(scope: Construct, role: iam.IRole, needs: ExecutionRoleNeeds): IDependable[] {
  watchTrust(scope, role, needs.sessionActions);
  const statements = neededStatements(scope, needs);
  if (statements.length === 0) {
    return [];
  }
  if (isRoleOfApp(role)) {
    RoleNeeds.of(role).allow(statements);
    return [managedPolicy(scope, 'RolePolicy', { statements, roles: [role] })];
  }
  return addStatements(scope, role, statements);
}

/** The same for the role of shared spaces, unless it is that of the domain, which has it already. */
export function setUpSharedSpaces(
  scope: Construct & { readonly role: iam.IRole },
  role: iam.IRole | undefined,
  needs: ExecutionRoleNeeds,
): void {
  if (!role || role === scope.role) {
    return;
  }
  const statements = neededStatements(scope, needs);
  RoleNeeds.of(role).trust(new SageMakerPrincipal({ features: [Feature.STUDIO] }));
  if (isRoleOfApp(role)) {
    RoleNeeds.of(role).allow(statements);
    managedPolicy(scope, 'SharedSpacesPolicy', { statements, roles: [role] });
  } else {
    addStatements(scope, role, statements);
  }
}

/** The images that applications may run, each once. */
export function imagesOf({ jupyterLab, codeEditor }: UserSettings): CustomImage[] {
  return [...new Set([...(jupyterLab?.customImages ?? []), ...(codeEditor?.customImages ?? [])])];
}

function neededStatements(scope: IConstruct, { settings, encryptionKey }: ExecutionRoleNeeds): iam.PolicyStatement[] {
  const keyStatements = encryptionKey ? volumeKeyStatements(scope, { keyArn: encryptionKey.keyRef.keyArn }) : [];
  return [
    ...keyStatements,
    ...imageStatements(scope, imagesOf(settings)),
    ...sharingStatements(scope, settings.sharing),
  ];
}

/** A domain fails to update where its role cannot see the images that are attached to it. */
function imageStatements(scope: IConstruct, images: readonly CustomImage[]): iam.PolicyStatement[] {
  if (images.length === 0) {
    return [];
  }
  const keyOf = ({ imageName, imageVersionNumber }: CustomImage) => [imageName, imageVersionNumber];
  const spelled = inOrder(scope, images, keyOf).flatMap(({ imageName, _versionText }) =>
    spellings(imageName).map((name) => ({ name, version: _versionText ?? '*' })),
  );
  const resources = [
    ...spelled.map(({ name }) => `image/${name}`),
    ...spelled.map(({ name, version }) => `image-version/${name}/${version}`),
  ];
  return [
    new iam.PolicyStatement({
      sid: 'CustomImages',
      actions: ['sagemaker:DescribeImage', 'sagemaker:DescribeImageVersion'],
      resources: [...new Set(resources)].map((resource) => sageMakerArn(scope, { resource })),
    }),
  ];
}

function sharingStatements(scope: IConstruct, sharing: NotebookOutputSharing | undefined): iam.PolicyStatement[] {
  if (!sharing?._props) {
    return [];
  }
  const { bucket, encryptionKey, prefix } = sharing._props;
  const { region, urlSuffix } = Stack.of(scope);
  return [
    new iam.PolicyStatement({
      sid: 'SharedNotebooks',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [`${bucket.bucketRef.bucketArn}/${prefix}/*`],
    }),
    new iam.PolicyStatement({
      sid: 'SharedNotebooksKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [encryptionKey.keyRef.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.${urlSuffix}` } },
    }),
  ];
}

/** Checked at synthesis, since a trust policy may still grow. Nothing is known of that of an imported role. */
function watchTrust(scope: IConstruct, role: iam.IRole, needed: readonly string[]): void {
  const trust = isRoleOfApp(role) ? role.assumeRolePolicy : undefined;
  if (trust) {
    scope.node.addValidation({ validate: () => missingActions(role, trust, needed).map(faultText) });
  }
}

function missingActions(
  role: iam.IRole,
  trust: iam.PolicyDocument,
  needed: readonly string[],
): ReturnType<typeof faultsOf> {
  const statements: { Action?: string | string[] }[] = trust.toJSON()?.Statement ?? [];
  const allowed = new Set(statements.flatMap(({ Action }) => Action ?? []));
  const missing = needed.filter((action) => !allowed.has(action) && !allowed.has('sts:*'));
  return faultsOf(
    'MissingSessionAction',
    missing.map(
      (action) =>
        `the trust policy of ${role.node.path} must allow ${action} to SageMaker: use Feature.STUDIO_SOURCE_IDENTITY, or SourceIdentity.NONE`,
    ),
  );
}
