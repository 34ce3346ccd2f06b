import type { TemplateResource } from '../templates/resource';
import { at, itemsOf, literalOf, type TemplateValue } from '../templates/values';
import { type DocumentPlace, documentOf, type PolicyDocument, PolicyKind } from './document';

/** Where resources of a type have policy documents. `*` stands for every item of a list. */
interface PolicyPlace {
  readonly kind: PolicyKind;
  readonly path: string;
  /** The properties that say to whom it is attached. */
  readonly attachments?: readonly string[];
}

const INLINE: PolicyPlace = { kind: PolicyKind.IDENTITY, path: 'Policies.*.PolicyDocument' };
const RESOURCE_POLICY: PolicyPlace = { kind: PolicyKind.RESOURCE, path: 'PolicyDocument' };

function identity(...attachments: string[]): PolicyPlace {
  return { kind: PolicyKind.IDENTITY, path: 'PolicyDocument', attachments };
}

function resourcePolicy(path: string): PolicyPlace {
  return { kind: PolicyKind.RESOURCE, path };
}

const PLACES: Readonly<Record<string, readonly PolicyPlace[]>> = {
  'AWS::ApiGateway::RestApi': [resourcePolicy('Policy')],
  'AWS::EC2::VPCEndpoint': [{ kind: PolicyKind.ENDPOINT, path: 'PolicyDocument' }],
  'AWS::ECR::RegistryPolicy': [resourcePolicy('PolicyText')],
  'AWS::ECR::Repository': [resourcePolicy('RepositoryPolicyText')],
  'AWS::EFS::FileSystem': [resourcePolicy('FileSystemPolicy')],
  'AWS::IAM::Group': [INLINE],
  'AWS::IAM::GroupPolicy': [identity('GroupName')],
  'AWS::IAM::ManagedPolicy': [identity('Roles', 'Users', 'Groups')],
  'AWS::IAM::Policy': [identity('Roles', 'Users', 'Groups')],
  'AWS::IAM::Role': [{ kind: PolicyKind.TRUST, path: 'AssumeRolePolicyDocument' }, INLINE],
  'AWS::IAM::RolePolicy': [identity('RoleName')],
  'AWS::IAM::User': [INLINE],
  'AWS::IAM::UserPolicy': [identity('UserName')],
  'AWS::KMS::Key': [resourcePolicy('KeyPolicy')],
  'AWS::KMS::ReplicaKey': [resourcePolicy('KeyPolicy')],
  'AWS::Logs::ResourcePolicy': [RESOURCE_POLICY],
  'AWS::S3::AccessPoint': [resourcePolicy('Policy')],
  'AWS::S3::BucketPolicy': [RESOURCE_POLICY],
  'AWS::SageMaker::ModelPackageGroup': [resourcePolicy('ModelPackageGroupPolicy')],
  'AWS::SecretsManager::ResourcePolicy': [resourcePolicy('ResourcePolicy')],
  'AWS::SNS::TopicInlinePolicy': [RESOURCE_POLICY],
  'AWS::SNS::TopicPolicy': [RESOURCE_POLICY],
  'AWS::SQS::QueueInlinePolicy': [RESOURCE_POLICY],
  'AWS::SQS::QueuePolicy': [RESOURCE_POLICY],
  'AWS::SSO::PermissionSet': [{ kind: PolicyKind.IDENTITY, path: 'InlinePolicy' }],
};

const ORGANIZATION_POLICY = 'AWS::Organizations::Policy';

const ORGANIZATION_KINDS: Readonly<Record<string, PolicyKind>> = {
  SERVICE_CONTROL_POLICY: PolicyKind.SERVICE_CONTROL,
  RESOURCE_CONTROL_POLICY: PolicyKind.RESOURCE_CONTROL,
};

/** The types of resources that have policy documents. */
export const POLICY_TYPES: readonly string[] = [...Object.keys(PLACES), ORGANIZATION_POLICY];

/** The types that have documents of a kind. */
export function typesWith(kind: PolicyKind): string[] {
  const types = Object.keys(PLACES).filter((type) => PLACES[type].some((place) => place.kind === kind));
  return Object.values(ORGANIZATION_KINDS).includes(kind) ? [...types, ORGANIZATION_POLICY] : types;
}

/** All policy documents that a resource has in its properties. */
export function documentsOf(resource: TemplateResource): PolicyDocument[] {
  return placesOf(resource).flatMap(({ kind, path, attachments }) => {
    const attachedTo = (attachments ?? []).flatMap((name) => itemsOf(resource.get(name)));
    const place = { kind, resource, attachedTo: attachments ? attachedTo : ownAttachment(resource, kind) };
    return found(resource.properties, path).map((hit) =>
      documentOf(hit.value, { ...place, path: hit.path } satisfies DocumentPlace),
    );
  });
}

function placesOf(resource: TemplateResource): readonly PolicyPlace[] {
  if (resource.type !== ORGANIZATION_POLICY) {
    return PLACES[resource.type] ?? [];
  }
  const kind = ORGANIZATION_KINDS[literalOf(resource.get('Type')) ?? ''];
  return kind ? [{ kind, path: 'Content', attachments: ['TargetIds'] }] : [];
}

/** What is written into a role, user or group is attached to it. */
function ownAttachment(resource: TemplateResource, kind: PolicyKind): TemplateValue[] {
  return kind === PolicyKind.IDENTITY
    ? [{ kind: 'reference', declaration: resource.declaration, attribute: 'Ref' }]
    : [];
}

interface Hit {
  readonly path: string;
  readonly value: TemplateValue;
}

function found(properties: TemplateValue, pattern: string): Hit[] {
  const [head, tail] = pattern.split('.*.');
  const value = at(properties, head);
  if (tail === undefined || value.kind === 'unknown') {
    return value.kind === 'absent' ? [] : [{ path: head, value }];
  }
  return itemsOf(value).map((item, index) => ({ path: `${head}.${index}.${tail}`, value: at(item, tail) }));
}
