import {
  ENDPOINT_POLICY_QUOTA,
  INLINE_POLICIES_QUOTA,
  MANAGED_POLICY_QUOTA,
  RESOURCE_CONTROL_POLICY_QUOTA,
  SERVICE_CONTROL_POLICY_QUOTA,
  TRUST_POLICY_DEFAULT_QUOTA,
  TRUST_POLICY_MAX_QUOTA,
} from '../../../private/limits';
import type { PolicySize } from '../../../private/policies/policy-size';
import { PartialString } from '../../templates/partial-string';
import { stringOf } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { type PolicyDocument, PolicyKind } from '../document';
import { lengthOf, sum, textLength } from '../document-length';

const { role, user, group } = INLINE_POLICIES_QUOTA;

/** The policies of these share a quota, whether they are written into their entity or attached to it. */
const INLINE_QUOTAS: Readonly<Record<string, number>> = {
  'AWS::IAM::Group': group,
  'AWS::IAM::GroupPolicy': group,
  'AWS::IAM::Role': role,
  'AWS::IAM::RolePolicy': role,
  'AWS::IAM::User': user,
  'AWS::IAM::UserPolicy': user,
};

/** What the documents of one resource have, against what AWS takes; nothing for resource policies, of which each service has its own quota. */
export function sizeVerdicts(documents: readonly PolicyDocument[]): Verdict[] {
  const inline = documents.filter(
    ({ kind, resource }) => kind === PolicyKind.IDENTITY && resource.type in INLINE_QUOTAS,
  );
  const together = inline.length
    ? [
        judged(
          'the inline policies together',
          sum(inline.map(sizeOf)),
          INLINE_QUOTAS[inline[0].resource.type],
          inline[0].path,
        ),
      ]
    : [];
  return [...together, ...documents.filter((document) => !inline.includes(document)).flatMap(single)];
}

function single(document: PolicyDocument): Verdict[] {
  const size = sizeOf(document);
  if (document.kind === PolicyKind.TRUST) {
    return [trustVerdict(size, document.path)];
  }
  const quota = quotaOf(document);
  return quota ? [judged('the policy', size, quota, document.path)] : [];
}

function quotaOf({ kind, resource }: PolicyDocument): number | undefined {
  switch (kind) {
    case PolicyKind.ENDPOINT:
      return ENDPOINT_POLICY_QUOTA;
    case PolicyKind.RESOURCE_CONTROL:
      return RESOURCE_CONTROL_POLICY_QUOTA;
    case PolicyKind.SERVICE_CONTROL:
      return SERVICE_CONTROL_POLICY_QUOTA;
    case PolicyKind.IDENTITY:
      return resource.type === 'AWS::IAM::ManagedPolicy' ? MANAGED_POLICY_QUOTA : inlineQuota(resource.type, resource);
    default:
      return undefined;
  }
}

/** `AWS::IAM::Policy` is written into all whom it names, so the smallest of their quotas counts. */
function inlineQuota(type: string, resource: PolicyDocument['resource']): number | undefined {
  if (type !== 'AWS::IAM::Policy') {
    return undefined;
  }
  const quotas = [
    ['Users', user],
    ['Groups', group],
    ['Roles', role],
  ] as const;
  return quotas.find(([property]) => resource.get(property).kind !== 'absent')?.[1];
}

/** IAM counts no white space; AWS Organizations counts what it is given, as do endpoints. */
function sizeOf({ content, kind }: PolicyDocument): PolicySize {
  const verbatim =
    kind === PolicyKind.SERVICE_CONTROL || kind === PolicyKind.RESOURCE_CONTROL || kind === PolicyKind.ENDPOINT;
  const text = content.kind === 'fields' ? undefined : stringOf(content);
  return text ? textLength(verbatim ? text : withoutWhiteSpace(text)) : lengthOf(content);
}

function withoutWhiteSpace({ parts }: PartialString): PartialString {
  return PartialString.join(parts.map((part) => (typeof part === 'string' ? part.replace(/\s+/g, '') : part)));
}

function judged(what: string, { atLeast, atMost }: PolicySize, quota: number, path: string): Verdict {
  if (atLeast > quota) {
    return fail(path, `${what} must have at most ${quota} characters, got ${atLeast}`);
  }
  return atMost > quota
    ? cannotTell(path, `${what} must have at most ${quota} characters, and will have from ${atLeast} to ${atMost}`)
    : pass(path);
}

/** IAM raises this quota on request. */
function trustVerdict(size: PolicySize, path: string): Verdict {
  const { result, text } = judged('the trust policy', size, TRUST_POLICY_MAX_QUOTA, path);
  if (result !== 'pass' || size.atLeast <= TRUST_POLICY_DEFAULT_QUOTA) {
    return { result, path, text };
  }
  return cannotTell(
    path,
    `the trust policy has ${size.atLeast} characters, for which the quota of ${TRUST_POLICY_DEFAULT_QUOTA} must have been raised`,
  );
}
